"""One import from its groups to the text of a file: new entries, updated ones, and all that has to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from peerhub.directory.checked_facts import vouching
from peerhub.directory.listing import Listing
from peerhub.feeds.losses import Losses
from peerhub.importers.examining import Troubles, Verdict, examine
from peerhub.importers.existing import Existing, alike, has_ended, rewritten, updated
from peerhub.importers.finishing import finished
from peerhub.importers.grouping import Groups
from peerhub.importers.ids import id_mark, new_id, record_name
from peerhub.importers.options import ImportOptions
from peerhub.yaml.entry_text import entry_text

_BATCH = 500
_Candidate = tuple[str, dict[str, Any]]  # the first record's name and the entry


@dataclass
class Outcome:
    """What an import did and what somebody has to look at; ids of listings, unless said otherwise."""

    new: int = 0
    unchanged: int = 0
    changed: list[str] = field(default_factory=list)
    checked_before: list[str] = field(default_factory=list)  # changed since somebody checked them
    gone: list[str] = field(default_factory=list)  # in the file, no longer in the feed
    ended: list[str] = field(default_factory=list)  # ended here, still in the feed
    without_topic: int = 0
    warnings: int = 0
    notes: int = 0  # new listings with words of the feed in them
    unreachable: int = 0  # new listings without a contact, a website or a page
    troubles: Troubles = field(default_factory=Troubles)


class Import:
    """Writes the groups of a feed into a file that may have entries already.

    `elsewhere` are the listings of the hub's other files. With `strict` a group that breaks a rule is left out, so
    that a sound file stays sound; without it such a group is written too, for people to mend.
    """

    def __init__(
        self,
        options: ImportOptions,
        groups: Groups,
        existing: Existing,
        elsewhere: Mapping[str, Listing],
        losses: Losses,
        strict: bool,
    ) -> None:
        self.outcome = Outcome()
        self._asked, self._groups, self._existing = options, groups, existing
        self._elsewhere, self._losses, self._strict = elsewhere, losses, strict
        self._by_record, self._by_id = existing.by_record(), existing.by_id()
        self._ids = {*self._by_id, *elsewhere}
        self._records_elsewhere = {
            record: id_ for id_, listing in elsewhere.items() if listing.source for record in listing.source.records
        }
        # What was removed keeps no record: it is known by the last part of its id.
        ended = [id_ for id_, at in self._by_id.items() if has_ended(existing.entries[at])]
        ended += [id_ for id_, listing in elsewhere.items() if listing.ended]
        self._ended_marks = {id_.rpartition("-")[2]: id_ for id_ in ended}

    def text(self) -> Iterator[str]:
        """Give the file piece by piece; `outcome` is complete once the last piece is taken."""
        known = self._known()
        changed = self._updates(known)
        yield from self._old(changed)
        gap = "\n" if self._existing.texts or self._existing.head.strip() else ""
        for written in self._new(frozenset(position for position, _, _ in known)):
            yield gap.replace("\n", self._existing.newline) + written.replace("\n", self._existing.newline)
            gap = "\n"

    def _old(self, changed: Mapping[int, dict[str, Any]]) -> Iterator[str]:
        existing = self._existing
        pieces = [existing.head, *existing.texts]
        for at, entry in changed.items():
            pieces[at + 1] = rewritten(existing.texts[at], existing.entries[at], entry, existing.newline)
        yield from pieces[:-1]
        # What is added stands on lines of its own.
        yield (
            pieces[-1]
            if not pieces[-1].strip("\ufeff") or pieces[-1].endswith("\n")
            else pieces[-1] + existing.newline
        )

    def _known(self) -> list[tuple[int, int, dict[str, Any]]]:
        """Find the groups that the file has already: position in the feed, position in the file, the entry there."""
        found = []
        seen: set[int] = set()
        if self._existing.entries:
            for position, (records, entry) in enumerate(self._groups):
                names = [record_name(self._asked.feed, record) for record in records]
                at = next((self._by_record[name] for name in names if name in self._by_record), None)
                if at is None and "id" in entry:
                    at = self._by_id.get(entry["id"])
                if at is None or at in seen:
                    continue
                seen.add(at)
                if has_ended(self._existing.entries[at]):
                    self.outcome.ended.append(str(self._existing.entries[at].get("id")))
                    found.append((position, -1, entry))
                    continue
                entry["source"] = {**entry.get("source", {}), "records": names}
                found.append((position, at, entry))
        gone = self._gone(seen)
        found += self._renamed(gone, seen, {position for position, _, _ in found}) if gone else []
        self.outcome.gone = [id_ for id_ in gone if self._by_id[id_] not in seen]
        return found

    def _renamed(self, gone: list[str], seen: set[int], known: set[int]) -> list[tuple[int, int, dict[str, Any]]]:
        """Find groups whose record has another name now: those that have gone had the same name, place and hour."""
        there = {key: self._by_id[id_] for id_ in gone for key in alike(self._existing.entries[self._by_id[id_]])}
        found = []
        for position, (records, entry) in enumerate(self._groups):
            at = next((there[key] for key in alike(entry) if key in there), None) if position not in known else None
            if at is not None and at not in seen:
                seen.add(at)
                names = [record_name(self._asked.feed, record) for record in records]
                entry["source"] = {**entry.get("source", {}), "records": names}
                found.append((position, at, entry))
        return found

    def _gone(self, seen: set[int]) -> list[str]:
        of_feed = f"{self._asked.feed}/"
        return [
            str(self._existing.entries[at].get("id"))
            for at in dict.fromkeys(at for record, at in self._by_record.items() if record.startswith(of_feed))
            if at not in seen and not has_ended(self._existing.entries[at])
        ]

    def _updates(self, known: list[tuple[int, int, dict[str, Any]]]) -> dict[int, dict[str, Any]]:
        changed: dict[int, dict[str, Any]] = {}
        for batch in _batches((at, entry) for _, at, entry in known if at >= 0):
            merged = []
            for at, entry in batch:
                old = self._existing.entries[at]
                new = finished({**entry, "topics": old.get("topics") or entry.get("topics", [])}, str(old["id"]),
                               self._asked, self._losses, own="id" in entry)  # fmt: skip
                new.pop("id", None)
                merged.append((at, old, updated(old, new, self._asked.feed)))
            verdicts = examine([entry for _, _, entry in merged], self._asked, opened=False)
            for (at, old, entry), verdict in zip(merged, verdicts, strict=True):
                if entry == old:
                    self.outcome.unchanged += 1
                elif self._passes(str(old["id"]), verdict, strict=True):
                    changed[at] = entry
                    self.outcome.changed.append(str(old["id"]))
                    if (check := vouching(old, entry)) is not None:
                        entry["checked"] = dict(check)
                        self.outcome.checked_before.append(str(old["id"]))
        return changed

    def _new(self, known: frozenset[int]) -> Iterator[str]:
        for batch in _batches(self._candidates(known)):
            verdicts = examine([entry for _, entry in batch], self._asked, opened=True)
            for (record, entry), verdict in zip(batch, verdicts, strict=True):
                if self._passes(record, verdict, self._strict):
                    self.outcome.new += 1
                    self.outcome.notes += _has_notes(entry)
                    self.outcome.unreachable += not any(
                        entry.get(name) for name in ("join", "website", "online")
                    ) and ("url" not in entry["source"])
                    yield entry_text(entry)

    def _candidates(self, known: frozenset[int]) -> Iterator[_Candidate]:
        for position, (records, entry) in enumerate(self._groups):
            if position in known:
                continue
            record = records[0]
            names = [record_name(self._asked.feed, name) for name in records]
            ended = next((self._ended_marks[mark] for mark in map(id_mark, names) if mark in self._ended_marks), None)
            if ended is not None:
                self.outcome.ended.append(ended)
                continue
            there = next((self._records_elsewhere[name] for name in names if name in self._records_elsewhere), None)
            id_ = entry.get("id") or new_id(entry, names[0])
            if there is not None or id_ in self._ids:
                why = "the hub has it in another file already" if there else "another listing of the hub has its id"
                self._losses.listing(record, why)
                continue
            self._ids.add(id_)
            entry["source"] = {**entry.get("source", {}), "records": names}
            own = "id" in entry
            yield record, finished({**entry, "id": id_}, record, self._asked, self._losses, own=own)

    def _passes(self, record: str, verdict: Verdict, strict: bool) -> bool:
        """Whether an entry is written; what is wrong with it is told either way."""
        self.outcome.warnings += len(verdict.warnings)
        lacks_topic = any(wrong.lacks_topic for wrong in verdict.errors)
        self.outcome.without_topic += lacks_topic
        told = [wrong for wrong in (*verdict.refused, *verdict.errors) if not wrong.lacks_topic]
        for wrong in told:
            self.outcome.troubles.add(self._losses.called(record), wrong)
        return not verdict.refused and not (strict and verdict.errors)


def _has_notes(entry: Mapping[str, Any]) -> bool:
    """Whether words came with a group that only a person can judge."""
    slots = entry.get("meetings", ())
    return bool(
        entry.get("description") or entry.get("place", {}).get("access") or any("note" in slot for slot in slots)
    )


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
