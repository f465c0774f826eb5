"""The ways in which people put a question: wordings that no line of data/answers.yaml has lead to the right one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from peerhub.directory.answer_patterns import PARTS, compile_answers
from peerhub.directory.answers import Answers
from peerhub.directory.danger.matching import Recogniser
from peerhub.directory.load import load_directory
from peerhub.problems import Problems

ROOT = Path(__file__).parents[3]
CASES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "cases" / "answers.yaml").read_text("utf-8"))


@cache
def _shipped() -> Answers:
    return load_directory(ROOT, Problems()).answers


@cache
def _recogniser(part: str) -> Recogniser:
    return Recogniser(compile_answers(_shipped(), (part,)))


def meant(text: str) -> set[str]:
    """Give the ids of all that a text means, of each part."""
    found = set[str]()
    for part in PARTS:
        names = list(getattr(_shipped(), part))
        found |= {names[int(match.danger[1:])] for match in _recogniser(part).find(text)}
    return found


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in CASES.items() for text in texts])
def test_a_wording_leads_to_its_question(name: str, text: str) -> None:
    """What somebody writes is known by its words, however they are put; under `not ...` it is not taken for it."""
    wanted = name.removeprefix("not ")
    assert (wanted in meant(text)) is (wanted == name)


def test_a_form_beside_its_word_is_not_written_twice() -> None:
    """A file that each search reads holds no word that another of the same place stands for."""
    question = {"asks": "A?", "answer": "B.", "to": "a.md", "put": ["say/says/said/tell group/groups"]}
    answers = Answers.model_validate({"questions": {"one": question}})
    assert compile_answers(answers, ("questions",))["phrases"]["en"].strip("|") == "say/tell group"
