"""`./hub pr-summary` and `./hub check --changed-since`, in a repository made from the tiny hub."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from peerhub.cli import ENGINE, Place, main

TINY = Path(__file__).parents[1] / "sites" / "tiny"
# Tuesday, 24 November 2026.
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795521600"}
LATE = ("on: 2026-11-01", "on: 2025-11-01")


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@hub.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def hub(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=ENVIRONMENT, obj=Place(root, ENGINE))


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository in whose one commit a listing was last checked a year ago."""
    folder = tmp_path / "a hub"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(".cache"))
    edit(folder, "data/groups.yaml", *LATE)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "All of it")
    return folder


def test_a_summary_names_first_what_could_hurt(root: Path) -> None:
    """A join link comes before the listings, which are said in the sentences that readers will see."""
    edit(root, "data/groups.yaml", "https://example.org/room", "https://evil.example/room")
    edit(root, "data/groups.yaml", '"19:00"', '"19:30"')
    said = hub(root, "pr-summary", "--base", "HEAD").output
    assert said.index("## Look at these first") < said.index("## 2 listings changed: they will look so")
    assert (
        "- To join `night-room`: `online.url`: `https://example.org/room` becomes `https://evil.example/room`" in said
    )
    assert "- It will say `Every Tuesday, 7.30 to 8.30 pm`, instead of `Every Tuesday, 7 to 8.30 pm`" in said


def test_a_takedown_repeats_nothing_of_what_it_takes_down(root: Path) -> None:
    """Only the id stays: no name, place, hour, link or address stands in the summary or in what the check says."""
    path = root / "data" / "groups.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    gone = entries[0]
    left = {"id": gone["id"], "kind": gone["kind"], "removed": "2026-11-24"}
    text = yaml.safe_dump([left, *entries[1:]], sort_keys=False).replace("'2026-11-24'", "2026-11-24")
    path.write_text(text, "utf-8")
    said = hub(root, "pr-summary", "--base", "HEAD").output
    checked = hub(root, "check", "--format", "github", "--changed-since", "HEAD").output
    assert f"### Changed: `{gone['id']}`" in said
    assert "- It is taken down. Its page will say only that it is no longer here." in said
    for value in (gone["name"], gone["summary"], *map(str, gone["place"].values()), gone["meetings"][0]["starts"]):
        assert value not in said + checked


def test_a_summary_says_how_a_new_listing_looks(root: Path) -> None:
    """A new listing is shown with its schedule, its place and the truth about its check; nobody's words format it."""
    letter = root / "letter.txt"
    letter.write_text(
        "Name of the group: New | **Round** @all\nIn one sentence: For people who worry.\nWhat it is about: Anxiety\n"
        "How people meet: In person\nCountry: GB\nTown or city: York\nDays: Friday\nStart time: 7 pm\n"
        "Page where you read it: https://example.org\n",
        "utf-8",
    )
    assert hub(root, "intake", str(letter)).exit_code == 0
    said = hub(root, "pr-summary", "--base", "HEAD").output
    assert "## 1 listing added: they will look so" in said
    assert "### New: `New | **Round** @all` (`data/groups.yaml:" in said
    for line in (
        "- `Every Friday at 7 pm`",
        "- `In person · York, United Kingdom`",
        "- `Nobody has checked this yet",
    ):
        assert line in said


def test_articles_and_nothing_at_all(root: Path) -> None:
    """A changed, a new and a missing article are named; without a change the summary says so."""
    assert "No listing, helpline or article changes." in hub(root, "pr-summary", "--base", "HEAD").output
    page = root / "docs" / "learn" / "helping.md"
    page.write_text(page.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    (root / "docs" / "learn" / "listening.md").rename(root / "docs" / "learn" / "hearing.md")
    said = hub(root, "pr-summary", "--base", "HEAD").output
    for line in ("- Changed:", "- New:", "- Gone:"):
        assert line in said


def test_lateness_is_an_error_only_in_what_is_edited(root: Path) -> None:
    """A late listing stops nobody until somebody edits it; then the line of its check is named, with what to do."""
    assert "late-check" not in hub(root, "check", "--changed-since", "HEAD").output
    edit(root, "data/groups.yaml", "online room for men", "online place for men")
    assert "late-check" not in hub(root, "check", "--changed-since", "HEAD").output
    edit(root, "data/groups.yaml", '"19:00"', '"19:30"')
    done = hub(root, "check", "--changed-since", "HEAD", "--format", "github")
    assert done.exit_code == 1
    assert (
        "::error file=data/groups.yaml,line=10,title=late-check::groups[0].checked (evening-circle) was last checked"
        in done.output
    )
    assert "title=change-unchecked::groups[0].checked (evening-circle) has another time, place" in done.output
    assert "./hub verify evening-circle" in done.output
    hub(root, "verify", "evening-circle", "--how", "phone", "--by", "Directory editor")
    output = hub(root, "check", "--changed-since", "HEAD").output
    assert "late-check" not in output
    assert "change-unchecked" not in output, "the day of the check is new, and calendars date the hours by it"


def test_a_deleted_listing_and_an_emptied_file_are_errors(root: Path) -> None:
    """An id is for ever: a listing that ended says so, and a file without anything in it is a slip."""
    whole = (root / "data" / "groups.yaml").read_text("utf-8")
    kept, _, _ = whole.partition("- id: night-room")
    (root / "data" / "groups.yaml").write_text(kept, "utf-8")
    done = hub(root, "check", "--changed-since", "HEAD")
    assert done.exit_code == 1
    assert "data/groups.yaml: error: (night-room) is no longer there, and an id is for ever" in done.output
    (root / "data" / "groups.yaml").write_text("\n", "utf-8")
    assert "data/groups.yaml: error: is empty. Bring back what stood in it." in hub(root, "check").output


def test_warnings_stay_where_the_change_is(root: Path) -> None:
    """A warning about an article is told to whoever edits that article, and an error to everybody."""
    page = root / "docs" / "learn" / "helping.md"
    long = " ".join(["word"] * 24)
    page.write_text(page.read_text("utf-8") + f"\nA {long}.\n", "utf-8")
    git(root, "commit", "-q", "-a", "-m", "A long sentence")
    assert "sentence-length" in hub(root, "check").output
    assert "sentence-length" not in hub(root, "check", "--changed-since", "HEAD").output
    assert "sentence-length" in hub(root, "check", "--changed-since", "HEAD^").output
    edit(root, "data/groups.yaml", "topics: [anxiety]", "topics: [anxeity]")
    done = hub(root, "check", "--changed-since", "HEAD^")
    assert done.exit_code == 1
    assert "known-words" in done.output


@pytest.mark.parametrize("revision", ["nonsense", "--help", "HEAD; rm -rf /", "HEAD:data", ""])
def test_a_revision_that_is_none_is_one_line(root: Path, revision: str) -> None:
    """A slip or a trick in the revision is told in one line."""
    done = hub(root, "pr-summary", f"--base={revision}")
    assert done.exit_code == 1
    assert "git cannot compare with an earlier state" in done.output
    assert "Traceback" not in done.output


def test_outside_git_it_says_so(tmp_path: Path, root: Path) -> None:
    """A folder that is in no repository cannot be compared."""
    shutil.rmtree(root / ".git")
    done = hub(root, "pr-summary", "--base", "HEAD")
    assert done.exit_code == 1
    assert "git cannot compare" in done.output
