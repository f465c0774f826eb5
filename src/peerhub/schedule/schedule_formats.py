"""Schedules in other people's formats: schema.org's Schedule and the schedule of Open Referral's HSDS 3.0."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from peerhub.schedule.holidays_off import HolidaysOff
from peerhub.schedule.local_time import length
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.occurrences import Turn, days_off, extra_turns
from peerhub.schedule.recurrence import has_rule, interval, months_on, rule_dates, weekday_numbers
from peerhub.schedule.rrule import by_day

_SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def schema_org(meetings: Sequence[Meeting], holidays: HolidaysOff, since: date, until: date) -> list[dict[str, Any]]:
    """Say the slots as https://schema.org/Schedule; exceptions are told from `since` to `until`.

    A slot from which no dates follow is left out: a Schedule without its anchor would claim wrong ones. An extra
    date is a schedule of its own, for that day alone.
    """
    found = [_schema_org(meeting, holidays, since, until) for meeting in meetings if has_rule(meeting)]
    return found + [_once(meeting, turn) for meeting in meetings for turn in extra_turns(meeting, since)]


def _once(meeting: Meeting, turn: Turn) -> dict[str, Any]:
    day = str(turn.on)
    return {"@type": "Schedule", "startDate": day, "endDate": day, **_hours(meeting, turn.starts, turn.ends)}


def _hours(meeting: Meeting, starts: time | None, ends: time | None) -> dict[str, Any]:
    if starts is None:
        return {}
    found: dict[str, Any] = {"startTime": f"{starts:%H:%M}", "scheduleTimezone": meeting.timezone}
    if ends:
        minutes = int(length(starts, ends).total_seconds()) // 60
        # The length is said too, because an end after midnight looks earlier than the start.
        found |= {"endTime": f"{ends:%H:%M}", "duration": f"PT{minutes}M"}
    return found


def _schema_org(meeting: Meeting, holidays: HolidaysOff, since: date, until: date) -> dict[str, Any]:
    monthly = meeting.every == "month"
    weekdays = [f"https://schema.org/{_SCHEMA_DAYS[number]}" for number in weekday_numbers(meeting)]
    found: dict[str, Any] = {
        "@type": "Schedule",
        "repeatFrequency": "P1M" if monthly else f"P{interval(meeting)}W",
        "byDay": by_day(meeting) if monthly else weekdays,
    }
    if meeting.not_in:
        found["byMonth"] = list(months_on(meeting))
    found |= _hours(meeting, meeting.starts, meeting.ends)
    if meeting.first:
        found["startDate"] = str(next(rule_dates(meeting, meeting.first), meeting.first))
    if meeting.last:
        found["endDate"] = str(meeting.last)
    off = [str(day) for day in days_off(meeting, holidays, since, until)]
    return found | ({"exceptDate": off} if off else {})


def hsds(meetings: Sequence[Meeting], sentences: Sequence[str]) -> list[dict[str, Any]]:
    """Say the slots as HSDS schedules without their ids; `sentences` describe the slots, one each.

    HSDS's `timezone` is an offset, wrong for half the year: the hours are local and the description names
    the zone. An interval needs its first date there, so a slot without one is told in words alone.
    """
    return [_hsds(meeting, text) for meeting, text in zip(meetings, sentences, strict=True)]


def _hsds(meeting: Meeting, text: str) -> dict[str, Any]:
    zone = f" ({meeting.timezone})" if meeting.timezone and meeting.starts else ""
    found: dict[str, Any] = {"description": f"{text}{zone}"}
    if has_rule(meeting):
        found |= {
            "freq": "MONTHLY" if meeting.every == "month" else "WEEKLY",
            "byday": ",".join(by_day(meeting)),
        }
        # RFC 5545, section 3.3.10: an interval is 1 and a week begins on Monday unless something else is said.
        if interval(meeting) > 1:
            found["interval"] = interval(meeting)
        if meeting.first:
            start = next(rule_dates(meeting, meeting.first), meeting.first)
            found |= {"valid_from": str(meeting.first), "dtstart": str(start)}
        if meeting.last:
            found |= {"valid_to": str(meeting.last), "until": str(meeting.last)}
    if meeting.starts:
        found["opens_at"] = f"{meeting.starts:%H:%M}"
    if meeting.starts and meeting.ends:
        found["closes_at"] = f"{meeting.ends:%H:%M}"
    if meeting.note:
        found["notes"] = meeting.note
    return found
