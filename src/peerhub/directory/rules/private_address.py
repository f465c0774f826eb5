"""An address that people learn only after getting in touch does not stand in a public file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry, texts
from peerhub.directory.private.reader import hides_place
from peerhub.problems import Problem, Severity
from peerhub.yaml.source import DataPath

ID = "private-address"
DESCRIPTION = "With address: after-contact or a protected topic, no street, postcode or coordinates are given."

_FIELDS = ("street", "postcode", "latitude", "longitude")
_UK_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})\b")
_ASK = "Ask the group. If it is to stay hidden, write address: after-contact under place, and delete the address."
_HINT = "Delete it: this file is public, and so is its history. Town and region may stay."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each part of an address that would tell where people are who must not be found."""
    for entry in directory.entries:
        listing = entry.listing
        protected = directory.is_protected(listing)
        if not protected and (listing.place is None or listing.place.address == "public"):
            if (told := _told_hidden(entry)) is not None:
                got = "says that the address is not public, and the listing gives one"
                yield entry.problem(ID, got, _ASK, *told, severity=Severity.WARNING)
            continue
        yield from (entry.problem(ID, _got(protected), _HINT, "place", name) for name in _stated(listing, protected))
        for path, value in texts(entry.data):
            if path[-1] != "postcode" and _UK_POSTCODE.search(value) and "://" not in value:
                yield entry.problem(ID, "holds a postcode although the address is private", _HINT, *path)


def _told_hidden(entry: Entry) -> DataPath | None:
    """Give where the words of a listing say that its address is secret, though its place is given."""
    if not _stated(entry.listing, protected=True):
        return None
    return next((path for path, text in texts(entry.data) if hides_place(text)), None)


def _got(protected: bool) -> str:
    return "must not be given for a protected topic" if protected else "must not be given with address: after-contact"


def _stated(listing: Listing, protected: bool) -> list[str]:
    # For people in danger even the building's name is an address.
    fields = ("venue", *_FIELDS) if protected else _FIELDS
    return [name for name in fields if listing.place is not None and getattr(listing.place, name) is not None]
