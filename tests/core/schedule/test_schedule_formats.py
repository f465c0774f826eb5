"""Schedules in schema.org's and HSDS's words, and the browser's form."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator
from tests.core.schedule.schedule_strategies import meetings
from tests.samples import sample

from peerhub.schedule.meeting import Meeting
from peerhub.schedule.schedule import Schedule
from peerhub.words.schedules import schedule_words

TODAY = date(2026, 11, 23)


def slot(**fields: Any) -> Meeting:
    """A slot in London on Tuesdays from seven to half past eight, except where a test says otherwise."""
    usual = {"days": ["tuesday"], "starts": "19:00", "ends": "20:30", "timezone": "Europe/London"}
    return Meeting.model_validate({**usual, **fields})


def test_schema_org_weekly() -> None:
    """A weekly slot names its days by their addresses and its exceptions by their dates."""
    meeting = slot(cancelled=[date(2026, 12, 22), date(2026, 12, 23)], not_in=["august"], last=date(2027, 6, 29))
    assert Schedule((meeting,)).schema_org(TODAY) == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": ["https://schema.org/Tuesday"],
            "byMonth": [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12],
            "startTime": "19:00",
            "scheduleTimezone": "Europe/London",
            "endTime": "20:30",
            "duration": "PT90M",
            "endDate": "2027-06-29",
            "exceptDate": ["2026-12-22"],
        }
    ]


def test_schema_org_monthly() -> None:
    """Weeks of the month are told as iCalendar's BYDAY, which schema.org allows."""
    (told,) = Schedule((slot(every="month", weeks=[2, "last"], first=date(2026, 1, 1)),)).schema_org(TODAY)
    assert (told["repeatFrequency"], told["byDay"]) == ("P1M", ["2TU", "-1TU"])
    assert told["startDate"] == "2026-01-13"


def test_what_gives_no_dates_is_no_schema_org_schedule() -> None:
    """A fortnight without an anchor would claim dates that nobody knows."""
    assert Schedule((slot(every="2 weeks"), slot(by_appointment=True))).schema_org(TODAY) == []


def test_hsds() -> None:
    """Hours are local, the zone is named in the description, and no offset is given."""
    told = Schedule((slot(every="month", weeks=[2, 4], last=date(2027, 6, 30)),)).hsds(schedule_words(), TODAY)
    assert told == [
        {
            "description": "Every 2nd and 4th Tuesday, 7 to 8.30 pm, until 30 June 2027 (Europe/London)",
            "freq": "MONTHLY",
            "byday": "2TU,4TU",
            "valid_to": "2027-06-30",
            "until": "2027-06-30",
            "opens_at": "19:00",
            "closes_at": "20:30",
        }
    ]


def test_hsds_interval_needs_its_first_date() -> None:
    """HSDS needs dtstart with an interval: without one the slot is told in words alone."""
    told = Schedule((slot(every="2 weeks"), slot(every="2 weeks", first=date(2026, 11, 24)))).hsds(
        schedule_words(), TODAY
    )
    assert "freq" not in told[0]
    assert "Ask for the dates" in told[0]["description"]
    assert (told[1]["interval"], told[1]["dtstart"]) == (2, "2026-11-24")


@given(meetings())
def test_hsds_fits_its_json_schema(meeting: Meeting) -> None:
    """Any slot is valid by HSDS's own JSON Schema once it has its id."""
    schema = json.loads(sample("hsds30-schema/schedule.json").read_text(encoding="utf-8"))
    # Only the schedule itself is meant, not the objects that its references lead to.
    fields = {name: field for name, field in schema["properties"].items() if "$ref" not in json.dumps(field)}
    validator = Draft202012Validator({"type": "object", "properties": fields, "additionalProperties": False})
    for told in Schedule((meeting,), "GB").hsds(schedule_words(), TODAY):
        validator.validate({"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", **told})


def test_the_browser_form_is_small_and_complete() -> None:
    """It holds the rule, the zone and the exceptions to come, and nothing that is as usual."""
    meeting = slot(
        every="month",
        weeks=["last", 2],
        cancelled=[date(2026, 1, 13), date(2026, 12, 29)],
        extra=[{"on": date(2026, 12, 21), "starts": "18:00"}],
        format="online",
    )
    assert json.loads(Schedule((meeting,)).browser_form(TODAY)) == {
        "online": False,
        "slots": [
            {
                "zone": "Europe/London",
                "online": True,
                "days": [2],
                "weeks": [-1, 2],
                "starts": "19:00",
                "ends": "20:30",
                "off": ["2026-12-29"],
                "extra": [["2026-12-21", "18:00", ""]],
            }
        ],
    }


def test_the_browser_form_tells_holidays_for_eighteen_months() -> None:
    """Past the last date whose holidays are given, the browser may promise nothing."""
    form = json.loads(
        Schedule((slot(days=["monday"], not_on_public_holidays=True),), "GB", "ENG").browser_form(TODAY)
    )
    (told,) = form["slots"]
    assert told["until"] == "2028-05-24"
    assert told["off"][:2] == ["2026-12-28", "2027-03-29"]
    assert all(day <= told["until"] for day in told["off"])


def test_no_form_where_no_date_follows() -> None:
    """A season that is over, a fortnight without an anchor and an appointment need no work in the browser."""
    over = slot(last=date(2026, 6, 30))
    assert Schedule((over, slot(every="2 weeks"), slot(by_appointment=True))).browser_form(TODAY) == ""
