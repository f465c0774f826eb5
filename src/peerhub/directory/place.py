"""Where a listing is: the place people come to, or the area it serves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from peerhub.yaml.record import Line, Note, Record

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Disclosure = Literal["public", "after-contact"]


class Place(Record):
    """The place where people meet."""

    venue: Line | None = Field(
        None, description="The building or room, by the name people know.", examples=["Scarborough Library"]
    )
    street: Line | None = Field(None, description="Street and house number.", examples=["Vernon Road"])
    city: Line | None = Field(None, description="City, town or village.", examples=["Scarborough"])
    region: Line | None = Field(
        None, description="County, state or province, as readers say it.", examples=["North Yorkshire"]
    )
    postcode: Annotated[str, StringConstraints(min_length=1, max_length=20)] | None = Field(
        None, description="Postcode or ZIP code, in quotes when it is only digits.", examples=["YO11 2NN"]
    )
    country: Country = Field(description="Two capital letters of ISO 3166-1.", examples=["GB"])
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(
        None, description="Degrees north. Only if a source gives it; never guess.", examples=[54.28]
    )
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = Field(
        None, description="Degrees east; west of Greenwich is negative.", examples=[-0.4]
    )
    step_free: bool | None = Field(
        None,
        description="true when somebody in a wheelchair can get in without a step, false when not. "
        "Leave it out when you do not know.",
    )
    access: Note | None = Field(
        None,
        description="Other access notes, such as a lift or a hearing loop.",
        examples=["Lift to the first floor"],
    )
    holiday_subdivision: Annotated[str, StringConstraints(min_length=1, max_length=10)] | None = Field(
        None,
        description="The part of the country whose public holidays count, as the `holidays` library names it. "
        "Leave it out where `region` is that part, such as Scotland.",
        examples=["SCT"],
    )
    address: Disclosure = Field(
        "public",
        description="`after-contact` when people learn the address only after getting in touch. "
        "Then street, postcode and coordinates must not stand in this file, because the file is public.",
    )


class Area(Record):
    """The area that a listing without a meeting place serves; without it, the listing serves anybody anywhere."""

    country: Country = Field(description="Two capital letters of ISO 3166-1.", examples=["GB"])
    region: Line | None = Field(None, description="County, state or province, as readers say it.", examples=["Kent"])
    city: Line | None = Field(None, description="City, town or village.", examples=["Leeds"])
