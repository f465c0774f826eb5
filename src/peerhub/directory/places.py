"""Places: towns and postcodes with their points, from the tables that come with the engine and a hub's own lines.

A hub adds or corrects in `data/places.csv`: name, region, country, latitude, longitude, one place a line. Points from
here are only near: they sort what is near a reader, and stand in no feed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from peerhub.directory.points import inside
from peerhub.engine_files import engine_folder
from peerhub.folding import fold
from peerhub.problems import Location, Problems
from peerhub.store.cache import digest

OWN = "data/places.csv"
_FIELDS = ["name", "region", "country", "latitude", "longitude"]
_COUNTRY = re.compile("[A-Z]{2}")
_EARTH = (-90.0, -180.0, 90.0, 180.0)
_VENDOR = engine_folder() / "overrides" / "vendor"
_TOWNS, _CODES = _VENDOR / "geonames" / "towns.tsv", _VENDOR / "postal-codes" / "postcodes.tsv"
_NAMES = _VENDOR / "geonames" / "names.tsv"
# As much of the table as a piece holds, unpacked, and what a row takes beside its texts: 2 to 6 KB packed.
_PIECE, _ROW = 15_000, 30
# Cities as large are known whatever countries are asked for: ten times the logarithm of their people.
_GREAT = 54
# What a hub says itself counts as a town of thirty thousand.
_OWN_SIZE = 45

Row = tuple[str, str, str, float, float, int, int]
"""Name or code, region or what it is called, country, latitude, longitude, reach in km, and how large it is.

A name in another language has the town's own in place of a region, and a reach of -1.
"""


@dataclass(slots=True)
class Places:
    """What is known of places: towns by their folded names, their names in other languages, and postcodes."""

    towns: dict[str, list[Row]] = field(default_factory=dict)
    names: dict[str, list[Row]] = field(default_factory=dict)
    codes: dict[str, list[Row]] = field(default_factory=dict)

    def town(self, name: str, country: str, region: str | None) -> Row | None:
        """Find a town; None where several of its country have the name and nothing tells which is meant."""
        found = [row for row in self.towns.get(fold(name), ()) if row[2] == country and not row[5]]
        within = [row for row in found if region and fold(row[1].partition(",")[0]) == fold(region)]
        found = within or found
        # Namesakes say what they are near, but for the one that is meant where nothing is said.
        plain = [row for row in found if ", near " not in row[1]]
        return found[0] if len(found) == 1 else plain[0] if len(plain) == 1 else None

    def code(self, code: str, country: str) -> Row | None:
        """Find a postcode, or the part of it that is known; areas are too wide to say where something is."""
        plain = code.upper().replace(" ", "")
        for size in range(len(plain), 2, -1):
            for row in self.codes.get(plain[:size], ()):
                if row[2] == country and not row[5]:
                    return row
        return None


def read_places(root: Path, countries: Container[str]) -> Places:
    """Read the tables for some countries; what a hub says itself comes before."""
    places = Places()
    own = {(fold(row[0]), row[1], row[2]): row for row in own_places(root, Problems())}
    for row in (*own.values(), *_table(_TOWNS)):
        key = fold(row[0]), row[1], row[2]
        if (row[2] in countries or row[6] >= _GREAT) and own.get(key, row) == row:
            places.towns.setdefault(key[0], []).append(row)
    for row in _table(_NAMES):
        if row[2] in countries:
            places.names.setdefault(fold(row[0]), []).append(row)
    for row in _table(_CODES):
        if row[2] in countries:
            places.codes.setdefault(row[0], []).append(row)
    return places


def places_digest(root: Path) -> str:
    """Give a digest of all that is known of places."""
    own = root / OWN
    tables = (path.read_bytes() for path in (_TOWNS, _NAMES, _CODES))
    return digest(*tables, own.read_bytes() if own.is_file() else b"")


@cache
def _table(path: Path) -> tuple[Row, ...]:
    """Read a table of the engine's once: for seven countries rules take 0.7 s of computing, and 2.7 s without."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        (name, region, country, float(latitude), float(longitude), int(reach), int(size[0]) if size else 0)
        for name, region, country, latitude, longitude, reach, *size in rows
    )


def own_places(root: Path, problems: Problems) -> Iterator[Row]:
    """Read a hub's own places; faulty lines are reported and left out."""
    if not (root / OWN).is_file():
        return
    try:
        lines = list(csv.reader((root / OWN).read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error):
        problems.error(Location(OWN), "places", "cannot be read as a table in UTF-8", "Save it as CSV in UTF-8.")
        return
    if [cell.strip() for cell in (lines or [[]])[0]] != _FIELDS:
        problems.error(Location(OWN, 1), "places", "has another first line", f"Begin with: {','.join(_FIELDS)}")
        return
    seen: dict[tuple[str, str, str], int] = {}
    for number, cells in enumerate(lines[1:], 2):
        try:
            name, region, country, north, east = (cell.strip() for cell in cells)
            latitude, longitude = float(north), float(east)
        except ValueError:
            name, region, country, latitude, longitude = "", "", "", 0.0, 0.0
        if name and _COUNTRY.fullmatch(country) and inside(_EARTH, latitude, longitude):
            first = seen.setdefault((fold(name), fold(region), country), number)
            if first != number:
                got = f"names the place of line {first} again: {name}, {region}, {country}"
                problems.error(Location(OWN, number), "places", got, "Keep one line, or tell the regions apart.")
            yield name, region, country, latitude, longitude, 0, _OWN_SIZE
        elif cells:
            got = f"names no place on earth: {','.join(cells)}"
            form = "two capital letters for the country, degrees north and east with a point"
            hint = f"Write {', '.join(_FIELDS)}: {form}, such as 53.8,-1.55."
            problems.error(Location(OWN, number), "places", got, hint)


def pieces(rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, list[Row]]]:
    """Cut rows, in the order of their keys, into pieces, each with its first key: looking one up costs little."""
    start, piece, size = "", list[Row](), 0
    for key, row in rows:
        if size > _PIECE:
            yield start, piece
            piece, size = [], 0
        start = start if piece else key
        piece.append(row)
        size += len(row[0]) + len(row[1]) + _ROW
    if piece:
        yield start, piece
