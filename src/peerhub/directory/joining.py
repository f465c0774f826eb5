"""How somebody takes part: online, by getting in touch, and what the first visit is like."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from peerhub.directory.place import Disclosure
from peerhub.yaml.record import Line, Note, Record, Text, Url

How = Literal["drop-in", "contact-first", "register", "referral"]


class Online(Record):
    """The online room of a listing."""

    url: Url | None = Field(
        None,
        description="The link that opens the meeting, without any passcode in it.",
        examples=["https://example.org/join"],
    )
    link: Disclosure = Field(
        "public",
        description="`after-contact` when people get the link only after getting in touch. "
        "Then no `url` may stand here, because this file is public.",
    )
    platform: Line | None = Field(None, description="The program that is used.", examples=["Zoom"])


class Join(Record):
    """How to join."""

    how: How | None = Field(
        None,
        description="`drop-in`: just come. `contact-first`: get in touch before. `register`: sign up. "
        "`referral`: somebody must refer you. Leave it out when you do not know.",
    )
    url: Url | None = Field(
        None, description="Where to read more or sign up.", examples=["https://example.org/groups"]
    )
    email: Annotated[str, StringConstraints(min_length=3, max_length=254)] | None = Field(
        None,
        description="An address of the organisation or of a role, never of a person.",
        examples=["hello@example.org"],
    )
    phone: Annotated[str, StringConstraints(min_length=3, max_length=40)] | None = Field(
        None,
        description="A number of the organisation, in quotes, with the country code.",
        examples=["+44 20 7946 0000"],
    )
    note: Note | None = Field(
        None, description="Anything else about joining.", examples=["Call before your first time"]
    )


class FirstVisit(Record):
    """What somebody who comes for the first time can expect. Leave out what you do not know."""

    what_happens: Text | None = Field(
        None,
        description="What happens at a first visit, in a few plain sentences.",
        examples=["Somebody meets you at the door."],
    )
    may_listen: bool | None = Field(None, description="true when nobody has to speak.")
    camera_optional: bool | None = Field(None, description="true when the camera may stay off.")
    bring_someone: bool | None = Field(None, description="true when a friend or relative may come along.")
    quiet_space: bool | None = Field(None, description="true when there is a quiet place to step out to.")
    size: Line | None = Field(None, description="How many people usually come.", examples=["Usually 6 to 10"])
