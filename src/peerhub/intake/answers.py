"""Reading answers: a filled-in form, from an issue or from a letter, becomes one answer a question.

An issue holds `### Label` and the answer below it, as GitHub writes what people put into an issue form. A letter
holds `Label: answer`, as the page suggest/ writes it. Both end in the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peerhub.intake.forms import Form, FormId, Question
from peerhub.problems import Location, Problems, did_you_mean, shown
from peerhub.text import HIDDEN_OR_TAB, hidden_name

MAX_CHARACTERS = 65_536
_MOST_IN_ONE = 4_000
_HEADING = re.compile(r"###[ ]+(.+?)[ ]*\Z")
_LABELLED = re.compile(r"[\s>*_]*([^:]{2,60}?)[\s*_]*:(.*)\Z", re.DOTALL)
# What GitHub writes where an answer was left empty, and what people write there.
_EMPTY = frozenset({"", "_no response_", "n/a", "-", "none", "unknown", "i don't know", "don't know"})
_SIGNATURE = "--"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote under a question, and the line on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Answers:
    """A form that somebody filled in; `where` names what it was read from, and questions left empty are not in it."""

    form: Form
    name: str
    answers: Mapping[str, Answer]

    def where(self, question: str = "") -> Location:
        """Find the line of an answer, or of the form where nothing was answered."""
        found = self.answers.get(question)
        return Location(self.name, found.line if found else 1)

    def label(self, question: str) -> str:
        """Give the words of a question."""
        return next((asked.label for asked in self.form.questions if asked.id == question), question)

    def text(self, question: str) -> str:
        """Give an answer, or nothing."""
        found = self.answers.get(question)
        return found.text if found else ""

    def refuse(self, question: str, got: str, hint: str, problems: Problems, at: str = "") -> None:
        """Say that an answer cannot be used: on the line of `at` where another question's answer shows it."""
        problems.error(self.where(at or question), "intake-answer", got, hint, self.label(question))


def read_issue(text: str, name: str, forms: Mapping[FormId, Form], agree: str, problems: Problems) -> Answers | None:
    """Read the text of an issue that a form made; `agree` is the label of the box that must be ticked."""
    sections = list(_issue_sections(text))
    ticked = [part for label, part, _ in sections if label.casefold() == agree.casefold()]
    found = _answers([part for part in sections if part[0].casefold() != agree.casefold()], name, forms, problems)
    if found is not None and not any(re.match(r"- \[[xX]\] ", part) for part in ticked):
        hint = "Ask for it in the issue: only what may be public can go on."
        problems.error(Location(name, 1), "intake-agreement", "nobody ticked the box", hint, agree)
    return found


def read_letter_text(text: str, name: str, forms: Mapping[FormId, Form], problems: Problems) -> Answers | None:
    """Read the text of a letter or a file, as the page suggest/ composes it; the text of an issue is read too."""
    labels = {question.label.casefold() for form in forms.values() for question in form.questions}
    headed = [part for part in _issue_sections(text) if part[0].casefold() in labels]
    return _answers(headed or list(_letter_sections(text, labels)), name, forms, problems)


def _issue_sections(text: str) -> Iterator[tuple[str, str, int]]:
    """Cut an issue at its headings; whatever heading stands there is taken for a question."""
    label, start = "", 1
    lines: list[str] = []
    for number, line in enumerate(_lines(text), 1):
        heading = _HEADING.match(line)
        if heading:
            if label:
                yield label, "\n".join(lines), start
            label, lines, start = heading[1], [], number + 1
        elif lines or line.strip():
            start = start if lines else number
            lines.append(line)
    if label:
        yield label, "\n".join(lines), start


def _letter_sections(text: str, labels: set[str]) -> Iterator[tuple[str, str, int]]:
    """Cut a letter where a line begins with a question's label; what stands before the first is a greeting."""
    label, start = "", 1
    lines: list[str] = []
    for number, line in enumerate(_lines(text), 1):
        if line.rstrip() == _SIGNATURE:
            break
        begun = _LABELLED.match(line)
        if begun and " ".join(begun[1].split()).casefold() in labels:
            if label:
                yield label, "\n".join(lines), start
            # A mail program may have made the label bold, with stars on both sides of it.
            label, lines, start = " ".join(begun[1].split()), [re.sub(r"^[*_]+(?=\s)", "", begun[2])], number
        elif label:
            lines.append(line.lstrip("> ") if line.startswith(">") else line)
    if label:
        yield label, "\n".join(lines), start


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text)


def _answers(
    sections: list[tuple[str, str, int]], name: str, forms: Mapping[FormId, Form], problems: Problems
) -> Answers | None:
    form = _form([label for label, _, _ in sections], forms)
    if form is None:
        titles = ", ".join(shown(one.questions[0].label) for one in forms.values())
        got = "does not answer the first question of any form"
        problems.error(Location(name, 1), "intake-form", got, f"It must answer one of {titles}.")
        return None
    by_label = {question.label.casefold(): question for question in form.questions}
    found: dict[str, Answer] = {}
    for label, text, line in sections:
        question = by_label.get(label.casefold())
        if question is None:
            hint = did_you_mean(label, [one.label for one in form.questions]) or "Look at it by hand."
            problems.error(
                Location(name, line), "intake-question", f"is no question of this form: {shown(label)}", hint
            )
        elif question.id in found:
            hint = "Keep one of the two answers."
            problems.error(Location(name, line), "intake-twice", "is answered twice", hint, question.label)
        else:
            _keep(question, text, Location(name, line), found, problems)
    for question in form.questions:
        if question.needed and question.id not in found and question.label.casefold() not in _seen(problems):
            problems.error(
                Location(name, 1),
                "intake-needed",
                "is not answered",
                f"Ask for it. {question.hint}".strip(),
                question.label,
            )
    return Answers(form, name, found)


def _seen(problems: Problems) -> set[str]:
    """Name the questions about which something was said already."""
    return {problem.at.casefold() for problem in problems}


def _form(labels: list[str], forms: Mapping[FormId, Form]) -> Form | None:
    there = {label.casefold() for label in labels}
    fitting = [form for form in forms.values() if form.questions[0].label.casefold() in there]
    return fitting[0] if len(fitting) == 1 else None


def _keep(question: Question, text: str, where: Location, found: dict[str, Answer], problems: Problems) -> None:
    text = text.strip()
    if question.kind != "text":
        text = " ".join(text.split("\n")) if "\t" in text else " ".join(text.split())
    if text.casefold() in _EMPTY:
        return
    hidden = HIDDEN_OR_TAB.search(text)
    if hidden:
        got = f"holds the hidden character {hidden_name(hidden[0])}"
        problems.error(where, "text-characters", got, "Ask for it without, or type the words again.", question.label)
    elif len(text) > _MOST_IN_ONE:
        got = f"is {len(text):,} characters long"
        problems.error(where, "too-long", got, f"Shorten it to at most {_MOST_IN_ONE:,}.", question.label)
    else:
        found[question.id] = Answer(text, where.line or 1)
