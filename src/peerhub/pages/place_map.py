"""The map of a country or a region: an outline, and the groups as dots that lead to their lists. It needs no script.

Only places that anybody may know are on it: no address that is told after contact, and no protected group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

from markupsafe import Markup

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.directory.outlines import Ring, rings_of
from peerhub.hub import Hub
from peerhub.pages.around import towns_with_groups
from peerhub.pages.finder.place_files import near_point
from peerhub.pages.list_parts import town_of
from peerhub.shown.places import known_places, region_of

_WIDE, _HIGH, _EDGE = 640, 720, 24
# What can be pressed is 24 px wide where a map is smallest, at 320 px; dots that are nearer than that are one.
_CROWDED = 56
# An island this much smaller than the main land, or this many degrees off, is drawn and does not widen the map.
_SMALL, _OFF = 0.004, 25
HERE = "#listings"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What part of the earth a map shows, and where its points stand on it."""

    west: float
    north: float
    scale: float
    squeeze: float
    size: tuple[int, int]

    def at(self, longitude: float, latitude: float) -> Point:
        east = (longitude - self.west + 180) % 360 - 180
        return _EDGE + east * self.squeeze * self.scale, _EDGE + (self.north - latitude) * self.scale


def place_map(hub: Hub, page: str, code: str, region: str, listings: Iterable[Listing]) -> Markup:
    """Draw a country with a dot for each region, or a region with one for each town.

    Empty without any dot, and for a region with one town alone.
    """
    places: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for listing in listings:
        point = near_point(hub, listing)
        name = town_of(listing) if region else region_of(hub, listing)
        if point is not None and name and listing.country == code:
            href = addresses.town(code, region, name) if region else addresses.region(code, name)
            paged = not region or (code, region, name) in towns_with_groups(hub)
            places[name, href if paged else ""].append((point[1], point[0]))
    enough = len(places) > (1 if region else 0)
    frame = _frame(hub, code, region, [_midst(points) for points in places.values()]) if enough else None
    if frame is None:
        return Markup()
    root = addresses.root_of(page)
    dots = [_Dot(frame.at(*_midst(points)), len(points), (name,), href) for (name, href), points in places.items()]
    drawn = Markup("").join(_drawn(hub, dot, root) for dot in _joined(dots))
    wide, high = frame.size
    return Markup(
        '<svg class="hub-map__svg" viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-label="{}">'
        '<path class="hub-map__land" d="{}"/>{}</svg>'
    ).format(wide, high, wide, high, hub.words.say("list.map"), _path(code, frame), drawn)


@dataclass(frozen=True, slots=True)
class _Dot:
    at: Point
    count: int
    names: tuple[str, ...]
    href: str


def _joined(dots: list[_Dot]) -> list[_Dot]:
    """Make one dot of those that crowd; it leads to the list on the page itself."""
    found: list[_Dot] = []
    for dot in sorted(dots, key=lambda dot: (-dot.count, dot.names)):
        for at, other in enumerate(found):
            if _off(dot.at, other.at) < _CROWDED:
                found[at] = _Dot(other.at, other.count + dot.count, (*other.names, *dot.names), HERE)
                break
        else:
            found.append(dot)
    return found


def _drawn(hub: Hub, dot: _Dot, root: str) -> Markup:
    count = hub.words.say("list.count", n=dot.count, count=hub.words.number(dot.count))
    label = f"{', '.join(dot.names)}: {count}"
    x, y = round(dot.at[0]), round(dot.at[1])
    number = Markup('<text x="{}" y="{}">{}</text>').format(x, y + 7, dot.count) if dot.count > 1 else ""
    circle = Markup(
        '<circle class="hub-map__press" cx="{}" cy="{}" r="{}"/><circle cx="{}" cy="{}" r="{}"/>{}'
    ).format(x, y, _CROWDED // 2, x, y, 18 if dot.count > 1 else 12, number)
    href = dot.href if dot.href.startswith("#") or not dot.href else f"{root}/{dot.href}"
    if not href:
        return Markup('<g class="hub-map__dot"><title>{}</title>{}</g>').format(label, circle)
    return Markup('<a class="hub-map__dot" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        href, label, label, circle
    )


def _midst(points: list[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _frame(hub: Hub, code: str, region: str, dots: list[Point]) -> _Frame | None:
    """Choose what is shown: the towns of a region, or a country's main land and what is beside it; and each dot."""
    points = _towns(hub).get((code, region)) if region else _main_land(code)
    if not points:
        return None
    points = [*points, *dots]
    first = points[0][0]
    east = [(x - first + 180) % 360 - 180 + first for x, _ in points]
    west, span = min(east), max(east) - min(east)
    south, north = min(y for _, y in points), max(y for _, y in points)
    pad = max(0.05, span * 0.06, (north - south) * 0.06)
    west, span, south, north = west - pad, span + 2 * pad, south - pad, north + pad
    squeeze = cos(radians((south + north) / 2)) or 1e-9
    scale = min((_WIDE - 2 * _EDGE) / (span * squeeze), (_HIGH - 2 * _EDGE) / (north - south))
    size = round(span * squeeze * scale) + 2 * _EDGE, round((north - south) * scale) + 2 * _EDGE
    return _Frame(west, north, scale, squeeze, size)


def _towns(hub: Hub) -> dict[tuple[str, str], list[Point]]:
    def made(hub: Hub) -> dict[tuple[str, str], list[Point]]:
        found: dict[tuple[str, str], list[Point]] = defaultdict(list)
        for rows in known_places(hub).towns.values():
            for row in rows:
                if not row[5]:  # an area is no town
                    found[row[2], row[1].partition(", near ")[0]].append((row[4], row[3]))
        return dict(found)

    return hub.memo("towns of regions", made)


def _main_land(code: str) -> list[Point]:
    rings = sorted(rings_of(code), key=_area, reverse=True)
    if not rings:
        return []
    middle = _midst(list(rings[0]))
    least = _SMALL * _area(rings[0])
    near = (ring for ring in rings[1:] if _area(ring) >= least and _off(ring[0], middle) < _OFF)
    return [point for ring in (rings[0], *near) for point in ring]


def _off(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _area(ring: Ring) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)))


def _path(code: str, frame: _Frame) -> str:
    wide, high = frame.size
    sides: tuple[tuple[int, float, bool], ...] = (
        (0, -9, True),
        (0, wide + 9, False),
        (1, -9, True),
        (1, high + 9, False),
    )
    drawn = []
    for ring in rings_of(code):
        points = [frame.at(x, y) for x, y in ring]
        for axis, limit, above in sides:
            points = _clipped(points, axis, limit, (lambda a, b: a >= b) if above else (lambda a, b: a <= b))
        rounded = [(round(x), round(y)) for x, y in points]
        kept = [point for at, point in enumerate(rounded) if at == 0 or point != rounded[at - 1]]
        if len(kept) > 2:
            steps = " ".join(f"{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(kept))
            drawn.append(f"M{kept[0][0]} {kept[0][1]}l{steps}z")
    return "".join(drawn)


def _clipped(points: list[Point], axis: int, limit: float, inside: Callable[[float, float], bool]) -> list[Point]:
    """Cut a ring at one side of the map (Sutherland and Hodgman)."""
    found: list[Point] = []
    for start, end in zip(points[-1:] + points[:-1], points, strict=True):
        if inside(start[axis], limit) != inside(end[axis], limit):
            share = (limit - start[axis]) / (end[axis] - start[axis])
            found.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        if inside(end[axis], limit):
            found.append(end)
    return found
