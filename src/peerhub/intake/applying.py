"""From a change to the files as it leaves them, held against every rule; nothing is written here."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from peerhub.directory.adding import added
from peerhub.directory.checked_facts import vouching
from peerhub.directory.edited import hold_against_rules
from peerhub.directory.model import Directory
from peerhub.intake.answers import Answers
from peerhub.intake.change import PLACES, Change
from peerhub.problems import Problem, Problems
from peerhub.yaml.editing import EditError, edit_entries
from peerhub.yaml.source import parse_yaml

# A new field belongs in front of what says where a listing comes from and how it ended.
_BEFORE = ("checked", "source", "doubts", "closed", "moved_to", "removed")
_STEPS = re.compile(r"groups\[\d+\]\.?")


def written(
    root: Path, directory: Directory, change: Change, answers: Answers, today: date, problems: Problems
) -> dict[Path, bytes]:
    """Give the data files as they are after a change; a change that writes nothing gives none.

    What breaks a rule becomes a problem at the answer that it comes from, and the answer is then empty.
    """
    if not change.fields:
        return {}
    found = Problems()
    if change.kind == "new":
        plain = {str(key): value for key, value in change.fields.items()}
        contents = added(root, plain, today, found)
    else:
        contents = _edited(root, directory, change, today, found)
    for problem in found:
        problems.add(_at_answer(problem, answers))
    return contents


def _edited(root: Path, directory: Directory, change: Change, today: date, problems: Problems) -> dict[Path, bytes]:
    (entry,) = (entry for entry in directory.entries if entry.listing.id == change.listing_id)
    path = root / entry.source.name
    try:
        text = path.read_bytes().decode("utf-8")
        if text.removeprefix("\ufeff") != entry.source.text:
            raise EditError("The file has changed in the meantime. Please try again.")
        edited = edit_entries(text, {entry.index: change.fields}, _BEFORE)
        after = parse_yaml(edited.encode(), entry.source.name, problems)
        check = vouching(entry.data, after.item(entry.index)) if after is not None else None
        if check is not None:
            edited = edit_entries(edited, {entry.index: {"checked": check}}, _BEFORE)
        texts = {path: edited.encode("utf-8")}
    except (OSError, UnicodeDecodeError):
        problems.error(entry.where(), "file-unreadable", "cannot be read", "Check the file.")
        return {}
    except EditError as error:
        problems.error(entry.where(), "edit", "cannot be edited here", str(error))
        return {}
    return texts if hold_against_rules(root, texts, today, problems) else {}


def _at_answer(problem: Problem, answers: Answers) -> Problem:
    """Say a problem where the answer stands that it comes from, in the words of the question."""
    steps = re.split(r"[.\[\]]+", _STEPS.sub("", problem.at, count=1))
    question = _question_of(tuple(step for step in steps if step and not step.isdigit()), answers)
    if not any(asked.id == question for asked in answers.form.questions):
        return problem
    label = answers.label(question)
    where = answers.where(question)
    return Problem(where, problem.rule, problem.got, problem.hint, problem.severity, label)


def _question_of(steps: tuple[str, ...], answers: Answers) -> str:
    """Find the question that a part of a listing comes from; of a whole block, the first that was answered."""
    if steps[:1] == ("area",):
        steps = ("place", *steps[1:])
    if steps[:1] == ("id",):
        return "name"
    for length in range(len(steps), 0, -1):
        for question, place in PLACES.items():
            if place == steps[:length]:
                return question
    inside = (question for question, place in PLACES.items() if place[: len(steps)] == steps)
    return next((question for question in inside if question in answers.answers), "")
