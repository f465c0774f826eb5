"""Helplines: whom to call or text when it cannot wait, by country."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from peerhub.directory.needs import Need
from peerhub.directory.people import Ages
from peerhub.directory.place import Country
from peerhub.yaml.record import Day, Items, Line, Note, Record, Url, Word, Year

LineKind = Literal[
    "crisis",
    "listening",
    "peer",
    "domestic-abuse",
    "sexual-violence",
    "child",
    "lgbtq",
    "veterans",
    "bereavement",
    "signposting",
    "medical",
]
Number = Annotated[str, StringConstraints(min_length=2, max_length=40)]


class HelplineSource(Record):
    """The page on which the number was read."""

    url: Url = Field(description="The page where it stands.", examples=["https://example.org"])
    kind: Literal["official", "secondary"] = Field(
        description="`official` when the service or a public body wrote the page, `secondary` when others did."
    )
    year: Year | None = Field(None, description="The year of that page, when it is known.", examples=[2025])


class HelplineCheck(Record):
    """The last time somebody made sure, on the service's own page or by ringing, that it is right."""

    on: Day = Field(description="The day of the check.", examples=["2026-11-01"])
    by: Line = Field(description="Who checked it: a role, or a name whose owner agreed.", examples=["Safety editor"])


class EmergencyText(Record):
    """How to reach the emergency services by text."""

    how: Note = Field(description="What to do, step by step.")


class Emergency(Record):
    """The number to call when a life is in danger."""

    number: Number = Field(description="The number, in quotes.", examples=["999"])
    also: Items[Number] = Field((), description="Other numbers that reach the same service.", examples=[["112"]])
    text: EmergencyText | None = Field(None, description="How to reach it by text.")
    silent_call: Note | None = Field(None, description="What to do when it is not safe to speak.")
    doubt: Note | None = Field(None, description="What readers must know that we are not sure of.")
    source: HelplineSource = Field(description="Where it was read.")
    checked: HelplineCheck | None = Field(None, description="The last check. Leave it out when nobody has.")


class Phone(Record):
    """A number to call."""

    number: Number = Field(description="The number as the service writes it, in quotes.", examples=["116 123"])
    note: Note | None = Field(None, description="What to press or to know.", examples=["Then press 2"])
    free: bool | None = Field(None, description="true when the call costs nothing. Leave it out when not known.")


class TextLine(Record):
    """A number to text."""

    number: Number = Field(description="The number, in quotes.", examples=["85258"])
    body: Line | None = Field(None, description="The word to send. Leave it out when any message will do.")
    free: bool | None = Field(None, description="true when the text costs nothing. Leave it out when not known.")


class Hours(Record):
    """When a service answers: always, or in words."""

    always: bool = Field(False, description="true when it answers every hour of every day.")
    text: Line | None = Field(None, description="The hours in words.", examples=["Every day, 4 pm to midnight"])


class Helpline(Record):
    """One service that people can reach now."""

    id: Word = Field(description="Its name in the data: lower-case words joined by hyphens.")
    name: Line = Field(description="The name that the service uses.")
    kind: LineKind = Field(description="What it is for.")
    for_: Line = Field(
        alias="for", description="Who it is for, in one short plain phrase.", examples=["Anyone, about anything"]
    )
    ages: Ages | None = Field(None, description="The ages it serves.")
    phone: Phone | None = Field(None, description="The number to call.")
    text: TextLine | None = Field(None, description="The number to text.")
    chat: Url | None = Field(None, description="The page where one can chat.")
    email: Line | None = Field(None, description="The address of the service.")
    hours: Hours | None = Field(None, description="When it answers. Leave it out when not known.")
    calls_back: bool | None = Field(
        None,
        description="true when it may ring back, which is dangerous on a shared phone. Leave it out when not known.",
    )
    languages: Items[Word] = Field((), description="Languages, as BCP 47 tags.", examples=[["en", "cy"]])
    interpreters: bool | None = Field(
        None, description="true when it brings in an interpreter for other languages. Leave it out when not known."
    )
    pages: dict[Word, Url] = Field(
        default_factory=dict,
        description="The service's own pages in other languages, by BCP 47 tag.",
        examples=[{"cy": "https://example.org/cy"}],
    )
    region: Line | None = Field(None, description="Where it serves only a part of the country.")
    url: Url | None = Field(None, description="The service's own site.")
    dangers: Items[Need] = Field(
        (),
        description="Whom it helps: `suicide`, or `worried` about somebody else's life, `loss` by suicide, `abuse`, "
        "a `child`, an adult's `child-worry`, `medical`.",
        examples=[["suicide", "worried"]],
    )
    what_happens: Note | None = Field(
        None, description="What happens when one gets in touch. Only what a source says, in one sentence."
    )
    doubt: Note | None = Field(
        None,
        description="What readers must know that we are not sure of, in one sentence: it is shown beside the line.",
        examples=["Pages differ about the hours."],
    )
    source: HelplineSource = Field(description="Where it was read.")
    checked: HelplineCheck | None = Field(None, description="The last check. Leave it out when nobody has.")


class CountryHelplines(Record):
    """The emergency number and the lines of one country."""

    emergency: Emergency = Field(description="The number to call when a life is in danger.")
    lines: Items[Helpline] = Field((), description="The services, in the order in which they are shown.")


class InternationalFinder(Record):
    """A site that finds a line in many countries."""

    name: Line = Field(description="Its name.")
    url: Url = Field(description="Its address.")
    for_: Line = Field(alias="for", description="Who it is for, in one short plain phrase.")
    source: HelplineSource = Field(description="Where it was read.")
    checked: HelplineCheck | None = Field(None, description="The last check. Leave it out when nobody has.")


class Helplines(Record):
    """The helplines of every country that somebody keeps checking."""

    countries: dict[Country, CountryHelplines] = Field(
        default_factory=dict, description="By the two letters of ISO 3166-1."
    )
    international: Items[InternationalFinder] = Field((), description="Finders for everywhere else.")
