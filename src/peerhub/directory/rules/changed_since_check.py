"""A check holds for what was checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity

ID = "changed-since-check"
DESCRIPTION = "Times, place and ways to join are still those that somebody checked."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing that says something else than was checked; readers are told so too."""
    for entry in directory.entries:
        checked = directory.lapsed.get(entry.listing.id)
        if checked is not None:
            got = f"has changed since it was checked on {checked.on}, and counts as not checked"
            hint = f"Ask the group, then: ./hub verify {entry.listing.id} --how phone --by 'Directory editor'"
            yield entry.problem(ID, got, hint, "checked", severity=Severity.WARNING)
