"""Judging a search: what counts as right, and how a file of questions is summed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.questions import NONE, Answered, Question, misses, read_questions, row


@pytest.mark.parametrize(
    ("expect", "shown", "right"),
    [
        ("cost|free", "What it costs groups/", True),
        ("COST", "the cost of it", True),
        ("cost", NONE, False),
        ("none|cost", NONE, True),
        ("none", "none of these groups/", False),
        ("none|cost", "none of these groups/", False),
    ],
)
def test_a_result_is_right_when_its_words_are_and_honesty_where_it_is_asked_for(
    expect: str, shown: str, right: bool
) -> None:
    """A pattern is looked for in title and address; `none` is met by honesty alone, never by a word in a title."""
    assert Question("how much", expect).met_by(shown) is right


def test_places_are_counted_from_the_first_right_result() -> None:
    """Found first, among three, and the mean reciprocal rank; a miss is named with what stood there."""
    asked = Question("q", "right")
    answers = [Answered(asked, shown) for shown in (["right"], ["no", "right"], ["a", "b", "c", "right"], ["no"])]
    assert [answer.place for answer in answers] == [1, 2, 4, 0]
    assert row("hub", answers) == "| hub | 0.25 | 0.50 | 0.44 |"
    assert [line for line in misses(answers) if not line.startswith(" ")] == ["'q' wants right"] * 2


def test_questions_of_the_hub_are_read_and_held_out_apart() -> None:
    """No question is both for development and held out."""
    bench = Path(__file__).parents[2] / "bench"
    held, seen = (read_questions(bench / f"search_{name}.yaml") for name in ("held_out", "development"))
    assert held
    assert seen
    assert not {one.text for one in held} & {one.text for one in seen}
