"""The calendar parts of a schedule, read back by python-dateutil and by icalendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

import pytest
from dateutil import rrule
from hypothesis import given, settings
from icalendar import Event
from tests.core.schedule.schedule_strategies import meetings
from tests.core.schedule.test_sentences import cases, slots

from peerhub.schedule.holidays_off import HolidaysOff
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.occurrences import turns
from peerhub.schedule.rrule import CalendarPart, calendar_parts, rule_text
from peerhub.schedule.schedule import Schedule
from peerhub.schedule.zones import zone

SINCE = date(2026, 11, 23)
UNTIL = SINCE + timedelta(days=700)
ENGLAND = HolidaysOff("GB", "ENG")


def read_back(part: CalendarPart) -> Iterator[tuple[datetime, bool]]:
    """The wall-clock starts that python-dateutil reads from a part up to the horizon, with or without hours."""
    lines = [_as_moments(line) for line in part.lines() if not line.startswith("DTEND")]
    # python-dateutil reads no zone in RDATE, so these are read here.
    starts = [_moment(line) for line in lines if line.startswith("RDATE")]
    if part.rrule:
        text = "\n".join(line for line in lines if not line.startswith("RDATE"))
        found: Any = rrule.rrulestr(text, forceset=True, tzids=zone)
        starts += takewhile(lambda start: start.date() <= UNTIL, found)
    else:
        starts.append(_moment(lines[0]))
    for start in starts:
        if start.date() <= UNTIL:
            yield start.replace(tzinfo=None), isinstance(part.dtstart, datetime)


def _as_moments(line: str) -> str:
    """Dates without an hour become midnights in UTC, because python-dateutil knows no dates."""
    line = re.sub(r";VALUE=DATE:(\d{8})$", r":\1T000000Z", line)
    return re.sub(r"UNTIL=(\d{8})(;|$)", r"UNTIL=\1T000000Z\2", line)


def _moment(line: str) -> datetime:
    return datetime.strptime(line.rsplit(":", 1)[1].rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _check(slots: list[Meeting] | tuple[Meeting, ...], holidays: HolidaysOff) -> None:
    parts = calendar_parts(slots, holidays, SINCE, UNTIL)
    assert len({part.key for part in parts}) == len(parts)
    for number, meeting in enumerate(slots):
        expected = {
            (datetime.combine(turn.on, turn.starts or time()), turn.starts is not None)
            for turn in _until_horizon(meeting, holidays)
        }
        found = [start for part in parts if part.slot == number for start in read_back(part)]
        assert set(found) == expected
        assert len(found) == len(set(found))


def _until_horizon(meeting: Meeting, holidays: HolidaysOff) -> Iterator[Any]:
    for turn in turns(meeting, holidays, SINCE):
        if turn.on > UNTIL:
            return
        yield turn


@given(meetings(near=SINCE))
def test_a_calendar_gives_the_same_meetings(meeting: Meeting) -> None:
    """What python-dateutil reads from the text is what the next dates are made from."""
    _check((meeting,), ENGLAND)


@pytest.mark.long
@given(meetings(near=SINCE))
@settings(max_examples=5_000)
def test_a_calendar_gives_the_same_meetings_at_length(meeting: Meeting) -> None:
    """The same over many more schedules."""
    _check((meeting,), ENGLAND)


@pytest.mark.parametrize("case", cases("real-schedules.yaml"), ids=lambda case: case["name"])
def test_real_schedules_agree(case: dict[str, Any]) -> None:
    """The kinds of schedule that real groups publish go into a calendar and back unchanged."""
    _check(slots(case), HolidaysOff(case.get("place", {}).get("country")))


@given(meetings(near=SINCE))
def test_icalendar_reads_every_part(meeting: Meeting) -> None:
    """Each part is a valid event: its end comes after its start and is of the same kind."""
    for part in calendar_parts((meeting,), ENGLAND, SINCE, UNTIL):
        event: Any = Event.from_ical("\r\n".join(["BEGIN:VEVENT", "UID:1", *part.lines(), "END:VEVENT"]) + "\r\n")
        start: Any = event["DTSTART"]
        assert isinstance(start.dt, datetime) == isinstance(part.dtstart, datetime)
        if part.dtend is not None:
            end: Any = event["DTEND"]
            assert end.dt.replace(tzinfo=None) > start.dt.replace(tzinfo=None)


def slot(**fields: Any) -> Meeting:
    """A slot in London on Mondays at seven, except where a test says otherwise."""
    usual: dict[str, Any] = {"days": ["monday"], "starts": "19:00", "timezone": "Europe/London"}
    return Meeting.model_validate({**usual, **fields})


def test_rule_text() -> None:
    """Months off become months on; weeks of the month stand before their days; an interval says its week start."""
    assert rule_text(slot(every="month", weeks=["last", 2])) == "FREQ=MONTHLY;BYDAY=2MO,-1MO"
    assert rule_text(slot(every="2 weeks")) == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO"
    assert rule_text(slot(not_in=["july", "august"])) == "FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,2,3,4,5,6,9,10,11,12"


def test_until_is_in_utc_because_the_start_has_a_zone() -> None:
    """The last evening of a season in summer time is still inside it."""
    assert rule_text(slot(), date(2026, 6, 30)) == "FREQ=WEEKLY;UNTIL=20260630T225959Z;BYDAY=MO"


def test_public_holidays_become_exdates_and_the_rule_ends_with_them() -> None:
    """Nothing is promised on a holiday that nobody has worked out yet."""
    (part,) = Schedule((slot(ends="20:30", not_on_public_holidays=True),), "GB", "ENG").calendar_parts(
        SINCE, date(2027, 5, 31)
    )
    assert part.lines() == [
        "DTSTART;TZID=Europe/London:20261123T190000",
        "DTEND;TZID=Europe/London:20261123T203000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270531T225959Z;BYDAY=MO",
        "EXDATE;TZID=Europe/London:20261228T190000",
        "EXDATE;TZID=Europe/London:20270329T190000",
        "EXDATE;TZID=Europe/London:20270503T190000",
        "EXDATE;TZID=Europe/London:20270531T190000",
    ]


def test_an_extra_date_of_another_length_is_an_event_of_its_own() -> None:
    """RDATE takes over the event's length, so only a date of the same length can be one."""
    extra = [{"on": date(2026, 12, 2)}, {"on": date(2026, 12, 3), "starts": "10:00", "ends": "15:00"}]
    rule, single = Schedule((slot(ends="20:30", extra=extra),)).calendar_parts(SINCE)
    assert "RDATE;TZID=Europe/London:20261202T190000" in rule.lines()
    assert single.key == "week-MO-2026-12-03-1000"
    assert single.lines() == [
        "DTSTART;TZID=Europe/London:20261203T100000",
        "DTEND;TZID=Europe/London:20261203T150000",
    ]


def test_without_an_hour_the_event_is_a_date() -> None:
    """A day on which the hour is not known is a whole-day event."""
    (part,) = Schedule((Meeting.model_validate({"days": ["monday"]}),)).calendar_parts(SINCE, date(2027, 5, 31))
    assert part.lines() == ["DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=WEEKLY;UNTIL=20270531;BYDAY=MO"]
