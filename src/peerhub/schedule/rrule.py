"""Calendar parts: a slot as RFC 5545 says it, with DTSTART, DTEND, RRULE, EXDATE and RDATE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from peerhub.schedule.holidays_off import HolidaysOff
from peerhub.schedule.local_time import length
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.occurrences import Turn, extra_turns, is_off
from peerhub.schedule.recurrence import interval, months_on, rule_dates, weekday_numbers
from peerhub.schedule.zones import zone

ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59, 59)

When = date | datetime


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """One VEVENT's worth of a schedule; a date instead of a moment means that the hour is not known.

    `key` tells the parts of a listing apart for ever, for a stable UID: the weekdays of its rule, so that no slot
    takes over the key of one that is gone, and the date for a single meeting. Moments are local wall times with their
    zone, as DTSTART;TZID wants them.
    """

    key: str
    slot: int
    dtstart: When
    dtend: When | None
    rrule: str = ""
    exdates: tuple[When, ...] = ()
    rdates: tuple[When, ...] = ()

    def lines(self) -> list[str]:
        """The content lines of RFC 5545, not yet folded."""
        found = [f"DTSTART{_value(self.dtstart)}"]
        if self.dtend is not None:
            found.append(f"DTEND{_value(self.dtend)}")
        if self.rrule:
            found.append(f"RRULE:{self.rrule}")
        found += [f"EXDATE{_value(day)}" for day in self.exdates]
        found += [f"RDATE{_value(day)}" for day in self.rdates]
        return found


def calendar_parts(
    meetings: Sequence[Meeting], holidays: HolidaysOff, since: date, until: date
) -> list[CalendarPart]:
    """Say the slots as calendar parts from one day to another: past `until` nothing is promised."""
    parts: list[CalendarPart] = []
    for slot, (key, meeting) in enumerate(zip(_keys(meetings), meetings, strict=True)):
        parts += _slot_parts(slot, key, meeting, holidays, since, until)
    return parts


def _keys(meetings: Sequence[Meeting]) -> list[str]:
    """Name each slot by its rule, and slots of the same rule by their hours, season and form too."""
    keys = ["-".join((meeting.every, *by_day(meeting))) for meeting in meetings]
    for tell_apart in (_hour, _season, _form):
        shared = {key for key in keys if keys.count(key) > 1}
        keys = [
            f"{key}-{tell_apart(meeting)}" if key in shared else key
            for key, meeting in zip(keys, meetings, strict=True)
        ]
    before = [keys[:at].count(key) for at, key in enumerate(keys)]  # the same slot, written twice
    return [f"{key}-{number + 1}" if number else key for key, number in zip(keys, before, strict=True)]


def _hour(meeting: Meeting) -> str:
    return f"{meeting.starts:%H%M}" if meeting.starts else meeting.part_of_day or ""


def _season(meeting: Meeting) -> str:
    return f"{meeting.first or ''}/{meeting.last or ''}"


def _form(meeting: Meeting) -> str:
    return meeting.format or ""


def rule_text(meeting: Meeting, until: date | None = None) -> str:
    """The RRULE value of a slot, such as `FREQ=MONTHLY;BYDAY=2TU,4TU`; `until` is the last date."""
    monthly = meeting.every == "month"
    rule = [f"FREQ={'MONTHLY' if monthly else 'WEEKLY'}"]
    if until is not None:
        rule.append(f"UNTIL={_until(meeting, until)}")
    if interval(meeting) > 1:
        rule.append(f"INTERVAL={interval(meeting)}")
    rule.append(f"BYDAY={','.join(by_day(meeting))}")
    if meeting.not_in:
        rule.append(f"BYMONTH={','.join(map(str, months_on(meeting)))}")
    if interval(meeting) > 1:
        rule.append("WKST=MO")
    return ";".join(rule)


def by_day(meeting: Meeting) -> list[str]:
    """The slot's BYDAY values, such as TU, 2TU or -1FR."""
    days = [ICAL_DAYS[number] for number in weekday_numbers(meeting)]
    if meeting.every != "month":
        return days
    weeks = sorted(-1 if week == "last" else week for week in meeting.weeks)
    # Positive weeks first, as people say them: the second and the last.
    return [f"{week}{day}" for week in sorted(weeks, key=lambda week: (week < 0, week)) for day in days]


def _slot_parts(
    slot: int, key: str, meeting: Meeting, holidays: HolidaysOff, since: date, until: date
) -> Iterator[CalendarPart]:
    off: list[date] = []
    held: list[date] = []
    sure = not meeting.cancelled and not meeting.not_on_public_holidays
    for day in rule_dates(meeting, since):
        if day > until:
            break
        (held if sure or not is_off(meeting, holidays, day) else off).append(day)
        if sure and not meeting.extra:
            break  # the rule says the rest
    extras = [turn for turn in extra_turns(meeting, since) if turn.on <= until] if meeting.extra else []
    extras = _beyond(extras, meeting, set(held))
    if held:
        same = [turn for turn in extras if _fits(turn, meeting)]
        extras = [turn for turn in extras if not _fits(turn, meeting)]
        yield _recurring(slot, key, meeting, held[0], [day for day in off if day > held[0]], same, until)
    for turn in extras:
        own = f"{key}-{turn.on}" + (f"-{turn.starts:%H%M}" if turn.starts else "")
        yield CalendarPart(own, slot, *_span(turn, meeting))


def _recurring(
    slot: int, key: str, meeting: Meeting, first: date, off: list[date], extras: list[Turn], until: date
) -> CalendarPart:
    last = min(meeting.last, until) if meeting.last else until
    start, end = _span(Turn(first, meeting.starts, meeting.ends), meeting)
    return CalendarPart(
        key=key,
        slot=slot,
        dtstart=start,
        dtend=end,
        rrule=rule_text(meeting, last),
        exdates=tuple(_wall(day, meeting.starts, meeting) for day in off),
        rdates=tuple(_wall(turn.on, turn.starts, meeting) for turn in extras),
    )


def _beyond(extras: list[Turn], meeting: Meeting, held: set[date]) -> list[Turn]:
    """The extra dates that the rule does not already give."""
    return [turn for turn in extras if turn.on not in held or turn.starts != meeting.starts]


def _fits(turn: Turn, meeting: Meeting) -> bool:
    """Whether an extra date can be an RDATE: that takes over the length of the event and its kind of value."""
    if turn.starts is None or meeting.starts is None:
        return turn.starts is meeting.starts
    if turn.ends is None or meeting.ends is None:
        return turn.ends is meeting.ends
    return length(turn.starts, turn.ends) == length(meeting.starts, meeting.ends)


def _span(turn: Turn, meeting: Meeting) -> tuple[When, When | None]:
    start = _wall(turn.on, turn.starts, meeting)
    if turn.starts is None or turn.ends is None:
        return start, None
    return start, _wall(turn.on + _DAY if turn.ends < turn.starts else turn.on, turn.ends, meeting)


def _wall(day: date, clock: time | None, meeting: Meeting) -> When:
    return day if clock is None else datetime.combine(day, clock, tzinfo=zone(meeting.timezone or "UTC"))


def _until(meeting: Meeting, last: date) -> str:
    """RFC 5545 wants UNTIL in UTC when DTSTART has a zone, and as a date when DTSTART is one."""
    if meeting.starts is None:
        return f"{last:%Y%m%d}"
    end = datetime.combine(last, _LAST_MINUTE, tzinfo=zone(meeting.timezone or "UTC"))
    return f"{end.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _value(when: When) -> str:
    if not isinstance(when, datetime):
        return f";VALUE=DATE:{when:%Y%m%d}"
    name = when.tzinfo.key if isinstance(when.tzinfo, ZoneInfo) else "UTC"
    return f":{when:%Y%m%dT%H%M%SZ}" if name == "UTC" else f";TZID={name}:{when:%Y%m%dT%H%M%S}"
