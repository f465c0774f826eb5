"""The formats that can be imported, each with how its file is opened and the function that reads its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from peerhub.feeds.losses import Losses
from peerhub.importers.aamod import aamod
from peerhub.importers.bmlt import bmlt
from peerhub.importers.feed_reader import FeedError, csv_rows, json_rows, yaml_rows
from peerhub.importers.groups_csv import groups_csv
from peerhub.importers.groups_json import groups_json
from peerhub.importers.hsds import hsds
from peerhub.importers.imported import ImportedGroup, Importer
from peerhub.importers.meeting_guide import meeting_guide
from peerhub.importers.options import ImportOptions

# The formats in JSON: the names under which feeds keep their list, and the function that reads a record.
_JSON: dict[str, tuple[tuple[str, ...], Importer]] = {
    "meeting-guide": (("meetings",), meeting_guide),
    "bmlt": (("meetings",), bmlt),
    "hsds": (("contents", "content"), hsds),
    "json": (("groups",), groups_json),
}
FORMATS = (*_JSON, "csv", "aamod")


def read(form: str, file: BinaryIO, name: str, options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read the groups of a feed. Raises FeedError when the feed as a whole cannot be read."""
    if form == "csv":
        header, table = csv_rows(file, name, losses)
        if "name" not in header:
            raise FeedError(f"{name} has no column called name, so it is no table of groups. Nothing was written.")
        return groups_csv(header, table, options, losses)
    if form == "aamod":
        return aamod(yaml_rows(file, name, losses), options, losses)
    lists, importer = _JSON[form]
    return importer(json_rows(file, name, lists, losses), options, losses)
