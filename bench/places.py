"""How near the table of places is to the truth: `./hub bench places FOLDER` draws places and prints a table.

FOLDER holds two packages, unpacked: `countrystatecity_countries`, whose towns of each country are drawn by chance,
and `zipcodes`, whose American ZIP codes are. An error is how far the point in the hub's table lies from theirs. Both
tables rest in part on GeoNames, so the true error may be larger.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import statistics
import sys
from collections.abc import Iterable, Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from peerhub.directory.places import Places, Row, read_places
from peerhub.directory.regions import region_named

COUNTRIES = ("GB", "IE", "US", "CA", "AU", "NZ")
EARTH_MILES = 3958.8
SEED = 20261130

Drawn = tuple[str, str, float, float]
"""A town with its region, or a code and nothing, and where the package has it."""


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Tell how far two points are apart along the surface.

    >>> round(miles((51.5074, -0.1278), (53.8, -1.55)))
    170
    """
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    part = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(part))


def towns(packages: Path, country: str) -> list[Drawn]:
    """List the towns of a country as the package has them."""
    folder = packages / "countrystatecity_countries" / "data" / "by-country" / country / "states"
    return [
        (
            city["name"],
            region_named(country, path.parent.name) or "",
            float(city["latitude"]),
            float(city["longitude"]),
        )
        for path in sorted(folder.glob("*/cities.json"))
        for city in json.loads(path.read_text(encoding="utf-8"))
        if city["latitude"] and city["longitude"]
    ]


def zip_codes(packages: Path) -> list[Drawn]:
    """List American ZIP codes."""
    sys.path.insert(0, str(packages))
    listed = importlib.import_module("zipcodes").list_all()
    return [(one["zip_code"], "", float(one["lat"]), float(one["long"])) for one in listed if one["lat"]]


def errors(drawn: Iterable[Drawn], places: Places, country: str) -> Iterator[float]:
    """Give the miles between both points of each place that the table has."""
    for name, region, latitude, longitude in drawn:
        row: Row | None = places.code(name, country) if name.isdigit() else places.town(name, country, region)
        if row is not None:
            yield miles((row[3], row[4]), (latitude, longitude))


def line(name: str, drawn: int, found: list[float]) -> str:
    """Write a row of the table: how many are known, the middle error, and the one that 95 in 100 are within."""
    far = sorted(found)[int(len(found) * 0.95)] if found else 0
    return f"| {name} | {len(found)} of {drawn} | {statistics.median(found):.1f} | {far:.1f} | {max(found):,.0f} |"


def main() -> None:
    """Draw, measure, and print."""
    parser = argparse.ArgumentParser(prog="./hub bench places", description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--draw", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    chance, places = random.Random(given.seed), read_places(Path(), COUNTRIES)  # noqa: S311 - a draw, no secret
    print("| places | known | median, miles | 95th percentile | worst |\n|---|---|---|---|---|")
    for country in COUNTRIES:
        drawn = chance.sample(towns(given.packages, country), given.draw)
        print(line(f"towns, {country}", len(drawn), list(errors(drawn, places, country))))
    drawn = chance.sample(zip_codes(given.packages), given.draw)
    print(line("ZIP codes", len(drawn), list(errors(drawn, places, "US"))))


if __name__ == "__main__":
    main()
