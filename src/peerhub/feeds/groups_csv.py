"""All listings as a table for spreadsheets (RFC 4180), safe to open.

A spreadsheet runs a cell that begins with = + - @ as a formula. Such a cell gets an apostrophe in front, which
spreadsheets know as "this is text" and people read past. The table begins with a byte order mark, without which
Excel garbles every accent; programs read it with the encoding `utf-8-sig`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import starmap
from typing import Any

from peerhub import addresses
from peerhub.directory.fields import fields, reader
from peerhub.directory.listing import Listing
from peerhub.feeds.listing_parts import ListingParts
from peerhub.feeds.losses import Losses, unsaid
from peerhub.feeds.open_record import changed_on, open_listings, tombstones, when
from peerhub.feeds.plain import plain
from peerhub.feeds.slot_cells import slot_cell
from peerhub.hub import Hub
from peerhub.shown.calendars import listings_with_calendar
from peerhub.shown.cards import freshness

# Full-width signs run as formulas in some spreadsheets too. More apostrophes in front are kept apart from ours.
_FORMULA = re.compile(r"'*[\s]*[=+\-@\t\r\n＝＋－＠]")
_LINE_BREAKS = re.compile(r"\r\n?")

# The columns in their order, each with the path to its value in a listing; those that are worked out come last.
STATED = {field.csv: path for path, field in fields().items() if field.csv}
_DERIVED = ("when", "freshness", "updated", "url", "calendar")
COLUMNS = (*STATED, *_DERIVED)


def groups_csv(hub: Hub) -> bytes:
    """Write every listing as a row."""
    rows = ListingParts(hub, addresses.GROUPS_CSV, open_listings(hub), partial(_row, hub))
    return rows.file(f"\ufeff{_written(COLUMNS)}", "", "")


def _row(hub: Hub, listing: Listing) -> str:
    values = (*[read(listing) for read in _READERS], *_derived(hub, listing))
    # Most cells are empty; what is 0 or no is not.
    return _written([_cell(value) if value or value == 0 else "" for value in values])


def _written(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def csv_losses(hub: Hub) -> Losses:
    """Say what a table with one row a listing has no column for."""
    losses = Losses("CSV")
    for listing in open_listings(hub):
        losses.lose(listing.id, *unsaid(listing, _CARRIED))
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> harmless("=1+1"), harmless("+44 20 7946 0000"), harmless("'Tis a group")
    ("'=1+1", "'+44 20 7946 0000", "'Tis a group")
    """
    return f"'{text}" if not text[:1].isalnum() and _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Take the apostrophe away again: what an importer of our own table needs.

    >>> as_written("'=1+1"), as_written("'Tis a group")
    ('=1+1', "'Tis a group")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _derived(hub: Hub, listing: Listing) -> Iterator[Any]:
    """Give the values of the columns that the listing itself does not hold, in their order."""
    yield when(hub, listing)
    yield freshness(hub, listing).value
    yield changed_on(listing)
    yield f"{hub.site_url}{addresses.listing(listing.id)}" if hub.site_url else None
    has_calendar = hub.site_url and listing.id in listings_with_calendar(hub)
    yield f"{hub.site_url}{addresses.calendar(listing.id)}" if has_calendar else None


def _cell(value: Any) -> str:
    if type(value) is tuple:
        value = "; ".join(map(str, value))
    if type(value) is str:
        return harmless(value if value.isprintable() else plain(_LINE_BREAKS.sub("\n", value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)  # a date; or a plain number, which runs nothing even when it is negative


_SLOTS = "meetings."
_CARRIED = frozenset(path for path, field in fields().items() if field.csv)
# Of an extra date one column says all.
SLOT_COLUMNS = {
    column: path.removeprefix(_SLOTS).partition(".")[0] for column, path in STATED.items() if path.startswith(_SLOTS)
}


def _reader(column: str, path: str) -> Callable[[Listing], Any]:
    name = SLOT_COLUMNS.get(column)
    return reader(path) if name is None else lambda listing: slot_cell(listing.meetings, name)


_READERS = tuple(starmap(_reader, STATED.items()))
