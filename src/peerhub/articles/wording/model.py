"""What data/wording.yaml holds: kinds of rules, classes of words, and rules with patterns and examples."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated

from pydantic import Field

from peerhub.problems import Severity
from peerhub.yaml.record import Items, Record

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
WEIGHT = r"^-?[1-9][0-9]?$"


class Heed(Enum):
    """What makes a find innocent; the classes of the same names say by which words it is known."""

    DENIAL = "denial"
    HEDGE = "hedge"
    MENTION = "mention"
    NAME = "name"
    QUESTION = "question"
    QUOTATION = "quotation"
    SELF = "self"


_Heeds = Annotated[
    tuple[Annotated[Heed, Field(strict=False)], ...], Field(strict=False, description="What makes a find innocent.")
]
_Text = Annotated[str, Field(min_length=1)]


class WordingKind(Record):
    """A kind of harm, and what its rules heed unless they say otherwise."""

    says: Annotated[_Text, Field(description="What the kind is about, in a few words.")]
    heeds: _Heeds = ()


class WordingRule(Record):
    """One way of writing that harms or promises too much, with a better sentence."""

    id: Annotated[str, Field(pattern=ID, description="Lower-case words and hyphens.")]
    kind: Annotated[_Text, Field(description="One of the kinds at the top of the file.")]
    patterns: Annotated[Items[_Text], Field(min_length=1, description="What is spoken against: words and classes.")]
    unless: Annotated[Items[_Text], Field(description="Patterns over the same words that make them innocent.")] = ()
    signs: Annotated[
        Mapping[Annotated[str, Field(pattern=WEIGHT)], _Text] | None,
        Field(description="Words and classes by what each adds to a sentence's sum, or takes from it."),
    ] = None
    needs: Annotated[int, Field(ge=1, description="The sum from which the signs are a find.")] = 1
    heeds: _Heeds | None = None
    forbidden: Annotated[Items[_Text], Field(min_length=1, description="Sentences that it must find.")]
    allowed: Annotated[Items[_Text], Field(min_length=1, description="Honest sentences that it must not find.")]
    why: Annotated[_Text, Field(description="The reason, in a few words.")]
    better: Annotated[_Text, Field(description="A better sentence.")]
    severity: Annotated[Severity, Field(strict=False, description="error, warning or info.")]
    source: Annotated[str | None, Field(description="The guide it comes from.")] = None
    verified: Annotated[str | None, Field(description="Where the guide was read, or memory.")] = None
