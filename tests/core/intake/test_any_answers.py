"""Whatever people answer: a change of the one listing that is meant, or a problem at its line, and never half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.directory.load import load_directory
from peerhub.intake.answers import read_letter_text
from peerhub.intake.applying import written
from peerhub.intake.change import make_change
from peerhub.intake.forms import Question, make_forms
from peerhub.problems import Problems

TINY = Path(__file__).parents[2] / "sites" / "tiny"
TODAY = date(2026, 11, 24)
DIRECTORY = load_directory(TINY, Problems())
FORMS = make_forms(DIRECTORY.vocabulary)
BEFORE = yaml.safe_load((TINY / "data" / "groups.yaml").read_text("utf-8"))

awkward = st.sampled_from(
    ["x: [", "{a: 1}", "- id: x", "#", "'", '"', "yes", "null", "2026-01-01", "1e3", "!!python/none", "&a *a", "%",
     "<b>x</b>", "$(id)", "`id`", "a\u00a0b", "🍵", "x" * 300, "https://example.org/?pwd=1", "me@example.org"]
)  # fmt: skip
words = awkward | st.text(max_size=30)


def answer(question: Question) -> st.SearchStrategy[str]:
    """Answer mostly as the form asks, and sometimes not at all so."""
    if question.id in ("changed", "closed"):
        return st.sampled_from(["Evening Circle", "night-room", "old-circle", "nobody"]) | words
    if question.id in ("starts", "ends"):
        return st.sampled_from(["19:00", "7 pm", "20:30", "7:30", "25:00"]) | words
    if question.options:
        return st.sampled_from(list(question.options.values())) | words
    if question.input == "url":
        return st.sampled_from(["https://example.org/a", "javascript:alert(1)", "http://[", "https://example.org"])
    return words


@st.composite
def letters(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(list(FORMS.values())))
    asked = [question for question in form.questions if question.needed or draw(st.booleans())]
    return "\n".join(f"{question.label}: {draw(answer(question))}" for question in asked)


@given(letters())
def test_only_the_listing_that_is_meant_changes(letter: str) -> None:
    """Every other listing says what it said, and the result reads as YAML by anybody's reader."""
    problems = Problems()
    answers = read_letter_text(letter, "letter.txt", FORMS, problems)
    change = None
    if answers is not None and not problems.has_errors:
        change = make_change(answers, DIRECTORY, TODAY, problems)
    contents = {}
    if answers is not None and change is not None:
        contents = written(TINY, DIRECTORY, change, answers, TODAY, problems)
    if problems.has_errors:
        assert contents == {}
        assert all(problem.where.line and problem.hint for problem in problems.errors), list(map(str, problems))
        return
    for content in contents.values():
        after = yaml.safe_load(content)
        assert change is not None
        others = [entry for entry in after if entry["id"] != change.listing_id]
        assert others == [entry for entry in BEFORE if entry["id"] != change.listing_id]
        assert [entry["id"] for entry in after].count(change.listing_id) == 1
