"""A country has a code of its own, its time zones exist and its box has a south below its north."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from peerhub.directory.countries import is_country, meant_country
from peerhub.directory.model import Directory
from peerhub.problems import Problem, did_you_mean, shown

ID = "vocabulary-countries"
DESCRIPTION = "The codes, zones and boxes of countries in vocabulary.yaml are possible ones."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each zone nobody knows and each box that cannot hold a country."""
    for code, country in directory.vocabulary.countries.items():
        if not is_country(code):
            meant = meant_country(code)
            hint = f"Did you mean '{meant}'?" if meant else "Write its two capital letters, such as ES for Spain."
            yield directory.problem("vocabulary", ID, f"is no country: {shown(code)}", hint, "countries", code)
        for position, zone in enumerate(country.zones):
            if zone not in _zones():
                got, hint = f"is not an IANA time zone: {shown(zone)}", did_you_mean(zone, sorted(_zones()))
                path = ("countries", code, "zones", position)
                yield directory.problem("vocabulary", ID, got, hint or "Such as Europe/London.", *path)
        if country.box is None:
            continue
        south, west, north, east = country.box
        # West may be greater than east: such a box crosses the date line.
        if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180 and west != east):
            got = f"is not a box: {list(country.box)}"
            yield directory.problem(
                "vocabulary", ID, got, "Write [south, west, north, east].", "countries", code, "box"
            )


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
