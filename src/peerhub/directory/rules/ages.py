"""Ages make sense, and nobody under 18 is led to a group for adults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.people import ADULT, Ages
from peerhub.problems import Problem

ID = "ages"
DESCRIPTION = "The youngest age is not above the oldest, and a listing for adults has no audience of young people."

# A group "from 18 to 25" is for young people and for adults at once.
_YOUNG_ADULT = 30
YOUNG = frozenset({"young-people", "children", "teenagers", "young-carers", "students-under-18"})


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each range of ages that is impossible, empty or at odds with the audience."""
    for entry in directory.entries:
        listing = entry.listing
        if listing.ages is None:
            continue
        wrong = wrong_range(listing.ages)
        if wrong:
            yield entry.problem(ID, *wrong, "ages")
        youngest, oldest = listing.ages.from_, listing.ages.to
        if youngest is None or youngest < ADULT or (oldest is not None and oldest <= _YOUNG_ADULT):
            continue
        for position, audience in enumerate(listing.audience):
            if audience in YOUNG:
                got = f"is for young people, but the ages begin at {youngest}"
                yield entry.problem(ID, got, "Correct ages, or take the audience out.", "audience", position)
    for code, country in directory.helplines.countries.items():
        for line in country.lines:
            wrong = None if line.ages is None else wrong_range(line.ages)
            if wrong:
                yield directory.problem("helplines", ID, *wrong, "countries", code, "lines", line.id, "ages")


def wrong_range(ages: Ages) -> tuple[str, str] | None:
    """Say what is wrong with a range of ages, or None when it is fine."""
    if ages.from_ is None and ages.to is None:
        return "says no age", "Add from or to, or delete it."
    if ages.from_ is not None and ages.to is not None and ages.from_ > ages.to:
        return f"goes from {ages.from_} down to {ages.to}", "Swap them, or correct one."
    return None
