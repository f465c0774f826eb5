"""Occurrences: the single meetings that follow from a listing's slots, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from peerhub.schedule.holidays_off import HolidaysOff
from peerhub.schedule.local_time import end_moment, length, moment
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.recurrence import rule_dates
from peerhub.schedule.zones import zone as zone_of

_DAY = timedelta(days=1)
_MIDNIGHT = time()


class Occurrence(NamedTuple):
    """One meeting: its date, its moments where the hour is known, and the slot it comes from.

    `on` is the date as the group says it. `starts` and `ends` are aware, in the group's zone.
    """

    on: date
    starts: datetime | None
    ends: datetime | None
    slot: int


class Turn(NamedTuple):
    """One date of a slot with its wall-clock hours, before its zone is applied."""

    on: date
    starts: time | None
    ends: time | None


def turns(meeting: Meeting, holidays: HolidaysOff, start: date) -> Iterator[Turn]:
    """Yield a slot's dates from a date on: those of its rule without the exceptions, and its extra ones."""
    regular = (Turn(day, meeting.starts, meeting.ends) for day in meeting_dates(meeting, holidays, start))
    if not meeting.extra:
        return regular
    return _each_once(heapq.merge(regular, extra_turns(meeting, start), key=_wall))


def meeting_dates(meeting: Meeting, holidays: HolidaysOff, start: date) -> Iterator[date]:
    """Yield the dates of a slot's rule without those that are cancelled or public holidays."""
    dates = rule_dates(meeting, start)
    if not meeting.cancelled and not meeting.not_on_public_holidays:
        return dates
    return (day for day in dates if not is_off(meeting, holidays, day))


def is_off(meeting: Meeting, holidays: HolidaysOff, day: date) -> bool:
    """Whether the group has said that it does not meet on this date of its rule."""
    return day in meeting.cancelled or (meeting.not_on_public_holidays and day in holidays)


# Hours and words, which say nothing of the dates.
_NOT_OF_DATES = dict.fromkeys(("starts", "ends", "timezone", "part_of_day", "format", "note"))


def days_off(meeting: Meeting, holidays: HolidaysOff, since: date, until: date) -> tuple[date, ...]:
    """Give the dates of a slot's rule from one day to another on which it does not meet.

    Many groups of a country keep its public holidays, on a few weekdays: each such rule is worked out once.
    """
    return _days_off(meeting.model_copy(update=_NOT_OF_DATES), holidays, since, until)


@lru_cache(maxsize=4096)
def _days_off(meeting: Meeting, holidays: HolidaysOff, since: date, until: date) -> tuple[date, ...]:
    dates = takewhile(lambda day: day <= until, rule_dates(meeting, since))
    return tuple(day for day in dates if is_off(meeting, holidays, day))


def extra_turns(meeting: Meeting, start: date) -> list[Turn]:
    """A slot's extra dates from a date on; an hour that is not given is the usual one."""
    found = []
    for extra in meeting.extra:
        ends = extra.ends if extra.starts or extra.ends else meeting.ends
        found.append(Turn(extra.on, extra.starts or meeting.starts, ends))
    return sorted((turn for turn in found if turn.on >= start), key=_wall)


def occurrences(meetings: Sequence[Meeting], holidays: HolidaysOff, after: datetime) -> Iterator[Occurrence]:
    """Yield the meetings that start at a moment or later, or, where no hour is known, that day or later."""
    if after.tzinfo is None:
        raise ValueError("must be a moment with a time zone, found one without")
    streams = [_slot_occurrences(slot, meeting, holidays, after) for slot, meeting in enumerate(meetings)]
    ordered = streams[0] if len(streams) == 1 else heapq.merge(*streams)
    return (occurrence for _, _, occurrence in ordered)


def _slot_occurrences(
    slot: int, meeting: Meeting, holidays: HolidaysOff, after: datetime
) -> Iterator[tuple[float, int, Occurrence]]:
    zone = zone_of(meeting.timezone or "UTC")
    today = after.astimezone(zone).date()
    earliest = after.timestamp()
    # A clock change can move a late hour past midnight, so the day before may still count.
    for on, starts, ends in turns(meeting, holidays, today - _DAY):
        if starts is None:
            if on >= today:
                yield moment(on, _MIDNIGHT, zone).timestamp(), slot, Occurrence(on, None, None, slot)
            continue
        begins = moment(on, starts, zone)
        order = begins.timestamp()
        if order >= earliest:
            yield order, slot, Occurrence(on, begins, _ends(on, starts, ends, zone, begins), slot)


def _ends(on: date, starts: time, ends: time | None, zone: ZoneInfo, begins: datetime) -> datetime | None:
    if ends is None:
        return None
    over = end_moment(on, starts, ends, zone)
    # When the clocks skip the start, the wall clock's end can come before it: the length is kept then.
    if over.timestamp() <= begins.timestamp():
        return (begins.astimezone(UTC) + length(starts, ends)).astimezone(zone)
    return over


def _wall(turn: Turn) -> tuple[date, time, bool]:
    return turn.on, turn.starts or _MIDNIGHT, turn.starts is not None


def _each_once(ordered: Iterator[Turn]) -> Iterator[Turn]:
    before: Turn | None = None
    for turn in ordered:
        if before is None or _wall(turn) != _wall(before):
            yield turn
        before = turn
