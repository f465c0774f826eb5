"""All listings as a table for spreadsheets (RFC 4180), safe to open.

A spreadsheet runs a cell that begins with = + - @ as a formula. Such a cell gets an apostrophe in front, which
spreadsheets know as "this is text" and people read past. The table begins with a byte order mark, without which
Excel garbles every accent; programs read it with the encoding `utf-8-sig`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from peerhub.feeds.losses import Losses
from peerhub.feeds.plain import plain
from peerhub.feeds.record import open_listings, record, tombstones
from peerhub.hub import Hub

# Full-width signs run as formulas in some spreadsheets too. More apostrophes in front are kept apart from ours.
_FORMULA = re.compile(r"'*[\s]*[=+\-@\t\r\n＝＋－＠]")
_LINE_BREAKS = re.compile(r"\r\n?")

# The columns in their order: a name, and the path to its value in the record of groups.json.
COLUMNS: tuple[tuple[str, str], ...] = (
    *(
        (name, name)
        for name in ("id", "kind", "name", "organisation", "summary", "description", "topics", "audience")
    ),
    ("age_from", "ages.from"),
    ("age_to", "ages.to"),
    *((name, name) for name in ("eligibility", "led_by", "format", "languages")),
    ("free", "cost.free"),
    ("cost_note", "cost.note"),
    *((name, f"place.{name}") for name in ("venue", "street", "city", "region", "postcode", "country")),
    *((name, f"place.{name}") for name in ("latitude", "longitude", "step_free", "access")),
    ("address", "place.address"),
    ("serves_country", "area.country"),
    ("serves_region", "area.region"),
    ("serves_city", "area.city"),
    ("when", "when"),
    ("online_url", "online.url"),
    ("online_platform", "online.platform"),
    ("join_how", "join.how"),
    ("join_url", "join.url"),
    ("join_email", "join.email"),
    ("join_phone", "join.phone"),
    ("join_note", "join.note"),
    *((name, name) for name in ("confidentiality", "website", "status", "status_note", "doubts", "freshness")),
    ("checked_on", "checked.on"),
    ("checked_how", "checked.how"),
    ("checked_by", "checked.by"),
    ("source_url", "source.url"),
    ("source_seen", "source.seen"),
    ("source_year", "source.year"),
    *((name, name) for name in ("licence", "updated", "url", "calendar")),
)
# The hours of each slot are said in words, in the column `when`.
_NO_COLUMN = ("meetings", "first_visit")
_PATHS = tuple(tuple(path.split(".")) for _, path in COLUMNS)


def groups_csv(hub: Hub) -> bytes:
    """Write every listing as a row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _ in COLUMNS])
    for listing in open_listings(hub):
        found = record(hub, listing)
        writer.writerow([_cell(_value(found, path)) for path in _PATHS])
    return out.getvalue().encode("utf-8-sig")


def csv_losses(hub: Hub) -> Losses:
    """Say what a table with one row a listing has no column for."""
    losses = Losses("CSV")
    for listing in open_listings(hub):
        losses.lose(listing.id, *(name for name in _NO_COLUMN if getattr(listing, name)))
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> harmless("=1+1"), harmless("+44 20 7946 0000"), harmless("'Tis a group")
    ("'=1+1", "'+44 20 7946 0000", "'Tis a group")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Take the apostrophe away again: what an importer of our own table needs.

    >>> as_written("'=1+1"), as_written("'Tis a group")
    ('=1+1', "'Tis a group")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _value(found: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = found
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)  # a plain number, negative ones too, runs nothing
    if isinstance(value, list):
        return harmless(plain("; ".join(map(str, value))))
    return harmless(plain(_LINE_BREAKS.sub("\n", value)))
