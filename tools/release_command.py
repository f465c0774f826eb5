"""`./hub release`: whether a version may go out, what is said of it, and the commands that tag it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version as installed_version
from pathlib import Path

import click
from tools.test_command import TESTED

from peerhub.cli import ENGINE
from peerhub.cli.git import git
from peerhub.cli.writing import replace_files
from peerhub.problems import Location, PeerHubError, Problem

_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?[ \t]*\n", re.MULTILINE)


@click.command()
@click.option(
    "--notes",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Only write the notes of the version that this commit's tag names, as the workflow does.",
)
def command(notes: Path | None) -> None:
    """Say whether this version may go out, and name the commands that tag it.

    What changed must be written in CHANGELOG.md under the version that pyproject.toml says, all must be committed,
    and the whole of `./hub test` must have passed on just this state. The tag starts the workflow that builds the
    package and puts it beside the notes. Nothing needs an account but the repository's.
    """
    version = str(tomllib.loads((ENGINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    changelog = (ENGINE / "CHANGELOG.md").read_text(encoding="utf-8")
    tag = f"v{version}"
    if notes is not None:
        if tag not in git("tag", "--points-at", "HEAD", folder=ENGINE).split():
            raise PeerHubError(f"This commit has no tag {tag}. Tag it as ./hub release says.")
        replace_files({notes: notes_of(changelog, version).encode("utf-8")})
        return
    problems = [*wrong_texts(changelog, version), *wrong_state(ENGINE, tag)]
    if problems:
        raise PeerHubError(f"{tag} cannot go out yet.", problems)
    click.echo(notes_of(changelog, version))
    click.echo(f"{tag} may go out. What stands above is said of it. Type:\n", err=True)
    for line in (f'git tag --annotate {tag} --message "{tag}"', f"git push origin {tag}"):
        click.echo(f"    {line}", err=True)


def notes_of(changelog: str, version: str) -> str:
    """Give what a changelog says of one version."""
    sections = _HEADING.split(changelog)[1:]
    found = {sections[at]: sections[at + 2].strip() for at in range(0, len(sections), 3)}
    return f"{found.get(version, '')}\n"


def wrong_texts(changelog: str, version: str) -> Iterator[Problem]:
    """Tell what in the changelog and the versions does not agree."""
    headings = _HEADING.findall(changelog)
    newest, day = headings[0] if headings else ("", "")
    where = Location(
        "CHANGELOG.md", changelog[: m.start()].count("\n") + 1 if (m := _HEADING.search(changelog)) else 1
    )
    if newest != version:
        got = f"begins with [{newest}], and pyproject.toml says {version}"
        yield Problem(
            where, "release-version", got, f"Write '## [{version}] - DATE' above it, or correct the version."
        )
    elif not day:
        yield Problem(where, "release-version", f"names no day for {version}", f"Write '## [{version}] - DATE'.")
    elif "\n- " not in f"\n{notes_of(changelog, version)}":
        yield Problem(
            where, "release-changes", f"says nothing of {version}", "Write a line for each thing users notice."
        )
    if installed_version("peerhub") != version:
        got = f"says {version}, and what is installed here says {installed_version('peerhub')}"
        yield Problem(Location("pyproject.toml"), "release-version", got, "Delete .venv and run ./hub again.")


def wrong_state(root: Path, tag: str) -> Iterator[Problem]:
    """Tell what is not committed, tested or new."""
    here = Location(".")
    if changed := git("status", "--porcelain", folder=root).splitlines():
        got = f"holds what is not committed: {changed[0][3:]}" + (
            f" and {len(changed) - 1} more" * (len(changed) > 1)
        )
        yield Problem(here, "release-clean", got, "Commit it, or take it out.")
    if git("tag", "--list", tag, folder=root).strip():
        yield Problem(here, "release-tag", f"has the tag {tag} already", "Raise the version in pyproject.toml.")
    tested = (root / TESTED).read_text(encoding="utf-8").strip() if (root / TESTED).is_file() else ""
    if tested != git("rev-parse", "HEAD^{tree}", folder=root).strip():
        got = "was not tested as it stands" if tested else "was not tested"
        yield Problem(here, "release-tests", got, "Run ./hub test, with everything committed.")
