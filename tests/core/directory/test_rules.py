"""The rules of the data, each held against the cases in `cases/rules/<rule-id>.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.core.directory.golden import HERE, Case, cases_in, directory_of, told

from peerhub.directory.rules import RULES, Rule
from peerhub.problems import Problems

FILES = {rule.ID: HERE / "cases" / "rules" / f"{rule.ID}.yaml" for rule in RULES}
CASES = [
    pytest.param(rule, case, id=f"{rule.ID}: {case.name}")
    for rule in RULES
    if FILES[rule.ID].exists()
    for case in cases_in(FILES[rule.ID])
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_says_exactly_what_its_cases_say(rule: Rule, case: Case, tmp_path: Path) -> None:
    """A rule yields the very problems of a case, words included, and nothing for what is allowed."""
    problems = Problems()
    directory = directory_of(case, tmp_path, problems)
    assert told(list(problems)) == "", "the case must be about the rule alone"
    assert told(list(rule.check(directory, case.today))) == case.problems


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_every_rule_has_an_allowed_and_a_forbidden_case(rule: Rule) -> None:
    """A rule without an allowed case may refuse everything; one without a forbidden case, nothing."""
    cases = cases_in(FILES[rule.ID])
    assert any(case.problems for case in cases), "add a case that the rule forbids"
    assert any(not case.problems for case in cases), "add a case that the rule allows"


def test_every_case_file_belongs_to_a_rule() -> None:
    """A case file that no rule reads would test nothing."""
    assert sorted(path.stem for path in (HERE / "cases" / "rules").glob("*")) == sorted(FILES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_a_rule_lies_in_a_file_of_its_own_name(rule: Rule) -> None:
    """A contributor who reads a rule's id in a message finds its file."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.ID)
    assert getattr(rule, "__name__", "").endswith(f".{rule.ID.replace('-', '_')}")
    assert rule.DESCRIPTION.endswith(".")
