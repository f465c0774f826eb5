"""One group as an importer found it: the entry in our terms, and what tells it from other groups of the feed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from peerhub.directory.private.reader import Private
from peerhub.feeds.losses import Losses
from peerhub.importers.options import ImportOptions
from peerhub.importers.source_record import Row


@dataclass(slots=True)
class ImportedGroup:
    """A group of one record. Records with the same `key` are one group that the feed repeats once a weekday.

    `entry` holds the listing's fields as the YAML has them, with dates as dates; `record` is the record's own name.
    `allowed` may stay in it, because the people of a hub have been through its texts. `said` are the record's own
    words, its name first, whole as they stand there: what they say of the rhythm holds too.
    """

    record: str
    key: Hashable
    entry: dict[str, Any]
    allowed: frozenset[Private] = frozenset()
    said: tuple[str, ...] = ()


Importer = Callable[[Iterable[Row], ImportOptions, Losses], Iterator[ImportedGroup]]
