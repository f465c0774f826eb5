"""A listing that rests on public holidays says whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from peerhub.directory.model import Directory
from peerhub.problems import Problem, did_you_mean, shown

ID = "public-holidays"
DESCRIPTION = "Public holidays need a country that is known, and holiday_subdivision is one of its parts."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing whose public holidays nobody could work out."""
    for entry in directory.entries:
        listing, place = entry.listing, entry.listing.place
        for position, meeting in enumerate(listing.meetings):
            path = ("meetings", position, "not_on_public_holidays")
            if not meeting.not_on_public_holidays:
                continue
            if listing.country is None:
                hint = "Add place or area with the country, or put the days without meetings in cancelled."
                yield entry.problem(ID, "needs a country", hint, *path)
            elif listing.country not in _subdivisions():
                got = f"is not possible yet for {shown(listing.country)}"
                yield entry.problem(ID, got, "Put the days without meetings in cancelled.", *path)
        if place is not None and place.holiday_subdivision is not None:
            parts = _subdivisions().get(place.country, ())
            if place.holiday_subdivision not in parts:
                got = f"is not a part of {place.country}: {shown(place.holiday_subdivision)}"
                hint = _hint(place.holiday_subdivision, parts)
                yield entry.problem(ID, got, hint, "place", "holiday_subdivision")


def _hint(word: str, parts: tuple[str, ...]) -> str:
    if not parts:
        return "Delete it: this country's holidays have no parts."
    return did_you_mean(word, parts) or f"Use one of {', '.join(parts[:12])}."


@cache
def _subdivisions() -> Mapping[str, tuple[str, ...]]:
    # Imported late, as in `holidays_off`.
    import holidays

    supported = holidays.list_supported_countries(include_aliases=True)
    return {country: tuple(parts) for country, parts in supported.items()}
