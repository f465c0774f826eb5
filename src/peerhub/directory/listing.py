"""A listing: one entry of the directory, such as a group, a network of groups, a phone line or a forum."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue, StringConstraints

from peerhub.directory.joining import FirstVisit, Join, Online
from peerhub.directory.people import Ages, Cost
from peerhub.directory.place import Area, Place
from peerhub.directory.provenance import Checked, RecordSource
from peerhub.schedule.meeting import Format, Meeting
from peerhub.yaml.record import Day, Items, Line, Note, Record, Text, Url, Word

Kind = Literal["group", "network", "phone-line", "forum", "one-to-one", "directory"]
LedBy = Literal["peers", "peers-with-professional", "professional"]

# What an editor asks for; the rule `required-fields` says the same in words.
_NEEDED: list[JsonValue] = [
    {"required": ["name", "summary", "topics"]},
    {"required": ["name", "closed"]},
    {"required": ["name", "moved_to"]},
    {"required": ["removed"]},
]


class ListingIn(Record):
    """What a listing says in another language; what is left out is shown as it stands."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = Field(
        None, description="The name, where it has another one in this language.", examples=["Cylch Gyda'r Nos Leeds"]
    )
    summary: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = Field(
        None,
        description="The sentence that says what it is and for whom.",
        examples=["Noson bob wythnos i bobl sy'n byw gyda gorbryder."],
    )
    description: Text | None = Field(None, description="More about it, in Markdown.")
    eligibility: Note | None = Field(None, description="Who may come.")
    confidentiality: Note | None = Field(None, description="What the group says about keeping things private.")
    status_note: Note | None = Field(None, description="Why it is paused, or until when.")
    doubts: Note | None = Field(None, description="What we are not sure of.")


class Listing(Record):
    """One entry of the directory. What ends is marked and stays; it is not deleted."""

    model_config = ConfigDict(json_schema_extra={"anyOf": _NEEDED})

    id: Word = Field(
        description="The entry's name in addresses: lower-case words joined by hyphens. It never changes.",
        examples=["evening-circle-leeds"],
    )
    kind: Kind = Field(
        description="`group`: people who meet. `network`: an organisation with many groups. `phone-line`: peers who "
        "answer the phone. `forum`: people who write to each other. `one-to-one`: two people who meet. "
        "`directory`: a list of groups kept by others."
    )
    name: Annotated[str, StringConstraints(max_length=80)] = Field(
        "", description="The name that people use.", examples=["Evening Circle Leeds"]
    )
    organisation: Line | None = Field(
        None,
        description="The organisation that runs it. Leave it out when the people run it themselves.",
        examples=["Evening Circles"],
    )
    summary: Annotated[str, StringConstraints(max_length=200)] = Field(
        "",
        description="One plain sentence that says what it is and for whom.",
        examples=["A weekly evening where people with anxiety can talk."],
    )
    description: Text | None = Field(
        None, description="More about it: paragraphs, lists, emphasis and links in Markdown."
    )
    written_in: Word | None = Field(
        None,
        description="The language of these words, as a BCP 47 tag, where it is not the hub's first language. "
        "Screen readers then read them as they should.",
        examples=["cy"],
    )
    in_: dict[Word, ListingIn] = Field(
        default_factory=dict,
        alias="in",
        description="The same words in the hub's other languages, by their tags. "
        "What is not translated is shown as it stands, and marked as being in its own language.",
        examples=[{"cy": {"summary": "Noson bob wythnos i bobl sy'n byw gyda gorbryder."}}],
    )
    topics: Items[Word] = Field(
        (), description="What it is about: at least one id from `vocabulary.yaml`.", examples=[["anxiety"]]
    )
    audience: Items[Word] = Field(
        (),
        description="Who it is for: ids from `vocabulary.yaml`. Leave it out when anybody may come.",
        examples=[["men"]],
    )
    ages: Ages | None = Field(None, description="The ages that are welcome.", examples=[{"from": 18}])
    eligibility: Note | None = Field(
        None,
        description="Who may come, in words, when topics, audience and ages do not say it.",
        examples=["For people who live in Leeds."],
    )
    led_by: LedBy | None = Field(
        None,
        description="`peers`: people who have been there themselves. `peers-with-professional`: peers, and a "
        "professional is at hand. `professional`: a professional leads. Leave it out when you do not know.",
    )
    format: Format | None = Field(
        None,
        description="How people meet. `hybrid` is both in person and online at once. "
        "Needed, except for networks and directories.",
    )
    languages: Items[Word] = Field(
        (),
        description="The languages that are spoken, as BCP 47 tags. Leave it out when you do not know.",
        examples=[["en", "cy"]],
    )
    cost: Cost | None = Field(
        None, description="What it costs. Leave it out when you do not know.", examples=[{"free": True}]
    )
    place: Place | None = Field(None, description="Where people meet, for `in-person` and `hybrid`.")
    area: Area | None = Field(
        None, description="Whom it serves, when people do not come to a place. Leave it out for anywhere."
    )
    online: Online | None = Field(None, description="The online room, for `online` and `hybrid`.")
    meetings: Items[Meeting] = Field(
        (), description="When a group meets. Leave it out when people must ask for the times."
    )
    join: Join | None = Field(None, description="How to join.")
    first_visit: FirstVisit | None = Field(None, description="What a first visit is like.")
    confidentiality: Note | None = Field(
        None, description="What the group itself says about keeping private what is said, and the limits of that."
    )
    website: Url | None = Field(None, description="The web page about it.", examples=["https://example.org"])
    status: Literal["active", "paused"] = Field(
        "active", description="`paused` when it takes a break; say why in `status_note`."
    )
    status_note: Note | None = Field(
        None, description="Why it is paused, or until when.", examples=["Back in September"]
    )
    checked: Checked | None = Field(
        None, description="The last check. Leave it out when nobody has checked the listing yet."
    )
    source: RecordSource | None = Field(None, description="Where the facts were read.")
    doubts: Note | None = Field(
        None, description="What we are not sure of, in plain words. It is published.", examples=["No end time given"]
    )
    closed: Day | None = Field(
        None, description="The day it ended. Only id, kind and name are needed beside it.", examples=["2026-10-01"]
    )
    moved_to: Word | None = Field(
        None, description="The id of the listing that took its place.", examples=["evening-circle-york"]
    )
    removed: Day | None = Field(
        None,
        description="The day it was taken away for somebody's safety. Delete everything else but id and kind.",
        examples=["2026-10-01"],
    )

    def in_language(self, tag: str) -> Listing:
        """Give the listing in another language; what is not translated stays as it is."""
        given = self.in_.get(tag)
        if given is None:
            return self
        said = {name: getattr(given, name) for name in given.model_fields_set}
        return self.model_copy(update={name: text for name, text in said.items() if text is not None})

    def language_of(self, field: str, language: str, first: str) -> str:
        """Name the language of a field on a page in `language`, of a hub whose first is `first`; "" where it is one.

        >>> Listing(id="a", kind="group", summary="Talk").language_of("summary", "cy", "en")
        'en'
        """
        given = self.in_.get(language)
        own = given is not None and getattr(given, field, None) is not None
        found = language if own else self.written_in or first
        return "" if found == language else found

    @property
    def ended(self) -> bool:
        """Whether the listing is over: closed, moved or removed."""
        return self.closed is not None or self.moved_to is not None or self.removed is not None

    @property
    def country(self) -> str | None:
        """The country where people meet or that is served, or None when it is anywhere."""
        where = self.place or self.area
        return None if where is None else where.country
