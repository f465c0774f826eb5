"""A listing that rests on public holidays says whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity, did_you_mean, shown
from peerhub.schedule.holidays_off import part_named

ID = "public-holidays"
DESCRIPTION = "Public holidays need a country that is known, and its part where the parts have their own."


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
            elif wrong := _unknown_part(listing):
                yield entry.problem(ID, *wrong, *path, severity=Severity.WARNING)
        if place is not None and place.holiday_subdivision is not None:
            parts = _subdivisions().get(place.country, ())
            if place.holiday_subdivision not in parts:
                got = f"is not a part of {place.country}: {shown(place.holiday_subdivision)}"
                hint = _hint(place.country, place.holiday_subdivision, parts)
                yield entry.problem(ID, got, hint, "place", "holiday_subdivision")


def _unknown_part(listing: Listing) -> tuple[str, str] | None:
    """Say that nobody can tell whose holidays count, where a country's parts have different ones."""
    where, parts = listing.place or listing.area, _subdivisions().get(listing.country or "", ())
    stated = listing.place.holiday_subdivision if listing.place else None
    if where is None or not parts or stated or part_named(where.country, where.region):
        return None
    got = f"rests on holidays that differ from part to part of {where.country}, so no date is shown that may be one"
    if listing.place is None:
        return got, "Name the state or country part in area.region, as readers say it."
    return got, f"Add place.holiday_subdivision, such as {parts[0]}."


def _hint(country: str, word: str, parts: tuple[str, ...]) -> str:
    if not parts:
        return "Delete it: this country's holidays have no parts."
    named = part_named(country, word)
    if named:
        return f"Did you mean '{named}'?"
    return did_you_mean(word, parts) or f"Use one of {', '.join(parts[:12])}."


@cache
def _subdivisions() -> Mapping[str, tuple[str, ...]]:
    # Imported late, as in `holidays_off`.
    import holidays

    supported = holidays.list_supported_countries(include_aliases=True)
    return {country: tuple(parts) for country, parts in supported.items()}
