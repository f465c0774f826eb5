"""Local time: which moment a date and an hour mean in a time zone, across clock changes too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment that a wall clock means, by RFC 5545 §3.3.5.

    An hour that comes twice means the first one. An hour that the clocks skip is read with the offset
    before the change, so that it moves forward:

    >>> from peerhub.schedule.zones import zone
    >>> moment(date(2026, 3, 29), time(1, 30), zone("Europe/London")).isoformat()
    '2026-03-29T02:30:00+01:00'
    """
    wall = datetime.combine(day, clock, tzinfo=zone)
    if wall.utcoffset() == wall.replace(fold=1).utcoffset():
        return wall
    return wall.astimezone(UTC).astimezone(zone)


def end_moment(day: date, starts: time, ends: time, zone: ZoneInfo) -> datetime:
    """The moment at which a meeting of that day ends; an end before the start is after midnight."""
    return moment(day + _DAY if ends < starts else day, ends, zone)


def length(starts: time, ends: time) -> timedelta:
    """How long a meeting lasts by the wall clock.

    >>> length(time(22, 30), time(0, 30))
    datetime.timedelta(seconds=7200)
    """
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return timedelta(minutes=minutes % (24 * 60))
