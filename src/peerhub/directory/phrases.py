"""Phrases that bring help first: what people write who may be in danger."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from peerhub.yaml.record import Items, Line, Record, Word

DangerId = Literal["suicide", "abuse", "child", "medical"]
DANGERS: tuple[DangerId, ...] = get_args(DangerId)


class Danger(Record):
    """One kind of danger and the phrases by which a search recognises it."""

    label: Line = Field(description="What readers see.", examples=["Thoughts of suicide"])
    phrases: dict[Word, Items[Line]] = Field(
        default_factory=dict,
        description="Phrases by language, as people write them, in lower case.",
        examples=[{"en": ["i want to die"]}],
    )
    shows: Items[Line] = Field((), description="Searches that must bring help first; a test tries each.")
    silent: Items[Line] = Field((), description="Searches that must not, so that help is not shown by mistake.")


class Phrases(Record):
    """The four kinds of danger."""

    dangers: dict[DangerId, Danger] = Field(default_factory=dict, description="By kind of danger.")
