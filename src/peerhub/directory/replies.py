"""Checks as volunteers note them: one on the command line, or many as the rows of a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from peerhub.directory.listing import Listing
from peerhub.directory.private.reader import Private, private_in
from peerhub.directory.provenance import Checked
from peerhub.problems import Location, Problem, Problems, did_you_mean, shown

How = Literal["phone", "email", "visit", "website"]
_HOWS = get_args(How)
_NEEDED = ("id", "how", "by", "on")
_COLUMNS = (*_NEEDED, "closed")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NOBODY = frozenset(
    {"me", "myself", "i", "us", "we", "you", "self", "your role", "role", "a role", "name", "somebody", "someone"}
    | {"me too", "test", "anonymous", "nobody", "unknown", "yo", "moi", "ich", "tbc", "n/a", "none"}
)
_SHORTEST_ROLE = 3  # letters
_FIRST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Check:
    """A check that was done: of which listing, when, how and by whom; `closed` when the group has ended."""

    listing_id: str
    checked: Checked
    closed: date | None
    where: Location


def read_replies(
    raw: bytes,
    name: str,
    listings: Mapping[str, Listing],
    today: date,
    problems: Problems,
    unread: Sequence[Problem] = (),
) -> list[Check]:
    """Read a table of checks (CSV) with the columns id, how, by, on and, if wanted, closed.

    Every row that is wrong becomes problems with its line; spreadsheets' separators and byte order marks are taken.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.error(Location(name, line), "replies-text", "is not UTF-8 text", "Save it as 'CSV UTF-8'.")
        return []
    rows = _rows(text, name, problems)
    found: dict[str, Check] = {}
    for line, row in rows:
        where = Location(name, line)
        check = make_check(row, where, listings, today, problems, unread)
        if check is None:
            continue
        if check.listing_id in found:
            got = f"names {shown(check.listing_id)} again, after line {found[check.listing_id].where.line}"
            problems.error(where, "replies-twice", got, "Keep the later check.", "id")
            continue
        found[check.listing_id] = check
    return list(found.values())


def make_check(
    values: Mapping[str, str],
    where: Location,
    listings: Mapping[str, Listing],
    today: date,
    problems: Problems,
    unread: Sequence[Problem] = (),
) -> Check | None:
    """Make a check of the words that a person wrote; everything that is wrong with them becomes problems.

    `unread` are the errors for which listings were left out.
    """
    before = len(problems)
    listing = _listing(values.get("id", "").strip(), where, listings, problems, unread)
    how = values.get("how", "").strip().lower()
    if how not in _HOWS:
        hint = did_you_mean(how, _HOWS) or f"Write one of: {', '.join(_HOWS)}."
        problems.error(where, "replies-how", f"must say how it was checked, found {shown(how)}", hint, "how")
    by = values.get("by", "").strip()
    if not by or not by.isprintable() or len(by) > 80:
        hint = "Write a role, such as Directory editor: it is shown to readers."
        problems.error(
            where, "replies-by", f"must say who checked it in at most 80 letters, found {shown(by)}", hint, "by"
        )
    elif is_no_role(by):
        hint = "Write your role in the hub, such as Directory editor: it is shown to readers."
        problems.error(where, "replies-by", f"must say who checked it, found {shown(by)}", hint, "by")
    elif private_in(by) - {Private.PERSON}:
        hint = "Write a role alone, such as Directory editor: it is shown to readers."
        problems.error(where, "replies-by", "must say who checked it, and holds something private", hint, "by")
    on = _date(values.get("on", ""), "on", where, today, problems)
    ended = values.get("closed", "").strip()
    closed = _date(ended, "closed", where, today, problems) if ended else None
    if listing is not None and on is not None and listing.checked is not None and on < listing.checked.on:
        got = f"is before the check of {listing.checked.on} that the listing has already"
        problems.error(where, "replies-older", got, "Leave this row out, or correct the date.", "on")
    if len(problems) > before or listing is None or on is None:
        return None
    return Check(listing.id, Checked(on=on, how=cast(How, how), by=by), closed, where)


def is_no_role(by: str) -> bool:
    """Tell whether what should name a role names nobody: `me`, `x`, or the words of an example.

    >>> is_no_role("me"), is_no_role("Your role"), is_no_role("Directory editor")
    (True, True, False)
    """
    return by.strip().casefold().rstrip(".") in _NOBODY or sum(map(str.isalpha, by)) < _SHORTEST_ROLE


def _rows(text: str, name: str, problems: Problems) -> list[tuple[int, dict[str, str]]]:
    """Split a table into rows with their lines; a table without the right columns has none."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] | None = None
    rows: list[tuple[int, dict[str, str]]] = []
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in cells]
                if not _header_stands(header, Location(name, start), problems):
                    return []
            elif len(cells) > len(header):
                got = f"has {len(cells)} cells, and the header has {len(header)}"
                hint = f"Put quotes round a text that holds '{separator}'."
                problems.error(Location(name, start), "replies-cells", got, hint)
            else:
                rows.append((start, dict(zip(header, cells, strict=False))))
    except csv.Error as error:
        got = f"cannot be read as a table ({error})"
        problems.error(Location(name, line), "replies-table", got, "Look for a quote that is not closed.")
    if header is None:
        hint = f"Begin it with the line: {','.join(_COLUMNS)}"
        problems.error(Location(name, 1), "replies-columns", "is empty", hint)
    return rows


def _header_stands(header: Iterable[str], where: Location, problems: Problems) -> bool:
    names = list(header)
    missing = [column for column in _NEEDED if column not in names]
    known = True
    for column in names:
        if column not in _COLUMNS or names.count(column) > 1:
            twice = "stands twice" if column in _COLUMNS else "is not a column of checks"
            hint = did_you_mean(column, missing or _COLUMNS) or f"The columns are: {', '.join(_COLUMNS)}."
            problems.error(where, "replies-columns", f"{shown(column)} {twice}", hint)
            known = False
    if missing:
        hint = f"The first line is: {','.join(_COLUMNS)}"
        problems.error(where, "replies-columns", f"has no column {', '.join(missing)}", hint)
    return known and not missing


def _listing(
    listing_id: str,
    where: Location,
    listings: Mapping[str, Listing],
    problems: Problems,
    unread: Sequence[Problem],
) -> Listing | None:
    found = listings.get(listing_id)
    if found is None and (wrong := next((one for one in unread if one.listing == listing_id), None)):
        got = f"the listing {shown(listing_id)} has an error at {wrong.where}"
        problems.error(where, "replies-id", got, "Mend it first: ./hub check says what is wrong.", "id")
    elif found is None:
        hint = did_you_mean(listing_id, listings)
        if not hint and unread:
            hint = f"If it stands in {unread[0].where.path}, run ./hub check: that file has an error."
        hint = hint or "Take the id from the listing's address: groups/ID.html."
        problems.error(where, "replies-id", f"no listing has the id {shown(listing_id)}", hint, "id")
    elif found.ended:
        got = f"the listing {shown(listing_id)} has ended, and ended listings are not checked"
        hint = "Leave it out. If the group is there again, first take away closed, moved_to or removed by hand."
        problems.error(where, "replies-ended", got, hint, "id")
        return None
    return found


def _date(text: str, column: str, where: Location, today: date, problems: Problems) -> date | None:
    text = text.strip()
    try:
        day = date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        day = None
    if day is None:
        hint = f"Write the year first: {today.isoformat()}."
        problems.error(where, "replies-date", f"must be a date, found {shown(text)}", hint, column)
    elif not _FIRST <= day <= today:
        when = "is in the future" if day > today else "is too long ago to be right"
        problems.error(where, "replies-date", f"{when}: {day}", "Write the day on which it was done.", column)
        return None
    return day
