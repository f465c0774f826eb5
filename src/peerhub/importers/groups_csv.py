"""Tables: our own, with one row a listing, and the sheet that finders of meetings use; their columns tell which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from peerhub.directory.fields import value_of
from peerhub.feeds.groups_csv import STATED, as_written
from peerhub.feeds.losses import Losses
from peerhub.importers.groups_json import own
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.meeting_guide import meeting_guide
from peerhub.importers.options import ImportOptions
from peerhub.importers.source_record import Row

# Worked out by the hub that wrote the table, but for the hours, which stand there in words alone.
_DERIVED = frozenset({"freshness", "updated", "url", "calendar"})
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
        row.data = {_SHEET.get(name, name) if whole else name: value for name, value in row.data.items()}
        yield from meeting_guide([row], options, losses)


def _own(row: Row, options: ImportOptions) -> ImportedGroup | None:
    record = row.line("id")
    row.name = record or row.name
    if not record:
        row.leave_out("no id")
        return None
    data: dict[str, Any] = {}
    for column, cell in row.data.items():
        text = as_written(cell).strip()
        path = STATED.get(column)
        if not text or column in _DERIVED:
            continue
        if path is None:
            why = "the hours stand there in words alone" if column == "when" else ""
            row.lose(column[:60], why=why)
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
    return own(row, record, data, options)


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
