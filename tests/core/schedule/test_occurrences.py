"""The next dates of a schedule, against python-dateutil and across clock changes."""

from __future__ import annotations

import sys
import time as cpu
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from typing import Any

import pytest
from dateutil import rrule
from dateutil.tz import resolve_imaginary
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.schedule.schedule_strategies import CLOCKS, DATES, ZONES, meetings

from peerhub.schedule.days import MONTHS, WEEKDAYS
from peerhub.schedule.holidays_off import HolidaysOff, part_named
from peerhub.schedule.local_time import moment
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.occurrences import Turn, occurrences, turns
from peerhub.schedule.recurrence import rule_dates
from peerhub.schedule.schedule import Schedule
from peerhub.schedule.zones import zone

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ENGLAND = HolidaysOff("GB", "ENG")
_DATEUTIL_DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


def slot(**fields: Any) -> Meeting:
    """A slot in London at seven, except where a test says otherwise."""
    usual: dict[str, Any] = {"days": ["tuesday"], "starts": "19:00", "timezone": "Europe/London"}
    return Meeting.model_validate({**usual, **fields})


def told(meeting: Meeting, after: datetime, count: int, country: str | None = None) -> list[str]:
    """The next meetings as text: ISO moments, or dates where no hour is known."""
    found = Schedule((meeting,), country).next(after, count)
    return [str(one.on) if one.starts is None else one.starts.isoformat() for one in found]


def by_dateutil(meeting: Meeting, start: date, end: date) -> list[date]:
    """The dates of a slot's rule as python-dateutil expands it."""
    days: list[Any] = [_DATEUTIL_DAYS[WEEKDAYS.index(day)] for day in meeting.days]
    if meeting.every == "month":
        days = [day(-1 if week == "last" else week) for day in days for week in meeting.weeks]
    expanded = rrule.rrule(
        rrule.MONTHLY if meeting.every == "month" else rrule.WEEKLY,
        # A weekly rule needs its first week; any day long ago serves the others.
        dtstart=datetime.combine(meeting.first or date(2014, 12, 29), time()),
        interval=int(meeting.every.split()[0]) if meeting.every[0].isdigit() else 1,
        byweekday=days,
        bymonth=[number for number, name in enumerate(MONTHS, 1) if name not in meeting.not_in],
        wkst=rrule.MO,
        until=datetime.combine(min(end, meeting.last) if meeting.last else end, time()),
    )
    return [found.date() for found in expanded if found.date() >= start]


@given(meetings(), DATES)
def test_the_rule_is_that_of_dateutil(meeting: Meeting, start: date) -> None:
    """Every rule gives the dates that python-dateutil gives, from any date on."""
    end = start + timedelta(days=800)
    ours = list(takewhile(lambda day: day <= end, rule_dates(meeting, start)))
    assert ours == by_dateutil(meeting, start, end)


@pytest.mark.long
@given(meetings(), DATES)
@settings(max_examples=20_000)
def test_the_rule_is_that_of_dateutil_at_length(meeting: Meeting, start: date) -> None:
    """The same over many more rules and five years each."""
    end = start + timedelta(days=1830)
    ours = list(takewhile(lambda day: day <= end, rule_dates(meeting, start)))
    assert ours == by_dateutil(meeting, start, end)


@given(st.sampled_from(ZONES), DATES, CLOCKS)
@example("Europe/London", date(2026, 3, 29), "01:30")
@example("Europe/London", date(2026, 10, 25), "01:30")
@example("Australia/Lord_Howe", date(2026, 10, 4), "02:15")
@example("Pacific/Chatham", date(2026, 9, 27), "03:00")
@example("Asia/Beirut", date(2026, 3, 29), "00:30")
def test_a_wall_clock_means_what_rfc_5545_says(name: str, day: date, clock: str) -> None:
    """A skipped hour moves forward by the gap; an hour that comes twice means the first."""
    at = time.fromisoformat(clock)
    wall = datetime.combine(day, at, tzinfo=zone(name))
    assert moment(day, at, zone(name)).timestamp() == resolve_imaginary(wall).timestamp()


@given(st.lists(meetings(), min_size=1, max_size=3), st.integers(0, 200 * 24 * 60))
def test_occurrences_are_all_the_moments_that_follow(slots: list[Meeting], minutes: int) -> None:
    """What comes next is each kept date at its hour from that moment on, in the order of time, none left out."""
    after = NOW + timedelta(minutes=minutes)
    found = list(islice(occurrences(slots, ENGLAND, after), 40))
    timed = [(one.starts.timestamp(), one.slot) for one in found if one.starts]
    assert all(earlier <= later for earlier, later in pairwise(timed))
    assert all(stamp >= after.timestamp() for stamp, _ in timed)
    horizon = found[-1].on - timedelta(days=3) if len(found) == 40 else date(2200, 1, 1)
    for number, meeting in enumerate(slots):
        kept = takewhile(lambda turn: turn.on < horizon, turns(meeting, ENGLAND, after.date() - timedelta(days=3)))
        expected = [turn.on for turn in islice(kept, 300) if _is_after(meeting, turn, after)]
        ours = [one.on for one in found if one.slot == number and one.on < horizon]
        assert ours == expected[: len(ours)]
        assert len(ours) == len(expected) or len(found) == 40


def _is_after(meeting: Meeting, turn: Turn, after: datetime) -> bool:
    where = zone(meeting.timezone or "UTC")
    if turn.starts is None:
        return turn.on >= after.astimezone(where).date()
    return moment(turn.on, turn.starts, where).timestamp() >= after.timestamp()


@given(meetings(), DATES)
def test_a_meeting_ends_after_it_starts(meeting: Meeting, day: date) -> None:
    """No clock change makes a meeting end before it starts."""
    after = datetime.combine(day, time(), UTC)
    for one in islice(occurrences((meeting,), ENGLAND, after), 60):
        assert one.ends is None or (one.starts is not None and one.ends.timestamp() > one.starts.timestamp())


def test_seven_in_the_evening_stays_seven_when_the_clocks_change() -> None:
    """The wall clock is kept, so the offset changes."""
    assert told(slot(), datetime(2026, 10, 20, tzinfo=UTC), 2) == [
        "2026-10-20T19:00:00+01:00",
        "2026-10-27T19:00:00+00:00",
    ]


def test_a_skipped_hour_can_move_past_midnight() -> None:
    """In Nuuk the clocks go from 11 pm to midnight: a meeting at 11.30 pm on Saturday is still to come on Sunday."""
    meeting = slot(days=["saturday"], starts="23:30", timezone="America/Nuuk")
    just_past_midnight = datetime(2027, 3, 28, 1, 10, tzinfo=UTC)
    assert told(meeting, just_past_midnight, 1) == ["2027-03-28T00:30:00-01:00"]


def test_a_meeting_over_midnight_ends_the_next_day() -> None:
    """An end earlier than the start is after midnight."""
    (found,) = Schedule((slot(starts="22:30", ends="00:30"),)).next(NOW)
    assert found.ends is not None
    assert found.ends.isoformat() == "2026-11-25T00:30:00+00:00"


def test_without_an_anchor_no_date_is_claimed() -> None:
    """Every other week from nobody knows when gives no dates."""
    assert told(slot(every="2 weeks"), NOW, 5) == []


def test_every_other_week_counts_from_the_first_date() -> None:
    """The first date says which weeks are meant, also when it is years ago."""
    found = told(slot(every="2 weeks", first=date(2018, 4, 10)), NOW, 2)
    assert found == ["2026-11-24T19:00:00+00:00", "2026-12-08T19:00:00+00:00"]


def test_unknown_hours_give_dates_and_today_counts() -> None:
    """Where no hour is known a date is all that is said, and the same day still counts."""
    meeting = Meeting.model_validate({"days": ["monday"], "timezone": "Europe/London"})
    assert told(meeting, datetime(2026, 11, 23, 22, tzinfo=UTC), 2) == ["2026-11-23", "2026-11-30"]


def test_public_holidays_are_left_out() -> None:
    """Without a part of the United Kingdom, England's holidays count: Easter Monday too."""
    meeting = slot(days=["monday"], not_on_public_holidays=True)
    found = told(meeting, datetime(2026, 4, 1, tzinfo=UTC), 2, "GB")
    assert found == ["2026-04-13T19:00:00+01:00", "2026-04-20T19:00:00+01:00"]


def test_scotland_has_its_own_holidays() -> None:
    """A part of a country keeps its own days: Easter Monday is none in Scotland."""
    meeting = slot(days=["monday"], not_on_public_holidays=True)
    (found,) = Schedule((meeting,), "GB", "SCT").next(datetime(2026, 4, 1, tzinfo=UTC))
    assert found.on == date(2026, 4, 6)


def test_a_moved_meeting_is_told_on_its_new_date() -> None:
    """A cancelled date goes and the extra one comes in its place, at its own hour."""
    moved = slot(cancelled=[date(2026, 12, 22)], extra=[{"on": date(2026, 12, 21), "starts": "18:00"}])
    assert told(moved, datetime(2026, 12, 16, tzinfo=UTC), 2) == [
        "2026-12-21T18:00:00+00:00",
        "2026-12-29T19:00:00+00:00",
    ]


def test_an_extra_date_is_kept_on_a_public_holiday_and_outside_the_season() -> None:
    """Somebody wrote the extra date on purpose: no rule takes it away."""
    meeting = slot(last=date(2026, 6, 30), not_on_public_holidays=True, extra=[{"on": date(2026, 12, 25)}])
    assert told(meeting, NOW, 3, "GB") == ["2026-12-25T19:00:00+00:00"]


def test_by_appointment_has_no_dates() -> None:
    """What is agreed each time is never promised."""
    assert told(slot(by_appointment=True), NOW, 3) == []


def test_slots_in_two_zones_come_in_the_order_of_time() -> None:
    """What starts first comes first, whatever the clocks on the wall say."""
    both = (slot(starts="08:00", timezone="America/New_York"), slot(starts="09:00", timezone="Asia/Kolkata"))
    assert [one.slot for one in Schedule(both).next(NOW, 4)] == [1, 0, 1, 0]


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody can say what comes after a moment that has no zone."""
    with pytest.raises(ValueError, match="must be a moment with a time zone"):
        Schedule((slot(),)).next(datetime(2026, 11, 23))  # noqa: DTZ001 - the naive moment is what is tested


def test_between_takes_the_start_and_leaves_the_end() -> None:
    """A span holds what starts at its beginning, not what starts at its end."""
    starts = datetime(2026, 11, 24, 19, tzinfo=UTC)
    week = timedelta(days=7)
    assert [one.on for one in Schedule((slot(),)).between(starts, starts + week)] == [date(2026, 11, 24)]


def test_ten_thousand_groups_take_a_moment() -> None:
    """The next fourteen days of ten thousand groups cost at most a second and a half of CPU."""
    slots = [
        slot(
            days=["monday", "thursday"][: 1 + number % 2],
            ends="20:30",
            timezone=ZONES[number % len(ZONES)],
            not_on_public_holidays=number % 5 == 0,
            **({"every": "month", "weeks": [2, 4]} if number % 4 == 0 else {}),
        )
        for number in range(10_000)
    ]
    if sys.gettrace() is not None:
        pytest.skip("whoever traces each line takes most of the time")
    began = cpu.process_time()
    found = sum(len(Schedule((one,), "GB").between(NOW, NOW + timedelta(days=14))) for one in slots)
    assert found > 10_000
    assert cpu.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("country", "part", "day", "off"),
    [
        ("GB", "SCT", date(2026, 11, 30), True),  # Saint Andrew's Day
        ("GB", "ENG", date(2026, 11, 30), False),
        ("GB", "SCT", date(2027, 3, 29), False),  # Easter Monday, which Scotland does not keep
        ("GB", "ENG", date(2027, 3, 29), True),
        ("GB", "NIR", date(2026, 7, 13), True),
        ("GB", "WLS", date(2026, 7, 13), False),
        ("GB", None, date(2026, 11, 30), True),
        ("GB", None, date(2027, 3, 29), True),
        ("GB", None, date(2026, 12, 7), False),
        ("AU", "VIC", date(2026, 11, 3), True),  # Melbourne Cup Day
        ("AU", "QLD", date(2026, 11, 3), False),
        ("AU", None, date(2026, 11, 3), True),
        ("IE", None, date(2026, 10, 26), True),
        ("IE", None, date(2026, 10, 27), False),
    ],
)
def test_the_holidays_are_those_of_the_part(country: str, part: str | None, day: date, off: bool) -> None:
    """Where nobody knows the part, no date is promised on which one of the parts has a holiday."""
    assert (day in HolidaysOff(country, part)) is off


@pytest.mark.parametrize(
    ("country", "region", "part"),
    [
        ("GB", "Scotland", "SCT"),
        ("GB", " northern  ireland ", "NIR"),
        ("GB", "GB-WLS", "WLS"),
        ("GB", "West Yorkshire", None),
        ("US", "Massachusetts", "MA"),
        ("US", "MA", "MA"),
        ("CA", "Quebec", "QC"),
        ("DE", "Baden-Wurttemberg", "BW"),
        ("CH", "Zürich", "ZH"),
        ("IE", "Leinster", None),
        ("GR", "Αττική", None),
        ("XX", "Scotland", None),
        (None, "Scotland", None),
        ("GB", "", None),
    ],
)
def test_a_region_names_a_part_of_a_country(country: str | None, region: str, part: str | None) -> None:
    """By its name in the country's language or in English, by its code, and never by likeness."""
    assert part_named(country, region) == part


@pytest.mark.parametrize(
    ("starts", "ends", "begins", "over"),
    [
        # The clocks go from 1 to 2 in the night to Sunday, 28 March 2027: what begins in that hour keeps its length.
        ("01:15", "02:00", "2027-03-28T02:15:00+01:00", "2027-03-28T03:00:00+01:00"),
        ("01:00", "01:30", "2027-03-28T02:00:00+01:00", "2027-03-28T02:30:00+01:00"),
        ("00:30", "01:30", "2027-03-28T00:30:00+00:00", "2027-03-28T02:30:00+01:00"),
    ],
)
def test_a_meeting_in_a_skipped_hour_ends_after_it_starts(starts: str, ends: str, begins: str, over: str) -> None:
    """The end that its wall clock names would come before the start."""
    meeting = slot(days=["sunday"], starts=starts, ends=ends)
    (found,) = Schedule((meeting,)).next(datetime(2027, 3, 27, 12, tzinfo=UTC))
    assert found.starts is not None
    assert found.ends is not None
    assert (found.starts.isoformat(), found.ends.isoformat()) == (begins, over)


@given(meetings(), DATES)
def test_every_meeting_ends_after_it_starts(meeting: Meeting, day: date) -> None:
    """On any day and in any zone, and within a day."""
    for one in Schedule((meeting,), "GB").next(datetime.combine(day, time(), UTC), 5):
        if one.starts and one.ends:
            assert timedelta() < one.ends.astimezone(UTC) - one.starts.astimezone(UTC) <= timedelta(hours=25)
