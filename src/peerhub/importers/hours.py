"""Days, hours and dates as feeds write them, in the terms of our schedule."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from peerhub.schedule.days import WEEKDAYS, Weekday
from peerhub.schedule.stated.reader import plain_days
from peerhub.yaml.record import FIRST_YEAR, LAST_YEAR

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# The United States' way: month first. Sure where an hour with AM or PM follows, or where no month is meant.
_SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*([AP]M))?)?\s*\Z", re.IGNORECASE
)


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

    >>> weekdays(["0", 6, "Tues"]), weekdays("Monday - Friday")[0] == list(WEEKDAYS[:5])
    ((['tuesday', 'saturday', 'sunday'], []), True)
    """
    if isinstance(value, str) and (plain := plain_days(value)):
        return plain, []
    items = value if isinstance(value, list) else re.split(r"[,;]", value) if isinstance(value, str) else [value]
    found: set[Weekday] = set()
    wrong = []
    for item in items:
        days = _weekdays(item, first)
        found.update(days)
        if not days and item not in (None, "") and str(item).strip():
            wrong.append(item)
    return sorted(found, key=WEEKDAYS.index), wrong


def _weekdays(item: Any, first: int) -> list[Weekday]:
    if isinstance(item, str):
        text = item.strip()
        if not (text.isascii() and text.isdigit()):
            return plain_days(text)
        item = int(text) if len(text) < 3 else None
    if isinstance(item, float) and item.is_integer():
        item = int(item)
    # Sunday is 7 to those who count from Monday; nobody else has a seventh day.
    if not isinstance(item, int) or isinstance(item, bool) or not 0 <= item - first <= 7:
        return []
    return [WEEKDAYS[(item - first - 1) % 7]] if item - first < 7 or first == 0 else []


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
