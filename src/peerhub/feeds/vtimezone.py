"""VTIMEZONE: what a calendar must say about a time zone, trimmed to the years that matter.

It is worked out from the locked zone data. Where the clocks change by a rule, the rule is said once and holds for
ever; where each year is decreed by itself, as in Morocco, the known changes are listed. icalendar lists each year's
change until 2038, which is 2,626 bytes for London in every calendar; these are 343, and end with no year.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from peerhub.feeds.ical import content, text
from peerhub.schedule.rrule import ICAL_DAYS
from peerhub.schedule.zones import zone

# After 28 years weekdays fall on the same dates again, so a rule that holds so long holds until a law changes it.
_CYCLE = 28
_LISTED_YEARS = 12
# Rules change rarely: a zone that has not settled within so many years is listed.
_SETTLES_WITHIN = 4
_PROBE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the clocks: `onset` is the wall time before it, as RFC 5545 wants DTSTART."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return self.before, self.after, self.name, self.summer


@cache
def vtimezone(name: str, year: int) -> str:
    """Write the VTIMEZONE of a zone for events from a year on, as folded content lines."""
    first = year - 1
    changes = _changes(zone(name), first, first + _SETTLES_WITHIN + _CYCLE)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if not changes or changes[0].onset.year >= year:
        lines += _base(zone(name), first)
    settled = next((start for start in range(first, first + _SETTLES_WITHIN) if _rules(changes, start)), None)
    until = first + _LISTED_YEARS if settled is None else settled
    listed: dict[tuple[timedelta, timedelta, str, bool], list[_Change]] = defaultdict(list)
    for change in changes:
        if change.onset.year < until:
            listed[change.kind].append(change)
    for same in listed.values():
        lines += _observance(same[0], [f"RDATE:{_wall(change.onset)}" for change in same[1:]])
    if settled is not None:
        for change, rule in _rules(changes, settled):
            lines += _observance(change, [f"RRULE:{rule}"] if rule else [])
    return content([*lines, "END:VTIMEZONE"])


def _changes(clock: ZoneInfo, first: int, last: int) -> list[_Change]:
    """Find every change of the clocks from the beginning of one year to the end of another."""
    found = []
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    while at < end:
        following = at + _PROBE
        if _state(clock, at) != _state(clock, following):
            found.append(_between(clock, at, following))
        at = following
    return found


def _between(clock: ZoneInfo, early: datetime, late: datetime) -> _Change:
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        if _state(clock, middle) == _state(clock, early):
            early = middle
        else:
            late = middle
    before, _ = _state(clock, early)
    after, name = _state(clock, late)
    return _Change((late + before).replace(tzinfo=None), before, after, name, bool(late.astimezone(clock).dst()))


def _state(clock: ZoneInfo, at: datetime) -> tuple[timedelta, str]:
    local = at.astimezone(clock)
    return local.utcoffset() or timedelta(), local.tzname() or ""


def _rules(changes: Sequence[_Change], start: int) -> list[tuple[_Change, str]]:
    """Say the changes from a year on as yearly rules, each with its first onset; nothing where they follow none.

    A zone that changes no more is settled too: its single rule is empty.
    """
    kinds: dict[tuple[object, ...], list[_Change]] = defaultdict(list)
    for change in changes:
        if start <= change.onset.year < start + _CYCLE:
            onset = change.onset
            kinds[*change.kind, onset.month, onset.weekday(), onset.time()].append(change)
    found = []
    for same in kinds.values():
        if len({change.onset.year for change in same}) != _CYCLE or len(same) != _CYCLE:
            return []
        rule = _yearly([change.onset for change in same])
        if not rule:
            return []
        found.append((same[0], rule))
    return found


def _yearly(onsets: Sequence[datetime]) -> str:
    """Say on which day of its month a yearly change falls; empty where that is no rule."""
    day = ICAL_DAYS[onsets[0].weekday()]
    rule = f"FREQ=YEARLY;BYMONTH={onsets[0].month}"
    if all(onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets):
        return f"{rule};BYDAY=-1{day}"
    earliest, latest = min(onset.day for onset in onsets), max(onset.day for onset in onsets)
    if latest - earliest != 6:
        return ""
    if earliest % 7 == 1:
        return f"{rule};BYDAY={earliest // 7 + 1}{day}"
    return f"{rule};BYMONTHDAY={','.join(map(str, range(earliest, latest + 1)))};BYDAY={day}"


def _base(clock: ZoneInfo, year: int) -> list[str]:
    """Say what holds before the first change."""
    start = datetime(year, 1, 1, tzinfo=clock)
    offset = start.utcoffset() or timedelta()
    change = _Change(start.replace(tzinfo=None), offset, offset, start.tzname() or "", bool(start.dst()))
    return _observance(change, [])


def _observance(change: _Change, more: list[str]) -> list[str]:
    kind = "DAYLIGHT" if change.summer else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{_wall(change.onset)}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{text(change.name)}",
        *more,
        f"END:{kind}",
    ]


def _wall(when: datetime) -> str:
    return f"{when:%Y%m%dT%H%M%S}"


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}"
