"""Where a record comes from and who checked it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from peerhub.yaml.record import Day, Items, Line, Record, Url, Year


class Checked(Record):
    """The last time somebody made sure that the listing is right. Leave it out when nobody has."""

    on: Day = Field(description="The day of the check.", examples=["2026-11-01"])
    how: Literal["phone", "email", "visit", "website"] = Field(description="How it was checked.")
    by: Line = Field(
        description="Who checked it: a role, or a name whose owner agreed to it.", examples=["Directory editor"]
    )
    facts: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")] | None = Field(
        None,
        description="Written by `./hub verify`: a short name of the times, the place and the ways to join. "
        "When those change after the check, the listing says so.",
        examples=["0f3c9a1b7d42"],
    )


class RecordSource(Record):
    """Where the facts of the listing were read."""

    url: Url | None = Field(None, description="The page where the facts stand.", examples=["https://example.org"])
    seen: Day | None = Field(None, description="The date of that page, when it is known.", examples=["2025-08-27"])
    year: Year | None = Field(
        None, description="The year of that page, when only the year is known.", examples=[2025]
    )
    year_inferred: bool = Field(False, description="true when the year is a guess from the page.")
    quality: Literal["official", "secondary"] | None = Field(
        None, description="`official` when the page is the group's own, `secondary` when others wrote it."
    )
    licence: Line | None = Field(
        None, description="Under which terms the record may be used.", examples=["facts only"]
    )
    records: Items[Line] = Field(
        (),
        description="Written by `./hub import`: what a neighbour's feed calls the record. "
        "The next import finds the listing by it, so please leave it as it is.",
        examples=[["neighbour/evening-circle"]],
    )
