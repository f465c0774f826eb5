"""Public holidays: on which dates a group that keeps them does not meet."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class HolidaysOff:
    """The public holidays of one country, or of one part of it.

    Where a country has parts and none is named, a holiday of any part counts: whether people meet on it is not
    known, so no date is promised. Easter Monday is a holiday in England, and none in Scotland.

    >>> [date(2026, 4, 6) in HolidaysOff("GB", part) for part in ("ENG", "SCT", None)]
    [True, False, True]
    """

    country: str | None = None
    subdivision: str | None = None

    def __contains__(self, day: date) -> bool:
        return self.country is not None and day in _of_year(self.country, self.subdivision, day.year)

    @property
    def unsure(self) -> bool:
        """Whether the country has parts with holidays of their own, and none is named."""
        return self.country is not None and self.subdivision is None and bool(subdivisions(self.country))

    @property
    def known(self) -> bool:
        """Whether the holidays of this place are known at all."""
        if self.country is None:
            return False
        parts = subdivisions(self.country)
        return parts is not None and (self.subdivision is None or self.subdivision in parts)


@lru_cache(maxsize=512)
def subdivisions(country: str) -> tuple[str, ...] | None:
    """The parts of a country whose holidays can be told apart; None when the country is not known."""
    # Imported late: most directories have few groups that keep holidays, and the library is large.
    import holidays

    parts = holidays.list_supported_countries(include_aliases=False).get(country)
    return None if parts is None else tuple(parts)


def part_named(country: str | None, region: str | None) -> str | None:
    """Find the part of a country that a region names: by its name, its code, or its code of ISO 3166-2.

    >>> part_named("GB", "Scotland"), part_named("US", "US-MA"), part_named("GB", "West Yorkshire")
    ('SCT', 'MA', None)
    """
    return _parts_by_name(country).get(_key(region)) if country and region else None


@lru_cache(maxsize=64)
def _parts_by_name(country: str) -> Mapping[str, str]:
    import holidays

    parts = subdivisions(country)
    if not parts:
        return {}
    aliases: Mapping[str, str] = getattr(getattr(holidays, country), "subdivisions_aliases", {})
    found = {_key(name): part for name, part in aliases.items()}
    return found | {_key(name): part for part in parts for name in (part, f"{country}-{part}")}


def _key(name: str) -> str:
    signs = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


@lru_cache(maxsize=4096)
def _of_year(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    import holidays

    parts = subdivisions(country)
    if parts is None:
        return frozenset()
    counted = [subdivision] if subdivision in parts else parts or [None]
    return frozenset(day for part in counted for day in holidays.country_holidays(country, subdiv=part, years=year))
