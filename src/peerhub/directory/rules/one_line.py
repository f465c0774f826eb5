"""Names and summaries stand on one line, because they become titles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem

ID = "one-line"
DESCRIPTION = "Names, summaries and the parts of an address have no line breaks."

_FIELDS = ("name", "organisation", "summary")
_PLACE = ("venue", "street", "city", "region", "postcode")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each name, summary or part of an address that has more than one line."""
    hint = "Write it on one line, or use '>' instead of '|' for a long one."
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        if "\n" not in text:
            continue
        listing = entry.listing
        for name in _FIELDS:
            if "\n" in (getattr(listing, name) or ""):
                yield entry.problem(ID, "has more than one line", hint, name)
        for part, place in (("place", listing.place), ("area", listing.area)):
            for name in _PLACE:
                if "\n" in (getattr(place, name, None) or ""):
                    yield entry.problem(ID, "has more than one line", hint, part, name)
