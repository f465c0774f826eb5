"""Wording: each rule of data/wording.yaml finds what it must and leaves honest sentences alone."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.articles.written import ROOT

from peerhub.articles.prose import read_prose
from peerhub.articles.triggers import pieces_with, triggers
from peerhub.articles.wording import Wording, WordingRule, read_wording
from peerhub.problems import Problems
from peerhub.yaml.source import parse_yaml, read_yaml

FILE = ROOT / "data" / "wording.yaml"
if not FILE.exists():
    pytest.skip("this hub has no data/wording.yaml", allow_module_level=True)


@cache
def rules() -> tuple[WordingRule, ...]:
    """Read the rules, all of which must be well formed."""
    problems = Problems()
    source = read_yaml(FILE, "data/wording.yaml", problems)
    assert source is not None
    wording = read_wording(source, problems)
    assert [str(problem) for problem in problems] == []
    return wording.rules


def finds(rule: WordingRule, text: str) -> list[str]:
    """Give the words that one rule finds in a text, as in an article."""
    sentences = [sentence for paragraph in read_prose(text) for sentence in paragraph.sentences]
    return [find.words for find in Wording([rule]).find(sentences)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_examples_are_found(rule: WordingRule) -> None:
    """Every example is found, as it stands, with a capital, and inside a sentence."""
    for example in rule.examples:
        assert finds(rule, example), example
        assert finds(rule, example[0].upper() + example[1:]), example
        assert finds(rule, example.replace("'", "’")), example


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_allowed_are_left_alone(rule: WordingRule) -> None:
    """Every honest sentence is left alone, and each rule has at least one."""
    assert rule.allowed
    for sentence in rule.allowed:
        assert finds(rule, sentence) == [], sentence


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_triggers_lose_nothing(rule: WordingRule) -> None:
    """What lets most searches be left out never leaves out one that would find something."""
    needed = triggers(rule.match)
    for example in rule.examples:
        assert pieces_with(needed, example.lower(), [0]), example


@given(st.data())
def test_triggers_are_necessary(data: st.DataObject) -> None:
    """Whatever matches a rule's expression holds one of its triggers."""
    rule = data.draw(st.sampled_from(rules()))
    text = data.draw(st.from_regex(rule.match, alphabet=st.characters(codec="ascii")))
    assert pieces_with(triggers(rule.match), text.lower(), [0])


def test_triggers_that_cannot_be_told() -> None:
    """An expression of which nothing is sure has no triggers, and is always searched."""
    for pattern in (r"\w+", "a|.*", "(?:long)?", "ab", "(", "ſuicide|x"):
        assert triggers(pattern) == frozenset()
    assert triggers(r"\b(?:cured|healed)\s+by\b") == {"cured", "healed"}
    assert list(pieces_with(frozenset(), "any|thing", [0, 4])) == [0, 1]
    assert list(pieces_with(frozenset({"tea"}), "any|thing", [0, 4])) == []


def test_broken_rules_are_told() -> None:
    """A rule that is not well formed is told with its line and left out; the others work."""
    text = (
        "- {id: good, match: mad, examples: [mad], why: hurts, severity: error}\n"
        "- {id: bad, match: '(', examples: [x], why: hurts, severity: eror}\n"
        "- {id: good, match: mad, exampels: [mad], why: hurts, severity: error}\n"
        "- {id: good, match: mad, examples: [mad], why: hurts, severity: error}\n"
        "- words\n"
    )
    problems = Problems()
    source = parse_yaml(text.encode(), "data/wording.yaml", problems)
    assert source is not None
    assert [rule.id for rule in read_wording(source, problems).rules] == ["good"]
    assert [str(problem) for problem in problems] == [
        "data/wording.yaml:2: error: [1].match value error, not a regular expression (missing ), unterminated "
        "subpattern at position 0). A Python regular expression; case does not count. [wording-rule]",
        "data/wording.yaml:2: error: [1].severity input should be 'error', 'warning' or 'info'. error, warning or "
        "info. [wording-rule]",
        "data/wording.yaml:3: error: [2].examples lacks 'examples'. Sentences it must find. [wording-rule]",
        "data/wording.yaml:3: error: [2].exampels extra inputs are not permitted. Did you mean 'examples'? "
        "[wording-rule]",
        "data/wording.yaml:4: error: [3].id repeats the id 'good'. Choose another. [wording-rule]",
        "data/wording.yaml:5: error: [4] input should be a valid dictionary or instance of WordingRule. Remove it. "
        "[wording-rule]",
    ]
