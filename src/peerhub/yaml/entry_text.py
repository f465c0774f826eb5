"""Writing a new entry as the YAML that a careful volunteer would write: one field a line, small things in braces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from peerhub.yaml.editing import write_scalar

# As far as a line of data/groups.yaml reaches.
_WIDTH = 110
_STEP = "  "


def entry_text(fields: Mapping[str, Any], *, line_by_line: bool = False) -> str:
    """Write an entry as YAML that begins with `- `, in the order of its fields, and ends with a line's end.

    A value is text, a number, a date, a time, true, false, a list or a mapping of such. What is None is left out.
    With `line_by_line`, a list such as `meetings` gets a line for each field: so people edit it by hand.
    Reading the text gives the same again; a time of day becomes text in quotes, as the model wants it.
    """
    lines = [line for key, value in fields.items() for line in _field(key, value, _STEP, line_by_line)]
    lines = lines or [f"{_STEP}{{}}"]
    return "\n".join(["- " + lines[0].removeprefix(_STEP), *lines[1:]]) + "\n"


def _field(key: str, value: Any, indent: str, by_line: bool) -> Iterator[str]:
    """Give the lines of one field."""
    if value is None:
        return
    short = f"{indent}{key}: {_flow(value)}"
    if isinstance(value, str) and _fits_block(value):
        yield f"{indent}{key}: |" + ("" if value.endswith("\n") else "-")
        yield from (f"{indent}{_STEP}{line}".rstrip() for line in value.removesuffix("\n").split("\n"))
    elif not (by_line and _lists_mappings(value)) and _fits(short, value):
        yield short
    elif isinstance(value, Mapping):
        yield f"{indent}{key}:"
        for name, part in value.items():
            yield from _field(name, part, indent + _STEP, by_line)
    else:
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, indent + _STEP, by_line)


def _item(item: Any, indent: str, by_line: bool) -> Iterator[str]:
    """Give the lines of one item of a list."""
    short = f"{indent}- {_flow(item)}"
    if not isinstance(item, Mapping) or (not by_line and len(short) <= _WIDTH):
        yield short
        return
    lines = [line for key, value in item.items() for line in _field(key, value, indent + _STEP, by_line)]
    yield f"{indent}- " + lines[0].removeprefix(indent + _STEP)
    yield from lines[1:]


def _lists_mappings(value: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value)


def _fits(short: str, value: Any) -> bool:
    return len(short) <= _WIDTH or not isinstance(value, Mapping | list | tuple)


def _flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, str):  # most are
        return write_scalar(value)
    if isinstance(value, Mapping):
        parts = (f"{key}: {_flow(part)}" for key, part in value.items() if part is not None)
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, time):
        return write_scalar(f"{value:%H:%M}")
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, date | bool | int):
        return write_scalar(value)
    raise TypeError(f"an entry cannot hold {type(value).__name__}")


def _fits_block(value: str) -> bool:
    """Whether a text of several lines can stand as it is below its key, and be read again as it was."""
    lines: Sequence[str] = value.removesuffix("\n").split("\n")
    return (
        "\n" in value
        and bool(lines[0])
        and bool(lines[-1])
        and not lines[0].startswith((" ", "\t"))
        and all(line.isprintable() and line == line.rstrip() for line in lines)
    )
