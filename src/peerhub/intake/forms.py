"""The forms: which questions are asked, in which words, and what can be chosen; all of it from one file of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from peerhub.directory.fields import fields
from peerhub.directory.vocabulary import Term, Vocabulary
from peerhub.words import Words, load_words
from peerhub.words.catalogue import catalogue
from peerhub.yaml.record import Items, Record

FormId = Literal["new", "changed", "closed", "article"]


class QuestionWords(Record):
    """A question as it stands in the file of words; `choices` names where its answers come from."""

    label: str
    kind: Literal["line", "text", "one", "several"]
    hint: str = ""
    choices: str = ""
    input: Literal["text", "time", "date", "url", "email", "tel"] = "text"


class FormWords(Record):
    """A form as it stands in the file of words."""

    title: str
    about: str
    questions: Items[str]
    needed: Items[str] = ()


class IssueWords(Record):
    """What stands round the questions where everything is public."""

    warning: str
    private: str
    no_contact: str
    help: str
    agree_label: str
    agree: str


class IntakeWords(Record):
    """The whole file of words."""

    choices: dict[str, dict[str, str]]
    questions: dict[str, QuestionWords]
    forms: dict[FormId, FormWords]
    issue: IssueWords


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form; `options` are the answers to choose from, by what the data calls them."""

    id: str
    label: str
    kind: Literal["line", "text", "one", "several"]
    hint: str
    needed: bool
    options: Mapping[str, str]
    also: Mapping[str, str]
    input: str = "text"


@dataclass(frozen=True, slots=True)
class Form:
    """A form and its questions in the order of asking."""

    id: FormId
    title: str
    about: str
    questions: tuple[Question, ...]


@cache
def intake_words(language: str) -> IntakeWords:
    """Read the words of a language."""
    return IntakeWords.model_validate(catalogue(language)["intake"])


def make_forms(vocabulary: Vocabulary, language: str = "en") -> dict[FormId, Form]:
    """Make the forms of a hub: their choices are the words of its own vocabulary."""
    words = intake_words(language)

    def questions(form: FormWords) -> Iterator[Question]:
        for name in form.questions:
            if name == _FACTS:
                yield from _facts(words, load_words(language))
            else:
                yield _question(name, words, vocabulary, name in form.needed)

    return {id_: Form(id_, form.title, form.about, tuple(questions(form))) for id_, form in words.forms.items()}


# Stands in a form's list for every question of a listing's page that is answered by yes or no.
_FACTS = "facts"


def _facts(words: IntakeWords, said: Words) -> Iterator[Question]:
    """Ask, in the words of a listing's page, what the table of fields asks and the file of words does not."""
    for path, field in fields().items():
        if field.form and field.form not in words.questions:
            name = path.rpartition(".")[2]
            options = {answer: said.say(f"listing.{name}.{answer}") for answer in ("yes", "no")}
            label = said.say(f"listing.question.{field.page}").removesuffix("?")  # as other labels, before a colon
            yield Question(field.form, label, "one", "", False, options, {})


def _question(name: str, words: IntakeWords, vocabulary: Vocabulary, needed: bool) -> Question:
    asked = words.questions[name]
    options, also = _options(asked.choices, words, vocabulary) if asked.choices else ({}, {})
    return Question(name, asked.label, asked.kind, asked.hint, needed, options, also, asked.input)


def _options(choices: str, words: IntakeWords, vocabulary: Vocabulary) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Give the answers by id, and readers' own words for them: "AA" means the topic of addictions."""
    if choices == "zones":
        zones = {zone: zone for country in vocabulary.countries.values() for zone in country.zones}
        return dict(sorted(zones.items())), {}
    if choices in words.choices:
        return words.choices[choices], {}
    terms: Mapping[str, Term] = getattr(vocabulary, choices)
    labels = {id_: term.label for id_, term in terms.items()}
    also: dict[str, list[str]] = {}
    for id_, term in terms.items():
        for word in term.words:
            also.setdefault(word.casefold(), []).append(id_)
    # A word of two topics decides nothing.
    return labels, {word: ids[0] for word, ids in also.items() if len(ids) == 1}
