"""Tables: our own, with one row a listing, and the sheet that finders of meetings use; their columns tell which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from peerhub.directory.fields import value_of
from peerhub.feeds.groups_csv import SLOT_COLUMNS, STATED, as_written
from peerhub.feeds.losses import Losses
from peerhub.feeds.slot_cells import read_slots, slots_of_words
from peerhub.importers.groups_json import own
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.meeting_guide import meeting_guide
from peerhub.importers.options import ImportOptions
from peerhub.importers.source_record import Row
from peerhub.schedule.stated.reader import days_in

# Worked out by the hub that wrote the table; the sentence is read only where the columns of the slots are empty.
_DERIVED = frozenset({"when", "freshness", "updated", "url", "calendar"})
# The sheet's titles for the Meeting Guide's fields, where they are not the same words.
_SHEET = {"full_address": "formatted_address", "address": "formatted_address", "types_formatted": "types"}


def groups_csv(
    header: list[str], rows: Iterable[Row], options: ImportOptions, losses: Losses
) -> Iterator[ImportedGroup]:
    """Read every row of a table; what we cannot take is among the losses."""
    if "id" in header and "kind" in header:
        for row in rows:
            found = _own(row, options)
            if found is not None:
                yield found
        return
    whole = "city" not in header
    for row in rows:
        names = _SHEET if whole else {}
        row.rename(names if "day" in header else {**names, "when": "day"})
        yield from meeting_guide([row], options, losses)


def _own(row: Row, options: ImportOptions) -> ImportedGroup | None:
    record = row.line("id")
    row.name = record or row.name
    if not record:
        row.leave_out("no id")
        return None
    data: dict[str, Any] = {}
    slots: dict[str, str] = {}
    for column, cell in row.data.items():
        text = as_written(cell).strip()
        path = STATED.get(column)
        if not text or column in _DERIVED:
            continue
        if column in SLOT_COLUMNS:
            slots[SLOT_COLUMNS[column]] = text
            continue
        if path is None:
            row.lose(column[:60])
            continue
        value = read_value(path, text)
        if value is None:
            row.lose(column, why=f"cannot be read: '{text[:30]}'")
            continue
        part, _, name = path.partition(".")
        if name:
            data.setdefault(part, {})[name] = value
        else:
            data[part] = value
    data["meetings"] = _meetings(row, slots, as_written(str(row.data.get("when", ""))), _zone(data, options))
    return own(row, record, data, options)


def _zone(data: dict[str, Any], options: ImportOptions) -> str | None:
    """Give the clock of a row's country, where it has one alone."""
    where = data.get("place") or data.get("area") or {}
    known = options.vocabulary.countries.get(str(where.get("country", "")))
    return known.zones[0] if known is not None and len(known.zones) == 1 else options.time_zone


def _meetings(row: Row, cells: dict[str, str], sentence: str, zone: str | None) -> list[dict[str, Any]]:
    """Read the slots from their columns; where those are empty, from the sentence."""
    if not cells:
        found = slots_of_words(sentence, zone) if sentence else []
        if not found and days_in(sentence):  # without a weekday it only says that nobody knows
            row.lose("when", why="it is not sure what the sentence says; fill in days, starts, ends and timezone")
        return found
    found, wrong = read_slots(cells)
    for slot in found:
        if "starts" in slot and "timezone" not in slot and zone:
            slot["timezone"] = zone
    row.lose(*wrong, why="cannot be read")
    return found


def read_value(path: str, text: str) -> Any:
    """Read a cell as what its column holds; None when it is not that."""
    kind, several, *_ = value_of(path)
    if several:
        return [part.strip() for part in text.split(";") if part.strip()]
    if kind is bool:
        return {"yes": True, "no": False, "true": True, "false": False}.get(text.lower())
    try:
        if kind is int:
            return int(text)
        if kind is float:
            # Where a comma parts whole from fraction, spreadsheets write one.
            return float(text.replace(",", "."))
    except ValueError:
        return None
    return text
