"""The file into which a feed is imported: its entries as they stand, and what an import may change of them.

The feed knows when and where a group meets. What people wrote about it is theirs: a check, an end, a summary, who it
is for. An entry is found again by the names of its records; one that the feed no longer has is reported, not deleted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from operator import itemgetter
from typing import Any

from peerhub.importers.finishing import in_order
from peerhub.problems import PeerHubError, Problems
from peerhub.schedule.days import SOMETIMES
from peerhub.yaml.editing import EditError, edit_entries
from peerhub.yaml.entry_text import entry_text
from peerhub.yaml.source import parse_yaml

# What an entry says already stays; the feed only fills gaps.
_OURS = frozenset(
    re.findall(
        r"\S+",
        """
        id summary topics audience ages eligibility led_by languages cost first_visit confidentiality doubts checked
        status status_note closed moved_to removed
        """,
    )
)
_ENDED = ("closed", "moved_to", "removed")
# Of a place these are for people to find out, or to keep private; the rest comes from the feed as a whole.
_OURS_OF_PLACE = ("step_free", "access", "holiday_subdivision", "address")
_PRIVATE_OF_PLACE = ("street", "postcode", "latitude", "longitude")
_REMARK = re.compile(r"[ \t]*(?:#.*)?")
_BEFORE = ("checked", "source", "doubts", "closed", "moved_to", "removed")


@dataclass
class Existing:
    """The entries of a file, each with its text; a file that is not there has none."""

    head: str = ""
    texts: list[str] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    newline: str = "\n"

    def by_record(self) -> dict[str, int]:
        """Find the entries by the names of their records."""
        return {
            record: at
            for at, entry in enumerate(self.entries)
            for record in reversed(_list(_mapping(entry.get("source")).get("records")))
        }

    def feed_of(self, entries: Iterable[Mapping[str, Any]]) -> str | None:
        """Name the feed of which half of these groups came before: by name, place and hour they are the same."""
        there: dict[str, set[tuple[str, str, str, str]]] = {}
        for feed in self.feeds():
            there[feed] = {key for entry in self.entries if _is_of(entry, feed) for key in alike(entry)}
        counted, total = Counter[str](), 0
        for keys in map(alike, entries if there else ()):
            total += 1
            counted.update(feed for feed, known in there.items() if not known.isdisjoint(keys))
        feed, same = max(counted.items(), key=itemgetter(1), default=("", 0))
        return feed if same and same * 2 >= total else None

    def feeds(self) -> set[str]:
        """Name the feeds from which entries were taken over."""
        return {record.partition("/")[0] for record in self.by_record()}

    def by_id(self) -> dict[str, int]:
        """Find the entries by their ids."""
        return {str(entry.get("id")): at for at, entry in enumerate(self.entries)}


def read_existing(raw: bytes, name: str) -> Existing:
    """Cut a file into its entries. Raises PeerHubError when it is not sound, since nothing may be lost of it."""
    problems = Problems()
    source = parse_yaml(raw, name, problems)
    if source is None or problems.has_errors:
        raise PeerHubError(f"{name} cannot be read. Nothing was written.", problems)
    cut = source.cut()
    entries = source.data or []
    if cut is None or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PeerHubError(
            f"{name} is no list whose entries begin with '- ' at the line's start. Nothing was written."
        )
    mark = "\ufeff" if raw.startswith("\ufeff".encode()) else ""
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return Existing(mark + cut[0], cut[1], entries, newline)


def _is_of(entry: Mapping[str, Any], feed: str) -> bool:
    records = _list(_mapping(entry.get("source")).get("records"))
    return any(record.startswith(f"{feed}/") for record in records)


def alike(entry: Mapping[str, Any]) -> frozenset[tuple[str, str, str, str]]:
    """Give what tells a group under another record's name: its name, where it is, and each day and hour."""
    place, room = _mapping(entry.get("place")), _mapping(entry.get("online")).get("url")
    venue = place.get("venue") or place.get("street")
    where = f"{venue} {place.get('city')} {place.get('country')}" if venue else room
    if not where:
        return frozenset()
    name = str(entry.get("name", "")).casefold()
    slots = [(day, str(slot.get("starts"))) for slot in _slots(entry) for day in _list(slot.get("days"))]
    return frozenset((name, str(where).casefold(), day, starts) for day, starts in slots)


def has_ended(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is closed, moved or removed."""
    return any(entry.get(name) is not None for name in _ENDED)


def updated(old: Mapping[str, Any], new: Mapping[str, Any], feed: str) -> dict[str, Any]:
    """Lay what the feed says now over an entry, and leave what people wrote."""
    found = {**old}
    kept = {"meetings", "doubts"} if _was_looked_at(old, new) else set()
    for name, value in new.items():
        if name in kept or (name in _OURS and name in old):
            continue
        found[name] = {**_mapping(old.get(name)), **value} if isinstance(value, dict) else value
    if "place" in new and "place" in old:
        found["place"] = _place(_mapping(old["place"]), new["place"])
    if _mapping(old.get("online")).get("link") == "after-contact":
        found["online"] = {name: value for name, value in found["online"].items() if name != "url"}
    others = [name for name in _list(_mapping(old.get("source")).get("records")) if not name.startswith(f"{feed}/")]
    records = _list(_mapping(new.get("source")).get("records"))
    if records:
        found["source"] = {**found["source"], "records": [*others, *records]}
    form = found.get("format")
    if form != old.get("format") and form in ("online", "phone", "in-person"):
        found.pop("online" if form != "online" else "place", None)
        if form == "phone":
            found.pop("place", None)
    return found


def _was_looked_at(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a person has told the rhythm of which the feed's words leave a doubt, for the same days and hours."""
    before, after = _slots(old), _slots(new)
    if not any(slot.get("every") == SOMETIMES for slot in after):
        return False
    plain = [
        [{name: slot.get(name) for name in ("days", "starts", "ends")} for slot in slots] for slots in (before, after)
    ]
    told = "checked" in old or any(slot.get("every", "week") not in ("week", SOMETIMES) for slot in before)
    return plain[0] == plain[1] and told


def _slots(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    meetings = entry.get("meetings")
    return [slot for slot in meetings if isinstance(slot, dict)] if isinstance(meetings, list) else []


def rewritten(text: str, old: Mapping[str, Any], new: Mapping[str, Any], newline: str) -> str:
    """Change an entry's text so that it says what is new; what can stay as it was written does."""
    if old == new:
        return text
    changes = _changes(old, new)
    if changes is not None:
        try:
            return edit_entries(text, {0: changes}, _BEFORE)
        except EditError:  # written in a way that cannot be edited: it is written anew
            pass
    after = list(takewhile(_REMARK.fullmatch, reversed(text.split("\n"))))
    return entry_text(in_order(new)).replace("\n", newline) + "\n".join(reversed(after))


def _place(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Take the place from the feed as a whole: half of an old address beside half of a new one leads nowhere."""
    kept = {name: old[name] for name in _OURS_OF_PLACE if name in old}
    found = {**new, **kept}
    if found.get("address") == "after-contact":
        found = {name: value for name, value in found.items() if name not in _PRIVATE_OF_PLACE}
    if all(old.get(name) == value for name, value in found.items()) and found.get("street") == old.get("street"):
        return {**old}
    return {name: found[name] for name in dict.fromkeys((*old, *found)) if name in found}


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[Any, Any] | None:
    """Name the parts that are different; None when something is to go, which an edit in place cannot do."""
    found: dict[Any, Any] = {}
    if any(name not in new for name in old):
        return None
    for name, value in new.items():
        before = old.get(name)
        if before == value:
            continue
        if isinstance(before, dict) and isinstance(value, dict):
            if any(part not in value for part in before):
                return None
            found |= {(name, part): said for part, said in value.items() if before.get(part) != said}
        else:
            found[(name,)] = value
    return found


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
