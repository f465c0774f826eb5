"""Columns: one value a listing, said once in a list of distinct values and then by a character or a few.

A column is `{"values": [...], "codes": [plane, ...]}`. A code is a place in `values`, written in base 91 with one
character a digit, the lowest digit in the first plane. A plane is a string with one character a listing: the same
digits of neighbours stand side by side, which is what gzip packs well. `values` come in the order of their use, the
most used first, so that higher planes are almost empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeVar

# From "#" to "~" without the backslash, which JSON would write as two characters.
DIGITS = "".join(chr(code) for code in range(35, 127) if code != 92)
BASE = len(DIGITS)

T = TypeVar("T", bound=Hashable)


def column(values: Sequence[T]) -> dict[str, Any]:
    """Write a column of any values.

    >>> column(["tea", "cake", "tea"])
    {'values': ['tea', 'cake'], 'codes': ['#$#']}
    """
    used = Counter(values)
    distinct = sorted(used, key=lambda value: (-used[value], repr(value)))
    place = {value: number for number, value in enumerate(distinct)}
    return {"values": distinct, "codes": planes([place[value] for value in values])}


def packed(columns: Mapping[str, Sequence[Hashable]]) -> list[dict[str, Any]]:
    """Write several columns, those side by side as one where few pairs are met: gzip wastes most on small alphabets.

    >>> packed({"a": ["x", "y"], "b": [True, True]})
    [{'names': ['a', 'b'], 'values': [('x', True), ('y', True)], 'codes': ['#$']}]
    """
    found: list[dict[str, Any]] = []
    names: list[str] = []
    rows: list[tuple[Hashable, ...]] = []
    for name, values in columns.items():
        wider = [(*row, value) for row, value in zip(rows or [()] * len(values), values, strict=True)]
        if names and len(set(wider)) > BASE:
            found.append({"names": names, **column(rows)})
            names, wider = [], [(value,) for value in values]
        names, rows = [*names, name], wider
    return [*found, {"names": names, **column(rows)}]


def lists(values: Sequence[tuple[Hashable, ...]]) -> list[dict[str, Any]]:
    """Write a column of short lists as three: the first of each, the second of each, and what is left.

    >>> [part["values"] for part in lists([(1, 2, 3), (1,)])]
    [[(1,)], [(), (2,)], [(), (3,)]]
    """
    parts = (slice(0, 1), slice(1, 2), slice(2, None))
    return [column([value[part] for value in values]) for part in parts]


def numbers(values: Sequence[int], modulus: int) -> dict[str, Any]:
    """Write a column of whole numbers below a limit, each as the step from the one before.

    >>> numbers([3, 4, 0], 91)
    {'modulus': 91, 'codes': ['&$z']}
    """
    steps = [(here - before) % modulus for here, before in zip(values, [0, *values], strict=False)]
    return {"modulus": modulus, "codes": planes(steps)}


def planes(codes: Sequence[int]) -> list[str]:
    """Write whole numbers digit by digit, the lowest digits first."""
    found: list[str] = []
    rest = list(codes)
    while not found or any(rest):
        found.append("".join(DIGITS[code % BASE] for code in rest))
        rest = [code // BASE for code in rest]
    return found
