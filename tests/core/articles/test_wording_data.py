"""Wording: data/wording.yaml finds what it must, leaves honest sentences alone, and is read with care."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.core.articles.written import ROOT

from peerhub.articles.prose import read_prose
from peerhub.articles.wording import Wording
from peerhub.articles.wording.loading import check_examples, read_wording
from peerhub.problems import Problems
from peerhub.yaml.source import Source, parse_yaml, read_yaml

FILE = ROOT / "data" / "wording.yaml"
if not FILE.exists():
    pytest.skip("this hub has no data/wording.yaml", allow_module_level=True)
CASES = yaml.safe_load((Path(__file__).parent / "wording-data.yaml").read_text(encoding="utf-8"))


@cache
def source() -> Source:
    """Read the file."""
    found = read_yaml(FILE, "data/wording.yaml", Problems())
    assert found is not None
    return found


@cache
def wording() -> Wording:
    """Read the rules, all of which must be well formed."""
    problems = Problems()
    found = read_wording(source(), problems)
    assert [str(problem) for problem in problems] == []
    return found


def finds(found: Wording, text: str) -> list[str]:
    """Give the rules that find something in a text, as in an article."""
    sentences = [sentence for paragraph in read_prose(text) for sentence in paragraph.sentences]
    return [find.rule.id for find in found.find(sentences)]


def test_examples_hold() -> None:
    """Each rule finds every sentence under its `forbidden` and none under its `allowed`."""
    problems = Problems()
    check_examples(wording(), source(), problems)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("rule", wording().rules, ids=lambda rule: rule.id)
def test_a_better_sentence_is_better(rule: object) -> None:
    """What a rule offers in place of a sentence breaks no rule itself."""
    assert finds(wording(), rule.better) == []  # type: ignore[attr-defined] # a rule, which pytest hands on as it is


@pytest.mark.parametrize("rule", wording().rules, ids=lambda rule: rule.id)
def test_examples_are_found_however_they_are_typed(rule: object) -> None:
    """Curled apostrophes, capitals at the beginning and words before them hide nothing."""
    for text in rule.forbidden:  # type: ignore[attr-defined]
        assert rule.id in finds(wording(), text.replace("'", "’")), text  # type: ignore[attr-defined]
        assert rule.id in finds(wording(), f"They met at noon. {text}"), text  # type: ignore[attr-defined]


PIECES = st.sampled_from(
    [*"aI .,;:!?'’\"“”()-–/%…19\n", "not ", "cure ", "suicide ", "No group", " can ", "is ", "at peace "]
)


@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    """No text stops the check, and what is found stands in it."""
    sentences = [sentence for paragraph in read_prose(text) for sentence in paragraph.sentences]
    for find in wording().find(sentences):
        assert find.words in find.sentence.text.replace("’", "'")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["means"])
def test_broken_data_is_told(case: dict[str, object]) -> None:
    """What is wrong with the file is told with its line, and what is right in it works."""
    problems = Problems()
    text = str(case["text"])
    found = parse_yaml(text.encode(), "data/wording.yaml", problems)
    assert found is not None
    read = read_wording(found, problems)
    check_examples(read, found, problems)
    assert [str(problem) for problem in problems] == case["problems"]
    assert [rule.id for rule in read.rules] == case["rules"]
