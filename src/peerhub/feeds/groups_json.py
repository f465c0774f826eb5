"""All listings as JSON: the fullest form of the open data, with a version and a schema of its own.

Version 1 only ever gains fields. A field that changes its meaning makes it version 2, beside it.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.feeds.listing_parts import ListingParts
from peerhub.feeds.losses import Losses
from peerhub.feeds.open_record import open_listings, record, tombstones
from peerhub.feeds.plain import json_line, plain
from peerhub.hub import Hub

VERSION = 1
_STATES = ("closed", "moved", "removed", "withheld")
_ENDED = ("closed", "moved_to", "removed")


def groups_json(hub: Hub) -> bytes:
    """Write every listing, one a line, and a tombstone for each that is gone."""
    head = {
        "version": VERSION,
        "generated": hub.today.isoformat(),
        "publisher": hub.settings.publisher or hub.site_name,
        "licence": hub.words.say("feeds.licence"),
        "schema": f"{hub.site_url}{addresses.GROUPS_SCHEMA}",
    }
    groups = ListingParts(hub, addresses.GROUPS_JSON, open_listings(hub), partial(_line, hub))
    gone = ",\n".join(json_line(_tombstone(stone)) for stone in tombstones(hub))
    before = plain(f'{json_line(head)[:-1]},"groups":[\n')
    return groups.file(before, ",\n", plain(f'\n],"tombstones":[\n{gone}\n]}}\n'))


def json_losses(hub: Hub) -> Losses:
    """Say which listings are only tombstones; of the others nothing is lost."""
    losses = Losses("JSON")
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


def _line(hub: Hub, listing: Listing) -> str:
    return plain(json_line(record(hub, listing)))


def groups_schema() -> bytes:
    """Write the JSON Schema of `groups_json`, made from the model so that they cannot disagree."""
    whole = _relaxed(TypeAdapter(Listing).json_schema(by_alias=True))
    parts = whole.pop("$defs")
    known = {name: part for name, part in whole["properties"].items() if name not in _ENDED}
    listing = {
        "type": "object",
        "description": "One listing. What nobody knows is left out.",
        "required": ["id", "kind", "name", "freshness", "checked", "source", "licence", "updated"],
        "properties": known | _ADDED,
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The listings of a peer support hub",
        "type": "object",
        "required": ["version", "generated", "publisher", "licence", "groups", "tombstones"],
        "properties": {
            "version": {"const": VERSION, "description": "It changes when a field changes its meaning."},
            "generated": {"type": "string", "format": "date", "description": "The day of the build."},
            "publisher": {"type": "string", "description": "Who runs the hub."},
            "licence": {"type": "string", "description": "The terms of use, in words."},
            "schema": {"type": "string", "description": "The address of this schema."},
            "groups": {"type": "array", "items": {"$ref": "#/$defs/OpenListing"}},
            "tombstones": {"type": "array", "items": {"$ref": "#/$defs/Tombstone"}},
        },
        "$defs": {"OpenListing": listing, "Tombstone": _TOMBSTONE, **parts},
    }
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


_NULLABLE_DAY = {"type": ["string", "null"], "format": "date"}
_ADDED: dict[str, Any] = {
    "url": {"type": "string", "description": "The listing's page."},
    "calendar": {"type": "string", "description": "Its calendar, where it was checked in time and has dates."},
    "when": {"type": "string", "description": "When it meets, as one sentence."},
    "freshness": {
        "enum": ["unchecked", "fresh", "ageing", "stale"],
        "description": "How far it could be relied on, on the day of the build.",
    },
    "checked": {
        "anyOf": [{"$ref": "#/$defs/Checked"}, {"type": "null"}],
        "description": "Who checked it, when and how; null when nobody has.",
    },
    "source": {
        "anyOf": [{"$ref": "#/$defs/RecordSource"}, {"type": "null"}],
        "description": "Where the facts were read; null when that is not known.",
    },
    "licence": {
        "type": ["string", "null"],
        "description": "The terms of that source; null when none are known.",
    },
    "updated": {**_NULLABLE_DAY, "description": "The last day that the listing's own data names."},
}
_TOMBSTONE: dict[str, Any] = {
    "type": "object",
    "description": "A listing that is gone. Please delete your copy of it.",
    "required": ["id", "state", "date"],
    "properties": {
        "id": {"type": "string", "description": "The id that it had."},
        "state": {"enum": list(_STATES), "description": "What became of it."},
        "date": {**_NULLABLE_DAY, "description": "Since when; null when that is not known."},
        "moved_to": {"type": "string", "description": "With `moved`: the id that took its place."},
    },
}


def _tombstone(stone: Any) -> dict[str, Any]:
    found = {"id": stone.id, "state": stone.state, "date": stone.date.isoformat() if stone.date else None}
    return found | ({"moved_to": stone.moved_to} if stone.moved_to else {})


def _relaxed(part: Any) -> Any:
    """Allow unknown fields, which later builds may add, and leave out what only the model's own checks need.

    Defaults stay: what is usual of a slot is not said in the data.
    """
    if isinstance(part, list):
        return [_relaxed(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {name: _relaxed(field) for name, field in value.items()} if key == "properties" else _relaxed(value)
        for key, value in part.items()
        if key == "properties"
        or not (
            key == "title" or (key == "default" and value is None) or (key == "additionalProperties" and not value)
        )
    }
