"""When a group meets, read from people's own words: sure, or not claimed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.schedule.days import SOMETIMES
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.recurrence import has_rule
from peerhub.schedule.stated.clock import UnsureHourError, clock
from peerhub.schedule.stated.reader import amended, stated

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "stated.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES["statements"], ids=lambda case: case["text"])
def test_a_statement_becomes_slots_or_stays_unsure(case: dict[str, Any]) -> None:
    """What is sure becomes a schedule that the model takes; what is not gives no slot."""
    found = stated(case["text"])
    assert [dict(slot) for slot in found.slots] == case.get("slots", [])
    assert (found.unsure, found.unsure_hours) == (case.get("unsure", False), case.get("unsure_hours", False))
    for slot in found.slots:
        Meeting.model_validate(slot | ({"timezone": "Europe/London"} if "starts" in slot else {}))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        *(("1900hrs", "19:00"), ("0730", "07:30"), ("1930 hours", "19:30"), ("730pm", "19:30"), ("18", "18:00")),
        *(("kl. 18", "18:00"), ("at 7pm", "19:00"), ("1960", None), ("2500", None), ("7", None)),
        *(("2 hours", None), ("2 hrs", None), ("18 hrs", None)),
    ],
)
def test_an_hour_needs_no_sign_in_it(text: str, hour: str | None) -> None:
    """As timetables write it; how long something takes is no hour."""
    assert clock(text) == clock(text, stated=True) == hour


@pytest.mark.parametrize("case", CASES["records"], ids=lambda case: f"{case['name']} {case.get('note', '')}")
def test_a_records_words_hold(case: dict[str, Any]) -> None:
    """Its words narrow its weekday, take the rhythm from it, or speak of something else and change nothing."""
    slot = {"days": [case["day"]]} | ({"starts": case["starts"]} if "starts" in case else {})
    slots, unsure = amended([slot], case["name"], [case.get("note", "")])
    assert slots == [case["slot"]]
    assert unsure == case.get("unsure", False)


def test_no_date_follows_from_an_unsure_rhythm() -> None:
    """A slot whose weeks nobody knows keeps its day and hour, and has no dates."""
    slot = {"days": ["tuesday"], "every": SOMETIMES, "starts": "19:00", "timezone": "Europe/London"}
    assert not has_rule(Meeting.model_validate(slot))


@pytest.mark.parametrize(
    ("said", "hour"), [("10:30", "10:30"), ("12 noon", "12:00"), ("19h30", "19:30"), ("7.30 pm", "19:30")]
)
def test_an_hour_is_read(said: str, hour: str) -> None:
    """Half past ten is one of the morning unless somebody says otherwise."""
    assert clock(said) == hour


@pytest.mark.parametrize("said", ["7:30", "9.15"])
def test_an_hour_of_either_half_is_not_guessed(said: str) -> None:
    """Nobody is sent in the morning to a meeting of the evening."""
    with pytest.raises(UnsureHourError):
        clock(said)


@given(
    st.lists(
        st.sampled_from([word for part in CASES.values() for case in part for word in str(case).split()]), max_size=12
    )
)
def test_any_words_are_read(words: list[str]) -> None:
    """However words of time stand together, what comes out is a schedule that the model takes."""
    text = " ".join(words)
    for slot in (*stated(text).slots, *amended([{"days": ["monday"]}], text, [text])[0]):
        Meeting.model_validate(slot | ({"timezone": "Europe/London"} if "starts" in slot else {}))
