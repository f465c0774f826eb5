"""YAML in, plain data out: one reader with limits, whose line numbers are worked out only when asked for.

The reader walks PyYAML's events itself instead of constructing nodes. That is faster, and it lets every
limit be checked before any data is built: a file of nested aliases (a "billion laughs") is refused at its
first anchor, and a key that stands twice is an error rather than a silent loss.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from peerhub.problems import Location, Problems, shown

# libyaml's parser is several times faster than the one in Python; wheels carry it, a bare build may not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 40

Step = str | int
DataPath = tuple[Step, ...]

_BOOLEANS = {"true": True, "false": False, "True": True, "False": False, "TRUE": True, "FALSE": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# Characters that must be looked at before a plain scalar can be anything but text.
_MAYBE_NOT_TEXT = frozenset("0123456789+-.~tTfFnN")


@dataclass
class Source:
    """A YAML file that was read: its data, and a way to find the line of any part of it."""

    name: str
    data: Any
    text: str
    _lines: dict[DataPath, int] | None = field(default=None, repr=False)
    _items: list[tuple[int, int]] | None = field(default=None, repr=False)
    _item_lines: dict[int, dict[DataPath, int]] = field(default_factory=dict, repr=False)

    def locate(self, path: DataPath = ()) -> Location:
        """Find the line of a part, such as `(3, "meetings", 0, "days")`; a missing part gives its parent's line."""
        lines = self._lines_around(path)
        while path not in lines and path:
            path = path[:-1]
        return Location(self.name, lines.get(path, 1))

    def cut(self) -> tuple[str, list[str]] | None:
        """Cut the text into what stands before the list and the text of each item; joined, they are the whole again.

        The answer is None when the file is not a list at the left margin.
        """
        if self.data is None:
            return self.text, []
        starts = [start for start, _ in _item_starts(self.text, self.data)]
        if not starts:
            return None
        ends = [*starts[1:], len(self.text)]
        return self.text[: starts[0]], [self.text[start:end] for start, end in zip(starts, ends, strict=True)]

    def _lines_around(self, path: DataPath) -> dict[DataPath, int]:
        """Give the lines of all parts of the item that a path leads into, or of the whole file."""
        if self._lines is not None:
            return self._lines
        if self._items is None:
            self._items = _item_starts(self.text, self.data)
        if path and isinstance(path[0], int) and 0 <= path[0] < len(self._items):
            index = path[0]
            if index not in self._item_lines:
                self._item_lines[index] = self._lines_of_item(index, self._items)
            return self._item_lines[index]
        self._lines = _first_lines(_positions(self.text))
        return self._lines

    def _lines_of_item(self, index: int, starts: list[tuple[int, int]]) -> dict[DataPath, int]:
        # An item at the left margin is a document of its own, so ten thousand others need no second look.
        start, before = starts[index]
        end = starts[index + 1][0] if index + 1 < len(starts) else len(self.text)
        parts = _positions(self.text[start:end])
        return _first_lines(((index, *path[1:]), line + before) for path, line in parts if path)


def _first_lines(positions: Iterable[tuple[DataPath, int]]) -> dict[DataPath, int]:
    """Keep the first line of each part: of a key that stands twice, the first value is the one that stays."""
    lines: dict[DataPath, int] = {}
    for path, line in positions:
        lines.setdefault(path, line)
    return lines


def _item_starts(text: str, data: Any) -> list[tuple[int, int]]:
    """List where the items of a list at the left margin start: the offset and the number of lines before it.

    The answer is empty when the list is not written that way.
    """
    if not isinstance(data, list) or "\r" in text.replace("\r\n", "") or re.search("[\x85\u2028\u2029]", text):
        return []
    offsets = [match.start() for match in re.finditer(r"^-(?=[ \r\n]|\Z)", text, re.MULTILINE)]
    # Each item has a hyphen there; so when the numbers agree, no hyphen is part of a text.
    if len(offsets) != len(data):
        return []
    starts: list[tuple[int, int]] = []
    before, lines = 0, 0
    for offset in offsets:
        lines += text.count("\n", before, offset)
        before = offset
        starts.append((offset, lines))
    return starts


class RefusedError(Exception):
    """Stops reading a file that breaks a limit."""

    def __init__(self, line: int, rule: str, got: str, hint: str) -> None:
        super().__init__(got)
        self.line, self.rule, self.got, self.hint = line, rule, got, hint


def read_yaml(path: Path, name: str, problems: Problems) -> Source | None:
    """Read one YAML file into plain data; what is wrong with it becomes problems, and the answer is then None.

    `name` is how messages call the file. The data holds str, int, float, bool, None, date, list and dict;
    clock times such as 19:00 stay text. Numbers are YAML 1.2's: `010` and `1_000` stay text, and so does `yes`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.error(
            Location(name), "file-unreadable", f"cannot be read ({error.strerror})", "Check the file's name."
        )
        return None
    return parse_yaml(raw, name, problems)


def parse_yaml(raw: bytes, name: str, problems: Problems) -> Source | None:
    """Read YAML from bytes, as `read_yaml` does from a file."""
    try:
        text = decode(raw)
        data = _build(text, problems, name)
    except RefusedError as refused:
        problems.error(Location(name, refused.line), refused.rule, refused.got, refused.hint)
        return None
    except yaml.YAMLError as error:
        problems.error(*_explain(error, name))
        return None
    return Source(name, data, text)


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
    for match in re.finditer("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text):
        line = text.count("\n", 0, match.start()) + 1
        what = f"holds the control character U+{ord(match.group()):04X}"
        raise RefusedError(line, "yaml-character", what, "Delete it.")
    indented_by_tab = re.search(r"^ *\t", text, re.MULTILINE)
    if indented_by_tab:
        line = text.count("\n", 0, indented_by_tab.start()) + 1
        raise RefusedError(line, "yaml-tab", "is indented with a tab", "Use spaces: YAML does not allow tabs here.")
    return text


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hold the garbage collector while many small objects without cycles are made; it doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _build(text: str, problems: Problems, name: str) -> Any:
    with no_collecting():
        return _build_from(_events(text), problems, name)


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
            key = _mapping_key(event, value, opened, container, problems, name)
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


def _mapping_key(
    event: Any, value: Any, opened: bool, container: dict[Any, Any], problems: Problems, name: str
) -> str:
    line = event.start_mark.line + 1
    if opened:
        raise RefusedError(line, "yaml-key", "has a list or a mapping as a key", "Use a word as the key.")
    found = str(event.value)
    if found == "<<":
        raise RefusedError(line, "yaml-anchor", "merges another part with '<<'", "Write the values out in full.")
    if found in container:
        hint = f"Keep one '{found}:' here."
        problems.error(Location(name, line), "yaml-duplicate-key", f"has the key {shown(found)} twice", hint)
    return found


def _scalar(event: Any) -> Any:
    text = cast(str, event.value)
    if not event.implicit[0]:
        if event.tag is not None and event.tag != "!":
            raise _no_tag(event)
        return text
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


def _explain(error: yaml.YAMLError, name: str) -> tuple[Location, str, str, str]:
    """Turn the parser's words into a place, a rule, what was found and what to do."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = None if mark is None else mark.line + 1
    detail = getattr(error, "problem", None) or "cannot be read"
    hint = "Look at this line and the one before it: a missing space after ':', an unclosed quote or the indent."
    if "mapping values are not allowed" in detail:
        hint = "Put quotes round a text that holds ': '."
    elif "found character" in detail and "cannot start any token" in detail:
        hint = "Put quotes round a text that begins with @, ` or %."
    return Location(name, line), "yaml-syntax", f"is not valid YAML ({detail})", hint


def _positions(text: str) -> Iterator[tuple[DataPath, int]]:
    """Give the line of every key and item of a text that was read without a refusal."""
    path: list[Step] = []
    kinds: list[str] = []  # one of "sequence", "key" or "value" for each open container
    for event in _events(text):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            kinds.pop()
            path.pop()
            if kinds and kinds[-1] == "value":
                kinds[-1] = "key"
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        line = event.start_mark.line + 1
        if kinds and kinds[-1] == "key":
            path[-1] = str(event.value)
            yield tuple(path), line
            kinds[-1] = "value"
            continue
        if kinds and kinds[-1] == "sequence":
            path[-1] = cast(int, path[-1]) + 1
            yield tuple(path), line
        elif not kinds:
            yield (), line
        if kind is yaml.ScalarEvent:
            if kinds and kinds[-1] == "value":
                kinds[-1] = "key"
        elif kind is yaml.SequenceStartEvent:
            kinds.append("sequence")
            path.append(-1)
        else:
            kinds.append("key")
            path.append("")


def line_of(text: str, offset: int) -> int:
    """Give the line, counted from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1


def line_starts(text: str) -> list[int]:
    """List the offsets at which lines start, for many look-ups with `line_in`."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_in(starts: list[int], offset: int) -> int:
    """Give the line of an offset, from the list that `line_starts` made."""
    return bisect_right(starts, offset)
