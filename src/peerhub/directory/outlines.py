"""Outlines of countries, of Natural Earth: rings of points, and whether a place is on land there."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from math import cos, radians

from peerhub.engine_files import engine_folder

_TABLE = engine_folder() / "overrides" / "vendor" / "natural-earth" / "outlines.tsv"
# A quay, a sandbank, or a coast that the outline cuts short: about ten kilometres.
_NEAR = 0.1

Ring = tuple[tuple[float, float], ...]
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


def on_land(country: str, latitude: float, longitude: float) -> bool:
    """Tell whether a point lies in a country or close to it; true where its outline is not known.

    >>> on_land("GB", 53.8, -1.55), on_land("GB", 54.28, 1.4), on_land("GB", 53.35, -6.26)
    (True, False, False)
    """
    rings = rings_of(country)
    return not rings or any(
        _within(ring, longitude, latitude) or _beside(ring, longitude, latitude) for ring in rings
    )


def _within(ring: Ring, x: float, y: float) -> bool:
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def _beside(ring: Ring, x: float, y: float) -> bool:
    wide = cos(radians(y)) or 1e-9
    for (x0, y0), (x1, y1) in pairwise(ring):
        if min(y0, y1) - _NEAR > y or max(y0, y1) + _NEAR < y:
            continue
        along_x, along_y = (x1 - x0) * wide, y1 - y0
        length = along_x**2 + along_y**2
        share = ((x - x0) * wide * along_x + (y - y0) * along_y) / length if length else 0.0
        share = max(0.0, min(1.0, share))
        off = (((x - x0) * wide - share * along_x) ** 2 + (y - y0 - share * along_y) ** 2) ** 0.5
        if off < _NEAR:
            return True
    return False
