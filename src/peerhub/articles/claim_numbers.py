"""Claim numbers: which numbers may be printed beside a claim, because the claim itself has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Protocol

from peerhub.articles.numbers import Number, find_numbers

# What only limits or sizes a claim lends its numbers, but never says how many trials or people stand behind it.
_TEXTS = ("population", "comparator", "size", "certainty", "silent")


class Claim(Protocol):
    """What holding a number to a claim needs to know of it."""

    @property
    def id(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def trials(self) -> int | None: ...
    @property
    def people(self) -> int | None: ...
    @property
    def population(self) -> str | None: ...
    @property
    def comparator(self) -> str | None: ...
    @property
    def size(self) -> str | None: ...
    @property
    def certainty(self) -> str | None: ...
    @property
    def silent(self) -> str | None: ...


def numbers_of(claim: Claim) -> Iterator[Number]:
    """Give every number of a claim; how many trials and people it rests on come from its own fields and words."""
    for unit in ("trials", "people"):
        if (count := getattr(claim, unit)) is not None:
            yield Number(f"{count:,}", Decimal(count), unit)
    yield from find_numbers(claim.says)
    for text in _TEXTS:
        yield from (Number(found.text, found.value) for found in find_numbers(getattr(claim, text) or ""))


def not_in(claims: Iterable[Claim], text: str, beside: Iterable[int | None] = ()) -> Iterator[Number]:
    """Give the numbers of a text that no claim has; `beside` are numbers that may stand there too, such as years."""
    held = [number for claim in claims for number in numbers_of(claim)]
    free = {Decimal(year) for year in beside if year is not None}
    values = {number.value for number in held}
    counts = {(number.value, number.unit) for number in held if number.unit}
    for number in find_numbers(text):
        counted = (number.value, number.unit) in counts if number.unit else number.value in values
        if not counted and number.value not in free:
            yield number
