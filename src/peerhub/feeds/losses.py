"""What another format could not carry, coming or going: said with every export and import, never lost in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from peerhub.directory.listing import Listing

_SHOWN = 5


@dataclass
class Losses:
    """Collects what was left out: whole records with the reason, and single fields of records, with theirs."""

    format: str
    listings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    # By the field's name and the reason; without a reason the format has no place for the field.
    lost: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    # What to call a record whose own name tells nobody which it is.
    names: dict[str, str] = field(default_factory=dict)

    def called(self, record: str) -> str:
        """Name a record so that people find it."""
        return self.names.get(record, record)

    def listing(self, listing_id: str, reason: str) -> None:
        """Note that a listing or a record was left out."""
        self.listings[reason].append(listing_id)

    def lose(self, listing_id: str, *names: str, why: str = "") -> None:
        """Note that fields of a record have no place in the format, or only one in its free words, or say why."""
        for name in names:
            ids = self.lost[name, why]
            if not ids or ids[-1] != listing_id:
                ids.append(listing_id)

    @property
    def fields(self) -> dict[str, list[str]]:
        """The records of each field that was lost, whatever the reason."""
        found: dict[str, list[str]] = defaultdict(list)
        for (name, _), ids in self.lost.items():
            found[name] += ids
        return dict(found)

    def of(self, listing_id: str) -> set[str]:
        """Name the fields that one record lost."""
        return {name for (name, _), ids in self.lost.items() if listing_id in ids}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Give every loss as record, field and reason; the field of a record that was left out is empty."""
        for reason, ids in sorted(self.listings.items()):
            yield from ((self.called(id_), "", f"left out, {reason}") for id_ in ids)
        for (name, why), ids in sorted(self.lost.items()):
            yield from ((self.called(id_), name, why or f"no place in {self.format}") for id_ in ids)

    def __bool__(self) -> bool:
        return bool(self.listings or self.lost)

    def __str__(self) -> str:
        """Say what was lost, one line a reason, with the first few ids; fields of the same records share a line."""
        lines = [f"Left out, {reason}: {self._ids(ids)}" for reason, ids in sorted(self.listings.items())]
        together: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for (name, why), ids in sorted(self.lost.items()):
            together[why, len(ids), hash(tuple(ids))].append(name)
        for (why, *_), names in together.items():
            fields = ", ".join(names)
            said = f"Lost {fields}, {why}" if why else f"No place in {self.format} for {fields}"
            lines.append(f"{said}: {self._ids(self.lost[names[0], why])}")
        return "\n".join(lines)

    def _ids(self, ids: list[str]) -> str:
        more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
        return f"{len(ids):,} ({', '.join(map(self.called, ids[:_SHOWN]))}{more})"


def stated(listing: Listing) -> Iterator[str]:
    """Name every field that a listing states, with the parts of parts: `name`, `place.venue`, `meetings.note`."""
    said = listing.model_dump(exclude_defaults=True, by_alias=True)
    yield from dict.fromkeys(_paths(said, ""))


def unsaid(listing: Listing, carried: Iterable[str]) -> list[str]:
    """Name what a listing states and a format does not carry; `place` carries all of its parts."""
    known = frozenset(carried)
    return [name for name in stated(listing) if name not in known and name.partition(".")[0] not in known]


def _paths(data: dict[str, Any], before: str) -> Iterator[str]:
    for name, value in data.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            yield from _paths(value, f"{path}.")
        elif isinstance(value, tuple | list) and value and isinstance(value[0], dict):
            for item in value:
                yield from _paths(item, f"{path}.")
        else:
            yield path
