"""Hours and dates in words: "7 to 8.30 pm", "Tuesday 24 November 2026"."""

from __future__ import annotations

from datetime import date, time

from peerhub.schedule.schedule_words import ScheduleWords

_NOON = time(12)
_MIDNIGHT = time(0)


def hour_text(clock: time, words: ScheduleWords) -> str:
    """Say one hour: 7 pm, 7.30 pm, 12 noon, midnight."""
    if not words.clock.twelve_hours:
        return f"{clock:%H}{words.clock.separator}{clock:%M}"
    if clock == _NOON:
        return words.clock.noon
    if clock == _MIDNIGHT:
        return words.clock.midnight
    half = words.clock.pm if clock >= _NOON else words.clock.am
    return half.format(time=_bare(clock, words))


def hours_text(starts: time, ends: time | None, words: ScheduleWords) -> str:
    """Say from when to when: 7 to 8.30 pm, 11 am to 1 pm, 10.30 pm to 12.30 am."""
    if ends is None:
        return hour_text(starts, words)
    same_half = starts < ends and (starts < _NOON) == (ends < _NOON)
    named = starts in (_NOON, _MIDNIGHT)
    short = words.clock.twelve_hours and same_half and not named
    start = _bare(starts, words) if short else hour_text(starts, words)
    return words.clock.range.format(start=start, end=hour_text(ends, words))


def date_text(day: date, words: ScheduleWords, *, weekday: bool = False) -> str:
    """Say a date with its year, and with its weekday if wanted."""
    pattern = words.weekday_date if weekday else words.date
    return pattern.format(
        weekday=words.weekdays[day.weekday()], day=day.day, month=words.months[day.month - 1], year=day.year
    )


def zone_text(zone: str, words: ScheduleWords) -> str:
    """Say a time zone by its city: London time."""
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return words.zones.get(zone) or words.conditions.zone.format(city=city)


def _bare(clock: time, words: ScheduleWords) -> str:
    hour = (clock.hour - 1) % 12 + 1
    return f"{hour}{words.clock.separator}{clock:%M}" if clock.minute else str(hour)
