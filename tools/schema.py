"""JSON Schemas for editors and the field reference, both made from the model so that they cannot disagree."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from peerhub.directory.hazards import Hazard
from peerhub.directory.helplines import Helplines
from peerhub.directory.listing import Listing
from peerhub.directory.references import Reference
from peerhub.directory.vocabulary import Vocabulary

# The file in data/ that each schema describes, and what it holds.
SCHEMAS: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "groups": ("The listings of the directory", TypeAdapter(list[Listing])),
    "vocabulary": ("The words that listings and articles choose from", TypeAdapter(Vocabulary)),
    "helplines": ("Emergency numbers and helplines by country", TypeAdapter(Helplines)),
    "hazards": ("The dangers of the site and what stands against each", TypeAdapter(list[Hazard])),
    "references": ("The publications that articles cite", TypeAdapter(list[Reference])),
}


def schema_text(file: str) -> str:
    """Write the JSON Schema of one data file, as it stands in `data/<file>.schema.json`."""
    title, model = SCHEMAS[file]
    schema = _for_editors(model.json_schema(by_alias=True))
    return (
        json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _for_editors(part: Any, *, named: bool = False) -> Any:
    """Leave out what only pydantic needs: titles made from names, and the null that stands for an absent field."""
    if isinstance(part, list):
        return [_for_editors(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {}
    for key, value in part.items():
        if not named and (key == "title" or (key == "default" and value in (None, [], {}, ""))):
            continue
        kept[key] = _for_editors(value, named=key in ("properties", "$defs", "examples") and not named)
    options = kept.get("anyOf")
    if not named and isinstance(options, list) and {"type": "null"} in options:
        present = [option for option in options if option != {"type": "null"}]
        if len(present) == 1:
            del kept["anyOf"]
            return {**present[0], **kept}
    return kept
