"""The clocks of states and provinces, and an hour of one clock as another shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from peerhub.schedule.days import WEEKDAYS
from peerhub.schedule.zones import zone

# By the code that addresses use and by name; the zone in which most people live stands first.
_STATES = {
    "US": {
        "America/New_York": "CT Connecticut|DE Delaware|DC District of Columbia|GA Georgia|ME Maine|MD Maryland"
        "|MA Massachusetts|NH New Hampshire|NJ New Jersey|NY New York|NC North Carolina|OH Ohio|PA Pennsylvania"
        "|RI Rhode Island|SC South Carolina|VT Vermont|VA Virginia|WV West Virginia",
        "America/Chicago": "AL Alabama|AR Arkansas|IL Illinois|IA Iowa|LA Louisiana|MN Minnesota|MS Mississippi"
        "|MO Missouri|OK Oklahoma|WI Wisconsin",
        "America/Denver": "CO Colorado|MT Montana|NM New Mexico|UT Utah|WY Wyoming",
        "America/Los_Angeles": "CA California|WA Washington",
        "Pacific/Honolulu": "HI Hawaii",
        "America/Phoenix America/Denver": "AZ Arizona",
        "America/New_York America/Chicago": "FL Florida|IN Indiana|KY Kentucky|MI Michigan",
        "America/Chicago America/New_York": "TN Tennessee",
        "America/Chicago America/Denver": "TX Texas|KS Kansas|NE Nebraska|ND North Dakota|SD South Dakota",
        "America/Los_Angeles America/Denver": "OR Oregon|NV Nevada",
        "America/Denver America/Los_Angeles": "ID Idaho",
    },
    "CA": {
        "America/Edmonton": "AB Alberta",
        "America/Winnipeg": "MB Manitoba",
        "America/Moncton": "NB New Brunswick",
        "America/Halifax": "NS Nova Scotia|PE Prince Edward Island",
    },
}  # fmt: skip
# One day of each half of a year tells whether two clocks differ by the same all year.
_DAYS = (datetime(2026, 1, 15), datetime(2026, 7, 15))  # noqa: DTZ001 (the clock of each zone is asked for)
_DAY = 24 * 60


def zones_of_region(country: str | None, region: str | None) -> tuple[str, ...]:
    """Give the zones of a state or province; none where they are not known here.

    >>> zones_of_region("US", "NY"), zones_of_region("US", "Texas"), zones_of_region("GB", "Kent")
    (('America/New_York',), ('America/Chicago', 'America/Denver'), ())
    """
    return _zones().get((country or "", (region or "").strip().lower()), ())


def zone_of_region(country: str | None, region: str | None) -> str | None:
    """Give the zone of a state or province that has only one.

    >>> zone_of_region("CA", "Alberta"), zone_of_region("US", "Texas")
    ('America/Edmonton', None)
    """
    zones = zones_of_region(country, region)
    return zones[0] if len(zones) == 1 else None


def same_clock(first: str, second: str) -> bool:
    """Tell whether two zones show the same hour, in winter and in summer."""
    return first == second or _ahead(first, second) == 0


def as_shown_in(slot: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """Give a slot by the clock of another zone; None where no one hour says it all year, or a month's week changes.

    >>> slot = {"days": ["tuesday"], "starts": "22:00", "ends": "23:00", "timezone": "America/New_York"}
    >>> as_shown_in(slot, "America/Denver")
    {'days': ['tuesday'], 'starts': '20:00', 'ends': '21:00', 'timezone': 'America/Denver'}
    """
    ahead = _ahead(slot["timezone"], name)
    if ahead is None:
        return None
    hours = {field: _minutes(slot[field]) + ahead for field in ("starts", "ends") if field in slot}
    days = hours["starts"] // _DAY
    if days and slot.get("every", "week") != "week":
        return None
    found = dict(slot) | {field: f"{at % _DAY // 60:02}:{at % 60:02}" for field, at in hours.items()}
    if days and "days" in slot:
        moved = {WEEKDAYS[(WEEKDAYS.index(day) + days) % 7] for day in slot["days"]}
        found["days"] = sorted(moved, key=WEEKDAYS.index)
    return found | {"timezone": name}


def offsets(name: str) -> frozenset[int]:
    """Give the minutes by which a zone's clock differs from UTC, in winter and in summer.

    >>> sorted(offsets("America/New_York"))
    [-300, -240]
    """
    return frozenset(_offset(name, at) // timedelta(minutes=1) for at in _DAYS)


def _ahead(first: str, second: str) -> int | None:
    """Count the minutes by which the second clock is ahead, where they are the same all year."""
    apart = {(_offset(second, at) - _offset(first, at)) // timedelta(minutes=1) for at in _DAYS}
    return apart.pop() if len(apart) == 1 else None


def _offset(name: str, at: datetime) -> timedelta:
    return at.replace(tzinfo=zone(name)).utcoffset() or timedelta()


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@cache
def _zones() -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (country, said.lower()): tuple(zones.split())
        for country, known in _STATES.items()
        for zones, states in known.items()
        for state in states.split("|")
        for said in (state[:2], state[3:])
    }
