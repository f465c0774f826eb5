"""The schemas for editors and the references of fields and settings are those of the models."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel
from tools.schema import SCHEMAS, schema_text

from peerhub.directory.listing import Listing
from peerhub.problems import Problems
from peerhub.settings import FreshnessLimits, MenuEntry, Settings
from peerhub.yaml.source import read_yaml

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("model", [Settings, FreshnessLimits, MenuEntry])
def test_every_setting_is_explained(model: type[BaseModel]) -> None:
    """A setting without a description would be an empty row in the reference."""
    bare = [name for name, field in model.model_fields.items() if not field.description]
    assert bare == []


@pytest.mark.parametrize("file", SCHEMAS)
def test_the_schema_accepts_the_data_that_the_hub_ships(file: str) -> None:
    """An editor must not mark what the hub accepts."""
    problems = Problems()
    source = read_yaml(ROOT / "data" / f"{file}.yaml", f"data/{file}.yaml", problems)
    assert source is not None, list(problems)
    schema = json.loads(schema_text(file))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(_as_json(source.data))


@pytest.mark.parametrize(
    "wrong",
    [
        [{"id": "a", "kind": "group", "name": "A", "summary": "S", "topics": ["t"], "sumary": "S"}],
        [{"id": "a", "kind": "gropu", "name": "A", "summary": "S", "topics": ["t"]}],
        [{"id": "a", "kind": "group", "name": "A"}],
    ],
    ids=["unknown field", "unknown kind", "nothing but a name"],
)
def test_the_schema_refuses_what_the_hub_refuses(wrong: Any) -> None:
    """An editor underlines the same slips that the check reports."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(schema_text("groups"))).validate(wrong)


def test_every_field_is_explained() -> None:
    """A field without a description would be an empty row in the reference."""
    bare = [name for name, field in Listing.model_fields.items() if not field.description]
    assert bare == []


def _as_json(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_json(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data
