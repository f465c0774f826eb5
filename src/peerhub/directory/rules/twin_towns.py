"""Two towns of the directory whose names differ by a letter are likely one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.rules.town_names import known_towns, town_meant
from peerhub.folding import fold
from peerhub.problems import Problem, Severity, shown

ID = "twin-towns"
DESCRIPTION = "A town that differs by a letter from the town of another listing is asked about."

_LONG_ENOUGH = 5  # letters


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield a warning for each town that is likely a slip for another one, where no table of towns says so."""
    twins = _Twins(directory)
    for entry in directory.entries:
        place = entry.listing.place
        if place is None or not place.city:
            continue
        other = twins.of(place.country, place.city)
        if other and not town_meant(place.country, place.region, place.city):
            got = f"is nearly {shown(other)}, the town of another listing: {shown(place.city)}"
            yield entry.problem(ID, got, "Is it the same town?", "place", "city", severity=Severity.WARNING)


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
        if not near or name in known_towns(country).towns or name in known_towns(country).names:
            return ""
        return self._said[country, max(near, key=lambda other: (self._counts[country, other], other))]


def _parts(name: str) -> set[str]:
    if len(name) < _LONG_ENOUGH:
        return set()
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


def near_alike(one: str, other: str) -> bool:
    """Tell whether two names of towns differ by a letter."""
    return fold(one) != fold(other) and not _parts(fold(one)).isdisjoint(_parts(fold(other)))
