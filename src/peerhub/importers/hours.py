"""Days, hours and dates as feeds write them, in the terms of our schedule."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from peerhub.schedule.meeting import WEEKDAYS, Weekday
from peerhub.yaml.record import FIRST_YEAR, LAST_YEAR

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?\Z", re.IGNORECASE)
_NAMED_HOURS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# The United States' way: month first. Sure where an hour with AM or PM follows, or where no month is meant.
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?\s*([AP]M)?)?\s*\Z", re.IGNORECASE)
_NAMES = {name[:length]: name for name in WEEKDAYS for length in range(3, len(name) + 1)} | {
    "mo": "monday", "tu": "tuesday", "we": "wednesday", "th": "thursday", "fr": "friday", "sa": "saturday",
    "su": "sunday", "thur": "thursday", "weds": "wednesday",
}  # fmt: skip


def clock(text: str) -> str | None:
    """Read an hour of any usual form as `HH:MM`; None when it is none.

    >>> clock("8:00 PM"), clock("12:15 am"), clock("19:30:00"), clock("noon"), clock("25:00")
    ('20:00', '00:15', '19:30', '12:00', None)
    """
    text = text.strip().lower()
    if text in _NAMED_HOURS:
        return _NAMED_HOURS[text]
    found = _CLOCK.match(text)
    if not found or (found[2] is None and found[3] is None):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        # 20:00 PM is written by people who mean 20:00.
        hour = hour if hour > 12 else hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def later(starts: str, minutes: int) -> str:
    """Give the hour so many minutes after another.

    >>> later("23:30", 90)
    '01:00'
    """
    at = (int(starts[:2]) * 60 + int(starts[3:]) + minutes) % (24 * 60)
    return f"{at // 60:02}:{at % 60:02}"


def minutes_of(text: str) -> int | None:
    """Read a duration of hours and minutes, such as `01:30` or `01:30:00`, in minutes."""
    found = re.match(r"(\d{1,2}):(\d{2})(?::\d{2})?\Z", text.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def weekdays(value: Any, first: int = 0) -> tuple[list[Weekday], list[Any]]:
    """Read weekdays: numbers, numbers as text, names, one or a list; and give what is none apart.

    `first` is the number of Sunday: 0 in the Meeting Guide and BMLT's API, 1 in BMLT's semantic form.

    >>> weekdays(["0", 6, "Tues"])
    (['tuesday', 'saturday', 'sunday'], [])
    """
    items = (
        value
        if isinstance(value, list)
        else re.split(r"[,;/&]|\band\b", value)
        if isinstance(value, str)
        else [value]
    )
    found: set[Weekday] = set()
    wrong = []
    for item in items:
        day = _weekday(item, first)
        if day is not None:
            found.add(day)
        elif item not in (None, "") and str(item).strip():
            wrong.append(item)
    return sorted(found, key=WEEKDAYS.index), wrong


def _weekday(item: Any, first: int) -> Weekday | None:
    if isinstance(item, str):
        text = item.strip().lower()
        name = _NAMES.get(text.rstrip(".")) or _NAMES.get(text.rstrip(".s"))
        if name is not None:
            return WEEKDAYS[[*WEEKDAYS].index(name)]
        item = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None
    if isinstance(item, float) and item.is_integer():
        item = int(item)
    if not isinstance(item, int) or isinstance(item, bool) or not 0 <= item - first <= 6:
        return None
    return WEEKDAYS[(item - first - 1) % 7]


def day_of(text: str) -> date | None:
    """Read the date of a stamp, ISO's or the United States' form; None where it is not sure, or no day that is meant.

    >>> day_of("2022-09-03 10:00:00"), day_of("8/25/2022 11:17:07 AM"), day_of("3/4/2022")
    (datetime.date(2022, 9, 3), datetime.date(2022, 8, 25), None)
    """
    iso, slashed = _ISO.match(text.strip()), _SLASHED.match(text.strip())
    found = None
    with suppress(ValueError):
        if iso:
            found = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif slashed and (slashed[4] or int(slashed[2]) > 12 or slashed[1] == slashed[2]):
            found = date(int(slashed[3]), int(slashed[1]), int(slashed[2]))
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None
