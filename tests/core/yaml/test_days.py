"""Every day that a person writes is one that can be meant: other systems' word for "never" is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from peerhub.articles.front_matter import FrontMatter
from peerhub.articles.reviews import Review
from peerhub.directory.helplines import Helplines
from peerhub.directory.listing import Listing
from peerhub.directory.references import Reference

ROOTS: tuple[type[BaseModel], ...] = (Listing, Helplines, Reference, FrontMatter, Review)


def _days(model: type[BaseModel], seen: set[type]) -> Iterator[tuple[str, Any]]:
    """Give every field of a model and of its parts that holds a day, with its type."""
    seen.add(model)
    for name, field in model.model_fields.items():
        whole: Any = field.annotation
        for part in field.metadata:
            whole = Annotated[whole, part]
        inside = set(_inside(field.annotation))
        if date in inside:
            yield f"{model.__name__}.{name}", whole
        for part in inside:
            if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                yield from _days(part, seen)


def _inside(kind: Any) -> Iterator[Any]:
    yield kind
    for part in get_args(kind):
        yield from _inside(part)


DAYS = dict(found for root in ROOTS for found in _days(root, set()))


def test_the_days_are_found() -> None:
    """The test below looks at what there is: among others these."""
    known = {"Meeting.first", "Meeting.cancelled", "ExtraDate.on", "Checked.on", "FrontMatter.next_review"}
    assert known < DAYS.keys()


@pytest.mark.parametrize("name", DAYS)
def test_a_day_that_nobody_means_is_refused(name: str) -> None:
    """The calendar's ends, and what is past the years of people now alive."""
    accepts = TypeAdapter(DAYS[name]).validate_python
    for day in (date(2026, 11, 30), date(1900, 1, 1), date(2200, 12, 31)):
        try:
            accepts(day)
        except ValidationError:
            accepts([day])
    for day in (date.max, date(9999, 12, 30), date(2201, 1, 1), date(1899, 12, 31), date.min):
        for written in (day, [day]):
            with pytest.raises(ValidationError):
                accepts(written)
