"""The formats that can be imported, each with how its file is opened and the function that reads its records."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from peerhub.feeds.losses import Losses
from peerhub.importers.aamod import aamod
from peerhub.importers.bmlt import bmlt
from peerhub.importers.feed_reader import MAX_FEED_BYTES, FeedError, csv_rows, json_rows, refused, yaml_rows
from peerhub.importers.groups_csv import TITLES, groups_csv
from peerhub.importers.groups_json import groups_json
from peerhub.importers.hsds import hsds
from peerhub.importers.imported import ImportedGroup, Importer
from peerhub.importers.meeting_guide import meeting_guide
from peerhub.importers.options import ImportOptions
from peerhub.importers.source_record import Row

# The formats in JSON: the names under which feeds keep their list, and the function that reads a record.
_JSON: dict[str, tuple[tuple[str, ...], Importer]] = {
    "meeting-guide": (("meetings",), meeting_guide),
    "bmlt": (("meetings",), bmlt),
    "hsds": (("contents", "content"), hsds),
    "json": (("groups",), groups_json),
}
FORMATS = (*_JSON, "csv", "aamod")


# A larger feed is read twice: what its end refuses is told before minutes of work with its groups.
_LARGE = 20_000_000


def read(form: str, file: BinaryIO, name: str, options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read the groups of a feed. Raises FeedError when the feed as a whole cannot be read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > MAX_FEED_BYTES:
        raise refused(name, "", "feed-size", f"is {size:,} bytes long", f"Split it: at most {MAX_FEED_BYTES:,} each.")
    if form == "aamod":
        return aamod(yaml_rows(file, name, losses), options, losses)
    if size > _LARGE:
        deque(_rows(form, file, name, Losses(""))[1], maxlen=0)
        file.seek(0)
    header, rows = _rows(form, file, name, losses)
    return groups_csv(header, rows, options, losses) if form == "csv" else _JSON[form][1](rows, options, losses)


def _rows(form: str, file: BinaryIO, name: str, losses: Losses) -> tuple[list[str], Iterator[Row]]:
    if form != "csv":
        return [], json_rows(file, name, _JSON[form][0], losses)
    header, rows = csv_rows(file, name, losses)
    if "name" not in header and not {*TITLES["name"].split()} & {*header}:
        raise FeedError(f"{name} has no column called name, so it is no table of groups. Nothing was written.")
    return header, rows
