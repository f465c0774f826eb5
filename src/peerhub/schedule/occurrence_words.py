"""Single meetings in words: "Tuesday 24 November 2026, 7 to 8.30 pm"."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from peerhub.schedule.clock_words import date_text, hours_text, zone_text
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.occurrences import Occurrence, extra_turns
from peerhub.schedule.recurrence import rule_dates
from peerhub.schedule.schedule_words import ScheduleWords


def occurrence_text(occurrence: Occurrence, meeting: Meeting, words: ScheduleWords, *, zone: bool = False) -> str:
    """Say one meeting in the group's own time, and name its zone if wanted."""
    if occurrence.starts is None:
        return date_text(occurrence.on, words, weekday=True)
    # The moment's own date and hour: the clocks may have skipped the written ones.
    day = date_text(occurrence.starts.date(), words, weekday=True)
    ends = occurrence.ends.time() if occurrence.ends else None
    times = hours_text(occurrence.starts.time(), ends, words)
    if zone and meeting.timezone:
        times = words.group.format(times=times, zone=zone_text(meeting.timezone, words))
    return words.meeting.format(date=day, times=times)


def changes(meetings: Sequence[Meeting], words: ScheduleWords, today: date) -> list[str]:
    """Say the cancelled and the extra dates that are still to come, each as a short sentence."""
    off = sorted({day for meeting in meetings for day in cancelled_dates(meeting) if day >= today})
    dates = words.listed([date_text(day, words, weekday=True) for day in off])
    said = [words.cancelled.format(dates=dates)] if off else []
    turns = sorted({turn for meeting in meetings for turn in extra_turns(meeting, today)}, key=str)
    for turn in turns:
        text = date_text(turn.on, words, weekday=True)
        if turn.starts:
            text = words.meeting.format(date=text, times=hours_text(turn.starts, turn.ends, words))
        said.append(words.extra.format(meeting=text))
    return [text[:1].upper() + text[1:] for text in said]


def cancelled_dates(meeting: Meeting) -> list[date]:
    """The cancelled dates on which the group would otherwise meet."""
    return [day for day in meeting.cancelled if next(rule_dates(meeting, day), None) == day]


def browser_words(words: ScheduleWords) -> str:
    """The few words that the browser needs to say a date as these functions do, as JSON text."""
    told = words.model_dump(
        include={
            "weekdays",
            "months",
            "clock",
            "day_date",
            "weekday_date",
            "meeting",
            "reader",
            "reader_rule",
            "group",
            "zones",
        }
    )
    told["zone"] = words.conditions.zone
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
