"""YAML in, plain data out: one reader with limits, whose line numbers are worked out only when asked for."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import yaml

from peerhub.problems import Location, Problem, Problems
from peerhub.store.cache import digest
from peerhub.store.files import read_file
from peerhub.yaml.mistakes import explain, id_around
from peerhub.yaml.parse import RefusedError, build, decode, events

Step = str | int
DataPath = tuple[Step, ...]


class Source:
    """A YAML file that was read: its data, and a way to find the line of any part of it."""

    def __init__(self, name: str, data: Any, text: str) -> None:
        self.name = name
        self.text = text
        self._data = data
        self._lines: dict[DataPath, int] | None = None
        self._items: list[tuple[int, int]] | None = None
        self._item_lines: dict[int, dict[DataPath, int]] = {}

    @property
    def data(self) -> Any:
        """The whole of what was read."""
        return self._data

    @property
    def digest(self) -> str:
        """Name what was read and where each part of it stands."""
        return digest(self.text)

    def item(self, index: int) -> Any:
        """Give one item of a list."""
        return self.data[index]

    def item_digest(self, index: int) -> str:
        """Name one item of a list by what it says, wherever it stands."""
        return digest(json.dumps(self.item(index), ensure_ascii=False, default=str))

    def kept(self, index: int) -> str | None:
        """Give what an earlier build kept of an item; nothing is kept of a file that is read whole."""
        return None

    def keep(self, index: int, text: str) -> None:
        """Keep something of an item for the next build."""

    def let_go(self) -> None:
        """Let go of what can be read once more."""

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
        starts = [start for start, _ in self._item_starts()]
        if not starts:
            return None
        ends = [*starts[1:], len(self.text)]
        return self.text[: starts[0]], [self.text[start:end] for start, end in zip(starts, ends, strict=True)]

    def _lines_around(self, path: DataPath) -> dict[DataPath, int]:
        """Give the lines of all parts of the item that a path leads into, or of the whole file."""
        if self._lines is not None:
            return self._lines
        if self._items is None:
            self._items = self._item_starts()
        if path and isinstance(path[0], int) and 0 <= path[0] < len(self._items):
            index = path[0]
            if index not in self._item_lines:
                self._item_lines[index] = self._lines_of_item(index, self._items)
            return self._item_lines[index]
        self._lines = _first_lines(_positions(self.text))
        return self._lines

    def _item_starts(self) -> list[tuple[int, int]]:
        """List where the items of a list at the left margin start; empty when it is not written that way."""
        text = self.text
        if not isinstance(self.data, list) or re.search("\r(?!\n)|[\x85\u2028\u2029]", text):
            return []
        starts = offsets_and_lines(text, [match.start() for match in re.finditer(r"^-(?=[ \r\n]|\Z)", text, re.M)])
        # Each item has a hyphen there; so when the numbers agree, no hyphen is part of a text.
        return starts if len(starts) == len(self.data) else []

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


def offsets_and_lines(text: str, offsets: Iterable[int]) -> list[tuple[int, int]]:
    """Give each offset, in their order, with the number of lines before it."""
    found: list[tuple[int, int]] = []
    before, lines = 0, 0
    for offset in offsets:
        lines += text.count("\n", before, offset)
        before = offset
        found.append((offset, lines))
    return found


def read_yaml(path: Path, name: str, problems: Problems) -> Source | None:
    """Read one YAML file into plain data; what is wrong with it becomes problems, and the answer is then None.

    `name` is how messages call the file. The data holds str, int, float, bool, None, date, list and dict;
    clock times such as 19:00 stay text. Numbers are YAML 1.2's: `010` and `1_000` stay text, and so does `yes`.
    """
    try:
        raw = read_file(path)
    except OSError as error:
        problems.error(
            Location(name), "file-unreadable", f"cannot be read ({error.strerror})", "Check the file's name."
        )
        return None
    return parse_yaml(raw, name, problems)


def parse_yaml(raw: bytes, name: str, problems: Problems) -> Source | None:
    """Read YAML from bytes, as `read_yaml` does from a file."""
    text, line = "", None
    try:
        text = decode(raw)
        data = build(text, problems, name)
    except RefusedError as refused:
        line, rule, got, hint = refused.line, refused.rule, refused.got, refused.hint
    except yaml.YAMLError as error:
        line, got, hint = explain(error, text)
        rule = "yaml-syntax"
    else:
        return Source(name, data, text)
    listing = id_around(text, line) if line else ""
    problems.add(Problem(Location(name, line), rule, got, hint, listing=listing))
    return None


def _positions(text: str) -> Iterator[tuple[DataPath, int]]:
    """Give the line of every key and item of a text that was read without a refusal."""
    path: list[Step] = []
    kinds: list[str] = []  # one of "sequence", "key" or "value" for each open container
    for event in events(text):
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


_COMMENT = re.compile(r"[ \t]+(#.*)")


def comments_after(text: str) -> Iterator[tuple[int, str, str]]:
    """Give each value without quotes behind which a comment stands: its line from 0, the value and the comment."""
    lines = text.split("\n")
    for event in events(text):
        if type(event) is yaml.ScalarEvent and event.implicit[0] and event.value:
            end: Any = event.end_mark
            found = _COMMENT.match(lines[end.line], end.column) if end.line < len(lines) else None
            if found:
                yield end.line, event.value, found[1].strip()


def line_of(text: str, offset: int) -> int:
    """Give the line, counted from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1


def line_starts(text: str) -> list[int]:
    """List the offsets at which lines start, for many look-ups with `line_in`."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_in(starts: list[int], offset: int) -> int:
    """Give the line of an offset, from the list that `line_starts` made."""
    return bisect_right(starts, offset)
