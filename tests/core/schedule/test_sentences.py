"""The sentence of a schedule: golden cases that a contributor can add to, and what holds for any schedule."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.schedule.schedule_strategies import meetings

from peerhub.problems import Problems
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.schedule import Schedule
from peerhub.schedule.schedule_words import ScheduleWords
from peerhub.words.schedules import schedule_words
from peerhub.yaml.source import read_yaml

TODAY = date(2026, 11, 23)
CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """Read a file of cases as the hub reads its data."""
    problems = Problems()
    source = read_yaml(CASES / name, name, problems)
    assert source is not None, list(problems)
    assert isinstance(source.data, list)
    return source.data


def slots(case: dict[str, Any]) -> tuple[Meeting, ...]:
    """The meetings of a case."""
    return tuple(Meeting.model_validate(meeting) for meeting in case["meetings"])


@pytest.mark.parametrize("case", cases("sentences.yaml"), ids=lambda case: case["sentence"][:60])
def test_sentence(case: dict[str, Any]) -> None:
    """A schedule is said in the words of its case."""
    schedule = Schedule(slots(case), format=case.get("format", "in-person"))
    assert schedule.sentence(schedule_words(), TODAY) == case["sentence"]


@given(st.lists(meetings(), min_size=1, max_size=4))
def test_any_schedule_can_be_said(meetings: list[Meeting]) -> None:
    """A sentence has no unfilled place, no doubled space or stop, and names every weekday or says every day."""
    said = Schedule(tuple(meetings), "GB").sentence(schedule_words(), TODAY)
    assert "{" not in said
    assert "  " not in said
    assert ".." not in said
    assert said[0].isupper()
    for name in {day for meeting in meetings for day in meeting.days}:
        assert name.capitalize() in said or "very day" in said or "Monday to Friday" in said


def test_what_changes_is_said_in_full() -> None:
    """Cancelled dates on which the group would meet, and extra dates, are said with their weekday while to come."""
    meeting = Meeting.model_validate(
        {
            "days": ["tuesday"],
            "starts": "19:00",
            "timezone": "Europe/London",
            "cancelled": [date(2026, 11, 17), date(2026, 12, 22), date(2026, 12, 23)],
            "extra": [{"on": date(2026, 12, 21), "starts": "18:00", "ends": "19:00"}],
        }
    )
    assert Schedule((meeting,)).changes(schedule_words(), TODAY) == [
        "No meeting on Tuesday 22 December 2026",
        "Also on Monday 21 December 2026, 6 to 7 pm",
    ]


def test_another_language_needs_no_code() -> None:
    """The words, the clock of 24 hours included, come from the catalogue alone."""
    german = schedule_words().model_dump(by_alias=True)
    german["weekdays"] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
    german["rule"]["every_week"] = "jeden {days}"
    german["clock"] |= {"twelve_hours": False, "separator": ":", "range": "{start} bis {end} Uhr"}
    meeting = Meeting.model_validate(
        {"days": ["tuesday"], "starts": "19:00", "ends": "20:30", "timezone": "Europe/Berlin"}
    )
    words = ScheduleWords.from_mapping(german)
    assert Schedule((meeting,)).sentence(words, TODAY) == "Jeden Dienstag, 19:00 bis 20:30 Uhr"


def test_filters_know_days_and_parts_of_the_day() -> None:
    """The weekdays and the parts of the day come in their natural order, each once."""
    hours = {"timezone": "Europe/London"}
    schedule = Schedule(
        tuple(
            Meeting.model_validate({"days": [day], "starts": starts, **hours})
            for day, starts in [
                ("friday", "21:00"),
                ("monday", "11:59"),
                ("monday", "17:00"),
                ("tuesday", "16:59"),
                ("sunday", "04:00"),
            ]
        )
    )
    assert schedule.weekdays == ("monday", "tuesday", "friday", "sunday")
    assert schedule.parts_of_day == ("morning", "afternoon", "evening", "night")
