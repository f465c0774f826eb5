"""Towns are spelt as they are known, and coordinates lie near the town that is named beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache

from peerhub.directory.model import Directory
from peerhub.directory.places import Places, read_places
from peerhub.directory.points import km_apart
from peerhub.directory.regions import region_named
from peerhub.engine_files import engine_folder
from peerhub.folding import fold
from peerhub.problems import Problem, Severity, shown

ID = "town-names"
DESCRIPTION = "A town nearly spelt like one of its region, and coordinates far from the town, are asked about."

_NEARLY = 0.85
_FAR_KM = 50
# Ten times the logarithm of the people.
_LARGE = 47


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield a warning for each town that is likely a slip, and for each point far from its town."""
    for entry in directory.entries:
        place = entry.listing.place
        if place is None or not place.city:
            continue
        if meant := town_meant(place.country, place.region, place.city):
            got = f"is no town that is known: {shown(place.city)}"
            hint = f"Did you mean '{meant}'? A place too small for our table may stand as it is."
            yield entry.problem(ID, got, hint, "place", "city", severity=Severity.WARNING)
        town = known_towns(place.country).town(place.city, place.country, region_named(place.country, place.region))
        if town and place.latitude is not None and place.longitude is not None:
            far = km_apart((place.latitude, place.longitude), (town[3], town[4]))
            if far > _FAR_KM:
                got = f"lies {far:,.0f} km from {town[0]}: {place.latitude}, {place.longitude}"
                hint = "Look for a wrong figure, or correct the town."
                yield entry.problem(ID, got, hint, "place", "latitude", severity=Severity.WARNING)


@cache
def known_towns(country: str) -> Places:
    return read_places(engine_folder(), (country,))


@cache
def town_meant(country: str, region: str | None, city: str) -> str:
    """Give the town of the region that is spelt nearly so; empty where the town is known, or the region is not."""
    towns, named = known_towns(country).towns, region_named(country, region)
    if any(fold(part) in towns or fold(part) in known_towns(country).names for part in (city, *city.split(","))):
        return ""
    names, name = _names(country, named or ""), fold(city)
    letters = _letters(name)
    # As many letters stand in one name alone as a ratio leaves out: most names need no closer look. Without a region,
    # 182 misspelt names took 0.2 to 0.4 ms each with this and 1.6 to 2.5 ms without, in the same three runs.
    alike = [
        key
        for key, (_, others) in names.items()
        if (letters ^ others).bit_count() <= (1.001 - _NEARLY) * (len(name) + len(key))
    ]
    near = get_close_matches(name, alike, n=1, cutoff=_NEARLY)
    return names[near[0]][0] if near else ""


def _letters(name: str) -> int:
    """Give the set of the letters of a name as the bits of a number; some letters share a bit."""
    bits = 0
    for letter in name:
        bits |= 1 << (ord(letter) & 63)
    return bits


@cache
def _names(country: str, region: str) -> dict[str, tuple[str, int]]:
    """Give the towns of a region; where none is said, the country's larger ones: only they are likely to be meant."""
    return {
        key: (rows[0][0], _letters(key))
        for key, rows in known_towns(country).towns.items()
        if any(row[1].startswith(region) if region else row[2] == country and row[6] >= _LARGE for row in rows)
    }
