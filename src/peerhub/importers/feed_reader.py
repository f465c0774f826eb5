"""Feeds opened: JSON read piece by piece, tables line by line, so that a large one fits into little memory."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import ijson

from peerhub.feeds.losses import Losses
from peerhub.importers.clean import line_of
from peerhub.importers.source_record import Row
from peerhub.problems import Location, PeerHubError, Problem, Problems, shown
from peerhub.yaml.parse import MAX_BYTES, MAX_DEPTH
from peerhub.yaml.source import parse_yaml

_START = 64
# What no feed of groups comes near: its bytes, those of one value or of one row of a table, the values of a record,
# the records, those that are no objects, and the columns. What is larger is refused before it fills the memory.
MAX_FEED_BYTES = 160_000_000
MAX_VALUE_BYTES = 1_000_000
MAX_RECORD_VALUES = 100_000
MAX_RECORDS = 200_000
MAX_STRANGERS = 1_000
MAX_COLUMNS = 500
_DELIMITERS = ",;\t|"
_PROBED = 20_000


class FeedError(PeerHubError):
    """Occurs when a feed as a whole cannot be read: it is cut off, or is not of the form that was named."""


def json_rows(file: BinaryIO, name: str, lists: Sequence[str], losses: Losses) -> Iterator[Row]:
    """Read the records of a JSON feed: an array of them, or an object that holds one under one of the names `lists`.

    An object without any of them is the only record itself.
    """
    number = strangers = 0
    watched = _Watched(_json(file, name))
    try:
        for number, data in enumerate(_records(watched.events(), lists), 1):
            if number > MAX_RECORDS:
                raise _TooLargeError(f"holds more than {MAX_RECORDS:,} records")
            if isinstance(data, dict):
                yield Row(data, number, losses)
                continue
            strangers += 1
            if strangers > MAX_STRANGERS:
                raise _TooLargeError(f"holds more than {MAX_STRANGERS:,} records that are no objects")
            what = "nothing" if data is None else line_of(shown(data, 30))
            losses.listing(f"record {number}", f"must be an object, found {what}")
    except _TooLargeError as error:
        at = "" if number > MAX_RECORDS else f"record {number + 1}"
        raise refused(name, at, "feed-json", str(error), "Is it the right feed?") from None
    except (ijson.JSONError, ValueError, OverflowError) as error:
        said = " ".join(str(error).split())
        if "invalid bytes in UTF8" in said:
            raise refused(
                name, f"record {number + 1}", "feed-utf8", "is not UTF-8 text", "Save it as UTF-8."
            ) from None
        cut = isinstance(error, ijson.IncompleteJSONError) and ("EOF" in said or "ncomplete" in said)
        got = "ends in the middle" if cut else f"is not valid JSON ({line_of(said)[:60]})"
        raise refused(name, f"record {number + 1}", "feed-json", got, "Fetch the whole feed again.") from None


class _TooLargeError(Exception):
    """Stops reading a feed that would fill the memory: its message says what is too large."""


class _Watched:
    """A file that a parser reads, and the events that it finds there: a value must end before it has filled much."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._silent = 0  # bytes since something was found

    def read(self, size: int) -> bytes:
        """Give the parser more, unless it found nothing in all that it was given."""
        if self._silent > MAX_VALUE_BYTES and size:
            raise _TooLargeError(f"holds a value of more than {MAX_VALUE_BYTES:,} bytes")
        piece = self._file.read(size)
        self._silent += len(piece)
        return piece

    def events(self) -> Iterator[tuple[str, Any]]:
        """Give what the parser finds."""
        for event in ijson.basic_parse(self, use_float=True):
            self._silent = 0
            yield event


def _json(file: BinaryIO, name: str) -> BinaryIO:
    """Put a file behind its byte order mark, and refuse what is no JSON at its first sign."""
    start = file.read(_START)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise refused(name, "", "feed-utf8", "is UTF-16 text", "Save it as UTF-8.")
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    begin = start[mark:].lstrip()
    file.seek(mark)
    if begin[:1] not in (b"[", b"{"):
        found = f"a text that begins with {shown(begin[:20].decode(errors='replace'))}" if begin else "nothing"
        hint = "Is it a page that tells of the feed? Give the address of the feed itself."
        raise refused(name, "", "feed-json", f"must be JSON, found {found}", hint)
    return file


def _records(events: Iterator[tuple[str, Any]], lists: Sequence[str]) -> Iterator[Any]:
    """Give each record as soon as it is read."""
    event, _ = next(events)
    if event == "start_array":
        yield from _items(events)
        _to_the_end(events)
        return
    whole: dict[str, Any] = {}
    found = False
    for _, key in events:  # a key, or the end of the object
        if key is None:
            break
        event, value = next(events)
        if key in lists and event == "start_array":
            found = True
            yield from _items(events)
        else:
            whole[key] = _built(events, event, value)
            if len(whole) > MAX_RECORD_VALUES:
                raise _TooLargeError(f"holds a record of more than {MAX_RECORD_VALUES:,} values")
    _to_the_end(events)
    if not found:
        yield whole


def _to_the_end(events: Iterator[Any]) -> None:
    """Read on: whatever follows the value is no JSON, and the parser says so."""
    for _ in events:
        pass


def _items(events: Iterator[tuple[str, Any]]) -> Iterator[Any]:
    for event, value in events:
        if event == "end_array":
            return
        yield _built(events, event, value)


def _built(events: Iterator[tuple[str, Any]], event: str, value: Any) -> Any:
    """Build the value that an event begins, with a stack whose depth is bounded by us."""
    if event not in ("start_map", "start_array"):
        return value
    root: Any = {} if event == "start_map" else []
    stack = [root]
    key = ""
    values = 0
    for event, value in events:
        container = stack[-1]
        if event == "map_key":
            key = value
            continue
        if event in ("end_map", "end_array"):
            stack.pop()
            if not stack:
                return root
            continue
        opened = event in ("start_map", "start_array")
        part: Any = ({} if event == "start_map" else []) if opened else value
        values += 1
        if values > MAX_RECORD_VALUES:
            raise _TooLargeError(f"holds a record of more than {MAX_RECORD_VALUES:,} values")
        if type(container) is list:
            container.append(part)
        else:
            container[key] = part
        if opened:
            stack.append(part)
            if len(stack) > MAX_DEPTH:
                raise _TooLargeError(f"is nested more than {MAX_DEPTH} deep")
    return root


def yaml_rows(file: BinaryIO, name: str, losses: Losses) -> Iterator[Row]:
    """Read the records of a feed in YAML, where each stands under its short name."""
    problems = Problems()
    source = parse_yaml(file.read(MAX_BYTES + 1), name, problems)
    if source is None or problems.has_errors:
        raise FeedError("Nothing was written.", problems)
    if not isinstance(source.data, dict):
        raise refused(name, "", "feed-yaml", "must be short names, each with its meeting", "Is it the right file?")
    for number, (short, data) in enumerate(source.data.items(), 1):
        if isinstance(data, dict):
            yield Row({**data, "slug": short}, number, losses)
        else:
            losses.listing(line_of(str(short))[:100], f"must be an object, found {line_of(shown(data, 30))}")


def csv_rows(file: BinaryIO, name: str, losses: Losses) -> tuple[list[str], Iterator[Row]]:
    """Read a table: its header, and its rows by the header's names in lower case with underscores.

    A byte order mark, each kind of line end, semicolons and tabs are understood, as spreadsheets write them.
    """
    lines = _lines(file, name)
    first = next(lines, "")
    reader = csv.reader(_again(first, lines), delimiter=_delimiter(first), strict=True)
    header = [re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_") for cell in _next(reader, name) or []]
    if len(header) > MAX_COLUMNS:
        got = f"names {len(header):,} columns"
        raise refused(name, "", "feed-table", got, f"Keep the first row to {MAX_COLUMNS} columns.", 1)
    twice = next((title for at, title in enumerate(header) if title and title in header[:at]), "")
    if twice:
        raise refused(name, "", "feed-table", f"has the column {shown(twice)} twice", "Rename one of them.", 1)
    return header, _table(reader, header, name, losses)


def _table(reader: Any, header: list[str], name: str, losses: Losses) -> Iterator[Row]:
    number = 0
    while (cells := _next(reader, name)) is not None:
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if number > MAX_RECORDS:
            got = f"holds more than {MAX_RECORDS:,} rows"
            raise refused(name, "", "feed-table", got, "Is it the right feed?", reader.line_num)
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            got = f"has {len(cells)} cells, but the header names {len(header)}"
            raise refused(
                name, "", "feed-table", got, "Put a text with a comma into quotes.", reader.line_num
            ) from None
        row = Row({title: cell for title, cell in zip(header, cells, strict=False) if title}, number, losses)
        if any(cell.strip() for title, cell in zip(header, cells, strict=False) if not title):
            row.lose("a column without a title")
        yield row


def _next(reader: Any, name: str) -> list[str] | None:
    csv.field_size_limit(MAX_VALUE_BYTES)
    try:
        row: list[str] | None = next(reader, None)
    except csv.Error as error:
        hint = "Look for a quotation mark that is not closed."
        raise refused(name, "", "feed-table", f"cannot be read ({error})", hint, reader.line_num) from None
    return row


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _lines(file: BinaryIO, name: str) -> Iterator[str]:
    if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        hint = "Save it as 'CSV UTF-8'."
        raise refused(name, "", "feed-utf8", "is UTF-16 text", hint, 1)
    file.seek(0)
    if re.match(rb"[^\r\n]*\r(?!\n)", head := file.readline(MAX_VALUE_BYTES)):
        file = io.BytesIO(
            head.replace(b"\r", b"\n") + file.read(MAX_BYTES).replace(b"\r", b"\n")
        )  # as old Macs write
    else:
        file.seek(0)
    for number, line in enumerate(iter(lambda: file.readline(MAX_VALUE_BYTES + 1), b""), 1):
        if len(line) > MAX_VALUE_BYTES:
            got = f"is longer than {MAX_VALUE_BYTES:,} bytes"
            raise refused(name, "", "feed-table", got, "Is it a table?", number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise refused(name, "", "feed-utf8", "is not UTF-8 text", "Save it as 'CSV UTF-8'.", number) from None
        if "\0" in text:
            raise refused(name, "", "feed-utf8", "holds a NUL character", "Export the table again.", number)
        yield text


def _delimiter(header: str) -> str:
    """Tell what separates the cells: of the usual signs, the one that the header has most of outside quotes."""
    bare = re.sub(r'"[^"]*"', "", header[:_PROBED])
    return max(_DELIMITERS, key=bare.count)


def refused(name: str, at: str, rule: str, got: str, hint: str, line: int | None = None) -> FeedError:
    """Give the error of a feed of which nothing is taken."""
    return FeedError("Nothing was written.", [Problem(Location(name, line), rule, got, hint, at=at)])
