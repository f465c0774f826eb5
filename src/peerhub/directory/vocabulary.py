"""The vocabulary: topics, audiences and the other words that listings and articles choose from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from peerhub.directory.listing import Kind
from peerhub.directory.needs import Need
from peerhub.directory.place import Country
from peerhub.schedule.meeting import Format
from peerhub.words.cldr import country_name
from peerhub.yaml.record import Items, Line, Note, Record, Word

Words = Items[Line]
Box = Annotated[tuple[float, float, float, float], Field(strict=False)]


class TermIn(Record):
    """What a term is called in another language; what is left out stays as it is."""

    label: Line | None = Field(None, description="What readers see.", examples=["Dynion"])
    words: Words = Field((), description="Readers' own words for it; search knows them.")
    plural: Line | None = Field(None, description="What readers see for several.")
    adjective: Line | None = Field(None, description="The word for what belongs to it.")
    description: Note | None = Field(None, description="One plain sentence for the topic's page.")


class Term(Record):
    """A word that readers see for an id, with other words that mean the same."""

    label: Line = Field(description="What readers see.", examples=["Men"])
    words: Words = Field((), description="Readers' own words for it; search knows them.", examples=[["face to face"]])
    in_: dict[Word, TermIn] = Field(
        default_factory=dict,
        alias="in",
        description="The same in the hub's other languages, by their tags.",
        examples=[{"cy": {"label": "Dynion"}}],
    )


class Topic(Term):
    """What a listing or an article can be about."""

    sensitive: bool = Field(
        False,
        description="true when being seen with it could harm a reader: pages get the exit button, "
        "and calendars a neutral title.",
    )
    protected: bool = Field(
        False,
        description="true when people must not be found, as with domestic abuse: no address, link or personal "
        "contact may be published.",
    )
    help: Need | None = Field(
        None,
        description="Whose help lines stand first on the topic's page, such as `abuse`. `loss` also keeps the topic "
        "out of searches in which somebody fears for a life and nobody has died.",
        examples=["abuse"],
    )
    description: Note | None = Field(None, description="One plain sentence for the topic's page.")


class KindTerm(Term):
    """The words for a kind of listing."""

    plural: Line = Field(description="What readers see for several.", examples=["Groups"])


class CountryTerm(Term):
    """A country in use."""

    adjective: Line | None = Field(None, description="The word for what belongs to it.", examples=["British"])
    zones: Items[Line] = Field((), description="Its time zones, as IANA names.", examples=[["Europe/London"]])
    box: Box | None = Field(
        None,
        description="South, west, north and east edge in degrees; coordinates outside it are an error.",
        examples=[[49.8, -8.7, 60.9, 1.8]],
    )


class Vocabulary(Record):
    """All the words that the data may use, by id."""

    topics: dict[Word, Topic] = Field(default_factory=dict, description="What listings and articles are about.")
    audiences: dict[Word, Term] = Field(default_factory=dict, description="Who listings are for.")
    formats: dict[Format, Term] = Field(default_factory=dict, description="How people meet.")
    kinds: dict[Kind, KindTerm] = Field(default_factory=dict, description="The kinds of listing.")
    countries: dict[Country, CountryTerm] = Field(
        default_factory=dict, description="The countries in use, by the two letters of ISO 3166-1."
    )

    def in_language(self, tag: str) -> Vocabulary:
        """Give the words in one of the hub's other languages; what it does not have stays as it is."""
        found = {
            part: {name: _in_language(term, tag) for name, term in getattr(self, part).items()}
            for part in type(self).model_fields
        }
        for code, term in found["countries"].items():
            if tag not in term.in_ or term.in_[tag].label is None:
                update = {"label": country_name(code, tag) or term.label, "adjective": None}
                found["countries"][code] = term.model_copy(update=update)
        return self.model_copy(update=found)

    def topics_for(self, need: Need) -> tuple[Word, ...]:
        """Give the topics of people with a need; the most sensitive first."""
        topics = [(topic, term) for topic, term in self.topics.items() if term.help == need]
        return tuple(topic for topic, _ in sorted(topics, key=lambda found: not found[1].sensitive))


def _in_language(term: Term, tag: str) -> Term:
    given = term.in_.get(tag)
    if given is None:
        return term
    known = type(term).model_fields.keys()
    return term.model_copy(update={name: getattr(given, name) for name in given.model_fields_set & known})
