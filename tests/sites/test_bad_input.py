"""Bad input: exit 1, one line a problem with file, line and hint, no traceback, and the old site untouched.

broken.yaml holds the cases: anybody can add one.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sites.hubs import OLD_SITE, SITES, Done, TinyHub, cases, make_hub, tree, with_old_site

from peerhub.cli import Place, engine
from peerhub.cli.preview import Preview
from peerhub.cli.preview_server import PreviewServer
from peerhub.problems import PeerHubError

CASES = cases(SITES / "broken.yaml")
OLD = {**OLD_SITE, "groups/evening-circle.html": b"old page", "own/file.bin": b"\0"}
# One problem a line: where it stands, how much it matters, what is wrong, what to do, and the rule's name.
LINE = re.compile(r"[^ :]+(:\d+)?: (error|warning|info): .+\. .+ \[[a-z0-9-]+\]")


def broken(folder: Path, case: dict[str, Any]) -> TinyHub:
    hub = make_hub(folder)
    for path, (old, new) in case.get("replace", {}).items():
        hub.replace(path, old, new)
    for path, text in case.get("files", {}).items():
        if text is None:
            (hub.root / path).unlink()
        else:
            hub.write(path, text)
    for path, content in OLD.items():
        hub.write(f"site/{path}", content)
    return hub


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_golden(tmp_path: Path, case: dict[str, Any]) -> None:
    """The build says exactly this and leaves the old site byte for byte; the check says the same about data."""
    hub = broken(tmp_path, case)
    built = hub.hub("build")
    assert (built.code, built.out, built.err) == (1, "", case["said"])
    assert tree(hub.site) == OLD
    assert [path.name for path in hub.root.glob(".site.*")] in ([], [".site.lock"])
    *problems, last = built.err.splitlines()
    assert last.startswith("hub: ")
    assert all(LINE.fullmatch(line) for line in problems)

    checked = hub.hub("check")
    if case.get("check") == "nothing":
        assert (checked.code, checked.out) == (0, "")
    else:
        assert checked.code == 1
        assert (checked.out or checked.err).splitlines()[: len(problems)] == problems
    assert tree(hub.site) == OLD


CHOSEN = (
    "an unknown topic",
    "an article without front matter",
    "a page that is not there",
    "an id that stands twice",
)


@pytest.mark.parametrize("case", [case for case in CASES if case["case"] in CHOSEN], ids=lambda case: case["case"])
def test_mkdocs_build_says_the_same(tmp_path: Path, case: dict[str, Any]) -> None:
    """`mkdocs build` ends with 1 too, names the same problems and touches nothing."""
    hub = broken(tmp_path, case)
    done = hub.engine_process("mkdocs")
    assert done.code == 1
    assert "Traceback" not in done.err
    for line in case["said"].splitlines()[:-1]:
        assert re.sub(r"^mkdocs\.yml:\d+", "", line) in done.err
    assert tree(hub.site) == OLD


def test_the_real_command(tmp_path: Path) -> None:
    """In a process of its own the exit code and the lines are the same."""
    case = CASES[0]
    hub = broken(tmp_path, case)
    assert hub.process("build") == Done(1, "", case["said"])


def test_a_folder_without_a_hub(tmp_path: Path) -> None:
    """It is named."""
    done = TinyHub(tmp_path).hub("build")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"hub: There is no mkdocs.yml in {tmp_path}. Name the folder of a hub with --root.\n"


@pytest.mark.parametrize(
    "stated", ["yesterday", "99999999999999999999", "253402300700", "-99999999999", "-1e9", "١٢٣x"]
)
def test_a_build_date_that_is_none(tmp_path: Path, stated: str) -> None:
    """SOURCE_DATE_EPOCH that is no number of seconds is one line, and nothing is written."""
    done = make_hub(tmp_path).hub("build", SOURCE_DATE_EPOCH=stated)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1].startswith("hub: SOURCE_DATE_EPOCH must be a number of seconds since 1970")


@pytest.mark.parametrize(
    ("slot", "field"),
    [
        ("first: 9999-12-31", "first"),
        ("last: 9999-12-31", "last"),
        ("cancelled: [2026-12-22, 9999-12-30]", "cancelled[1]"),
        ("extra: [{on: 0001-01-01}]", "extra[0].on"),
    ],
)
def test_a_day_past_all_calendars(tmp_path: Path, slot: str, field: str) -> None:
    """What other systems write for "no end" is told with its line by check and build, and nothing falls over."""
    hub = make_hub(tmp_path, with_old_site())
    hub.replace("data/groups.yaml", "{days: [tuesday],", f"{{days: [tuesday], {slot},")
    for command in ("check", "build"):
        done = hub.hub(command)
        assert done.code == 1
        said = (
            f"groups.yaml:9: error: groups[0].meetings[0].{field} (evening-circle) must be in the years 1900 to 2200"
        )
        assert said in done.out + done.err
    assert tree(hub.site) == OLD_SITE


SURPRISES = [
    ("def on_page_markdown(markdown, **_):\n    return 1 / 0\n", "ZeroDivisionError", False),
    ("def on_page_markdown(markdown, **_):\n    raise SystemExit(0)\n", "SystemExit", False),
    ("def on_post_build(config):\n    raise KeyError('x')\n", "KeyError", True),
]


@pytest.mark.parametrize(("hook", "raised", "placed"), SURPRISES, ids=lambda value: str(value)[:30])
def test_a_surprise_in_a_build_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hook: str, raised: str, placed: bool
) -> None:
    """It says truly which site stands and where the traceback is; a preview says the same, and goes on."""
    monkeypatch.delenv("HUB_TRACEBACK")
    hub = make_hub(tmp_path, with_old_site({"own_hook.py": hook}))
    hub.with_engine()
    text = (hub.root / "mkdocs.yml").read_text(encoding="utf-8")
    last = re.findall(r"^ +- .*hooks/.*\n", text, re.MULTILINE)[-1]
    hub.replace("mkdocs.yml", last, f"{last}  - own_hook.py\n")
    place, log = Place(hub.root, hub.root), hub.root / ".cache" / "hub-fault.log"
    stands = "The new site is in place." if placed else "What was published stands as it was."
    line = (
        f"A fault of the engine, not of yours[^:]*: {raised}.* {stands} Please report this line with the file {log}"
    )
    with pytest.raises(PeerHubError, match=f"^{line}.$"):
        engine.build(engine.load(place, site_dir=str(hub.site)))
    assert (tree(hub.site) == OLD_SITE) is not placed
    assert "own_hook.py" in log.read_text(encoding="utf-8")

    said: list[str] = []
    server = PreviewServer(("127.0.0.1", 0), hub.root / ".cache" / "preview" / "site")
    with contextlib.closing(server.socket):
        Preview(place, server, said.append).build()
    assert re.fullmatch(f"hub: {line}.", said[-1])


def test_strict_lets_warnings_stop_the_build(tmp_path: Path) -> None:
    """Without --strict a warning is told and the site is built; with it the old site stays."""
    hub = make_hub(tmp_path)
    hub.replace("docs/learn/helping.md", "When you can", "When you can" + " and can" * 7)
    done = hub.hub("build")
    assert done.code == 0
    assert LINE.fullmatch(done.err.strip())
    before = tree(hub.site)
    hub.replace("data/groups.yaml", "Evening Circle", "Another Name")
    done = hub.hub("build", "--strict")
    assert done.code == 1
    assert done.err.splitlines()[-1] == "hub: 1 problem stands in the way. The site was left as it was."
    assert tree(hub.site) == before


def test_strict_and_a_warning_of_mkdocs_own(tmp_path: Path) -> None:
    """MkDocs counts its own warnings only when the site is done: that must not be after the old site is gone."""
    hub = make_hub(tmp_path, with_old_site())
    hub.replace("mkdocs.yml", "site_name: Tiny Hub", "site_name: Tiny Hub\nnav: [index.md, gone.md]")
    done = hub.hub("build", "--strict")
    assert done.code == 1
    assert "gone.md" in done.err
    assert tree(hub.site) == OLD_SITE


def test_a_template_of_its_own_that_is_wrong(tmp_path: Path) -> None:
    """A hub's own template with a slip is named with its line."""
    hub = make_hub(tmp_path, with_old_site({"overrides/main.html": "line one\n{% if x %}\n"}))
    done = hub.hub("build")
    assert done.code == 1
    assert done.err.splitlines()[-1].startswith("hub: A template is wrong: main.html:2: ")
    assert tree(hub.site) == OLD_SITE
    hub.write("overrides/main.html", '{% extends "main.html" %}')
    done = hub.hub("build")
    assert done.code == 1
    assert done.err.startswith("hub: A template is wrong: it extends or includes itself. ")
    assert tree(hub.site) == OLD_SITE


def test_drafts_and_hidden_files_stay_at_home(tmp_path: Path) -> None:
    """A draft is checked but not built, and what editors leave behind is not an article."""
    hub = make_hub(tmp_path)
    text = (hub.root / "docs/learn/helping.md").read_text().replace("kind: guide", "kind: guide\ndraft: true")
    hub.write("docs/learn/later.md", text.replace("title: Helping", "title: Secret plans"))
    hub.write("docs/.obsidian/notes.md", "no front matter")
    (hub.root / "docs/.#index.md").symlink_to("nobody@nowhere.1:2")
    done = hub.hub("build")
    assert (done.code, done.err) == (0, "")
    assert not any(b"Secret plans" in content for content in tree(hub.site).values())
    assert "learn/later/index.html" not in tree(hub.site)


FILES = [
    "data/groups.yaml",
    "data/vocabulary.yaml",
    "data/helplines.yaml",
    "data/phrases.yaml",
    "data/references.yaml",
]
FILES += ["docs/learn/listening.md", "docs/index.md", "mkdocs.yml"]
PIECES = st.one_of(
    st.sampled_from(
        ["{", "}", "[", "]", ":", "- ", "\n", "'", '"', "\t", "&a ", "*a", "!!x ", "null", "1", "---\n", "|"]
    ),
    st.text(max_size=3),
)


@given(data=st.data())
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_any_slip_of_the_hand_is_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Cut a file anywhere, type anything there: the check ends with 0 or 1, in lines, and never with a traceback."""
    hub = make_hub(tmp_path_factory.mktemp("slip"))
    path = data.draw(st.sampled_from(FILES))
    text = (hub.root / path).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    hub.write(path, (text[:start] + data.draw(PIECES) + text[end:]).encode("utf-8", "replace"))
    done = hub.hub("check")
    assert done.code in (0, 1)
    assert all(LINE.fullmatch(line) for line in done.out.splitlines())
    if done.code:
        assert ": error: " in done.out + done.err
