"""Public holidays: on which dates a group that keeps them does not meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# The library gives only the holidays that all parts of the country share when no part is named.
# The United Kingdom shares so few that Easter Monday would be missing: England's count then.
_WITHOUT_SUBDIVISION = {"GB": "ENG"}


@dataclass(frozen=True, slots=True)
class HolidaysOff:
    """The public holidays of one country, or of one part of it.

    >>> date(2026, 4, 6) in HolidaysOff("GB")
    True
    """

    country: str | None = None
    subdivision: str | None = None

    def __contains__(self, day: date) -> bool:
        return self.country is not None and day in _of_year(self.country, self.subdivision, day.year)

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


@lru_cache(maxsize=4096)
def _of_year(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    import holidays

    parts = subdivisions(country)
    if parts is None:
        return frozenset()
    part = subdivision or _WITHOUT_SUBDIVISION.get(country)
    return frozenset(holidays.country_holidays(country, subdiv=part if part in parts else None, years=year))
