"""VTIMEZONE, read back by python-dateutil and compared with the zone itself around every change of the clocks."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from dateutil.tz import tzical
from icalendar import Calendar
from tests.core.schedule.schedule_strategies import ZONES

from peerhub.feeds.vtimezone import vtimezone
from peerhub.schedule.zones import zone

YEAR = 2025
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("name", [name for name in ZONES if name != "UTC"])
def test_a_zone_reads_back_as_itself(name: str) -> None:
    """For ten years the offset is right at noon and midnight, and from two hours after each change on."""
    clock = zone(name)
    found = tzical(io.StringIO(vtimezone(name, YEAR))).get(name)
    assert found is not None
    at = datetime(YEAR, 1, 1, tzinfo=UTC)
    while at.year < YEAR + 10:
        local = at.astimezone(clock)
        settled = local.utcoffset() == (at - 2 * HOUR).astimezone(clock).utcoffset()
        # A wall time that comes twice or never says nothing about the zone.
        if settled and local.utcoffset() == (at + 2 * HOUR).astimezone(clock).utcoffset():
            assert local.replace(tzinfo=found).utcoffset() == local.utcoffset(), local
        at += 6 * HOUR


@pytest.mark.parametrize("name", ZONES)
def test_icalendar_reads_it_without_complaint(name: str) -> None:
    """The text is a component that icalendar accepts, and short enough to stand in ten thousand files."""
    text = vtimezone(name, YEAR)
    whole = Calendar.from_ical(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{text}END:VCALENDAR\r\n")
    (found,) = whole.walk("VTIMEZONE")
    assert found["TZID"] == name
    assert not found.errors
    assert len(text) < 2500


def test_a_rule_is_said_once_with_the_wall_time_before_the_change() -> None:
    """RFC 5545 wants DTSTART in the time that holds before the change: 1 am in spring, 2 am in autumn."""
    assert vtimezone("Europe/London", 2026).replace("\r\n", "\n") == (
        "BEGIN:VTIMEZONE\nTZID:Europe/London\n"
        "BEGIN:DAYLIGHT\nDTSTART:20250330T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nTZNAME:BST\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n"
        "BEGIN:STANDARD\nDTSTART:20251026T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nTZNAME:GMT\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
        "END:VTIMEZONE\n"
    )
