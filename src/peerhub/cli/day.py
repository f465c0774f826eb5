"""A day as an option: the year first, as everywhere in the data."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

import click

_YEAR_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


class Day(click.ParamType[date]):
    """Reads `2026-11-30`; of `30/11/2026` it says how to write it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day, or say what to write."""
        if isinstance(value, date):
            return value
        words, such = str(value), "2026-11-30"
        with suppress(ValueError):
            if _YEAR_FIRST.fullmatch(words):
                return date.fromisoformat(words)
            if found := _DAY_FIRST.fullmatch(words):
                such = date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        hint = f"Write the year first, such as {such}."
        raise click.BadParameter(f"'{words}' is no day that can be read. {hint}", ctx, param)
