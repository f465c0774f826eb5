"""Outlines of countries, of Natural Earth: rings of points, and whether a place is on land there."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import accumulate, pairwise
from math import cos, floor, hypot, radians

from peerhub.engine_files import engine_folder

_TABLE = engine_folder() / "overrides" / "vendor" / "natural-earth" / "outlines.tsv"
# A quay, a sandbank, or a coast that the outline cuts short: about ten kilometres.
_NEAR = 0.1

Point = tuple[float, float]
Ring = tuple[Point, ...]
"""Points of longitude and latitude, the last one the first again."""


@cache
def _lines() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in _TABLE.read_text(encoding="utf-8").splitlines())


@cache
def rings_of(country: str) -> tuple[Ring, ...]:
    """Give the outline of a country; nothing where there is none."""
    return tuple(_ring(steps) for steps in filter(None, _lines().get(country, "").split("|")))


def _ring(text: str) -> Ring:
    steps = [tuple(map(int, step.split(","))) for step in text.split()]
    east, north = accumulate(step[0] for step in steps), accumulate(step[1] for step in steps)
    return tuple((x / 100, y / 100) for x, y in zip(east, north, strict=True))


@cache
def _bands(country: str) -> dict[int, list[tuple[Point, Point]]]:
    """Sort the sides of an outline by the degrees of latitude that they touch, so that few are looked at."""
    found: dict[int, list[tuple[Point, Point]]] = defaultdict(list)
    for ring in rings_of(country):
        for side in pairwise(ring):
            low, high = sorted((side[0][1], side[1][1]))
            for band in range(floor(low - _NEAR), floor(high + _NEAR) + 1):
                found[band].append(side)
    return found


def on_land(country: str, latitude: float, longitude: float) -> bool:
    """Tell whether a point lies in a country or close to it; true where its outline is not known.

    >>> on_land("GB", 53.8, -1.55), on_land("GB", 54.28, 1.4), on_land("GB", 53.35, -6.26)
    (True, False, False)
    """
    if not rings_of(country):
        return True
    x, y, inside = longitude, latitude, False
    sides = _bands(country).get(floor(y), ())
    for (x0, y0), (x1, y1) in sides:
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside or any(_off(start, end, x, y) < _NEAR for start, end in sides)


def _off(start: Point, end: Point, x: float, y: float) -> float:
    """Give how far a point is from a side, in degrees of latitude."""
    wide = cos(radians(y)) or 1e-9
    along_x, along_y = (end[0] - start[0]) * wide, end[1] - start[1]
    to_x, to_y = (x - start[0]) * wide, y - start[1]
    length = along_x**2 + along_y**2
    share = max(0.0, min(1.0, (to_x * along_x + to_y * along_y) / length)) if length else 0.0
    return hypot(to_x - share * along_x, to_y - share * along_y)
