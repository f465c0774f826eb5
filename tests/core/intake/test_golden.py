"""From letters and issues to changes of the data: the golden cases, byte for byte and word for word."""

from __future__ import annotations

import difflib
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from peerhub.directory.load import load_directory
from peerhub.directory.model import Directory
from peerhub.intake.answers import Answers, read_issue, read_letter_text
from peerhub.intake.applying import written
from peerhub.intake.change import Change, make_change
from peerhub.intake.forms import intake_words, make_forms
from peerhub.problems import Problems

HERE = Path(__file__).parent
TINY = HERE.parents[1] / "sites" / "tiny"
TODAY = date(2026, 11, 24)
AGREE = intake_words("en").issue.agree_label


def cases(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((HERE / "cases" / name).read_text("utf-8"))
    assert isinstance(found, list)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(TINY / "data", tmp_path / "data")
    return tmp_path


def as_issue(answers: Answers) -> str:
    """Write answers as GitHub does: every question of the form, a heading each."""
    parts = [f"### {asked.label}\n\n{answers.text(asked.id) or '_No response_'}" for asked in answers.form.questions]
    return "\n\n".join([*parts, f"### {AGREE}\n\n- [X] {intake_words('en').issue.agree}"])


def applied(
    root: Path, directory: Directory, answers: Answers | None, problems: Problems
) -> tuple[Change | None, dict[Path, bytes]]:
    if answers is None or problems.has_errors:
        return None, {}
    change = make_change(answers, directory, TODAY, problems)
    if change is None or problems.has_errors:
        return None, {}
    return change, written(root, directory, change, answers, TODAY, problems)


def different_lines(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines if not re.match(r"---|\+\+\+|@@", line))


@pytest.mark.parametrize("case", cases("changes.yaml"), ids=lambda case: case["name"])
def test_a_letter_and_its_issue_make_the_same_change(root: Path, case: dict[str, Any]) -> None:
    """Only the lines that were told change, whichever way it was told; the rest is left to a person."""
    directory, problems = load_directory(root, Problems()), Problems()
    forms = make_forms(directory.vocabulary)
    answers = read_letter_text(case["letter"], "letter.txt", forms, problems)
    change, contents = applied(root, directory, answers, problems)
    if "problems" in case:
        assert_said(problems, case["problems"])
        assert contents == {}
        return
    assert list(map(str, problems)) == []
    assert change is not None
    assert answers is not None
    assert [f"{sentence}|{words}" for sentence, words in change.notes] == case.get("notes", [])
    path = root / "data" / "groups.yaml"
    after = contents.get(path, path.read_bytes()).decode()
    assert different_lines(path.read_text("utf-8"), after) == case.get("lines", "")
    again = Problems()
    issue = read_issue(as_issue(answers), "issue 1", forms, AGREE, again)
    assert applied(root, directory, issue, again) == (change, contents)
    assert list(again) == []


@pytest.mark.parametrize("case", cases("refusals.yaml"), ids=lambda case: case["name"])
def test_what_cannot_be_is_said_at_its_line(root: Path, case: dict[str, Any]) -> None:
    """A letter that cannot become a change says where, which question, what was found, and changes nothing."""
    directory, problems = load_directory(root, Problems()), Problems()
    letter = case["letter"].replace("{hidden}", "\u202e").replace("{long}", "x" * 5000)
    answers = read_letter_text(letter, "letter.txt", make_forms(directory.vocabulary), problems)
    assert applied(root, directory, answers, problems)[1] == {}
    assert_said(problems, case["problems"])


def assert_said(problems: Problems, expected: list[str]) -> None:
    said = [str(problem) for problem in problems.errors]
    assert len(said) == len(expected), said
    for one, begin in zip(said, expected, strict=True):
        assert one.startswith(begin), one
