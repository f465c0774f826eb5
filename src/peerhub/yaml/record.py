"""What every part of the data shares: a strict, frozen model and the kinds of value a field can hold.

Strict means that nothing is guessed: `yes` is not true, 7 is not text, and an unknown field is an error.
Every description speaks to the person who writes the data; the field reference and the editors' schemas
are made from it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.types import Strict
from pydantic_core import PydanticCustomError

T = TypeVar("T")


class Record(BaseModel):
    """A part of the data files: frozen, strict, and without unknown fields."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        str_strip_whitespace=True,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=False,
        # No default needs checking, and ten thousand listings have many.
        validate_default=False,
        # Most records are only parts of others, and no command needs all: each is made ready when it is first used.
        defer_build=True,
    )


# A list in YAML becomes a tuple, so that a record cannot change; only the container is lenient, not its items.
Items = Annotated[tuple[T, ...], Strict(False)]

Word = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=3000)]
Url = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years that anything here can be about. Past them are slips of the pen, and other systems' words for never."""

DAY_IN_REACH = "day-in-reach"

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


def _in_reach(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    must = f"must be in the years {FIRST_YEAR} to {LAST_YEAR}"
    text = f"{must}, found {day}. Correct the year. What has no end needs no date"
    raise PydanticCustomError(DAY_IN_REACH, "{text}", {"text": text})


Day = Annotated[date, AfterValidator(_in_reach)]
