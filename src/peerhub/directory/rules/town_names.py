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


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield a warning for each town that is likely a slip, and for each point far from its town."""
    for entry in directory.entries:
        place = entry.listing.place
        if place is None or not place.city:
            continue
        if meant := _meant(place.country, place.region, place.city):
            got = f"is no town that is known: {shown(place.city)}"
            hint = f"Did you mean '{meant}'? A place too small for our table may stand as it is."
            yield entry.problem(ID, got, hint, "place", "city", severity=Severity.WARNING)
        town = _known(place.country).town(place.city, place.country, region_named(place.country, place.region))
        if town and place.latitude is not None and place.longitude is not None:
            far = km_apart((place.latitude, place.longitude), (town[3], town[4]))
            if far > _FAR_KM:
                got = f"lies {far:,.0f} km from {town[0]}: {place.latitude}, {place.longitude}"
                hint = "Look for a wrong figure, or correct the town."
                yield entry.problem(ID, got, hint, "place", "latitude", severity=Severity.WARNING)


@cache
def _known(country: str) -> Places:
    return read_places(engine_folder(), (country,))


@cache
def _meant(country: str, region: str | None, city: str) -> str:
    """Give the town of the region that is spelt nearly so; empty where the town is known, or the region is not."""
    towns, named = _known(country).towns, region_named(country, region)
    if not named or any(fold(part) in towns for part in (city, *city.split(","))):
        return ""
    names = {key: rows[0][0] for key, rows in towns.items() if any(row[1].startswith(named) for row in rows)}
    near = get_close_matches(fold(city), names, n=1, cutoff=_NEARLY)
    return names[near[0]] if near else ""
