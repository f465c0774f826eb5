"""Changing a field of an entry in a YAML file, and leaving every other byte as its author wrote it.

A file that volunteers keep by hand has comments, an order and line ends that a YAML writer would lose. So nothing
is written anew: the parser's marks tell where a value stands, and only that stretch of text is exchanged. What came
out is read again; if it does not say exactly what was meant, the edit is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from peerhub.problems import PeerHubError, Problems
from peerhub.yaml.parse import no_collecting
from peerhub.yaml.source import DataPath, Step, parse_yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Scalar = str | date | bool | int | float
# What a field is given: one value, a list, or a small block of them.
Value = Scalar | Sequence["Value"] | Mapping[str, "Value"]
# A field of an entry, or a part of one such as `("meetings", 0, "starts")`.
Field = str | DataPath

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# Text that no YAML reader takes for anything else, inside braces or out of them.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_()/.+-]*(?: [A-Za-z0-9(][A-Za-z0-9_()/.+-]*)*\Z")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


class EditError(PeerHubError):
    """Occurs when a file cannot be edited so that it says what was meant; the text is left as it was."""


@dataclass(frozen=True)
class _Node:
    """A value in the text: from where to where, and of a mapping its keys in order."""

    start: int
    end: int
    flow: bool = False
    keeps_blank_lines: bool = False  # it ends in a text whose trailing blank lines are part of it (`|+`)
    column: int = 0
    fields: dict[str, tuple[int, _Node]] | None = None
    items: tuple[_Node, ...] | None = None


class _Inside(dict[Step, Any]):
    """Changes to parts of a value, as against a new value in its place."""


Fields = Mapping[str, Value] | Mapping[Field, Value]


def edit_entries(text: str, changes: Mapping[int, Fields], before: Sequence[str] = ()) -> str:
    """Set fields of entries of a list and give the new text; nothing else changes, not even a line end.

    `changes` names each entry by its position. A field that stands there already keeps its place, its style and its
    comments. A new one is put in front of the first of the fields `before`, or at the entry's end.
    A path such as `("place", "city")` sets a part of a field and leaves the field's other parts alone.
    Raises EditError when the text is no such list or the result would not say what was meant.
    """
    body, mark = (text[1:], text[0]) if text.startswith("\ufeff") else (text, "")
    data = _read(_whole(body))
    if not isinstance(data, list):
        raise EditError("The file is not a list of entries.")
    with no_collecting():
        entries = _entries(body, changes)
    edits: list[tuple[int, int, str]] = []
    meant = list(data)
    for index, fields in changes.items():
        if index not in entries or entries[index].fields is None:
            raise EditError(f"There is no entry number {index + 1} with fields.")
        parts = _by_part(fields)
        edits += _edits(body, entries[index], parts, before)
        meant[index] = _meant(data[index], parts)
    body = _exchanged(body, edits)
    if _read(_whole(body)) != meant:
        raise EditError("The file is written in a way that cannot be edited safely here. Please edit it by hand.")
    return mark + body


def set_entry(text: str, section: str, key: str, value: Mapping[str, Scalar]) -> str:
    """Set `key` in a section of a file that is a mapping of mappings, and give the new text; nothing else changes.

    What is missing is added: the section at the file's end, the key behind the others of its section.
    Raises EditError when the file is no such mapping or the result would not say what was meant.
    """
    body, mark = (text[1:], text[0]) if text.startswith("\ufeff") else (text, "")
    body = _whole(body)
    data = _read(body)
    before = {} if data is None else data
    held = before.get(section) if isinstance(before, dict) else ()
    if not isinstance(held, dict | None):
        raise EditError("The file does not list its entries under names.")
    root = None if data is None else _root(body)
    body = _exchanged(body, list(_section_edits(body, root, section, key, value)))
    if _read(body) != {**before, section: {**(held or {}), key: dict(value)}}:
        raise EditError("The file is written in a way that cannot be edited safely here. Please edit it by hand.")
    return mark + body


def append_entry(text: str, entry: str) -> str:
    """Add an entry, written as YAML that begins with `- `, to the end of a list and give the new text.

    Raises EditError when the result would not be the list with one entry more.
    """
    newline = _newline(text)
    lines = _LINE_END.sub(newline, entry.rstrip()) + newline
    gap = "" if not text or _LINE_END.fullmatch(text[-1]) else newline
    old, new = _read(text.removeprefix("\ufeff")), _read((text + gap + lines).removeprefix("\ufeff"))
    before = [] if old is None else old
    if not isinstance(new, list) or not isinstance(before, list) or new[:-1] != before or not new:
        raise EditError("The file's list cannot be continued at its end. Please add the entry by hand.")
    return text + gap + lines


def write_scalar(value: Scalar) -> str:
    """Write one value as YAML that reads the same inside braces and out of them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0") if "e" in repr(value) else repr(value)
    if _PLAIN.match(value) and value.lower() not in _NOT_TEXT:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    if quoted.isprintable():
        return quoted
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)


def write_value(value: Value) -> str:
    """Write a field's value on one line: `{on: 2026-11-01, how: phone}` or `[monday, friday]`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {write_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(write_value, value)) + "]"
    return write_scalar(value)


def _read(body: str) -> Any:
    problems = Problems()
    source = parse_yaml(body.encode("utf-8"), "", problems)
    if source is None or problems.has_errors:
        raise EditError("The file cannot be read as YAML.", problems)
    return source.data


def _exchanged(body: str, edits: list[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [body[done:start], new]
        done = end
    return "".join([*parts, body[done:]])


def _whole(body: str) -> str:
    """End the last line: a text that stops there without one would say something else once a line follows."""
    return body if not body or _LINE_END.fullmatch(body[-1]) else body + _newline(body)


def _by_part(fields: Fields) -> _Inside:
    """Sort changes by the part that they are about: those inside one field come together."""
    found = _Inside()
    for field, value in fields.items():
        *above, last = (field,) if isinstance(field, str) else field
        inside = found
        for step in above:
            inside = inside.setdefault(step, _Inside())
        inside[last] = value
    return found


def _plain(value: Any) -> Any:
    """Give a value as a reader of the file will see it."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return list(map(_plain, value)) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _meant(data: Any, parts: _Inside) -> Any:
    """Say what the data is once the parts of it are changed."""
    if isinstance(data, list):
        return [_meant(item, parts[at]) if at in parts else item for at, item in enumerate(data)]
    changed = dict(data) if isinstance(data, dict) else {}
    for step, value in parts.items():
        changed[step] = _meant(changed.get(step), value) if isinstance(value, _Inside) else _plain(value)
    return changed


def _edits(body: str, node: _Node, parts: _Inside, before: Sequence[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Give the stretches to exchange so that a block of fields has these values."""
    known = node.fields or {}
    new = []
    for key, value in parts.items():
        if key not in known:
            if isinstance(value, _Inside) and any(isinstance(step, int) for step in value):
                raise EditError(f"There is no {key} to change.")
            new.append(f"{key}: {write_value(_plain(value))}")
            continue
        child = known[str(key)][1]
        if not isinstance(value, _Inside):
            yield from _replaced(body, child, value)
        elif child.items is not None:
            for at, inside in value.items():
                if not isinstance(at, int) or at >= len(child.items):
                    raise EditError(f"There is no {key}[{at}] to change.")
                yield from _edits(body, child.items[at], inside)
        elif child.fields is not None:
            yield from _edits(body, child, value)
        else:  # it was left empty
            yield from _replaced(body, child, _plain(value))
    if not new:
        return
    previous = _previous(known, before)
    if previous is None:  # `- {}`: the one entry without any field
        yield node.start, node.end, "{" + ", ".join(new) + "}"
    elif node.flow:
        yield previous.end, previous.end, "".join(f", {part}" for part in new)
    else:
        yield _after_line(body, previous, [" " * node.column + part for part in new])


def _section_edits(
    body: str, root: _Node | None, section: str, key: str, value: Mapping[str, Scalar]
) -> Iterator[tuple[int, int, str]]:
    """Give the stretches to exchange so that a section has this key."""
    line, newline = f"{write_scalar(key)}: {write_value(value)}", _newline(body)
    sections = root.fields if root is not None and root.fields is not None else {}
    if section not in sections:
        yield len(body), len(body), f"{section}:{newline}  {line}{newline}"
        return
    start, held = sections[section]
    if held.fields is None:  # nothing stands behind its colon
        end = _line_end(body, start)
        yield end, end, f"{newline}  {line}"
    elif key in held.fields:
        yield from _replaced(body, held.fields[key][1], value)
    elif not held.fields:
        yield held.start, held.end, "{" + line + "}"
    else:
        last = list(held.fields.values())[-1][1]
        if held.flow:
            yield last.end, last.end, f", {line}"
        else:
            yield _after_line(body, last, [" " * held.column + line])


def _previous(known: Mapping[str, tuple[int, _Node]], before: Sequence[str]) -> _Node | None:
    """Find the value after which a new field is put."""
    found: _Node | None = None
    for key, (_, node) in known.items():
        if key in before and found is not None:
            break
        found = node
    return found


def _after_line(body: str, previous: _Node, lines: list[str]) -> tuple[int, int, str]:
    newline = _newline(body)
    kept = previous.keeps_blank_lines
    if kept and _LINE_END.fullmatch(body[previous.end - 1]):
        return previous.end, previous.end, "".join(line + newline for line in lines)
    end = _line_end(body, previous.end if kept else _content_end(body, previous))
    return end, end, "".join(newline + line for line in lines)


def _replaced(body: str, node: _Node, value: Value) -> Iterator[tuple[int, int, str]]:
    """Exchange a value; of a block with the same keys only what is different."""
    if isinstance(value, Mapping) and node.fields is not None and node.fields.keys() == value.keys():
        for key, part in value.items():
            yield from _replaced(body, node.fields[key][1], part)
        return
    end = _content_end(body, node)
    new = write_value(value)
    if body[node.start : end] != new:
        # A value that was left empty may stand right behind its colon.
        yield node.start, end, f" {new}" if node.start and body[node.start - 1] in ":-" else new


def _content_end(body: str, node: _Node) -> int:
    return node.start + len(body[node.start : node.end].rstrip())


def _line_end(body: str, offset: int) -> int:
    found = _LINE_END.search(body, offset)
    return found.start() if found else len(body)


def _newline(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found and found[0] in ("\n", "\r\n", "\r") else "\n"


def _entries(body: str, wanted: Container[int]) -> dict[int, _Node]:
    """Find where some entries of the file's list stand; the others are passed over."""
    loader = _Loader(body)
    found: dict[int, _Node] = {}
    try:
        while not loader.check_event(yaml.SequenceStartEvent):
            loader.get_event()
        loader.get_event()
        index = 0
        while not loader.check_event(yaml.SequenceEndEvent):
            if index in wanted:
                found[index] = _node(loader, loader.get_event(), body)
            else:
                _pass_over(loader)
            index += 1
    finally:
        loader.dispose()
    return found


def _root(body: str) -> _Node:
    """Find where the values of a file stand that is one mapping."""
    loader = _Loader(body)
    try:
        while not loader.check_event(yaml.MappingStartEvent):
            loader.get_event()
        return _node(loader, loader.get_event(), body)
    finally:
        loader.dispose()


def _pass_over(loader: Any) -> None:
    depth = 0
    while True:
        kind = type(loader.get_event())
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            depth += 1
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
        if depth == 0:
            return


def _node(loader: Any, event: Any, body: str) -> _Node:
    """Read one value; the reader of `sources` has already seen to it that it is not nested too deep."""
    start, column = event.start_mark.index, event.start_mark.column
    kind = type(event)
    if kind is yaml.ScalarEvent:
        keeps = event.style in ("|", ">") and "+" in body[start : _line_end(body, start)]
        return _Node(start, event.end_mark.index, keeps_blank_lines=keeps)
    if kind is yaml.SequenceStartEvent:
        items: list[_Node] = []
        while not loader.check_event(yaml.SequenceEndEvent):
            items.append(_node(loader, loader.get_event(), body))
        item = items[-1] if items else None
        end = loader.get_event().end_mark.index
        # The end of a block is noticed only at what comes after it, so its last value tells where it ends.
        ended = item.end if item is not None and not event.flow_style else end
        keeps = item is not None and item.keeps_blank_lines
        return _Node(start, ended, event.flow_style, keeps, column, items=tuple(items))
    fields: dict[str, tuple[int, _Node]] = {}
    last: _Node | None = None
    while not loader.check_event(yaml.MappingEndEvent):
        key = loader.get_event()
        last = _node(loader, loader.get_event(), body)
        fields.setdefault(str(key.value), (key.start_mark.index, last))
    end = loader.get_event().end_mark.index
    ended = last.end if last is not None and not event.flow_style else end
    keeps = last is not None and last.keeps_blank_lines
    return _Node(start, ended, event.flow_style, keeps, column, fields)
