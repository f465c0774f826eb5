"""Feeds opened: JSON read piece by piece, tables line by line, so that a large one fits into little memory."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import ijson

from peerhub.feeds.losses import Losses
from peerhub.importers.clean import line_of
from peerhub.importers.rows import Row
from peerhub.problems import Location, PeerHubError, Problem, shown

_START = 64
_LONGEST_CELL = 1_000_000
_DELIMITERS = ",;\t|"
_PROBED = 20_000


class FeedError(PeerHubError):
    """Occurs when a feed as a whole cannot be read: it is cut off, or is not of the form that was named."""


def json_rows(file: BinaryIO, name: str, lists: Sequence[str], losses: Losses) -> Iterator[Row]:
    """Read the records of a JSON feed: an array of them, or an object that holds one under one of the names `lists`.

    An object without any of them is the only record itself. `file` can be read from its start again.
    """
    number = 0
    try:
        for number, data in enumerate(ijson.items(*_opened(file, name, lists), use_float=True), 1):
            if isinstance(data, Mapping):
                yield Row(data, number, losses)
            else:
                losses.listing(f"record {number}", f"must be an object, found {line_of(shown(data, 30))}")
    except (ijson.JSONError, ValueError, OverflowError) as error:
        said = " ".join(str(error).split())
        cut = isinstance(error, ijson.IncompleteJSONError) and ("EOF" in said or "ncomplete" in said)
        got = "ends in the middle" if cut else f"is not valid JSON ({line_of(said.split('  ')[0])[:80]})"
        raise _refused(name, f"record {number + 1}", "feed-json", got, "Fetch the whole feed again.") from None


def _opened(file: BinaryIO, name: str, lists: Sequence[str]) -> tuple[BinaryIO, str]:
    """Find where the records are: the file, put to its start, and ijson's path to them."""
    start = file.read(_START)
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    first = start[mark:].lstrip()[:1]
    file.seek(mark)
    if first == b"[":
        return file, "item"
    if first != b"{":
        found = (
            "nothing"
            if not first
            else f"a text that begins with {shown(start[mark : mark + 20].decode(errors='replace'))}"
        )
        hint = "Is it a page that tells of the feed? Give the address of the feed itself."
        raise _refused(name, "", "feed-json", f"must be JSON, found {line_of(found)}", hint)
    path = _list_in(file, lists)
    file.seek(mark)
    return file, path


def _list_in(file: BinaryIO, lists: Sequence[str]) -> str:
    key = ""
    for prefix, event, value in ijson.parse(file):
        if prefix == "" and event == "map_key":
            key = value
        elif event == "start_array" and prefix in lists and prefix == key:
            return f"{prefix}.item"
    return ""


def csv_rows(file: BinaryIO, name: str, losses: Losses) -> tuple[list[str], Iterator[Row]]:
    """Read a table: its header, and its rows by the header's names in lower case with underscores.

    A byte order mark, semicolons and tabs are understood, as spreadsheets write them.
    """
    lines = _lines(file, name)
    first = next(lines, "")
    reader = csv.reader(_again(first, lines), delimiter=_delimiter(first), strict=True)
    header = [re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_") for cell in _next(reader, name) or []]
    twice = next((title for at, title in enumerate(header) if title and title in header[:at]), "")
    if twice:
        raise _refused(name, "", "feed-table", f"has the column {shown(twice)} twice", "Rename one of them.", 1)
    return header, _table(reader, header, name, losses)


def _table(reader: Any, header: list[str], name: str, losses: Losses) -> Iterator[Row]:
    number = 0
    while (cells := _next(reader, name)) is not None:
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            got = f"has {len(cells)} cells, but the header names {len(header)}"
            raise _refused(
                name, "", "feed-table", got, "Put a text with a comma into quotes.", reader.line_num
            ) from None
        yield Row({title: cell for title, cell in zip(header, cells, strict=False) if title}, number, losses)


def _next(reader: Any, name: str) -> list[str] | None:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        row: list[str] | None = next(reader, None)
    except csv.Error as error:
        hint = "Look for a quotation mark that is not closed."
        raise _refused(name, "", "feed-table", f"cannot be read ({error})", hint, reader.line_num) from None
    return row


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _lines(file: BinaryIO, name: str) -> Iterator[str]:
    if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        hint = "Save it as 'CSV UTF-8'."
        raise _refused(name, "", "feed-utf8", "is UTF-16 text", hint, 1)
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise _refused(name, "", "feed-utf8", "is not UTF-8 text", "Save it as 'CSV UTF-8'.", number) from None
        if "\0" in text:
            raise _refused(name, "", "feed-utf8", "holds a NUL character", "Export the table again.", number)
        yield text


def _delimiter(header: str) -> str:
    """Tell what separates the cells: of the usual signs, the one that the header has most of outside quotes."""
    bare = re.sub(r'"[^"]*"', "", header[:_PROBED])
    return max(_DELIMITERS, key=bare.count)


def _refused(name: str, at: str, rule: str, got: str, hint: str, line: int | None = None) -> FeedError:
    return FeedError("Nothing was written.", [Problem(Location(name, line), rule, got, hint, at=at)])
