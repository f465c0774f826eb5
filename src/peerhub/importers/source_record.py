"""One record of a feed, read with patience: whatever stands in a field, the answer is of the kind that was asked for.

Feeds hold null, numbers as text, a list where one value is due. What can be understood is; what cannot is a loss
with the record's and the field's name. At the end, each field that nobody asked for is a loss too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from peerhub.feeds.losses import Losses
from peerhub.importers.clean import line_of, lines_of
from peerhub.problems import shown

# Letters of one value. Nobody writes as much about a group, and patterns look at each text from many sides.
MAX_LINE, MAX_PROSE = 1_000, 10_000
_YES = frozenset({"yes", "true", "1", "y"})
_NO = frozenset({"no", "false", "0", "n"})


class Row:
    """A record with its position in the feed, counted from 1, and the losses to which it reports."""

    def __init__(self, data: Mapping[str, Any], number: int, losses: Losses) -> None:
        self.data = data
        self.position = number
        self.name = f"record {number}"
        self.own = ""  # the words by which the group and who runs it are called, once they are read
        self.links = False  # whether links to pages stay in its texts
        self._losses = losses
        self._asked: set[str] = set()
        self._theirs: Mapping[str, str] = {}

    def rename(self, names: Mapping[str, str]) -> None:
        """Read fields under our names; what is told of them goes by the names that the record has."""
        self.data = {names.get(field, field): value for field, value in self.data.items()}
        self._theirs = {ours: theirs for theirs, ours in names.items()}

    def lose(self, *fields: str, why: str = "") -> None:
        """Note that fields of this record were lost."""
        self._losses.lose(self.name, *(self._theirs.get(field, field) for field in fields), why=why)

    def leave_out(self, reason: str) -> None:
        """Note that the whole record was left out."""
        self._losses.listing(self.name, reason)

    def has(self, field: str) -> bool:
        """Whether the record says anything in a field."""
        return self.data.get(field) not in (None, "", [], {})

    def raw(self, field: str) -> Any:
        """Give a value as it is, None when it says nothing."""
        self._asked.add(field)
        value = self.data.get(field)
        return value if value or value not in ("", [], {}) else None

    def line(self, field: str) -> str:
        """Give a text on one line, without markup and without what nobody can see; empty when there is none."""
        return line_of(self._text(field, MAX_LINE), links=self.links)

    def prose(self, field: str) -> str:
        """Give a text that may have several lines, without markup and without what nobody can see."""
        return lines_of(self._text(field, MAX_PROSE), links=self.links)

    def lines(self, field: str) -> list[str]:
        """Give a list of short texts; one text is a list of its parts between commas."""
        value = self.raw(field)
        if isinstance(value, str):
            value = value.split(",")
        elif value is not None and not isinstance(value, list):
            value = [value]
        found = []
        for item in value or []:
            if isinstance(item, str | int | float) and not isinstance(item, bool):
                found.append(line_of(str(item)))
            elif item is not None:
                self._wrong(field, "a list of texts", item)
        return [item for item in found if item]

    def number(self, field: str) -> float | None:
        """Give a number; a text that holds one is a number too."""
        value = self._single(field)
        if value is None or isinstance(value, bool):
            return None
        try:
            found = float(value)
        except (TypeError, ValueError, OverflowError):
            self._wrong(field, "a number", value)
            return None
        if not math.isfinite(found):
            self._wrong(field, "a number", value)
            return None
        return found

    def yes(self, field: str) -> bool | None:
        """Give yes or no, however the feed spells it."""
        value = self._single(field)
        said = str(value).strip().lower()
        if value is None:
            return None
        if said not in _YES | _NO:
            self._wrong(field, "yes or no", value)
            return None
        return said in _YES

    def parts(self, field: str) -> list[Mapping[str, Any]]:
        """Give a list of objects; one object is a list of itself."""
        value = self.raw(field)
        if isinstance(value, Mapping):
            return [value]
        if value is not None and not isinstance(value, list):
            self._wrong(field, "a list of objects", value)
            return []
        wrong = [item for item in value or [] if not isinstance(item, Mapping)]
        if wrong:
            self._wrong(field, "a list of objects", wrong[0])
        return [item for item in value or [] if isinstance(item, Mapping)]

    def part(self, data: Mapping[str, Any], field: str) -> Row:
        """Read an object inside this record; its losses carry the field's name."""
        return Part(self, data, field)

    def left(self, silent: frozenset[str]) -> None:
        """Report what nobody asked for; `silent` are the fields that say once more what others say."""
        for field in self._unasked():
            if field not in silent:
                self.lose(field)

    def _unasked(self) -> Iterator[str]:
        for field in self.data:
            if field not in self._asked and self.has(field):
                yield line_of(str(field))[:60] or "a field without a name"

    def _single(self, field: str) -> Any:
        value = self.raw(field)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return value.strip() or None if isinstance(value, str) else value

    def _text(self, field: str, most: int) -> str:
        value = self._single(field)
        if isinstance(value, str) and len(value) > most:
            self.lose(field, why=f"is longer than {most:,} letters")
            return ""
        if value is None or isinstance(value, bool):
            return ""
        if isinstance(value, str | int | float):
            return str(value)
        self._wrong(field, "a text", value)
        return ""

    def _wrong(self, field: str, wanted: str, found: Any) -> None:
        kinds = {dict: "an object", list: "a list", bool: "yes or no"}
        what = kinds.get(type(found)) or line_of(shown(found, 30))
        self.lose(field, why=f"must be {wanted}, found {what}")


class Part(Row):
    """An object inside a record: what it loses is the record's loss."""

    def __init__(self, above: Row, data: Mapping[str, Any], field: str) -> None:
        super().__init__(data, above.position, above._losses)
        self.name, self.links = above.name, above.links
        self._field = field

    def lose(self, *fields: str, why: str = "") -> None:
        """Note a loss under the name of the part."""
        super().lose(*(f"{self._field}.{field}" for field in fields), why=why)
