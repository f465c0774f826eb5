"""Listings of any shape: each field of the model by its schema, often right, often of another kind, often odd."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st
from tests.core.feeds.hubs import LISTING
from tools.schema import schema_text

SCHEMA: dict[str, Any] = json.loads(schema_text("groups"))
# What people, other programs and bad days write where something else was meant.
_ODD = st.sampled_from(
    [
        "", " ", "0", "-1", "yes", "null", "2026-02-30", "9999-12-31", "0001-01-01", "2026-11-29", "24:00", "00:00",
        "23:59", "7pm", "Europe/London", "Antarctica/Troll", "GB", "US", "XX", "anxiety", "in-person", "tuesday",
        "https://example.org/", "http://[", "//evil.example", "javascript:alert(1)", "mailto:a@b.example",
        "+44 20 7946 0000", "999", "<b>x</b>", "*a*", "[x](y)", "{{ 1/0 }}", "{% raw %}",
        "a@b.example", "\u202e", "\u00e9", "\U0001f984",
        "x" * 3000, "a\nb", "a: b", "a|b", "a;b,c\\d", "]]>", "--", "con", "..", "../x", "a/b",
    ]
)  # fmt: skip
_SCALARS = st.one_of(
    _ODD,
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.dates(date(1, 1, 1)),
    st.text(max_size=8),
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def _right(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Give values that a schema allows, more or less."""
    if "$ref" in schema:
        return _right(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return st.one_of(*map(_values, schema[key]))
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    make = _OF_TYPE.get(schema.get("type", ""))
    return make(schema) if make else _ANYTHING


def _strings(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema.get("format") == "date":
        return st.dates(date(2020, 1, 1), date(2030, 12, 31))
    if schema.get("format") == "time":
        return st.times().map(lambda time: f"{time:%H:%M}")
    return st.from_regex(schema["pattern"]) if "pattern" in schema else st.text(max_size=20) | _ODD


def _objects(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    fields = schema.get("properties")
    if not fields:
        return st.dictionaries(st.text(max_size=5), _values(schema.get("additionalProperties") or {}), max_size=2)
    wanted = {name: _values(part) for name, part in fields.items()}
    needed = {name: value for name, value in wanted.items() if name in schema.get("required", [])}
    return st.fixed_dictionaries(needed, optional={name: wanted[name] for name in wanted if name not in needed})


_OF_TYPE: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "string": _strings,
    "object": _objects,
    "integer": lambda schema: st.integers(schema.get("minimum", 0), schema.get("maximum", 2_000)),
    "number": lambda schema: st.floats(-200, 200),
    "boolean": lambda schema: st.booleans(),
    "null": lambda schema: st.none(),
    "array": lambda schema: st.lists(_values(schema.get("items") or {}), max_size=3),
}  # fmt: skip


def _values(schema: Any) -> st.SearchStrategy[Any]:
    """Give values for a field: of each ten about nine of its own kind."""
    right = st.deferred(lambda: _right(schema if isinstance(schema, dict) else {}))
    return st.integers(0, 9).flatmap(lambda luck: _ANYTHING if luck == 0 else right)


_FIELDS = {name: _values(part) for name, part in SCHEMA["$defs"]["Listing"]["properties"].items()}


@st.composite
def listings(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Give up to three listings that have one to four fields of their own over a listing that is right."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        names = draw(st.lists(st.sampled_from(sorted(_FIELDS)), min_size=1, max_size=4, unique=True))
        made = {**LISTING, "id": f"circle-{number}", **{name: draw(_FIELDS[name]) for name in names}}
        found.append({name: value for name, value in made.items() if value is not None})
    return found
