"""Towns are spelt as they are known, and coordinates lie near the town that is named beside them."""

from __future__ import annotations

from collections import Counter
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
_LONG_ENOUGH = 5  # letters
# Ten times the logarithm of the people.
_LARGE = 47


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield a warning for each town that is likely a slip, and for each point far from its town."""
    twins = _Twins(directory)
    for entry in directory.entries:
        place = entry.listing.place
        if place is None or not place.city:
            continue
        if other := twins.of(place.country, place.city):
            got = f"is nearly {shown(other)}, the town of another listing: {shown(place.city)}"
            yield entry.problem(ID, got, "Is it the same town?", "place", "city", severity=Severity.WARNING)
        elif meant := _meant(place.country, place.region, place.city):
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


class _Twins:
    """The towns of a directory, by what is left of their names when any one letter is taken out."""

    def __init__(self, directory: Directory) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._said: dict[tuple[str, str], str] = {}
        self._near: dict[tuple[str, str], set[str]] = {}
        for entry in directory.entries:
            if (place := entry.listing.place) is not None and place.city:
                key = place.country, fold(place.city)
                self._counts[key] += 1
                self._said.setdefault(key, place.city)
        for country, name in self._counts:
            for part in _parts(name):
                self._near.setdefault((country, part), set()).add(name)

    def of(self, country: str, city: str) -> str:
        """Give the town that differs by a letter and has at least as many listings; empty for a town of the table."""
        name = fold(city)
        near = {other for part in _parts(name) for other in self._near.get((country, part), ())} - {name}
        mine = self._counts[country, name]
        near = {other for other in near if (self._counts[country, other], other) > (mine, name)}
        if not near or name in _known(country).towns or name in _known(country).names:
            return ""
        return self._said[country, max(near, key=lambda other: (self._counts[country, other], other))]


def _parts(name: str) -> set[str]:
    if len(name) < _LONG_ENOUGH:
        return set()
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


def near_alike(one: str, other: str) -> bool:
    """Tell whether two names of towns differ by a letter."""
    return fold(one) != fold(other) and not _parts(fold(one)).isdisjoint(_parts(fold(other)))


@cache
def _known(country: str) -> Places:
    return read_places(engine_folder(), (country,))


@cache
def _meant(country: str, region: str | None, city: str) -> str:
    """Give the town of the region that is spelt nearly so; empty where the town is known, or the region is not."""
    towns, named = _known(country).towns, region_named(country, region)
    if any(fold(part) in towns or fold(part) in _known(country).names for part in (city, *city.split(","))):
        return ""
    # Where no region is said, only larger towns are likely to be meant.
    names = {
        key: rows[0][0]
        for key, rows in towns.items()
        if any(row[1].startswith(named) if named else row[2] == country and row[6] >= _LARGE for row in rows)
    }
    near = get_close_matches(fold(city), names, n=1, cutoff=_NEARLY)
    return names[near[0]] if near else ""
