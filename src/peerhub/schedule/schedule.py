"""The schedule of a listing: all that readers, calendars and feeds are told about when it meets.

It follows from the listing's slots, and from the place whose public holidays count, and from nothing else.
The work is done in the modules beside this one; this is the door to them.

>>> from peerhub.words.schedules import schedule_words
>>> hours = {"starts": "19:00", "ends": "20:30", "timezone": "Europe/London"}
>>> slot = Meeting.model_validate({"days": ["tuesday"], "every": "month", "weeks": [2, 4], **hours})
>>> Schedule((slot,)).sentence(schedule_words(), date(2026, 11, 23))
'Every 2nd and 4th Tuesday, 7 to 8.30 pm'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any

from peerhub.schedule import browser_form, occurrence_words, rrule, schedule_formats, sentence
from peerhub.schedule.days import WEEKDAYS, Weekday
from peerhub.schedule.holidays_off import HolidaysOff
from peerhub.schedule.meeting import PARTS_OF_DAY, Format, Meeting, PartOfDay, from_afar
from peerhub.schedule.occurrences import Occurrence, occurrences
from peerhub.schedule.rrule import CalendarPart
from peerhub.schedule.schedule_words import ScheduleWords

# From which hour on each part of the day is meant; before the first, it is still night.
PARTS_FROM: tuple[tuple[time, PartOfDay], ...] = (
    (time(5), "morning"),
    (time(12), "afternoon"),
    (time(17), "evening"),
    (time(21), "night"),
)
_CALENDAR_HORIZON = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a listing meets."""

    meetings: tuple[Meeting, ...]
    country: str | None = None
    subdivision: str | None = None
    format: Format = "in-person"

    @property
    def holidays(self) -> HolidaysOff:
        """The public holidays that count here."""
        return HolidaysOff(self.country, self.subdivision)

    @property
    def online(self) -> bool:
        """Whether readers take part from where they are, so that their own clock matters."""
        return from_afar(self.format)

    def sentence(self, words: ScheduleWords, today: date) -> str:
        """Say when the group meets; the zone is named where readers take part from elsewhere."""
        return sentence.sentence(self.meetings, words, sentence.Context(today, self.format))

    def slot_sentences(self, words: ScheduleWords, today: date) -> list[str]:
        """Say each slot by itself, in the order of the data."""
        context = sentence.Context(today, self.format)
        return [sentence.sentence((meeting,), words, context) for meeting in self.meetings]

    def changes(self, words: ScheduleWords, today: date) -> list[str]:
        """Say the cancelled and the extra dates to come, each as a short sentence."""
        return occurrence_words.changes(self.meetings, words, today)

    def occurrences(self, after: datetime, until: date = date.max) -> Iterator[Occurrence]:
        """Yield the meetings that start at an aware moment or later, to a last day, in order and lazily."""
        # Slots in several zones change days at other moments, so the first meeting that is too late need not end all.
        late = until + timedelta(days=2) if until < date.max else until
        found = takewhile(lambda one: one.on <= late, occurrences(self.meetings, self.holidays, after))
        return (one for one in found if one.on <= until)

    def next(self, after: datetime, count: int = 1, until: date = date.max) -> list[Occurrence]:
        """The next few meetings from an aware moment on, to a last day."""
        return list(islice(self.occurrences(after, until), count))

    def between(self, after: datetime, before: datetime, until: date = date.max) -> list[Occurrence]:
        """The meetings that start from one aware moment to before another, to a last day."""
        stop = before.timestamp()
        return list(takewhile(lambda found: _order(found, before) < stop, self.occurrences(after, until)))

    def text(self, occurrence: Occurrence, words: ScheduleWords) -> str:
        """Say one meeting in the group's own time."""
        meeting = self.meetings[occurrence.slot]
        return occurrence_words.occurrence_text(occurrence, meeting, words, zone=self.is_online(occurrence))

    def is_online(self, occurrence: Occurrence) -> bool:
        """Whether readers take part in this meeting from where they are."""
        return from_afar(self.meetings[occurrence.slot].format or self.format)

    def calendar_parts(self, since: date, until: date | None = None) -> list[CalendarPart]:
        """The slots as RFC 5545 says them; public holidays are worked out for three years unless told otherwise."""
        return rrule.calendar_parts(self.meetings, self.holidays, since, until or since + _CALENDAR_HORIZON)

    def schema_org(self, since: date, until: date | None = None) -> list[dict[str, Any]]:
        """The slots as schema.org's Schedule, with the exceptions of the next year and a half."""
        horizon = until or since + browser_form.HOLIDAYS_KNOWN_FOR
        return schedule_formats.schema_org(self.meetings, self.holidays, since, horizon)

    def hsds(self, words: ScheduleWords, today: date) -> list[dict[str, Any]]:
        """The slots as HSDS schedules, without their ids."""
        return schedule_formats.hsds(self.meetings, self.slot_sentences(words, today))

    def browser_form(self, today: date, until: date = date.max) -> str:
        """The JSON text from which a browser works out the next dates, to a last day; empty when no dates follow."""
        return browser_form.browser_form(self.meetings, self.holidays, today, self.format, until)

    def hour_unknown(self, slot: int, words: ScheduleWords) -> str:
        """Say of a slot without an hour in which part of the day it is, and what to ask."""
        return sentence.hour_unknown(self.meetings[slot], words)

    @property
    def hours_elsewhere(self) -> list[tuple[int, int, str]]:
        """When some take part from where they are: weekday from 0, minute of the day and zone of each slot."""
        return sorted(
            (WEEKDAYS.index(day), meeting.starts.hour * 60 + meeting.starts.minute, meeting.timezone)
            for meeting in self.meetings
            if meeting.starts and meeting.timezone and from_afar(meeting.format or self.format)
            for day in meeting.days
        )

    @property
    def venue_zone(self) -> str:
        """The zone of hours that nobody joins from elsewhere, where all have the same; else empty."""
        at_place = {meeting.timezone for meeting in self.meetings if meeting.starts and not meeting.by_appointment}
        return "" if self.hours_elsewhere or len(at_place) != 1 else at_place.pop() or ""

    @property
    def weekdays(self) -> tuple[Weekday, ...]:
        """The weekdays on which it meets, in the week's order."""
        named = {day for meeting in self.meetings for day in meeting.days}
        return tuple(day for day in WEEKDAYS if day in named)

    @property
    def parts_of_day(self) -> tuple[PartOfDay, ...]:
        """The parts of the day in which it meets, in the day's order."""
        named = {part for meeting in self.meetings if (part := part_of_day(meeting))}
        return tuple(part for part in PARTS_OF_DAY if part in named)


def part_of_day(meeting: Meeting) -> PartOfDay | None:
    """The part of the day in which a slot starts, when anybody knows it."""
    if meeting.starts is None:
        return meeting.part_of_day
    found: PartOfDay = "night"
    for hour, part in PARTS_FROM:
        if meeting.starts >= hour:
            found = part
    return found


def _order(occurrence: Occurrence, like: datetime) -> float:
    starts = occurrence.starts
    return starts.timestamp() if starts else datetime.combine(occurrence.on, time(), like.tzinfo).timestamp()
