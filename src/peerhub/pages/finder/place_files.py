"""The table of places that the browser looks towns and postcodes up in, in pieces by the alphabet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from peerhub.directory.listing import Listing
from peerhub.directory.places import Row, pieces
from peerhub.hub import Hub
from peerhub.pages.finder.finder_rows import finder_rows
from peerhub.reuse import reused_files
from peerhub.shown.places import known_places, places_key
from peerhub.store.previous_site import Content

# What is looked up in a family of pieces: towns by their folded names, and postcodes.
_TOWNS, _CODES = "t", "p"


def places_folder(hub: Hub) -> str:
    """Name the folder of the pieces by what is in them, and by the countries that they hold."""
    return f"places/{places_key(hub)[:12]}"


def place_files(hub: Hub) -> Iterator[tuple[str, Content]]:
    """Give the pieces, and the first key of each."""
    if finder_rows(hub):
        yield from reused_files(hub).job("places", places_key(hub), partial(_files, hub))


def _files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    known, folder = known_places(hub), places_folder(hub)
    starts = {}
    towns = {key: known.towns.get(key, []) + known.names.get(key, []) for key in {*known.towns, *known.names}}
    for family, table in ((_TOWNS, towns), (_CODES, known.codes)):
        starts[family] = [start for start, _ in pieces(_keyed(table))]
        for number, (_, rows) in enumerate(pieces(_keyed(table))):
            yield f"{folder}/{family}{number}.json", _json(rows)
    yield f"{folder}/starts.json", _json(starts)


def _keyed(table: Mapping[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    for key in sorted(table):
        yield from ((key.lower(), row) for row in table[key])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def near_point(hub: Hub, listing: Listing) -> tuple[float, float, bool] | None:
    """Give where a listing is, and whether only nearly: by its postcode or its town, never where people must ask."""
    place = listing.place
    if place is None or place.address != "public" or hub.directory.is_protected(listing):
        return None
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude, False
    known = known_places(hub)
    row = known.code(place.postcode, place.country) if place.postcode else None
    if row is None and place.city:
        row = known.town(place.city.partition(",")[0], place.country, place.region)
    return (row[3], row[4], True) if row else None
