"""A build takes the place of what a build made, and of nothing that is somebody's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.core.building.old_site import NEW, OLD, build, tree, write

from peerhub.building.marked import MARK
from peerhub.building.output import Output, OutputError

posix = pytest.mark.skipif(os.name == "nt", reason="uses what only POSIX systems have")


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that a former build made."""
    build(tmp_path / "site", OLD)
    return tmp_path / "site"


def whole(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder, marks too."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": b"years of work"},
        {"index.html": b"a page of their own", "diary.txt": b"precious"},
        {".hub-site.json": b"{}", "index.html": b"a mark that says nothing"},
        {".hub-site.json": b'"made"', "index.html": b"no mark"},
        {".nojekyll": b"", "feeds/groups.json": b"[]", "get-help-now/index.html": b"looks like ours"},
    ],
)
def test_a_folder_that_no_build_marked_is_left_alone(tmp_path: Path, files: dict[str, bytes]) -> None:
    """A whole site is thrown away for the next one: `--site-dir ~` must not do that to somebody's files."""
    home = tmp_path / "home"
    write(home, files)
    before = whole(home)
    with pytest.raises(OutputError, match=r"/home holds files, and no build has marked it as its own\."):
        build(home, NEW)
    assert whole(home) == before
    assert beside(home) == [".home.lock", "home"]


@pytest.mark.parametrize("git", [".git/HEAD", ".git", ".GIT/HEAD"])
@pytest.mark.parametrize("marked", [True, False])
def test_a_git_repository_is_left_alone(tmp_path: Path, marked: bool, git: str) -> None:
    """A checkout of gh-pages, or a worktree, whose `.git` is a file: its history is in nobody's copy."""
    checkout = tmp_path / "web"
    build(checkout, OLD) if marked else write(checkout, OLD)
    write(checkout, {git: b"ref: refs/heads/gh-pages"})
    before = whole(checkout)
    with pytest.raises(OutputError, match=r"/web holds a git repository"):
        build(checkout, NEW)
    assert whole(checkout) == before


def test_what_somebody_put_into_a_site_is_left_alone(site: Path) -> None:
    """A web server's folder may hold other sites beside the hub's: a build names what is not its own."""
    write(site, {".well-known/acme": b"certificate", "other-site/index.html": b"theirs"})
    before = whole(site)
    with pytest.raises(OutputError, match=r"/site holds '\.well-known/acme' and 1 more, which no build put there"):
        build(site, NEW)
    assert whole(site) == before


@posix
@pytest.mark.parametrize("put", ["a/c.html", "a/deep/.git/HEAD", "a/link"])
def test_what_somebody_put_deep_into_a_site_is_left_alone(site: Path, put: str) -> None:
    """Nothing is deleted that the build before did not list, in whichever folder it lies; a link is a file too."""
    if put == "a/link":
        (site / put).symlink_to(site.parent)
    else:
        write(site, {put: b"theirs"})
    before = whole(site)
    with pytest.raises(OutputError, match="git repository" if ".git" in put else f"holds '{put}', which no build"):
        build(site, NEW)
    assert whole(site) == before


def test_a_mark_of_an_earlier_version_names_the_top(site: Path) -> None:
    """It listed folders without what is in them: all of that counts as a build's."""
    (site / MARK).write_text('{"made": ["index.html", "a", "gone.html"]}', encoding="utf-8")
    build(site, NEW)
    assert tree(site) == NEW


def test_what_a_system_leaves_in_a_folder_is_no_file_of_anybody(site: Path) -> None:
    """Who looks at the site in a file manager may build it again."""
    write(site, {".DS_Store": b"\0", "Thumbs.db": b"\0", "desktop.ini": b""})
    build(site, NEW)
    assert tree(site) == NEW


def test_a_site_without_a_mark_is_known_by_its_notes(site: Path) -> None:
    """What an earlier version made, which left no mark, is replaced where its notes name all that is in it."""
    (site / MARK).unlink()
    made = Output(site)
    made.begin(lambda: {"index.html", "a", "gone.html"})
    made.abandon()
    (site / MARK).unlink()
    with pytest.raises(OutputError, match=r"holds 'gone\.html', which no build put there"):
        Output(site).begin(lambda: {"index.html", "a"})
    assert tree(site) == OLD


@posix
@pytest.mark.parametrize("name", [".site.new", ".site.old"])
@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_what_stands_where_a_build_works_is_left_alone(site: Path, what: str, name: str) -> None:
    """Somebody's own `.site.old` beside the site, or a link, is no rest of a killed build."""
    taken = site.with_name(name)
    if what == "folder":
        write(taken, {"copy/of.txt": b"mine"})
    elif what == "file":
        taken.write_bytes(b"mine")
    else:
        write(site.with_name("elsewhere"), {"mine.txt": b"mine"})
        taken.symlink_to(site.with_name("elsewhere"))
    before = whole(site.parent)
    with pytest.raises(OutputError, match=rf"/{name} is where builds work"):
        build(site, NEW)
    assert whole(site.parent) == before


def test_an_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    """There is nothing in it to lose."""
    (tmp_path / "site").mkdir()
    build(tmp_path / "site", NEW)
    assert tree(tmp_path / "site") == NEW
