"""Wording: rules from data/wording.yaml, applied to an author's own prose and aware of negation and names.

A rule's `match` is a Python regular expression. Letters' case does not count. A find is let through when
`unless_before` is found in the 40 characters before it in the same sentence (`$` in it means right before
the find), or when it lies inside a match of `unless_within`, such as the name of an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from peerhub.articles.prose import Sentence
from peerhub.articles.triggers import pieces_with, triggers
from peerhub.problems import Problems, Severity, did_you_mean, shown
from peerhub.yaml.source import Source

_GAP = "\x00"
LOOK_BACK = 40


class WordingRule(BaseModel):
    """One way of writing that harms or promises too much, with what to write instead."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Lower-case words and hyphens.")]
    match: Annotated[str, Field(min_length=1, description="A Python regular expression; case does not count.")]
    examples: Annotated[tuple[str, ...], Field(strict=False, min_length=1, description="Sentences it must find.")]
    allowed: Annotated[tuple[str, ...], Field(strict=False, description="Honest sentences it must not find.")] = ()
    prefer: Annotated[tuple[str, ...], Field(strict=False, description="What to write instead.")] = ()
    why: Annotated[str, Field(min_length=1, description="The reason, in a few words.")]
    severity: Annotated[Severity, Field(strict=False, description="error, warning or info.")]
    source: Annotated[str | None, Field(description="The guide it comes from.")] = None
    verified: Annotated[str | None, Field(description="Where the guide was read, or memory.")] = None
    note: Annotated[str | None, Field(description="How far it goes beyond its source.")] = None
    unless_before: Annotated[str | None, Field(description="An expression for what may lead up to it.")] = None
    unless_within: Annotated[str | None, Field(description="An expression for a name that may hold it.")] = None

    @field_validator("match", "unless_before", "unless_within")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value, re.IGNORECASE)  # as it will be wanted: Python keeps what it compiled
            except (re.error, RecursionError, OverflowError) as error:
                raise ValueError(f"not a regular expression ({error})") from None
        return value


@dataclass(frozen=True, slots=True)
class Find:
    """A place that a wording rule found."""

    rule: WordingRule
    words: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: WordingRule
    match: re.Pattern[str]
    triggers: frozenset[str]
    before: re.Pattern[str] | None
    within: re.Pattern[str] | None

    def find(self, sentence: str) -> Iterator[str]:
        """Give the words of a sentence that the rule speaks against."""
        for match in self.match.finditer(sentence):
            if match.group() and not self._allows(sentence, match.start(), match.end()):
                yield match.group()

    def _allows(self, sentence: str, start: int, end: int) -> bool:
        """Whether what stands round a find makes it honest."""
        if self.before is not None and self.before.search(sentence[max(0, start - LOOK_BACK) : start]):
            return True
        return self.within is not None and any(
            held.start() <= start and end <= held.end() for held in self.within.finditer(sentence)
        )


class Wording:
    """All wording rules, compiled once and when an article is first held against them."""

    def __init__(self, rules: Sequence[WordingRule] = ()) -> None:
        self.rules = tuple(rules)

    @cached_property
    def _compiled(self) -> list[_Compiled]:
        return [_compile(rule) for rule in self.rules]

    def find(self, sentences: Sequence[Sentence]) -> Iterator[Find]:
        """Find what the rules speak against, rule by rule; a sentence's quotations are left alone."""
        texts = [sentence.wording.replace("’", "'") for sentence in sentences]
        lower = [text.lower() for text in texts]
        page = _GAP.join(lower)
        starts = list(accumulate((len(text) + len(_GAP) for text in lower[:-1]), initial=0)) if lower else []
        for compiled in self._compiled:
            for index in pieces_with(compiled.triggers, page, starts):
                for words in compiled.find(texts[index]):
                    yield Find(compiled.rule, words, sentences[index])


def _compile(rule: WordingRule) -> _Compiled:
    def of(pattern: str | None) -> re.Pattern[str] | None:
        return re.compile(pattern, re.IGNORECASE) if pattern else None

    match = re.compile(rule.match, re.IGNORECASE)
    return _Compiled(rule, match, triggers(rule.match), of(rule.unless_before), of(rule.unless_within))


def read_wording(source: Source, problems: Problems) -> Wording:
    """Read the rules from data/wording.yaml; a broken one is reported and left out."""
    if not isinstance(source.data, list):
        problems.error(source.locate(), "wording-rule", "is not a list of rules", "Begin each with '- id:'.")
        return Wording()
    rules: dict[str, WordingRule] = {}
    for index, entry in enumerate(source.data):
        try:
            rule = WordingRule.model_validate(entry)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _report(detail["type"], [*detail["loc"]], detail["msg"], index, source, problems)
            continue
        if rule.id in rules:
            where = source.locate((index, "id"))
            problems.error(
                where, "wording-rule", f"repeats the id {shown(rule.id)}", "Choose another.", f"[{index}].id"
            )
        rules.setdefault(rule.id, rule)
    return Wording(tuple(rules.values()))


def _report(kind: str, loc: list[str | int], message: str, index: int, source: Source, problems: Problems) -> None:
    field = str(loc[0]) if loc else ""
    known = WordingRule.model_fields.get(field)
    hint = (known.description or "") if known else did_you_mean(field, WordingRule.model_fields) or "Remove it."
    got = f"lacks '{field}'" if kind == "missing" else f"{message[:1].lower()}{message[1:]}"
    problems.error(source.locate((index, *loc)), "wording-rule", got, hint, f"[{index}].{field}".rstrip("."))
