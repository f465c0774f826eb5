"""`./hub new group`: asks about a group, checks each answer at once, and adds the listing to the directory."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.progress import progress
from peerhub.cli.prompting import BACK, EXPLAIN, Asker, somebody
from peerhub.cli.writing import replace_files
from peerhub.directory.prompts.draft import Draft
from peerhub.directory.prompts.parsing import HINTS, clock, gift, half_told, unsure, unsure_hour
from peerhub.directory.prompts.questions import QUESTIONS, Question
from peerhub.directory.vocabulary import Term
from peerhub.problems import Location, PeerHubError, Problem, Problems, Severity, shown
from peerhub.yaml.source import DataPath

_MORE = "days"  # the question with which another meeting begins
_ANOTHER = "On other weekdays at another hour? Name them, or leave it empty."


class _BackError(Exception):
    """Occurs when somebody wants to answer the question before once more."""


def _with_options(run: Any) -> Any:
    for question in reversed(QUESTIONS):
        run = click.option(f"--{question.option}", question.option.replace("-", "_"), help=question.asks)(run)
    return run


@click.command(name="group")
@_with_options
@pass_place
def command(place: Place, /, **given: str | None) -> None:
    """Ask about a group, and write its listing.

    Each answer is held against the model's rules at once. An empty line leaves an answer out, and ? explains a
    question.

    At the end the listing is written into a file of its own in data/groups/, or, where a hub has no such folder,
    at the end of data/groups.yaml. Every other byte stays as it was. Ctrl+C before that leaves nothing behind.

    With options nothing is asked. Without a terminal the answers are read from standard input, one line each.
    """
    from peerhub.cli.clock import build_date
    from peerhub.directory.adding import file_for_new
    from peerhub.directory.load import load_directory
    from peerhub.yaml.entry_text import entry_text

    today = build_date(os.environ)
    with progress("Reading the directory"):
        draft = Draft(load_directory(place.root, Problems()), today)
    answered = {name.replace("_", "-"): answer for name, answer in given.items() if answer is not None}
    asker = None if answered else somebody()
    if asker is None:
        _from_options(draft, answered)
    else:
        _from_answers(draft, asker)
    contents, problems = _added(place, draft)
    while asker is not None and asker.patient and problems.has_errors:
        _again(draft, asker, problems)
        contents, problems = _added(place, draft)
    if problems.has_errors:
        raise PeerHubError("Nothing was written.", problems.errors)
    name = file_for_new(place.root, str(draft.get("id")))
    if asker is not None and asker.patient:
        click.echo(f"\n{entry_text(draft.entry(), line_by_line=True)}", err=True)
        if not click.confirm(f"Its id stays {draft.get('id')} for ever. Add this as {name}?", default=True, err=True):
            raise PeerHubError("Nothing was written.")
    replace_files(contents)
    click.echo(f"{draft.get('id')}: written to {name}.")
    then = f'./hub verify {draft.get("id")} --how phone --by "Your role"'
    click.echo(f"Nobody has checked it yet. Once you have asked the group: {then}", err=True)


def _added(place: Place, draft: Draft) -> tuple[dict[Path, bytes], Problems]:
    """Give the file with the listing in it, and what stands in the way."""
    from peerhub.directory.adding import added

    problems = Problems()
    with progress("Checking"):
        return added(place.root, draft.entry(), draft.today, problems), problems


def _from_options(draft: Draft, answered: dict[str, str]) -> None:
    """Take the answers that options give, and tell everything that is wrong with them at once."""
    problems: list[Problem] = []
    for question in QUESTIONS:
        # What a person would be offered and take with an empty line holds here too, where there is no choice.
        offered = question.offered(draft) if question.needed and question.when(draft) else ""
        answer = answered.get(question.option, offered).strip()
        where = Location(f"--{question.option}")
        if answer:
            draft.set(question.path, question.read(answer, draft.directory.vocabulary))
            told = draft.told(question.path)
            problems += [replace(one, where=where, at="") for one in told if one.severity is Severity.ERROR]
        elif question.needed and question.when(draft):
            problems.append(Problem(where, "required-fields", "is missing", question.about))
    if problems:
        raise PeerHubError("Nothing was written.", problems)


def _from_answers(draft: Draft, asker: Asker) -> None:
    if asker.patient:
        told = "An empty line leaves an answer out. ? explains a question. < goes back to the one before."
        click.echo(f"{told} Ctrl+C ends all.\n", err=True)
    asked: list[int] = []
    at = 0
    while at < len(QUESTIONS):
        question = QUESTIONS[at]
        try:
            if question.when(draft):
                _ask(draft, asker, question, question.path, back=True)
                asked.append(at)
            if question.option == "not-in":
                _ask_for_more_meetings(draft, asker)
        except _BackError:
            at = asked.pop() if asked else 0
            continue
        at += 1


def _ask_for_more_meetings(draft: Draft, asker: Asker) -> None:
    """Ask for further meetings, until there is no other; each gets the same questions as the first."""
    questions = [question for question in QUESTIONS if question.path[0] == "meetings"]
    meetings: list[Any] = []
    while draft.get("meetings", 0, "days"):
        meetings += draft.get("meetings")
        draft.set(("meetings",), None)
        for question in questions:
            asks = _ANOTHER if question.option == _MORE else question.asks
            if question.when(draft):
                _ask(draft, asker, question, question.path, asks)
    draft.set(("meetings",), meetings or None)


def _ask(
    draft: Draft, asker: Asker, question: Question, path: DataPath, asks: str = "", *, back: bool = False
) -> None:
    """Ask one question until the model takes the answer, and twice where a rule doubts it."""
    doubted = hour = ""
    while True:
        answer = half_told(hour, asker.answer(asks or question.asks, question.offered(draft)))
        if back and answer in BACK and asker.patient:
            raise _BackError
        if answer == EXPLAIN:
            _explain(draft, question)
            continue
        if not question.needed and (not answer or unsure(answer)):
            draft.set(path, None)
            if answer:
                click.echo(f"  Left out, as you said {shown(answer)}.", err=True)
            return
        if answer:
            value = question.read(answer, draft.directory.vocabulary)
            draft.set(path, value)
            if question.option == "free" and value is True and gift(answer):
                draft.set(("cost", "note"), answer[:1].upper() + answer[1:])
            if value is None:
                click.echo(f"  Left out, as you said {shown(answer)}.", err=True)
            told = draft.told(path) if value is not None else []
            hour = answer if question.read is clock and told and unsure_hour(answer) else ""
            if hour:
                click.echo(f"  {hour} in the morning or in the evening? Write {hour} am or {hour} pm.", err=True)
            for problem in told if not hour else ():
                _tell(question, problem, answer)
            wrong = any(problem.severity is Severity.ERROR for problem in told)
            # What is doubted may be a person's, or a slip: it is asked twice.
            if not wrong and (not told or answer == doubted or not asker.patient):
                return
            draft.set(path, None)
            if not wrong:
                none = "" if question.needed else " an empty line for none,"
                click.echo(f"  Give another,{none} or the same again if it is right and may be public.", err=True)
                doubted = answer
                continue
        else:
            click.echo(f"  {_about(question)} It is needed.", err=True)
        if not asker.patient:
            raise PeerHubError(f"Nothing was written: the answer to '{question.asks}' cannot be used.")


def _tell(question: Question, problem: Problem, answer: str) -> None:
    """Say what is wrong with an answer; where it would stand in the file is of no use here."""
    hint = HINTS.get(question.read.__name__)
    # A word of a list that is nearly right is named.
    near = question.read.__name__ in ("topics", "audiences", "languages", "word") and problem.hint.startswith(
        "Did you mean"
    )
    if hint and not near and problem.severity is Severity.ERROR:
        click.echo(f"  {shown(answer)} cannot be read here. {hint}", err=True)
        return
    click.echo(f"  {question.option} {problem.got}. {problem.hint}".rstrip(), err=True)


def _about(question: Question) -> str:
    """Say what the model says of a field in the words of an answer, where it speaks of those of its file."""
    name = question.read.__name__
    about = re.sub(r", in quotes(?: when it is only digits)?", "", question.about)
    if name == "yes_or_no":
        return re.sub(r"\bfalse\b", "no", re.sub(r"^true\b", "Yes", about))
    hint = HINTS.get(name, "") if name != "word" else ""
    return hint if name in ("country", "languages") else f"{about} {hint}".rstrip()


def _explain(draft: Draft, question: Question) -> None:
    vocabulary = draft.directory.vocabulary
    lists: dict[str, Mapping[str, Term]] = {"topics": vocabulary.topics, "audience": vocabulary.audiences}
    terms = lists.get(question.option, {})
    click.echo(f"  {_about(question)}", err=True)
    for id_, term in terms.items():
        click.echo(f"    {id_:24} {term.label}", err=True)


def _again(draft: Draft, asker: Asker, problems: Problems) -> None:
    """Ask once more what belongs to the fields that do not fit together."""
    fields = set()
    for problem in problems.errors:
        click.echo(f"  {problem.at} {problem.got}. {problem.hint}".rstrip(), err=True)
        fields.add(problem.at.partition("].")[2].partition(".")[0].partition("[")[0])
    questions = [question for question in QUESTIONS if question.path[0] in fields]
    if not questions:
        raise PeerHubError("Nothing was written.", problems.errors)
    for question in questions:
        if question.when(draft):
            _ask(draft, asker, question, question.path)
