"""The cache: results kept by the content they were made from, safe to delete at any time.

An entry's name is a hash of everything that decides its value: the kind of work, the version of the code,
and the inputs. So an entry is never stale, only unused. Values are JSON or bytes with a checksum, never
pickles: a cache that came from elsewhere can at worst be refused.

Ten thousand small results would be ten thousand files. They stand together in a table, one entry for each kind of
work, and each row of it has a name of the same sort as an entry has.

One SQLite file with a row for each result was held beside it, with the 74,000 rows of 10,000 groups: it reads them
in 0.33 s of computing (these files: 0.30), writes them in 1.65 s (0.15), and is 108 MB large (45). It would save
0.1 s where one group was edited, and processes must still tell each other what they used.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

_MAGIC = b"peerhub-cache-2\n"
_CHECK_BYTES = 4
_OURS = re.compile(r"[0-9a-f]{40}(\.[0-9]+\.part)?")
_DATE = "\N{DEGREE SIGN}date"


def digest(*parts: str | bytes) -> str:
    """Hash several parts into one name; the parts' borders count, so that ("ab", "c") is not ("a", "bc")."""
    pieces: list[bytes] = []
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        pieces += len(raw).to_bytes(8, "big"), raw
    return hashlib.blake2b(b"".join(pieces), digest_size=20).hexdigest()


TableName = tuple[str, ...]  # the kind of work, and what all rows rest on


class TableUse(NamedTuple):
    """What one process did with a table: the rows it needed, whether it added any, and whether any other is left."""

    rows: dict[str, str]
    added: bool
    changed: bool


class CacheUse(NamedTuple):
    """What one process did with a cache: the entries it read or wrote, its tables, and those that it left alone."""

    entries: set[Path]
    tables: dict[TableName, TableUse]
    left: set[TableName]


class CacheTable:
    """Many small results of one kind, each under a digest of everything that decides it.

    What a build neither reads nor adds is left out when the table is put back. A row is kept as it is written, a
    digest and JSON on one line, and read when it is asked for: ten thousand rows are then one text to load.
    """

    def __init__(self, text: str = "") -> None:
        self._rows: dict[str, str] = dict([line.split(" ", 1) for line in text.split("\n") if " " in line])
        self._used: dict[str, str] = {}
        self._added = False

    def get(self, key: str) -> Any | None:
        """Give the plain data kept under a digest, or None."""
        text = self._rows.get(key)
        if text is None:
            return None
        try:
            found = json.loads(text, object_hook=_from_json if _DATE in text else None)
        except ValueError:
            return None
        self._used[key] = text
        return found

    def put(self, key: str, value: Any) -> None:
        """Keep plain data (with dates), which is never None, under a digest."""
        text = _to_json(value)
        if text is not None:
            self._rows[key] = self._used[key] = text
            self._added = True

    def get_text(self, key: str) -> str | None:
        """Give the line kept under a digest by `put_text`, or None."""
        text = self._rows.get(key)
        if text is not None:
            self._used[key] = text
        return text

    def put_text(self, key: str, text: str) -> None:
        """Keep a line of text under a digest; JSON that something else wrote need not be written again."""
        self._rows[key] = self._used[key] = text
        self._added = True

    @property
    def empty(self) -> bool:
        """Whether nothing is in the table."""
        return not self._rows

    @property
    def changed(self) -> bool:
        """Whether the table is no longer what was read."""
        return self._added or len(self._used) != len(self._rows)

    def used(self) -> TableUse:
        """Tell what this process did with the table."""
        return TableUse(self._used, self._added, self.changed)

    @classmethod
    def taken_over(cls, use: TableUse) -> CacheTable:
        """Give the table that another process alone used, as it left it."""
        table = cls()
        table._rows = table._used = use.rows
        table._added = use.changed
        return table

    def take_over(self, use: TableUse) -> None:
        """Add what another process did with the same table."""
        self._rows.update(use.rows)
        self._used.update(use.rows)
        self._added = self._added or use.added

    def keep_all(self) -> None:
        """Count every row as needed: the work that would have asked for them was not done this time."""
        self._used = self._rows

    def text(self) -> str:
        """Write the rows that this build needed."""
        return "".join([f"{key} {value}\n" for key, value in self._used.items()])


class Cache:
    """A folder of results. Reading never fails: what is damaged counts as absent and is reported once.

    Where there is a `doubt` whose it is, it is neither read nor written.
    """

    def __init__(
        self, folder: Path, version: str, report: Callable[[str], None] = lambda message: None, doubt: str = ""
    ) -> None:
        self._folder = folder
        self._version = version
        self._report = report
        self._used: set[Path] = set()
        self._tables: dict[TableName, CacheTable] = {}
        self._left: set[TableName] = set()
        self._said: set[str] = set()
        self._writable = self._readable = not doubt
        if doubt:
            self.say(f"The cache {folder.parent.name}/ is not used: {doubt}")

    @property
    def folder(self) -> Path:
        """Where it stands."""
        return self._folder

    @property
    def version(self) -> str:
        """The version of the code that its results were made by."""
        return self._version

    def get(self, kind: str, *inputs: str | bytes) -> bytes | None:
        """Give the bytes kept for these inputs, or None."""
        if not self._readable:
            return None
        path = self._path(kind, *inputs)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + _CHECK_BYTES
        value = raw[start:]
        if raw[: len(_MAGIC)] != _MAGIC or raw[len(_MAGIC) : start] != _checksum(value):
            self._discard(path)
            return None
        self._used.add(path)
        return value

    def put(self, value: bytes, kind: str, *inputs: str | bytes) -> None:
        """Keep bytes for these inputs. A cache that cannot be written is reported once and then left alone."""
        if not self._writable:
            return
        path = self._path(kind, *inputs)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_MAGIC + _checksum(value) + value)
            part.replace(path)
        except OSError as error:
            self._writable = False
            self.say(f"The cache {self._folder.name}/ cannot be written ({error.strerror}); building without it.")
            _delete(part)
            return
        self._used.add(path)

    def get_data(self, kind: str, *inputs: str | bytes) -> Any | None:
        """Give plain data (with dates) kept for these inputs, or None."""
        raw = self.get(kind, *inputs)
        if raw is None:
            return None
        try:
            return json.loads(raw, object_hook=_from_json)
        except ValueError:
            self._discard(self._path(kind, *inputs))
            return None

    def data_of_any_version(self, kind: str) -> Iterator[Any]:
        """Give all plain data kept for a kind of work, also what other versions of the code made."""
        for path in sorted((self._folder / kind).glob("*")) if self._readable else ():
            with suppress(OSError, ValueError):
                raw = path.read_bytes()
                value = raw[len(_MAGIC) + _CHECK_BYTES :]
                if raw == _MAGIC + _checksum(value) + value:
                    yield json.loads(value, object_hook=_from_json)

    def put_data(self, value: Any, kind: str, *inputs: str | bytes) -> None:
        """Keep plain data (str, int, float, bool, None, date, list, dict) for these inputs."""
        text = _to_json(value)
        if text is not None:
            self.put(text.encode("utf-8", "surrogatepass"), kind, *inputs)

    def table(self, kind: str, *cache_key: str) -> CacheTable:
        """Give the table of a kind of work; `put_back` keeps what came into it.

        What all of its rows rest on may be named once for the table, instead of in the digest of each.
        """
        name = kind, *cache_key
        found = self._tables.get(name)
        if found is None:
            raw = self.get(kind, "table", *cache_key) or b""
            try:
                found = CacheTable(raw.decode("utf-8", "surrogatepass"))
            except UnicodeDecodeError:
                found = CacheTable()
            self._tables[name] = found
        return found

    def leave(self, kind: str, *cache_key: str) -> None:
        """Let a table stand, with all its rows, that this build had no need of or of a few, and the next one may."""
        self._used.add(self._path(kind, "table", *cache_key))
        self._left.add((kind, *cache_key))

    def say(self, line: str) -> None:
        """Say once what is wrong with this cache, whichever process found it."""
        if line not in self._said:
            self._said.add(line)
            self._report(line)

    def report_to(self, report: Callable[[str], None]) -> None:
        """Say from now on to somebody else what is wrong with this cache."""
        self._report = report

    def use(self) -> CacheUse:
        """Tell what this process did with the cache since tables were last put back."""
        return CacheUse(self._used, {name: table.used() for name, table in self._tables.items()}, self._left)

    def take_over(self, use: CacheUse) -> None:
        """Add what another process did with this cache, as if this one had done it."""
        self._used |= use.entries
        self._left |= use.left
        for name, table in use.tables.items():
            if name in self._tables or name in self._left:
                self.table(*name).take_over(table)
            else:
                self._tables[name] = CacheTable.taken_over(table)

    def put_back(self) -> None:
        """Keep the tables that were asked for, with the rows that this build used, and let go of them.

        So a kind of work must be over when this is called: a table that is asked for again begins anew.
        """
        while self._tables:
            (kind, *cache_key), table = self._tables.popitem()
            if (kind, *cache_key) in self._left:
                table.keep_all()
            if table.changed:
                self.put(table.text().encode("utf-8", "surrogatepass"), kind, "table", *cache_key)

    def prune(self) -> None:
        """Delete what this build neither read nor wrote, so that the cache never outgrows one build.

        What is not named like an entry is somebody else's and stays.
        """
        for path in self._folder.glob("*/*") if self._readable else ():
            if path not in self._used and _OURS.fullmatch(path.name):
                _delete(path)

    def _path(self, kind: str, *inputs: str | bytes) -> Path:
        return self._folder / kind / digest(self._version, kind, *inputs)

    def _discard(self, path: Path) -> None:
        self.say(f"Part of the cache {self._folder.name}/ is damaged; that part is made again.")
        _delete(path)


def _delete(path: Path) -> None:
    # An entry that cannot be deleted is only untidy: nothing is ever read from it that is not checked.
    with suppress(OSError):
        path.unlink()


def _checksum(value: bytes) -> bytes:
    # It tells of damage, as in a zip file, and is no seal. A listing's worth of each build's time is spent on it.
    return zlib.crc32(value).to_bytes(_CHECK_BYTES, "big")


def _to_json(value: Any) -> str | None:
    """Write plain data as JSON, or nothing when it uses our own key for dates: it would not come back as it was."""
    dates = 0

    def of_date(found: object) -> dict[str, str]:
        nonlocal dates
        if not isinstance(found, date):
            raise TypeError(f"the cache holds plain data, not {type(found).__name__}")
        dates += 1
        return {_DATE: found.isoformat()}

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=of_date)
    return text if text.count(f'"{_DATE}"') == dates else None


def _from_json(found: dict[str, Any]) -> Any:
    if len(found) == 1 and _DATE in found:
        return date.fromisoformat(found[_DATE])
    return found
