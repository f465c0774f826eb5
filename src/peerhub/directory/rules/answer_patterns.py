"""What a search answers can be read, is said once, and leads to topics, listings and lines that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from peerhub.directory.answer_patterns import Path, patterns_of
from peerhub.directory.answers import Answers
from peerhub.directory.danger.compiling import ASKED_FOR, Notation, NotationError, compile_phrases, members
from peerhub.directory.danger.matching import Recogniser
from peerhub.directory.danger.reading import classes_in
from peerhub.directory.model import Directory
from peerhub.directory.phrases import Phrases
from peerhub.problems import Problem, did_you_mean, shown

ID = "answer-patterns"
DESCRIPTION = "Each pattern of data/answers.yaml can be read, stands once, and leads to what is there."

_FILE = "answers"
# Danger that stands above a search leaves no room for answers, but for somebody who grieves.
_BESIDE = frozenset({"soft", "loss"})


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each pattern that is wrong, each that stands twice, and each place that is not there."""
    answers = directory.answers
    if _FILE not in directory.sources:
        return
    yield from _check_classes(directory, answers)
    yield from _check_patterns(directory, Notation(answers.words))
    yield from _check_places(directory, answers)
    for topic in answers.topics:
        if topic not in directory.vocabulary.topics:
            hint = did_you_mean(topic, directory.vocabulary.topics) or "Add the topic to data/vocabulary.yaml first."
            yield directory.problem(_FILE, ID, f"is no topic: {shown(topic)}", hint, "topics", topic)


def _check_classes(directory: Directory, answers: Answers) -> Iterator[Problem]:
    notation, phrases = Notation(answers.words), Phrases(words=answers.words)
    used = classes_in(phrases, (line for _, line in patterns_of(answers)))
    for name, text in answers.words.items():
        if name not in used and name not in ASKED_FOR:
            hint = f"Write <{name}> in a pattern, or take the class out."
            yield directory.problem(_FILE, ID, "is a class that no pattern names", hint, "words", name)
        if name in classes_in(phrases, (text,)):
            hint = f"Take <{name}> out of it, or out of the classes in it."
            yield directory.problem(_FILE, ID, "is a class that holds itself", hint, "words", name)
        for member in members(text):
            try:
                notation.member(member)
            except NotationError as error:
                yield directory.problem(_FILE, ID, error.got, error.hint, "words", name)


def _check_patterns(directory: Directory, notation: Notation) -> Iterator[Problem]:
    dangers = Recogniser(compile_phrases(directory.phrases))
    seen: dict[tuple[str, str], Path] = {}
    for path, line in patterns_of(directory.answers):
        try:
            written = notation.phrase(line)
        except NotationError as error:
            yield directory.problem(_FILE, ID, error.got, error.hint, *path)
            continue
        part, name = str(path[0]), str(path[1])
        first = seen.setdefault((part, written), path)
        if first is not path:
            got = f"has the same words as {part}.{first[1]}: {shown(line)}"
            yield directory.problem(_FILE, ID, got, "Delete one: a search has one answer to them.", *path)
        if part != "topics" and not any(sign in line for sign in "<(/.+"):
            met = [danger for danger in dangers.dangers(line) if danger not in _BESIDE]
            if met:
                got = f"is a phrase of danger ('{met[0]}'), and help answers it: {shown(line)}"
                yield directory.problem(_FILE, ID, got, f"Take it out of '{name}'.", *path)


def _check_places(directory: Directory, answers: Answers) -> Iterator[Problem]:
    countries = directory.helplines.countries.values()
    known: Mapping[str, set[str]] = {
        "topic": set(directory.vocabulary.topics),
        "group": set(directory.listings),
        "line": {line.id for country in countries for line in country.lines},
    }
    for path, ref in places_of(answers):
        kind, _, id_ = ref.rpartition(":")
        if kind and id_ not in known[kind]:
            hint = did_you_mean(id_, known[kind]) or "Name one that is there, or take it out."
            yield directory.problem(_FILE, ID, f"leads to no {kind}: {shown(id_)}", hint, *path)


def places_of(answers: Answers) -> Iterator[tuple[Path, str]]:
    """Give every place that answers lead to, with the path to it."""
    for name, question in answers.questions.items():
        yield ("questions", name, "to"), question.to
        yield from ((("questions", name, "also", at), ref) for at, ref in enumerate(question.also))
    for name, missing in answers.missing.items():
        yield from ((("missing", name, "also", at), ref) for at, ref in enumerate(missing.also))
