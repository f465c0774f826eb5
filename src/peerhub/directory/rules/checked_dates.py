"""Nobody checked anything tomorrow, nor before there was a directory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem

ID = "checked-dates"
DESCRIPTION = "The dates of checks, sources, ends and removals are not in the future and not before 2000."

_FIRST = date(2000, 1, 1)


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each date of something done that cannot be right."""
    for entry in directory.entries:
        listing = entry.listing
        if listing.checked is not None and (wrong := _wrong(listing.checked.on, today)):
            yield entry.problem(ID, *wrong, "checked", "on")
        seen = None if listing.source is None else listing.source.seen
        if seen is not None and (wrong := _wrong(seen, today)):
            yield entry.problem(ID, *wrong, "source", "seen")
        if listing.closed is not None and listing.closed > today:
            hint = "Write `last` in its meetings until then: a listing with `closed` says that it has closed."
            yield entry.problem(ID, f"is in the future: {listing.closed}", hint, "closed")
        if listing.removed is not None and (wrong := _wrong(listing.removed, today)):
            yield entry.problem(ID, *wrong, "removed")
    for code, country in directory.helplines.countries.items():
        emergency = country.emergency.checked
        if emergency is not None and (wrong := _wrong(emergency.on, today)):
            yield directory.problem("helplines", ID, *wrong, "countries", code, "emergency", "checked", "on")
        for line in country.lines:
            if line.checked is not None and (wrong := _wrong(line.checked.on, today)):
                path = ("countries", code, "lines", line.id, "checked", "on")
                yield directory.problem("helplines", ID, *wrong, *path)


def _wrong(day: date, today: date) -> tuple[str, str] | None:
    if day > today:
        return f"is in the future: {day}", "Write the day on which it was done."
    if day < _FIRST:
        return f"is too long ago to be right: {day}", "Correct the year."
    return None
