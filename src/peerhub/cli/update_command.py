"""`./hub update`: what a hub took over from its engine is brought up to date, and keeps what the hub changed."""

from __future__ import annotations

import difflib
import tempfile
from pathlib import Path
from typing import NamedTuple

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.git import COMMIT, GitError, current_commit, git
from peerhub.cli.new_hub import OWN_PAGES, TAKEN, taken, taken_over
from peerhub.cli.writing import replace_files
from peerhub.problems import PeerHubError
from peerhub.yaml.untagged import read_untagged


class _Change(NamedTuple):
    """What becomes of one file: the new text, None where it stays, and what is told."""

    name: str
    told: str
    new: str | None = None
    conflict: bool = False


@click.command(name="update")
@click.option("--dry-run", is_flag=True, help="Show each change as a diff, and write nothing.")
@pass_place
def command(place: Place, dry_run: bool) -> None:
    """Bring articles and data that came from the engine up to the engine's version, and keep what you changed.

    The file taken-over.yaml names them and the commit they came from. A text that you left alone is replaced.
    One that both sides changed is merged, or, where the same lines were changed, left as it is and named.
    """
    record = _record(place.root)
    now = current_commit(place.engine)
    if not now:
        raise PeerHubError("This engine is no git repository, so the version to come from cannot be seen.")
    changes = [_change(place, record, name, now) for name in record.files]
    for change in changes:
        if change.told:
            click.echo(f"{change.name}: {change.told}")
        if dry_run and change.new is not None:
            click.echo(_diff(place.root, change), nl=False)
    stuck = {change.name for change in changes if change.conflict}
    written = {place.root / one.name: one.new.encode() for one in changes if one.new is not None}
    click.echo(f"{len(written)} changed, {len(stuck)} for a person, at {now[:12]}.", err=True)
    if dry_run:
        return
    behind = {name: record.behind.get(name, record.commit) for name in stuck}
    kept = [name for name in record.files if (place.root / name).exists()]
    text = taken_over(now, record.country, kept, behind)
    replace_files({**written, place.root / TAKEN: text.encode("utf-8")})


class _Record(NamedTuple):
    """What taken-over.yaml says; `behind` are files that still stand at an older commit."""

    commit: str
    country: str
    files: list[str]
    behind: dict[str, str]


def _record(root: Path) -> _Record:
    try:
        said = read_untagged((root / TAKEN).read_text(encoding="utf-8"))
    except OSError:
        raise PeerHubError(f"There is no {TAKEN} here: nothing was taken over from an engine.") from None
    names = [str(name) for name in said.get("files") or []]
    record = _Record(str(said.get("commit")), str(said.get("country")), names, dict(said.get("behind") or {}))
    outside = [name for name in names if not name.startswith(("docs/", "data/")) or ".." in name]
    if outside or not all(COMMIT.fullmatch(str(commit)) for commit in (record.commit, *record.behind.values())):
        raise PeerHubError(f"{TAKEN} cannot be used: it needs `commit:` in full, and `files:` in docs/ or data/.")
    return record


def _change(place: Place, record: _Record, name: str, now: str) -> _Change:
    """Compare three texts: what was taken, what the engine has now, and what the hub made of it."""
    path, since = place.root / name, record.behind.get(name, record.commit)
    if not path.is_file():
        return _Change(name, "you deleted it, and it is no longer followed")
    if not (place.engine / name).is_file():
        return _Change(name, "the engine has it no longer; yours stays")
    pages = {page.relative_to(place.root / "docs").as_posix() for page in (place.root / "docs").rglob("*.md")}
    there = {*pages, *OWN_PAGES}
    ours = path.read_text(encoding="utf-8")
    before = taken(lambda one: _at(place.engine, since, one), name, record.country, there)
    after = taken(lambda one: _at(place.engine, now, one), name, record.country, there)
    if after in (before, ours):
        return _Change(name, "")
    if ours == before:
        return _Change(name, f"updated, {_lines(before, after)}", after)
    merged = _merged(ours, before, after)
    if merged is None:
        return _Change(name, f"both sides changed the same lines; yours stays. See engine/{name}", None, True)
    return _Change(name, f"updated, {_lines(ours, merged)}, with your changes kept", merged)


def _at(engine: Path, commit: str, name: str) -> str:
    """Give a file of the engine at a commit, which is fetched where this copy does not have it."""
    try:
        git("cat-file", "-e", f"{commit}^{{commit}}", folder=engine)
    except GitError:
        try:
            git("fetch", "--quiet", "--depth", "1", _address(engine), commit, folder=engine)
        except GitError as error:
            raise PeerHubError(f"The engine's commit {commit[:12]} cannot be fetched: {error}.") from None
    try:
        return git("show", f"{commit}:{name}", folder=engine)
    except GitError:
        return ""


def _address(engine: Path) -> str:
    """Tell where an engine's folder was fetched from: engine.txt beside it says so, else git."""
    beside = engine.parent / "engine.txt"
    if beside.is_file():
        return str(read_untagged(beside.read_text(encoding="utf-8"))["repository"])
    return "origin"


def _merged(ours: str, before: str, after: str) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "before", "after")]
        for path, text in zip(paths, (ours, before, after), strict=True):
            path.write_text(text, encoding="utf-8")
        try:
            return git("merge-file", "-p", *map(str, paths))
        except GitError:
            return None


def _lines(old: str, new: str) -> str:
    marks = [line[0] for line in difflib.ndiff(old.splitlines(), new.splitlines())]
    return f"{marks.count('+')} lines in, {marks.count('-')} out"


def _diff(root: Path, change: _Change) -> str:
    old = (root / change.name).read_text(encoding="utf-8").splitlines(keepends=True)
    new = (change.new or "").splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, f"yours/{change.name}", f"engine/{change.name}"))
