"""Problems: told in one line each, wherever they are shown."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.problems import (
    Location,
    PeerHubError,
    Problem,
    Problems,
    Severity,
    did_you_mean,
    format_github,
    format_json,
    format_text,
    shown,
)

DAYS = Problem(
    Location("data/groups.yaml", 12),
    "weekday",
    "must be a weekday, found 'Tues'",
    "Did you mean 'tuesday'?",
    at="groups[3].meetings[0].days",
)
FILE = Problem(
    Location("data/phrases.yaml"), "file-unreadable", "cannot be read", "Check its name.", Severity.WARNING
)
TEXT = st.text(max_size=40)
PROBLEMS = st.builds(
    Problem,
    st.builds(Location, TEXT, st.none() | st.integers(1, 99)),
    st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True),
    TEXT,
    TEXT,
    st.sampled_from(Severity),
    TEXT,
)


def test_a_problem_says_where_what_was_found_what_to_do_and_the_rule() -> None:
    """One line holds all that a contributor needs."""
    assert format_text(Problems([DAYS])) == (
        "data/groups.yaml:12: error: groups[3].meetings[0].days must be a weekday, found 'Tues'. "
        "Did you mean 'tuesday'? [weekday]\n"
    )


def test_problems_are_sorted_as_a_person_goes_through_the_files() -> None:
    """By file, then by line as a number, and a file's own problem first."""
    places = [("b", 2), ("a", 10), ("a", 9), ("a", None)]
    problems = Problems(Problem(Location(path, line), "r", "g", "h") for path, line in places)
    assert [str(problem.where) for problem in problems.sorted()] == ["a", "a:9", "a:10", "b:2"]
    assert [str(problem.where) for problem in problems] == ["b:2", "a:10", "a:9", "a"], (
        "the collector keeps its order"
    )


def test_only_errors_stop_a_build() -> None:
    """A warning and a piece of information are told and stop nothing."""
    problems = Problems([FILE])
    problems.warning(Location("a"), "r", "g", "h")
    assert not problems.has_errors
    problems.error(Location("a"), "r", "g", "h", "at")
    assert problems.has_errors
    assert [problem.at for problem in problems.errors] == ["at"]
    assert len(problems) == 3


def test_json_holds_every_part() -> None:
    """Another program gets the parts that the line holds."""
    assert json.loads(format_json(Problems([FILE]))) == [
        {
            "path": "data/phrases.yaml",
            "line": None,
            "at": "",
            "rule": "file-unreadable",
            "got": "cannot be read",
            "hint": "Check its name.",
            "severity": "warning",
            "listing": "",
        }
    ]


def test_github_shows_a_problem_at_its_line() -> None:
    """The annotation names file, line and rule, and severities have GitHub's names."""
    assert format_github(Problems([DAYS, FILE])) == (
        "::error file=data/groups.yaml,line=12,title=weekday::groups[3].meetings[0].days must be a weekday, "
        "found 'Tues'. Did you mean 'tuesday'?\n"
        "::warning file=data/phrases.yaml,title=file-unreadable::cannot be read. Check its name.\n"
    )


@given(st.lists(PROBLEMS, max_size=5))
def test_one_problem_is_one_line_whatever_the_data_holds(problems: list[Problem]) -> None:
    """No data can break out of its line, end a workflow command early or hide on a terminal."""
    text = format_text(Problems(problems))
    assert len(text.splitlines()) == len(problems)
    assert all(char.isprintable() or char == "\n" for char in text)
    commands = format_github(Problems(problems))
    assert commands.count("\n") == len(problems)
    assert "\r" not in commands
    for line in commands.split("\n")[:-1]:
        assert re.match(r"::(error|warning|notice) file=[^:,]*(,line=\d+)?,title=[^:,]*::", line)
    assert len(json.loads(format_json(Problems(problems)))) == len(problems)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("tusday", ["monday", "tuesday"], "Did you mean 'tuesday'?"),
        ("TUESDAY", ["monday", "tuesday"], "Did you mean 'tuesday'?"),
        ("europe/londn", ["Europe/London"], "Did you mean 'Europe/London'?"),
        ("astronaut", ["monday", "tuesday"], ""),
        ("", ["monday"], ""),
        ("monday", [], ""),
    ],
)
def test_the_nearest_word_is_named_and_none_when_none_is_near(word: str, known: list[str], hint: str) -> None:
    """A hint that leads astray is worse than none, and case is no slip."""
    assert did_you_mean(word, known) == hint


def test_a_shown_value_is_short_and_on_one_line() -> None:
    """A long text does not fill the report."""
    assert shown("a\n b") == "'a b'"
    assert shown("x" * 100, 10) == "'xxxxxxxxx…'"


def test_an_error_carries_its_problems() -> None:
    """Whoever catches it can report all that explains it."""
    assert PeerHubError("The hub cannot be built.", [DAYS]).problems == [DAYS]
