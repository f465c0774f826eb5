"""The reference of a hub's settings, made from the descriptions in `peerhub.settings`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from tools.field_reference import as_yaml, cell

from peerhub.directory.fields import plain_type
from peerhub.settings import FreshnessLimits, MenuEntry, Settings, SiteIn

_KINDS: dict[Any, str] = {str: "text", int: "whole number", UUID: "UUID"}

_HEAD = """---
title: Settings of a hub
description: Every setting under extra.hub in mkdocs.yml, what it does, and what holds when you leave it out.
kind: landing
---

This page is made from the settings' own descriptions.
To change a sentence here, change it in `src/peerhub/settings.py`.

All of these stand in `mkdocs.yml`, under `extra:` and `hub:`.
Only a setting marked **needed** must be there.
A setting that you leave out has the value in the last column.

A wrong setting stops the build, and you are told its line and what to write.

"""


def settings_reference() -> str:
    """Write the page that explains every setting, as it stands in `docs/contribute/settings.md`."""
    parts: list[tuple[str, type[BaseModel]]] = [
        ("## The settings", Settings),
        ("## Inside `freshness`", FreshnessLimits),
        ("## One language of `translated`", SiteIn),
        ("## One entry of `menu` or `footer`", MenuEntry),
    ]
    return _HEAD + "\n".join(_section(heading, model) for heading, model in parts)


def _section(heading: str, model: type[BaseModel]) -> str:
    rows = "\n".join(_rows(model))
    head = "| Setting | What it says | Value | Example | Left out |\n|---|---|---|---|---|"
    return f"{heading}\n\n{head}\n{rows}\n"


def _rows(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        needed = " **needed**" if field.is_required() else ""
        example = f"`{as_yaml(field.examples[0])}`" if field.examples else ""
        left_out = "" if field.is_required() else _default(field.default)
        cells = (cell(text) for text in (field.description or "", _kind(field.annotation), example, left_out))
        yield f"| `{field.alias or name}`{needed} | {' | '.join(cells)} |"


def _default(value: Any) -> str:
    if isinstance(value, BaseModel):
        return "as below"
    return f"`{as_yaml(value)}`" if value not in ("", (), {}) else "nothing"


def _kind(annotation: Any) -> str:
    inner, many = plain_type(annotation)
    if get_origin(inner) is dict:
        fields = isinstance(value := get_args(inner)[1], type) and issubclass(value, BaseModel)
        return "fields by language, see below" if fields else "text by language"
    if get_origin(inner) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(inner))
    text = "fields, see below" if isinstance(inner, type) and issubclass(inner, BaseModel) else _KINDS[inner]
    return f"list of {text}" if many else text
