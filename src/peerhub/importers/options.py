"""What whoever imports a feed says about it, since the feed itself does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peerhub.directory.vocabulary import Vocabulary
from peerhub.words import Words


@dataclass(frozen=True)
class ImportOptions:
    """The terms of one import; all but the first four may be left open."""

    feed: str  # a short name that stays: records are known by it at the next import
    today: date
    vocabulary: Vocabulary
    words: Words
    topics: tuple[str, ...] = ()
    country: str | None = None  # where a record names none
    time_zone: str | None = None  # where a record's cannot be told
    meets: str | None = None  # how people meet, where a record does not tell
    source: str | None = None  # the address at which people can read the feed's facts
    licence: str | None = None
    keep_checks: bool = False  # only for a copy of the hub's own data
    formats: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # BMLT's, by id and by key

    @property
    def protected(self) -> bool:
        """Whether the people of these groups must not be found."""
        known = self.vocabulary.topics
        return any(known[topic].protected for topic in self.topics if topic in known)
