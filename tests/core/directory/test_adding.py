"""A new listing goes to the end of the file, and only when all is sound with it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from peerhub.directory.adding import added
from peerhub.directory.load import load_directory
from peerhub.problems import Problems

TINY = Path(__file__).parents[2] / "sites" / "tiny"
TODAY = date(2026, 11, 24)
ENTRY = {"id": "new", "kind": "network", "name": "New", "summary": "A network.", "topics": ["anxiety"]}
YAML = b"- id: new\n  kind: network\n  name: New\n  summary: A network.\n  topics: [anxiety]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(TINY / "data", tmp_path / "data")
    return tmp_path


def test_every_other_byte_stays(root: Path) -> None:
    """The old text is the beginning of the new one, and an empty line stands between."""
    path = root / "data" / "groups.yaml"
    before = path.read_bytes()
    problems = Problems()
    assert added(root, ENTRY, TODAY, problems) == {path: before + b"\n" + YAML}
    assert (path.read_bytes(), len(problems)) == (before, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", YAML),
        (b"# none yet\n", b"# none yet\n\n" + YAML),
        (b"# none yet", b"# none yet\n\n" + YAML),
        (b"- {id: a, removed: 2026-01-01, kind: group}\r\n", None),
        (b"- id: a\n  kind: group\n  name: A\n  closed: 2026-01-01\n  doubts: |+\n    x\n", b""),
    ],
)
def test_the_file_keeps_its_ways(root: Path, text: bytes, expected: bytes | None) -> None:
    """Line ends stay what they are, and no text of the entry before gains an empty line."""
    path = root / "data" / "groups.yaml"
    path.write_bytes(text)
    problems = Problems()
    (content,) = added(root, ENTRY, TODAY, problems).values()
    assert content == (text + b"\r\n" + YAML.replace(b"\n", b"\r\n") if expected is None else expected or text + YAML)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"id": "evening-circle"}, "unique-ids"),
        ({"topics": ["anxeity"]}, "known-words"),
        ({"kind": "grup"}, "unknown-value"),
    ],
)
def test_what_breaks_a_rule_is_not_added(root: Path, change: dict[str, object], rule: str) -> None:
    """The problem names the line on which the new entry would have stood."""
    problems = Problems()
    assert added(root, {**ENTRY, **change}, TODAY, problems) == {}
    (problem,) = problems
    assert problem.rule == rule
    assert (problem.where.line or 0) > len((root / "data" / "groups.yaml").read_text("utf-8").splitlines())


@pytest.mark.parametrize("text", [b"a: 1\n", b"  - id: one\n", b"\xff", b"[]\n"])
def test_a_file_that_cannot_take_it_is_left_alone(root: Path, text: bytes) -> None:
    """A file of another shape is a problem with a sentence on what to do."""
    (root / "data" / "groups.yaml").write_bytes(text)
    problems = Problems()
    assert added(root, ENTRY, TODAY, problems) == {}
    assert problems.has_errors


def test_two_people_who_add_at_once_are_in_nobodys_way(root: Path) -> None:
    """With the folder data/groups/ each new listing is a file of its own, and git merges two branches by itself."""
    (root / "data" / "groups").mkdir()
    (root / "data" / "groups" / ".gitkeep").touch()

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(["git", *identity, *words], cwd=root, capture_output=True, text=True, check=False)

    def add(branch: str, **changes: str) -> None:
        git("switch", "-qc", branch, "main")
        problems = Problems()
        contents = added(root, {**ENTRY, **changes}, TODAY, problems)
        assert len(problems) == 0, list(problems)
        for path, content in contents.items():
            path.write_bytes(content)
        git("add", ".")
        git("commit", "-qm", branch)

    git("init", "-qb", "main")
    git("add", ".")
    git("commit", "-qm", "Start")
    add("one", id="first")
    add("two", id="second")
    git("switch", "-q", "main")
    assert [git("merge", "-q", "--no-edit", branch).returncode for branch in ("one", "two")] == [0, 0]
    both = {entry.listing.id for entry in load_directory(root, Problems()).entries}
    assert {"first", "second"} <= both
    # Two who take the same id are told so by git, which names the file.
    add("three", id="third", name="Three")
    add("four", id="third", name="Four")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-edit", "three")
    assert "data/groups/third.yaml" in git("merge", "--no-edit", "four").stdout
