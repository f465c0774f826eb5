"""A listing that was removed for somebody's safety keeps nothing that could find them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem

ID = "removed-means-gone"
DESCRIPTION = "A removed listing keeps only id, kind, name, topics, the region of its area, and the date."

# Topics and a region are whose calendars go on answering, without the listing, for those who subscribed.
_KEPT = frozenset({"id", "kind", "name", "topics", "area", "closed", "moved_to", "removed"})


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each field that a removed listing still has; the data file is public."""
    for entry in directory.entries:
        if entry.listing.removed is None:
            continue
        kept: list[tuple[str, ...]] = [(name,) for name in sorted(entry.listing.model_fields_set - _KEPT)]
        if entry.listing.area is not None and entry.listing.area.city:
            kept.append(("area", "city"))
        for path in kept:
            hint = "Delete it. The contributors' guide says how to take it out of git's history too."
            yield entry.problem(ID, "must not stand in a removed listing", hint, *path)
