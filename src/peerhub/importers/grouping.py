"""Records put together to groups: feeds repeat a group once a weekday, and here it becomes one with several slots.

A group waits as a line of JSON until the feed is read to its end, which takes a fifth of the memory of objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from peerhub.feeds.losses import Losses
from peerhub.feeds.slot_cells import date_or_text
from peerhub.importers.clean import shortened
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.secrets import open_entry
from peerhub.schedule.days import SOMETIMES, WEEKDAYS
from peerhub.schedule.stated.reader import OTHERWISE, amended

_TEXT_LIMIT = 3000
_NOTE_LIMIT = 200
_ONCE = "another record of the same group gives one"
_MERGED = frozenset({"meetings", "description", "place", "online", "join", "source"})
# The dates of an entry, which JSON has no kind for, by where they stand.
_DATES = frozenset({"seen", "on", "first", "last", "cancelled", "closed", "removed"})


class Groups:
    """The groups of a feed in the order in which they came, each by its key."""

    def __init__(self) -> None:
        self._position: dict[bytes, int] = {}
        self._packed: list[str] = []
        self._owner: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
        """Give each group: the names of its records, and its entry."""
        for packed in self._packed:
            records, entry = _unpacked(packed)
            # A hub like this one has its slots as people wrote them.
            if "id" not in entry:
                entry["meetings"] = together(entry.get("meetings", []))
            if not entry.get("meetings", True):
                del entry["meetings"]
            yield tuple(records), entry

    def gather(self, found: Iterable[ImportedGroup], losses: Losses) -> None:
        """Take in what an importer finds, to the end of the feed."""
        for one in found:
            self._add(one, losses)

    def _add(self, one: ImportedGroup, losses: Losses) -> None:
        _hold_to_words(one, losses)
        if not open_entry(one.entry, one.record, losses, one.allowed):
            return
        key = blake2b(repr(one.key).encode(errors="replace"), digest_size=16).digest()
        at = self._position.setdefault(key, len(self._packed))
        if at < len(self._packed) and not _notes_fit(_unpacked(self._packed[at])[1], one.entry):
            # What is true of one evening only stays with it, in a listing of its own.
            key = blake2b(key + one.entry.get("description", "").encode(errors="replace"), digest_size=16).digest()
            at = self._position.setdefault(key, len(self._packed))
        if self._owner.setdefault(one.record, at) != at:
            losses.listing(one.record, "another group of the feed has the same name for its record")
            if at == len(self._packed):
                del self._position[key]
            return
        if at == len(self._packed):
            self._packed.append(_packed([one.record], one.entry))
            return
        records, entry = _unpacked(self._packed[at])
        if one.record not in records:
            records.append(one.record)
        _join(entry, one, losses)
        self._packed[at] = _packed(records, entry)


def _hold_to_words(one: ImportedGroup, losses: Losses) -> None:
    """Take from a record's own words what its fields do not tell of the rhythm, or the claim to know it."""
    slots = one.entry.get("meetings", [])
    if not slots or "id" in one.entry:
        return
    if one.said:
        slots, unsure = amended(slots, one.said[0], one.said[1:])
        if unsure:
            losses.lose(one.record, "meetings", why=OTHERWISE)
    off = "not_on_public_holidays"
    if not one.entry.get("place", {}).get("country") and any(off in slot for slot in slots):
        losses.lose(one.record, "meetings", why="no country tells which public holidays are without a meeting")
        slots = [
            {**{name: value for name, value in slot.items() if name not in (off, "weeks")}, "every": SOMETIMES}
            if off in slot
            else slot
            for slot in slots
        ]
    one.entry["meetings"] = slots


def together(slots: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put slots that differ only in their weekday into one.

    >>> together([{"days": ["friday"], "starts": "19:00"}, {"days": ["monday"], "starts": "19:00"}])
    [{'days': ['monday', 'friday'], 'starts': '19:00'}]
    """
    found: dict[str, dict[str, Any]] = {}
    for slot in slots:
        rest = {name: value for name, value in slot.items() if name != "days"}
        # What counts from a first date belongs to its own days.
        key = json.dumps(
            [rest, slot.get("days") if "first" in slot else bool(slot.get("days"))], default=str, sort_keys=True
        )
        if key in found and "days" in slot:
            days = {*found[key]["days"], *slot["days"]}
            known = [day for day in WEEKDAYS if day in days]
            found[key] = {**found[key], "days": [*known, *sorted(days.difference(WEEKDAYS))]}
        else:
            found.setdefault(key, dict(slot))
    timed = [slot for slot in found.values() if not slot.get("by_appointment")]
    return timed or list(found.values())


def _notes_fit(entry: dict[str, Any], more: dict[str, Any]) -> bool:
    """Whether what two records say is the same, or short enough to stand beside the hours of each."""
    said = entry.get("description", ""), more.get("description", "")
    if said[0] == said[1]:
        return True
    noted = any("note" in slot for part in (entry, more) for slot in part.get("meetings", []))
    told = all(part.get("meetings") or not text for part, text in zip((entry, more), said, strict=True))
    return told and all(len(text) <= _NOTE_LIMIT for text in said) and not (noted and said[0])


def _note_in_slots(entry: dict[str, Any]) -> None:
    note = " ".join(entry.pop("description", "").split())
    if note:
        entry["meetings"] = [{**slot, "note": note} for slot in entry.get("meetings", [])]


def _join(entry: dict[str, Any], one: ImportedGroup, losses: Losses) -> None:
    """Lay a further record of a group over what is known of it: its slots, and words that the first does not have."""
    if entry.get("description", "") != one.entry.get("description", ""):
        for part in (entry, one.entry):
            _note_in_slots(part)
    entry["meetings"] = [*entry.get("meetings", []), *one.entry.get("meetings", [])]
    for name in ("place", "online", "join", "source"):
        if name in one.entry:
            merged = {**one.entry[name], **entry.get(name, {})}
            lost = [part for part, value in one.entry[name].items() if part != "seen" and merged[part] != value]
            losses.lose(one.record, *(f"{name}.{part}" for part in lost), why=_ONCE)
            entry[name] = merged
    seen = [part["source"]["seen"] for part in (entry, one.entry) if "seen" in part.get("source", {})]
    if seen:
        entry["source"]["seen"] = max(seen)
    for name, value in one.entry.items():
        if entry.setdefault(name, value) != value and name not in _MERGED:
            losses.lose(one.record, name, why=_ONCE)


def cut_to_fit(entry: dict[str, Any], record: str, losses: Losses) -> None:
    """Shorten what is longer than a listing may hold, each a loss."""
    for name, limit in (("name", 80), ("organisation", 200), ("description", _TEXT_LIMIT), ("summary", 200)):
        if len(entry.get(name, "")) > limit:
            entry[name] = shortened(entry[name], limit)
            losses.lose(record, name, why=f"it is longer than {limit} letters and was cut")


def _packed(records: list[str], entry: dict[str, Any]) -> str:
    return json.dumps([records, entry], default=str, ensure_ascii=True, separators=(",", ":"))


def _unpacked(packed: str) -> tuple[list[str], dict[str, Any]]:
    records, entry = json.loads(packed)
    _with_dates(entry)
    return records, entry


def _with_dates(part: Any) -> None:
    """Make dates of the texts that were dates."""
    if isinstance(part, list):
        for item in part:
            _with_dates(item)
        return
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        if name in _DATES and isinstance(value, str):
            part[name] = date_or_text(value)
        elif name in _DATES and isinstance(value, list):
            part[name] = [date_or_text(item) if isinstance(item, str) else item for item in value]
        elif isinstance(value, dict | list):
            _with_dates(value)
