"""Phrases that bring help first: what people write who may be in danger."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from peerhub.yaml.record import Items, Line, Record, Text, Word

# The most urgent first.
DangerId = Literal["medical", "suicide", "child", "worried", "abuse", "child-worry", "loss", "soft"]
DANGERS: tuple[DangerId, ...] = get_args(DangerId)

ByLanguage = dict[Word, Items[Line]]


class Danger(Record):
    """One kind of danger and the phrases by which a search recognises it."""

    label: Line = Field(description="What readers see.", examples=["Thoughts of suicide"])
    over: Items[DangerId] = Field(
        (), description="Dangers whose phrases do not count where a longer phrase of this one holds them."
    )
    phrases: ByLanguage = Field(
        default_factory=dict,
        description="Phrases by language, in lower case; danger-phrases.md says how they are read.",
        examples=[{"en": ["<want> <die>"]}],
    )
    shows: ByLanguage = Field(
        default_factory=dict, description="Searches by language that must bring help first; the check tries each."
    )
    silent: Items[Line] = Field((), description="Searches that must not, so that help is not shown by mistake.")


class Phrases(Record):
    """The dangers, and the words that their phrases are made of."""

    words: dict[Word, Text] = Field(
        default_factory=dict,
        description="Words that may stand for one another, by the name that phrases call them by; commas part them.",
        examples=[{"die": "die, dying, dead, pass away"}],
    )
    innocent: ByLanguage = Field(
        default_factory=dict, description="Phrases by language in whose words no danger is looked for."
    )
    young: ByLanguage = Field(
        default_factory=dict, description="Phrases by language by which writers say that they are under 18."
    )
    adult: ByLanguage = Field(
        default_factory=dict, description="Phrases by language by which the person in danger is known to be grown up."
    )
    family: ByLanguage = Field(
        default_factory=dict, description="Phrases by language that name those who raise children."
    )
    guarded: Items[Text] = Field(
        (), description="Everyday words that are never taken for a slip of another; commas part them."
    )
    dangers: dict[DangerId, Danger] = Field(default_factory=dict, description="By kind of danger.")
