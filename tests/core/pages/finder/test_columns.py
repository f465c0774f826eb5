"""Columns hold what was put into them, in plain characters, however many values there are."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peerhub.pages.finder.columns import BASE, DIGITS, column, lists, numbers, packed, planes

VALUES = st.lists(st.one_of(st.text(max_size=3), st.integers(-5, 5), st.booleans()), max_size=300)


def read(codes: list[str], count: int) -> list[int]:
    """Read planes as the browser does."""
    return [sum(DIGITS.index(plane[row]) * BASE**power for power, plane in enumerate(codes)) for row in range(count)]


def values_of(found: dict[str, Any], count: int) -> list[Any]:
    return [found["values"][code] for code in read(found["codes"], count)]


@given(VALUES)
def test_a_column_gives_its_values_back(values: list[Any]) -> None:
    """Each row has the value that it was given."""
    # True equals 1 in Python; columns of the finder never mix them.
    told = [repr(value) for value in values]
    assert values_of(column(told), len(told)) == told


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=300))
def test_planes_give_numbers_back(codes: list[int]) -> None:
    """Numbers of any size are written in the planes they need, without a character that JSON escapes."""
    found = planes(codes)
    assert read(found, len(codes)) == codes
    assert json.loads(json.dumps(found)) == found
    assert all(json.dumps(plane) == f'"{plane}"' for plane in found)


@given(st.lists(st.integers(0, 999), min_size=1, max_size=300))
def test_numbers_are_written_as_steps(values: list[int]) -> None:
    """Steps from row to row lead back to the numbers, also where they fall."""
    found = numbers(values, 1000)
    here, read_back = 0, []
    for step in read(found["codes"], len(values)):
        here = (here + step) % found["modulus"]
        read_back.append(here)
    assert read_back == values


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.sampled_from("abcdefgh")), min_size=1, max_size=300))
def test_packed_columns_come_apart_again(rows: list[tuple[int, bool, str]]) -> None:
    """Columns that share their codes are the same columns afterwards; none is lost."""
    names = ("number", "flag", "letter")
    given_columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    found: dict[str, list[Any]] = {}
    for pack in packed(given_columns):
        values = values_of(pack, len(rows))
        found |= {name: [value[at] for value in values] for at, name in enumerate(pack["names"])}
    assert found == given_columns


@given(st.lists(st.lists(st.integers(0, 9), max_size=5).map(tuple), min_size=1, max_size=200))
def test_lists_are_put_together_again(values: list[tuple[int, ...]]) -> None:
    """The first, the second and the rest make the whole list."""
    parts = [values_of(part, len(values)) for part in lists(values)]
    assert [first + second + rest for first, second, rest in zip(*parts, strict=True)] == values
