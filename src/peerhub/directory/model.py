"""The directory as it was read: listings in file order, the words they use, and where each part stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from peerhub.articles.wording import Wording
from peerhub.directory.answers import Answers
from peerhub.directory.hazards import Hazard
from peerhub.directory.helplines import Helplines
from peerhub.directory.listing import Listing
from peerhub.directory.phrases import Phrases
from peerhub.directory.private.listing_texts import private_parts
from peerhub.directory.private.reader import Private
from peerhub.directory.provenance import Checked
from peerhub.directory.references import Reference
from peerhub.directory.vocabulary import Topic, Vocabulary
from peerhub.problems import Location, Problem, Severity
from peerhub.yaml.source import DataPath, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing and the place in a file where it stands."""

    listing: Listing
    source: Source
    index: int

    @property
    def data(self) -> Any:
        """The listing as it was written."""
        return self.source.item(self.index)

    @property
    def digest(self) -> str:
        """A name of what was written, wherever it stands."""
        return self.source.item_digest(self.index)

    def where(self, *path: str | int) -> Location:
        """Find the line of a part of the listing, such as `entry.where("meetings", 0, "days")`."""
        return self.source.locate((self.index, *path))

    def at(self, *path: str | int) -> str:
        """Name a part of the listing as messages do: `groups[3].meetings[0].days`."""
        return named("groups", (self.index, *path))

    def problem(
        self, rule: str, got: str, hint: str, *path: str | int, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Make a problem about a part of the listing."""
        return Problem(self.where(*path), rule, got, hint, severity, self.at(*path), self.listing.id)


@dataclass(frozen=True)
class Directory:
    """Everything the data files say. Only `entries` knows listings whose id stands twice.

    `lapsed` are checks, by the id of their listing, that were made of other facts than stand there now. Such a
    listing counts as one that nobody has checked. What is `opened` had its private parts taken out and its words held
    against its rhythm by an import, so that neither is looked for again.
    """

    entries: tuple[Entry, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    helplines: Helplines = field(default_factory=Helplines)
    references: Mapping[str, Reference] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=Phrases)
    answers: Answers = field(default_factory=Answers)
    hazards: tuple[Hazard, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    wording: Wording = field(default_factory=Wording)
    lapsed: Mapping[str, Checked] = field(default_factory=dict)
    opened: bool = False

    @cached_property
    def entry_by_id(self) -> dict[str, Entry]:
        """The entries by id: of two with one id, the first."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.listing.id, entry)
        return found

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """The listings by id, in the order of the files."""
        return {id_: entry.listing for id_, entry in self.entry_by_id.items()}

    @cached_property
    def entry_texts(self) -> tuple[str, ...]:
        """Each entry's words in one string, so that a rule about text can pass over most entries at once."""
        joined = []
        for entry in self.entries:
            found: list[str] = []
            _words(entry.data, found)
            joined.append("\n".join(found))
        return tuple(joined)

    @cached_property
    def private_parts(self) -> tuple[tuple[Entry, DataPath, frozenset[Private]], ...]:
        """What is private in the entries, looked for once for all rules."""
        entries = () if self.opened else self.entries
        return tuple((entry, path, found) for entry in entries for path, found in private_parts(entry.data))

    def where(self, listing_id: str, *path: str | int) -> Location:
        """Find the line of a part of a listing, such as `where("evening-circle", "meetings", 0, "days")`."""
        return self.entry_by_id[listing_id].where(*path)

    def at(self, listing_id: str, *path: str | int) -> str:
        """Name a part of a listing as messages do: `groups[3].meetings[0].days`."""
        return self.entry_by_id[listing_id].at(*path)

    def where_in(self, file: str, *path: str | int) -> Location:
        """Find a line of one of the files beside the listings, such as `helplines`; an id or key names an item."""
        source = self.sources.get(file)
        if source is None:
            return Location(f"data/{file}.yaml")
        return source.locate(_by_position(source, path))

    def problem(
        self, file: str, rule: str, got: str, hint: str, *path: str | int, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Make a problem about a part of one of the files beside the listings."""
        source = self.sources.get(file)
        steps = path if source is None else _by_position(source, path)
        return Problem(self.where_in(file, *path), rule, got, hint, severity, named(file, steps))

    def topics_of(self, listing: Listing) -> list[Topic]:
        """List the known topics of a listing."""
        known = self.vocabulary.topics
        return [known[topic] for topic in listing.topics if topic in known]

    def is_sensitive(self, listing: Listing) -> bool:
        """Tell whether being seen with a listing could harm a reader; it inherits this from its topics."""
        return any(topic.sensitive or topic.protected for topic in self.topics_of(listing))

    def is_protected(self, listing: Listing) -> bool:
        """Tell whether the people of a listing must not be found; it inherits this from its topics."""
        return any(topic.protected for topic in self.topics_of(listing))


def texts(data: object) -> Iterator[tuple[DataPath, str]]:
    """Walk every text in plain data, with the path to it, in the order of the file."""
    waiting: list[tuple[DataPath, object]] = [((), data)]
    while waiting:
        path, part = waiting.pop()
        if isinstance(part, str):
            yield path, part
        elif isinstance(part, dict):
            waiting.extend(((*path, key), value) for key, value in reversed(part.items()))
        elif isinstance(part, list):
            waiting.extend(((*path, index), item) for index, item in reversed(list(enumerate(part))))


def _words(data: object, found: list[str]) -> None:
    """Gather every text in plain data; without the paths this is several times faster."""
    if isinstance(data, str):
        found.append(data)
    elif isinstance(data, dict):
        for value in data.values():
            _words(value, found)
    elif isinstance(data, list):
        for value in data:
            _words(value, found)


def named(file: str, path: DataPath) -> str:
    """Name a part of a file as messages do: `groups[3].meetings[0].days`."""
    return file + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def _by_position(source: Source, path: DataPath) -> DataPath:
    """Replace an id or key that names a list's item by the item's position in the file."""
    current = source.data
    steps: list[str | int] = []
    for step in path:
        found: str | int = step
        if isinstance(current, list) and isinstance(step, str):
            names = [
                item.get("id", item.get("key", item.get("name"))) if isinstance(item, dict) else None
                for item in current
            ]
            found = names.index(step) if step in names else 0
        steps.append(found)
        if isinstance(current, list) and isinstance(found, int):
            current = current[found] if found < len(current) else None
        else:
            current = current.get(found) if isinstance(current, dict) else None
    return tuple(steps)
