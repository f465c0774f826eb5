"""Two directories compared: which listings, helplines and danger phrases are different, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from peerhub.directory.danger.compiling import members
from peerhub.directory.danger.reading import lines_of
from peerhub.directory.model import Directory, Entry
from peerhub.yaml.record import Record
from peerhub.yaml.source import DataPath

# Where these lead, readers follow: to a stranger's page, if somebody means harm.
_WAYS_TO_JOIN = (("online", "url"), ("join", "url"), ("join", "email"), ("join", "phone"), ("website",))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that is different; None where it was not there, or is not there any more."""

    path: DataPath
    old: Any
    new: Any


@dataclass(frozen=True)
class Difference:
    """How one directory differs from another that came before it."""

    before: Directory
    after: Directory

    @cached_property
    def added(self) -> tuple[Entry, ...]:
        """The listings whose id is new."""
        old = self.before.listings
        return tuple(entry for id_, entry in self.after.entry_by_id.items() if id_ not in old)

    @cached_property
    def changed(self) -> tuple[tuple[Entry, Entry], ...]:
        """The listings that say something else than before, as they were and as they are."""
        old, new = self.before.entry_by_id, self.after.entry_by_id
        both = ((old[id_], entry) for id_, entry in new.items() if id_ in old)
        return tuple((was, entry) for was, entry in both if plain(was) != plain(entry))

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The ids that are no longer there, though an id is for ever."""
        return tuple(id_ for id_ in self.before.listings if id_ not in self.after.listings)

    @cached_property
    def edited(self) -> frozenset[tuple[str, int]]:
        """Where the listings stand that are new or changed: the file's name and the position in it."""
        entries = (*self.added, *(entry for _, entry in self.changed))
        return frozenset((entry.source.name, entry.index) for entry in entries)

    @cached_property
    def helplines(self) -> tuple[FieldChange, ...]:
        """What is different in emergency numbers and helplines; each path begins with the country and the line."""
        return tuple(field_changes(_helplines(self.before), _helplines(self.after)))

    @cached_property
    def phrases(self) -> tuple[FieldChange, ...]:
        """Which phrases no longer bring help first, and which do so now; each path is the danger and the language."""
        return tuple(field_changes(_phrases(self.before), _phrases(self.after)))

    def ways_to_join(self) -> Iterator[tuple[Entry, FieldChange]]:
        """Name every link, address and number with which somebody joins, where it is new or another."""
        pairs: list[tuple[dict[str, Any], Entry]] = [({}, entry) for entry in self.added]
        pairs += [(plain(was), entry) for was, entry in self.changed]
        for was, entry in pairs:
            for change in field_changes(was, plain(entry)):
                if change.path in _WAYS_TO_JOIN:
                    yield entry, change


def plain(entry: Entry) -> dict[str, Any]:
    """Give an entry as it stands in its file."""
    found = entry.data
    return found if isinstance(found, dict) else {}


def field_changes(old: Any, new: Any, path: DataPath = ()) -> Iterator[FieldChange]:
    """Name every value that is different, from the outside in; a list is one value unless it holds blocks."""
    if old == new:
        return
    if (isinstance(new, dict) and isinstance(old, dict | None)) or (isinstance(old, dict) and new is None):
        was, is_ = old or {}, new or {}
        for key in dict.fromkeys([*was, *is_]):
            yield from field_changes(was.get(key), is_.get(key), (*path, key))
    elif _blocks(old) and _blocks(new) and len(old) == len(new):
        for number, (was, is_) in enumerate(zip(old, new, strict=True)):
            yield from field_changes(was, is_, (*path, number))
    else:
        yield FieldChange(path, old, new)


def _blocks(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _dumped(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _helplines(directory: Directory) -> dict[str, Any]:
    """Give the helplines by country and id; their order counts, since the first is the one on every page."""
    found: dict[str, Any] = {}
    for code, country in directory.helplines.countries.items():
        lines: Mapping[str, Any] = {line.id: _dumped(line) for line in country.lines}
        order = " > ".join(line.id for line in country.lines)
        found[code] = {"emergency": _dumped(country.emergency), "order": order, **lines}
    found["international"] = {finder.name: _dumped(finder) for finder in directory.helplines.international}
    return found


def _phrases(directory: Directory) -> dict[str, Any]:
    """Give each phrase and each word of a class as a key, so that one taken out is one change."""
    found: dict[str, Any] = {}
    for (*group, language, _), line in lines_of(directory.phrases):
        name = str(group[-1] if group[0] != "dangers" else group[1])
        found.setdefault(name, {}).setdefault(str(language), {})[line] = True
    for name, text in directory.phrases.words.items():
        found[f"<{name}>"] = {"words": dict.fromkeys(members(text), True)}
    return found
