"""Losses as a table: each with its record, its field and the reason, for whoever wants to see all of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator


def losses_table(rows: Iterable[tuple[str, str, str]]) -> Iterator[bytes]:
    """Write rows of record, field and reason as a table that spreadsheets open and never run, row by row."""
    from peerhub.feeds.groups_csv import harmless

    yield b"\xef\xbb\xbfrecord,field,why\r\n"
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow(map(harmless, row))
        yield out.getvalue().encode("utf-8", errors="replace")
