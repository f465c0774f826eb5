"""Every command that a guide tells people to type is typed here, in a copy of the hub, in the order of the guide."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from peerhub.cli import main

ROOT = Path(__file__).parents[2]
# commands.md shows forms such as `./hub build [OPTIONS]`, and has a test of its own.
DOCUMENTS = [
    *(ROOT / "README.md", ROOT / "CONTRIBUTING.md"),
    *sorted(path for path in (ROOT / "docs" / "contribute").glob("*.md") if path.name != "commands.md"),
]
KNOWN: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "guides.yaml").read_text("utf-8"))
# Listings that the guides speak of; nobody is behind them.
EXAMPLES = "".join(
    f"\n- id: {id_}\n  kind: network\n  name: {id_}\n  summary: An example.\n  topics: [anxiety]\n"
    for id_ in ("evening-circle-leeds", "open-door-york")
)
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Typed:
    """A command as a guide shows it."""

    document: str
    line: str

    @property
    def known(self) -> dict[str, Any]:
        found = [one for one in KNOWN if self.line.startswith(one["begins"])]
        return max(found, key=lambda one: len(one["begins"]), default={})


def blocks(document: Path) -> list[tuple[str, str]]:
    """Give the code blocks of a document: the language and the text."""
    found = _FENCE.findall(document.read_text(encoding="utf-8"))
    return [
        (language, "\n".join(line.removeprefix(indent) for line in text.split("\n")))
        for indent, language, text in found
    ]


def commands(document: Path) -> list[Typed]:
    """Give what a document tells people to type; a line that ends in a backslash goes on."""
    texts = [text.replace("\\\n", " ") for language, text in blocks(document) if language == "sh"]
    lines = [line.partition(" #")[0].strip() for text in texts for line in text.splitlines()]
    return [Typed(document.name, line) for line in lines if line]


ALL = [typed for document in DOCUMENTS for typed in commands(document)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_to_be_typed_is_marked(document: Path) -> None:
    """A block with a command of the hub says `sh`, so that it is tried here."""
    shown = [text for language, text in blocks(document) if language != "sh"]
    unmarked = [text for text in shown if re.search(r"^(?:\./|engine/|python )hub ", text, re.MULTILINE)]
    assert not unmarked


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known["begins"])
def test_nothing_is_excused_that_no_guide_says(known: dict[str, Any]) -> None:
    """What is known about a command goes when the last guide that shows it does."""
    assert any(typed.line.startswith(known["begins"]) for typed in ALL)


@pytest.mark.parametrize("typed", ALL, ids=lambda typed: f"{typed.document}: {typed.line[:60]}")
def test_a_command_of_the_hub_can_be_parsed(typed: Typed) -> None:
    """Each command and option of the hub in a guide exists, in those too that cannot run here."""
    words = shlex.split(typed.line)
    if not words or words[0] not in ("./hub", "engine/hub"):
        return
    # --help is answered once everything before it was understood, and nothing is run.
    ends = [words.index(end) for end in ("--", ">", "|") if end in words]
    typed_words = words[1 : min(ends, default=len(words))]
    # The folder of another hub is not there yet.
    if typed_words[0] == "--root":
        typed_words = typed_words[2:]
    done = CliRunner().invoke(main, [*typed_words, "--help"])
    assert done.exit_code == 0, done.output


@cache
def kept_files() -> tuple[str, ...]:
    """List what git keeps, without the tests."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(name for name in names.split("\0") if name and not name.startswith(("tests/", "bench/")))


def copy_of_the_hub(folder: Path) -> Path:
    """Make a copy in which `./hub` is this engine's, with a history and a place to push to."""
    copy = folder / "hub-copy"
    for name in kept_files():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    (copy / "hub").write_text(f'#!/bin/sh\nexec {sys.executable} -P -m peerhub.cli "$@"\n', encoding="utf-8")
    (copy / "hub").chmod(0o755)
    (copy / ".venv").symlink_to(Path(sys.executable).parents[1])
    with (copy / "data" / "groups.yaml").open("a", encoding="utf-8") as file:
        file.write(EXAMPLES)
    for words in (
        ["init", "-q", "-b", "main"],
        ["config", "user.name", "Reader"],
        ["config", "user.email", "reader@example.org"],
        ["add", "-A"],
        ["commit", "-q", "-m", "A copy"],
        ["init", "-q", "--bare", "../origin.git"],
        ["remote", "add", "origin", "../origin.git"],
        ["push", "-q", "-u", "origin", "main"],
    ):
        subprocess.run(["git", *words], cwd=copy, check=True)
    return copy


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="the guides' commands are for a POSIX shell; Windows has its own line")
@pytest.mark.parametrize(
    "document", [document for document in DOCUMENTS if commands(document)], ids=lambda path: path.name
)
def test_a_guide_works_as_written(document: Path, tmp_path: Path) -> None:
    """Somebody who types a guide's commands one after another gets to its end."""
    if not (ROOT / ".git").exists():
        pytest.skip("this folder is not a git checkout, so there is no list of kept files")
    copy = copy_of_the_hub(tmp_path)
    for typed in commands(document):
        known = typed.known
        if "skip" in known:
            continue
        if "before" in known:
            (copy / known["before"]).write_text(known["text"], encoding="utf-8")
        if "edits" in known:
            with (copy / known["edits"]).open("a", encoding="utf-8") as file:
                file.write("# edited by hand\n")
        done = subprocess.run(
            ["sh", "-c", typed.line],
            cwd=copy,
            env={**os.environ, "HUB_SITE_URL": ""},
            input=known.get("answers", ""),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == known.get("code", 0), f"{typed.line}\n{done.stdout}{done.stderr}"
