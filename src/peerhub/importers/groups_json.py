"""Our own JSON: the listings of another hub, or a copy of this one's, in full.

The fields are those that contributors write, so nothing is translated. What the other hub worked out on the day of
its build is worked out here again, and its checks count only where somebody says that the data is this hub's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from peerhub.directory.listing import Listing
from peerhub.directory.load import last_first, without
from peerhub.directory.private.reader import Private
from peerhub.feeds.losses import Losses
from peerhub.feeds.slot_cells import date_or_text
from peerhub.importers import parts
from peerhub.importers.clean import line_of, lines_of
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.options import ImportOptions
from peerhub.importers.secrets import open_email, open_link
from peerhub.importers.source_record import Row

# Worked out by the hub that published them.
_DERIVED = frozenset({"url", "calendar", "when", "freshness", "updated", "licence"})
_ENDED = frozenset({"closed", "moved_to", "removed"})
_DATES = frozenset({"on", "seen", "first", "last", "cancelled"})
_LINKS = frozenset({"url", "website"})
_DEEPEST = 6
# Editors of a hub have been through its texts.
_ALLOWED = frozenset({Private.PHONE})


def groups_json(rows: Iterable[Row], options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read every listing; what we cannot take is among the losses."""
    for row in rows:
        record = row.line("id")
        row.name = record or row.name
        if not record:
            row.leave_out("no id")
            continue
        yield own(row, record, dict(row.data), options)


def own(row: Row, record: str, data: Mapping[str, Any], options: ImportOptions) -> ImportedGroup:
    """Make a group of fields that have our own names already, with the same care for what is private."""
    entry: dict[str, Any] = {}
    for name, value in data.items():
        if name in _DERIVED or value in (None, "", [], {}):
            continue
        if name not in Listing.model_fields or name in _ENDED:
            row.lose(line_of(name)[:60])
        elif name == "checked" and not options.keep_checks:
            row.lose("checked", why="a check by another hub is not this hub's; --keep-checks for a copy of your own")
        else:
            found = _open(row, name, name, value, 0)
            if found not in (None, "", [], {}):
                entry[name] = found
    entry = _in_our_form(row, entry)
    said = entry.get("source")
    stated = said if isinstance(said, dict) else {}
    entry["source"] = {**parts.present({"url": options.source, "licence": options.licence}), **stated}
    entry["source"].pop("records", None)
    return ImportedGroup(record, record, parts.present(entry), _ALLOWED)


def _in_our_form(row: Row, entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is no text, list or group of fields where ours is one: nobody could say what it means."""
    try:
        Listing.model_validate(entry)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        for path in sorted({wrong["loc"] for wrong in found if wrong["type"].endswith("_type")}, key=last_first)[
            ::-1
        ]:
            row.lose(str(path[0]), why="it has another form than ours")
            # The end of a path may name a form that was tried, and no part of the data.
            parts = (without(entry, path[:length]) for length in range(len(path), 0, -1))
            entry = next((part for part in parts if part != entry), entry)
    return entry


def _open(row: Row, path: str, name: str, value: Any, depth: int) -> Any:
    """Copy a value without anything private in it, with dates as dates."""
    if depth > _DEEPEST:
        row.lose(path, why="it is nested too deep")
        return None
    if isinstance(value, Mapping):
        copied = {key: _open(row, f"{path}.{key}", key, part, depth + 1) for key, part in value.items()}
        return {key: part for key, part in copied.items() if part is not None}
    if isinstance(value, list):
        return [item for item in (_open(row, path, name, part, depth + 1) for part in value) if item is not None]
    if not isinstance(value, str):
        return value
    if name in _DATES:
        return date_or_text(value)
    if name in _LINKS:
        found, why = open_link(line_of(value))
        return _told(row, path, found, why)
    if name == "email":
        found, why = open_email(line_of(value))
        return _told(row, path, found, why)
    if name == "phone":
        return line_of(value)
    clean = lines_of if "\n" in value and name in ("description", "what_happens") else line_of
    return clean(value, links=True)


def _told(row: Row, path: str, found: str | None, why: str) -> str | None:
    if why:
        row.lose(path, why=why)
    return found
