"""What a format could not carry: said with every export, never lost in silence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

_SHOWN = 5


@dataclass
class Losses:
    """Collects what was left out: whole listings with the reason, and single fields of listings."""

    format: str
    listings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def listing(self, listing_id: str, reason: str) -> None:
        """Note that a listing was left out."""
        self.listings[reason].append(listing_id)

    def lose(self, listing_id: str, *names: str) -> None:
        """Note that fields of a listing have no place in the format, or only one in its free words."""
        for name in names:
            self.fields[name].append(listing_id)

    def __bool__(self) -> bool:
        return bool(self.listings or self.fields)

    def __str__(self) -> str:
        """Say what was lost, one line a reason or field, with the first few ids."""
        lines = [f"Left out, {reason}: {_ids(ids)}" for reason, ids in sorted(self.listings.items())]
        lines += [f"No place in {self.format} for {name}: {_ids(ids)}" for name, ids in sorted(self.fields.items())]
        return "\n".join(lines)


def _ids(ids: list[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return f"{len(ids)} ({', '.join(ids[:_SHOWN])}{more})"
