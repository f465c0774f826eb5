"""A long list in YAML, of which only the items that changed are read again.

Items that begin at the left margin are documents of their own, so an edited one is read alone. A list of which
nothing is known is read at once, and its text is only cut to name each item by a digest. A file that is written
otherwise, or in which anything is wrong, is left to `parse_yaml`, which knows every rule and names every line.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import Any

import yaml

from peerhub.problems import Problems
from peerhub.store.cache import CacheTable, digest
from peerhub.yaml.parse import MAX_BYTES, RefusedError, build, refuse_characters
from peerhub.yaml.source import Source, offsets_and_lines

# Anything else at the left margin than an item, a comment or nothing; and what ends a line for YAML alone.
_OTHERWISE = re.compile(r"^[^-\s#]|^-(?![ \r\n]|\Z)|\r(?!\n)|[\x85\u2028\u2029]", re.MULTILINE)
_BEFORE = re.compile(r"(?:#[^\n]*\n|[ \r\n]++)*+")
_UNREAD = object()


class ListSource(Source):
    """A list of items, each read when it is asked for, with what an earlier build kept of it in a table."""

    def __init__(self, name: str, text: str, starts: list[int], table: CacheTable) -> None:
        super().__init__(name, None, text)
        self._starts = starts
        self._table = table
        self._read: list[Any] = [_UNREAD] * (len(starts) - 1)
        self._digests = [digest(text[start:end]) for start, end in pairwise(starts)]

    @property
    def data(self) -> list[Any]:
        """The whole list; a build asks for single items, because an earlier one kept something of most."""
        if all(item is _UNREAD for item in self._read):
            self._read = _items(self.text, len(self))
        return [self.item(index) for index in range(len(self))]

    @property
    def digest(self) -> str:
        """Name what was read and where each part of it stands."""
        return digest(self.text[: self._starts[0]], *self._digests)

    def __len__(self) -> int:
        return len(self._read)

    def item(self, index: int) -> Any:
        """Read one item."""
        if self._read[index] is _UNREAD:
            (self._read[index],) = _items(self._text(index), 1)
        return self._read[index]

    def item_digest(self, index: int) -> str:
        """Name one item by its text, wherever it stands."""
        return self._digests[index]

    def item_line(self, index: int) -> int:
        """Give the line at which an item begins."""
        if self._items is None:
            self._items = self._item_starts()
        return self._items[index][1] + 1

    def kept(self, index: int) -> str | None:
        """Give what an earlier build kept of an item."""
        return self._table.get_text(self._digests[index])

    def keep(self, index: int, text: str) -> None:
        """Keep something of an item, on one line, for the next build: it says too that the item can be read."""
        self._table.put_text(self._digests[index], text)

    def let_go(self) -> None:
        """Let go of what was read: an item that is asked for again is read again."""
        self._read = [_UNREAD] * len(self._read)

    def read_unknown(self) -> bool:
        """Read every item of which nothing was kept, and tell whether each is a document of its own."""
        unknown = [index for index in range(len(self)) if self.kept(index) is None]
        try:
            if len(unknown) == len(self):
                return _is_plain(self.text) and len(self.data) == len(self)
            return all(_is_plain(self._text(index)) and self.item(index) is not _UNREAD for index in unknown)
        except (RefusedError, yaml.YAMLError):
            return False

    def _text(self, index: int) -> str:
        return self.text[self._starts[index] : self._starts[index + 1]]

    def _item_starts(self) -> list[tuple[int, int]]:
        return offsets_and_lines(self.text, self._starts[:-1])


def read_items(raw: bytes, name: str, table: CacheTable) -> ListSource | None:
    """Read a list of items; None where the whole reader must read it. `table` holds what was kept of items before."""
    try:
        text = raw.decode("utf-8-sig") if len(raw) <= MAX_BYTES else ""
    except UnicodeDecodeError:
        return None
    starts = cut(text)
    if starts and not _is_plain(text[: starts[0]]):
        return None
    found = ListSource(name, text, starts, table) if starts else None
    return found if found is not None and found.read_unknown() else None


def _is_plain(text: str) -> bool:
    """Tell whether lines end as they seem to, and nothing in a text is hidden or stands where an item should."""
    try:
        refuse_characters(text)
    except RefusedError:
        return False
    return not _OTHERWISE.search(text)


def cut(text: str) -> list[int]:
    """Tell where each item of a list begins, and where the last ends; nothing where something else comes first.

    Only hyphens are looked for: whether what stands between them is an item is for `read_unknown` to say.
    """
    before, *items = f"\n{text}".split("\n-")
    starts = list(accumulate((len(item) + 2 for item in items), initial=len(before)))
    if not items or not _BEFORE.fullmatch(text, 0, starts[0]):
        return []
    starts[-1] = len(text)
    return starts


def _items(text: str, count: int) -> list[Any]:
    """Read as many items; raises RefusedError or yaml.YAMLError where they are none by themselves."""
    problems = Problems()
    found = build(text, problems, "")
    # With as many items as hyphens at the margin, no hyphen is part of a text.
    if len(problems) or not isinstance(found, list) or len(found) != count:
        raise RefusedError(1, "", "", "")  # the whole reader says what is wrong
    return found
