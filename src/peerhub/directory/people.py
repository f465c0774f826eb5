"""Whom a listing is for and what it asks of them: ages and cost."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from peerhub.yaml.record import Note, Record

Age = Annotated[int, Field(ge=0, le=120)]


ADULT = 18


class Ages(Record):
    """The ages that are welcome, in whole years; leave out the end that has no limit."""

    from_: Age | None = Field(None, alias="from", description="The youngest age that is welcome.", examples=[18])
    to: Age | None = Field(None, description="The oldest age that is welcome.", examples=[25])

    @property
    def welcome_minors(self) -> bool:
        """Whether they say that somebody under 18 is welcome; what begins at no age that is said is for adults."""
        return self.youngest < ADULT

    @property
    def youngest(self) -> int:
        """The youngest age that is welcome; what does not say where it begins is for adults, or ends before them."""
        if self.from_ is not None:
            return self.from_
        return ADULT if self.to is None or self.to >= ADULT else 0


class Cost(Record):
    """What it costs to take part."""

    free: bool = Field(description="true when taking part costs nothing, false when there is a fee.")
    note: Note | None = Field(
        None, description="More about the cost, such as the fee or a voluntary gift.", examples=["Free tea"]
    )
