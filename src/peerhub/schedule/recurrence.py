"""The rule of one meeting slot: on which dates it falls, before any exception.

The rule is that of RFC 5545 §3.3.10 with FREQ=WEEKLY or MONTHLY, BYDAY, BYMONTH and weeks that start on
Monday. It is written out here because the general expansion of python-dateutil takes 6.6 times as long
for a year of dates of the 634 slots of 500 listings; the tests compare the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from peerhub.schedule.days import MONTHS, SOMETIMES, WEEKDAYS
from peerhub.schedule.meeting import Meeting

# A fifth Monday in February comes at most every 40 years; past this, a rule has nothing more to say.
LOOK_AHEAD = timedelta(days=50 * 366)
_WEEK = 7


def interval(meeting: Meeting) -> int:
    """How many weeks, or months, lie between two turns of the rule."""
    return int(meeting.every.split()[0]) if meeting.every.endswith(" weeks") else 1


def lacks_anchor(meeting: Meeting) -> bool:
    """Whether nobody can say which weeks are meant, because no date is known on which people met."""
    return meeting.every == SOMETIMES or (interval(meeting) > 1 and meeting.first is None)


def has_rule(meeting: Meeting) -> bool:
    """Whether dates follow from the slot by itself; single extra dates may still be given."""
    return bool(meeting.days) and not meeting.by_appointment and not lacks_anchor(meeting)


def months_on(meeting: Meeting) -> tuple[int, ...]:
    """The months in which people meet, from 1 to 12."""
    return tuple(number for number, name in enumerate(MONTHS, 1) if name not in meeting.not_in)


def weekday_numbers(meeting: Meeting) -> tuple[int, ...]:
    """The slot's weekdays in the week's order, Monday being 0."""
    return tuple(sorted(WEEKDAYS.index(day) for day in meeting.days))


def rule_dates(meeting: Meeting, start: date) -> Iterator[date]:
    """Yield the dates of the rule from a date on, in order and only as far as they are asked for."""
    if not has_rule(meeting):
        return
    start = max(start, meeting.first) if meeting.first else start
    end = start + LOOK_AHEAD if start.year < date.max.year - 100 else start
    end = min(end, meeting.last) if meeting.last else end
    dates = _monthly(meeting, start) if meeting.every == "month" else _weekly(meeting, start)
    months = frozenset(months_on(meeting)) if meeting.not_in else None
    for day in dates:
        if day > end:
            return
        if day >= start and (months is None or day.month in months):
            yield day


def _weekly(meeting: Meeting, start: date) -> Iterator[date]:
    step = interval(meeting) * _WEEK
    week = start.toordinal() - start.weekday()
    if step > _WEEK and meeting.first:
        anchor = meeting.first.toordinal() - meeting.first.weekday()
        week = anchor + -(-(week - anchor) // step) * step
    days = weekday_numbers(meeting)
    while True:
        for day in days:
            yield date.fromordinal(week + day)
        week += step


def _monthly(meeting: Meeting, start: date) -> Iterator[date]:
    days = weekday_numbers(meeting)
    months = (divmod(number, 12) for number in range(start.year * 12 + start.month - 1, date.max.year * 12))
    firsts = (date(year, month + 1, 1) for year, month in months)
    for first, after in pairwise(firsts):
        yield from sorted(_of_month(meeting, days, first, after))


def _of_month(meeting: Meeting, days: tuple[int, ...], first: date, after: date) -> set[date]:
    """The dates of one month; a set, because the fourth and the last weekday are often the same."""
    found = set()
    for day in days:
        earliest = first.toordinal() + (day - first.weekday()) % _WEEK
        count = (after.toordinal() - earliest + _WEEK - 1) // _WEEK
        for week in meeting.weeks:
            number = count if week == "last" else week
            if number <= count:
                found.add(date.fromordinal(earliest + (number - 1) * _WEEK))
    return found
