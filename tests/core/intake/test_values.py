"""Times, days and choices as people write them: read when they are sure, refused when they are not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.feeds.hubs import VOCABULARY

from peerhub.directory.vocabulary import Vocabulary
from peerhub.intake.forms import Question, make_forms
from peerhub.intake.values import DoubtError, calendar_day, clock_time, one_choice, several_choices

TOPICS = Question(
    "topics",
    "What it is about",
    "several",
    "",
    False,
    {"mental-health": "My mental health, in general", "anxiety": "Anxiety"},
    {"worry": "anxiety"},
)

OFTEN = Question(
    "often",
    "How often",
    "one",
    "",
    False,
    {"week": "Every week", "2 weeks": "Every 2 weeks", "month 1": "Once a month"},
    {},
)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("19:30", "19:30"),
        ("7.30 pm", "19:30"),
        ("7pm", "19:00"),
        ("7 p.m.", "19:00"),
        ("12 am", "00:00"),
        ("12.30 pm", "12:30"),
        ("07:30", "07:30"),
        ("0:15", "00:15"),
        ("Noon", "12:00"),
        ("midnight", "00:00"),
        ("7", None),
        ("7:30", None),
        ("19", "19:00"),
        ("25:00", None),
        ("13 pm", None),
        ("7:75 pm", None),
        ("half seven", None),
        ("19:30; rm -rf", None),
        ("١٩:٣٠", "19:30"),
    ],
)
def test_times(text: str, time: str | None) -> None:
    """A time is read only where it can mean one hour of the day."""
    if time is None:
        with pytest.raises(DoubtError):
            clock_time(text)
    else:
        assert clock_time(text) == time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-31", date(2026, 10, 31)),
        ("31 October 2026", date(2026, 10, 31)),
        ("Saturday, 31st of Oct 2026", date(2026, 10, 31)),
        ("2026-02-30", None),
        ("31/10/2026", None),
        ("last week", None),
        ("1 ma 2026", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    """A date is read only where day and month cannot be mistaken."""
    if day is None:
        with pytest.raises(DoubtError):
            calendar_day(text)
    else:
        assert calendar_day(text) == day


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("My mental health, in general, Anxiety", ["mental-health", "anxiety"]),
        ("anxiety; My mental health, in general", ["anxiety", "mental-health"]),
        ("Worry, ANXIETY.", ["anxiety"]),
    ],
)
def test_choices(text: str, ids: list[str]) -> None:
    """Labels may hold commas, readers' own words count, and nothing is named twice."""
    assert several_choices(TOPICS, text) == ids


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands there, the answer is a value or a doubt with something to do about it."""
    for read in (clock_time, calendar_day, lambda found: several_choices(TOPICS, found)):
        said = ""
        try:
            assert read(text) is not None
        except DoubtError as doubt:
            said = f"{doubt.got}|{doubt.hint}"
        assert said == "" or re.fullmatch(r".+\|.+", said, re.DOTALL)


@pytest.mark.parametrize(
    "question",
    [question for form in make_forms(Vocabulary.model_validate(VOCABULARY)).values() for question in form.questions],
    ids=lambda question: question.id,
)
def test_a_form_understands_its_own_answers(question: Question) -> None:
    """Each answer that a form offers is read as that answer, whatever stop it ends with, alone and with others."""
    for id_, label in question.options.items():
        assert one_choice(question, label) == id_
        assert one_choice(question, f"{label.rstrip('.')}.") == id_
    if question.kind == "several":
        assert several_choices(question, ", ".join(question.options.values())) == list(question.options)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Every other week", "2 weeks"), ("fortnightly", "2 weeks"), ("Every 2 weeks", "2 weeks"), ("week", "week")],
)
def test_how_often_is_read_in_peoples_own_words(text: str, meant: str) -> None:
    """A fortnight in other words is a fortnight."""
    assert one_choice(OFTEN, text) == meant


@pytest.mark.parametrize("text", ["monthly", "every other week, not in August", "Every 2 month"])
def test_how_often_is_never_guessed_by_letters(text: str) -> None:
    """No hint leads to the wrong rhythm: all answers are named."""
    with pytest.raises(DoubtError) as doubt:
        one_choice(OFTEN, text)
    assert "Did you mean" not in str(doubt.value)
