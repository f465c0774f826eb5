"""Each listing has an id of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, Entry
from peerhub.problems import Problem, shown

ID = "unique-ids"
DESCRIPTION = "An id names one listing for ever, so no two listings share one."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing whose id another listing has already."""
    first: dict[str, Entry] = {}
    for entry in directory.entries:
        other = first.setdefault(entry.listing.id, entry)
        if other is not entry:
            got = f"is used a second time: {shown(entry.listing.id)} stands at {other.where('id')} already"
            yield entry.problem(ID, got, "Give this listing another id, or delete the copy.", "id")
