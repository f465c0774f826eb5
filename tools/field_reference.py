"""The field reference for contributors, made from the descriptions on the model's fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from peerhub.directory.fields import plain_type
from peerhub.directory.listing import Listing
from peerhub.directory.rules import RULES

_KINDS = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    date: "date",
    time: "time",
}
# Fields that the rule `required-fields` asks for, because a listing that ended may do without.
_NEEDED = frozenset({"name", "summary", "topics"})

_HEAD = """---
title: Fields of a listing
description: Every field that a listing in data/groups.yaml can have, what it means, and an example of each.
kind: landing
---

This page is made from the directory's model.
To change a sentence here, change the description of its field in `src/peerhub/directory/`.

A listing is one entry in `data/groups.yaml`.
Only fields marked **needed** must be there.
Leave out what you do not know: an absent field means "not known", and readers are told so.

Dates are written as year-month-day without quotes, times in quotes.

"""

_CHECKED = """## What is checked

A problem ends with the name of its rule in brackets.

| Rule | What it asks |
|---|---|
"""


def field_reference() -> str:
    """Write the page that explains every field, as it stands in `docs/contribute/group-fields.md`."""
    parts: list[tuple[str, type[BaseModel]]] = [("", Listing)]
    sections = []
    while parts:
        name, model = parts.pop(0)
        sections.append(_section(name, model))
        parts.extend(_models_in(name, model))
    return _HEAD + "\n".join(sections) + "\n" + _rules()


def _section(name: str, model: type[BaseModel]) -> str:
    heading = f"## `{name}`" if name else "## A listing"
    about = " ".join((model.__doc__ or "").split())
    rows = "\n".join(_rows(model))
    return f"{heading}\n\n{about}\n\n| Field | What it says | Value | Example |\n|---|---|---|---|\n{rows}\n"


def _rows(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        needed = " **needed**" if field.is_required() or (model is Listing and name in _NEEDED) else ""
        about = " ".join((field.description or "").split())
        example = f"`{as_yaml(field.examples[0])}`" if field.examples else ""
        yield f"| `{field.alias or name}`{needed} | {cell(about)} | {cell(_kind(field))} | {cell(example)} |"


def _rules() -> str:
    lines = [f"| `{rule.ID}` | {cell(rule.DESCRIPTION)} |" for rule in sorted(RULES, key=lambda rule: rule.ID)]
    return _CHECKED + "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Make a text safe inside a cell of a Markdown table."""
    return text.replace("|", "\\|")


def _models_in(name: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for field_name, field in model.model_fields.items():
        inner, many = plain_type(field.annotation)
        by_tag = get_origin(inner) is dict
        inner = get_args(inner)[1] if by_tag else inner
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            path = f"{name}.{field.alias or field_name}" if name else field.alias or field_name
            yield f"{path}{'[]' if many else '.TAG' if by_tag else ''}", inner


def _kind(field: FieldInfo) -> str:
    inner, many = plain_type(field.annotation)
    text = _kind_of(inner)
    return f"list of {text}" if many else text


def _kind_of(inner: Any) -> str:
    if get_origin(inner) is Literal:
        *most, last = (f"`{value}`" for value in get_args(inner))
        return f"{', '.join(most)} or {last}" if most else last
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return "fields, see below"
    if get_origin(inner) is dict:
        return "tags of languages, each with fields, see below"
    return _KINDS[inner]


def as_yaml(value: Any) -> str:
    """Write an example as it would stand in YAML."""
    if isinstance(value, list):
        return f"[{', '.join(as_yaml(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {as_yaml(item)}' for key, item in value.items())}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # Clock times need their quotes, and so does a number that begins with +.
    return f'"{text}"' if isinstance(value, str) and (":" in text[:3] or text.startswith("+")) else text
