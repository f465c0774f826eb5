"""Answers: what people ask a search, readers' words that lead to a topic, and what the hub has nothing on yet."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from peerhub.yaml.record import Items, Line, Record, Text, Word

Ref = Annotated[str, StringConstraints(pattern=r"^(?:(?:topic|group|line):)?[a-z0-9][a-z0-9/._#-]*$", max_length=200)]
"""A place of the hub: a page inside docs/, with a heading or without, an address of the site, or an id of a kind."""


class Question(Record):
    """A question that people bring, and what the hub answers."""

    asks: Line = Field(description="The question in a few words: it stands over the answer.")
    answer: Line = Field(
        description="One sentence of our own, taken from the place it leads to; it promises no more than that."
    )
    to: Ref = Field(
        description="The place that says more: a page inside docs/, with the address of a heading behind #.",
        examples=["using-a-group/choosing-a-group.md#what-does-it-cost"],
    )
    also: Items[Ref] = Field((), description="More ways on: pages, or topic:ID, group:ID and line:ID.")
    put: Items[Line] = Field(description="The ways in which people put it, read as the phrases of danger are.")
    popular: bool = Field(False, description="true where it stands in a search in which nothing is typed yet.")


class Missing(Record):
    """What people ask for and the hub has nothing on yet; where a page or listing names it, that is shown instead."""

    label: Line = Field(description="What it is called, after: We have nothing on.", examples=["divorce"])
    put: Items[Line] = Field(description="The ways in which people put it.")
    also: Items[Ref] = Field((), description="What is nearest: pages, or topic:ID, group:ID and line:ID.")


class Answers(Record):
    """Everything that a search answers by itself, and the words that its patterns are made of."""

    words: dict[Word, Text] = Field(
        default_factory=dict,
        description="Words that may stand for one another, by the name that patterns call them by; commas part them.",
    )
    questions: dict[Word, Question] = Field(default_factory=dict, description="By id.")
    topics: dict[Word, Items[Line]] = Field(
        default_factory=dict, description="Readers' words for topics, beyond those that stand in vocabulary.yaml."
    )
    missing: dict[Word, Missing] = Field(default_factory=dict, description="By id.")
