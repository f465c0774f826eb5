"""YAML text in, plain data out, with limits that hold before anything is built.

The reader walks PyYAML's events itself instead of constructing nodes. That lets every limit be checked before any
data is built: a file of nested aliases (a "billion laughs") is refused at its first anchor, and a key that stands
twice is an error rather than a silent loss. PyYAML's own CSafeLoader takes 1.6 times as long for data/groups.yaml.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import yaml

from peerhub.problems import Location, Problem, Problems, shown
from peerhub.yaml.mistakes import conflict_line

# libyaml's parser is several times faster than the one in Python; wheels carry it, a bare build may not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 40

_BOOLEANS = {"true": True, "false": False, "True": True, "False": False, "TRUE": True, "FALSE": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# Characters that must be looked at before a plain scalar can be anything but text.
_MAYBE_NOT_TEXT = frozenset("0123456789+-.~tTfFnN")


class RefusedError(Exception):
    """Stops reading a file that breaks a limit."""

    def __init__(self, line: int, rule: str, got: str, hint: str) -> None:
        super().__init__(got)
        self.line, self.rule, self.got, self.hint = line, rule, got, hint


def decode(raw: bytes) -> str:
    """Give the text of a YAML file; raises RefusedError for bytes that no data file may hold."""
    if len(raw) > MAX_BYTES:
        raise RefusedError(
            1, "yaml-size", f"is {len(raw):,} bytes long", f"Split it: at most {MAX_BYTES:,} bytes a file."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RefusedError(line, "yaml-utf8", "is not UTF-8 text", "Save the file as UTF-8.") from None
    refuse_characters(text)
    if (conflict := conflict_line(text)) is not None:
        what = "holds git's marks of two changes that meet here"
        raise RefusedError(conflict, "yaml-conflict", what, "Keep what is right, and delete the lines <, = and >.")
    return text


def refuse_characters(text: str) -> None:
    """Raise RefusedError for a character that no data file may hold, or that stands where it may not."""
    # Letters of ASCII that can be printed need no second look.
    if text.isascii() and text.replace("\n", "").isprintable():
        return
    for match in re.finditer("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text):
        line = text.count("\n", 0, match.start()) + 1
        what = f"holds the control character U+{ord(match.group()):04X}"
        raise RefusedError(line, "yaml-character", what, "Delete it.")
    indented_by_tab = re.search(r"^ *\t", text, re.MULTILINE)
    if indented_by_tab:
        line = text.count("\n", 0, indented_by_tab.start()) + 1
        raise RefusedError(line, "yaml-tab", "is indented with a tab", "Use spaces: YAML does not allow tabs here.")


def events(text: str) -> Iterator[Any]:
    """Give the parser's events of a text, one after the other."""
    loader = _Loader(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


@contextmanager
def no_collecting(*, kept: bool = False) -> Iterator[None]:
    """Hold the garbage collector while many small objects without cycles are made; it doubles the time.

    What is `kept` stays until the end of a build: the collector does not look through it before the next one begins.
    """
    collecting = gc.isenabled()
    gc.disable()
    if kept:
        gc.unfreeze()
    try:
        yield
    finally:
        if kept:
            gc.freeze()
        if collecting:
            gc.enable()


def build(text: str, problems: Problems, name: str) -> Any:
    """Build the data of a decoded text; raises RefusedError, or yaml.YAMLError for what is no YAML."""
    with no_collecting():
        return _build_from(events(text), problems, name)


_NO_KEY = object()


def _build_from(events: Iterator[Any], problems: Problems, name: str) -> Any:
    """Build the data from the events, with a stack instead of recursion so that depth is bounded by us."""
    root: Any = None
    documents = 0
    stack: list[tuple[Any, Any]] = []  # (container, key that waits for its value)
    container: Any = None
    key: Any = _NO_KEY
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None:
                raise _no_anchor(event)
            value = _scalar(event)
            opened = False
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None:
                raise _no_anchor(event)
            if event.tag is not None and not event.implicit:
                raise _no_tag(event)
            value = {} if kind is yaml.MappingStartEvent else []
            opened = True
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            container, key = stack.pop()
            continue
        elif kind is yaml.AliasEvent:
            raise _no_anchor(event)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                got, hint = "holds a second document ('---')", "Keep one document a file."
                raise RefusedError(event.start_mark.line + 1, "yaml-documents", got, hint)
            continue
        else:
            continue

        if container is None:
            root = value
        elif type(container) is list:
            container.append(value)
        elif key is _NO_KEY:
            key = _mapping_key(event, opened, container, problems, name)
            continue
        else:
            if key not in container:  # a key that stands twice was reported; the first one stays
                container[key] = value
            key = _NO_KEY
        if opened:
            if len(stack) >= MAX_DEPTH:
                got = f"is nested more than {MAX_DEPTH} deep"
                raise RefusedError(event.start_mark.line + 1, "yaml-depth", got, "Flatten it.")
            stack.append((container, key))
            container, key = value, _NO_KEY
    return root


def _mapping_key(event: Any, opened: bool, container: dict[Any, Any], problems: Problems, name: str) -> str:
    found = "" if opened else sys.intern(event.value)
    if opened or found == "<<" or found in container:
        line = event.start_mark.line + 1
        if opened:
            raise RefusedError(line, "yaml-key", "has a list or a mapping as a key", "Use a word as the key.")
        if found == "<<":
            raise RefusedError(line, "yaml-anchor", "merges another part with '<<'", "Write the values out in full.")
        got, hint = f"has the key {shown(found)} twice", f"Keep one '{found}:' here."
        if found == "id":  # all keys of the next entry would follow
            hint = "If a new entry begins here, begin it with '- ' at the line's start. Else keep one 'id:'."
            raise RefusedError(line, "yaml-duplicate-key", got, hint)
        listing = str(container.get("id", ""))
        problems.add(Problem(Location(name, line), "yaml-duplicate-key", got, hint, listing=listing))
    return found


def _scalar(event: Any) -> Any:
    text = sys.intern(event.value)  # ten thousand listings share most of their keys and words
    if not event.implicit[0]:
        if event.tag is not None and event.tag != "!":
            raise _no_tag(event)
        return text
    return plain_value(text)


def plain_value(text: str) -> Any:
    """Say what a scalar without quotes means: a number, a date, a truth, nothing, or the text that it is."""
    if text and text[0] not in _MAYBE_NOT_TEXT:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _no_anchor(event: Any) -> RefusedError:
    hint = "Write the values out in full, or put quotes round a text that begins with & or *."
    return RefusedError(
        event.start_mark.line + 1, "yaml-anchor", f"uses a YAML anchor or alias ({shown(event.anchor)})", hint
    )


def _no_tag(event: Any) -> RefusedError:
    hint = "Remove it, or put quotes round a text that begins with '!'."
    return RefusedError(event.start_mark.line + 1, "yaml-tag", f"uses the YAML tag {shown(event.tag)}", hint)
