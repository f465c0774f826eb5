"""A group stands in the directory once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.problems import Problem, Severity, shown

ID = "listed-twice"
DESCRIPTION = "No two open listings have the same name, the same place or room, and a day and hour in common."

_Key = tuple[str, str, str, str]


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing that seems to be there already; an import under another name doubles a whole list."""
    first: dict[_Key, Entry] = {}
    for entry in directory.entries:
        if entry.listing.ended:
            continue
        keys = list(_keys(entry.listing))
        twin = next((first[key] for key in keys if key in first), None)
        if twin is not None and twin.listing.id != entry.listing.id:
            got = f"seems to be the same group as {shown(twin.listing.id)}: name, place and hour are the same"
            hint = "Keep one. In the other write moved_to: and the id of the first."
            yield entry.problem(ID, got, hint, "name", severity=Severity.WARNING)
        for key in keys:
            first.setdefault(key, entry)


def _keys(listing: Listing) -> Iterator[_Key]:
    place, room = listing.place, listing.online.url if listing.online else None
    where = f"{place.venue or place.street} {place.city} {place.country}" if place else room
    if where is None:
        return
    for slot in listing.meetings:
        for day in slot.days:
            yield listing.name.casefold(), where.casefold(), day, str(slot.starts)
