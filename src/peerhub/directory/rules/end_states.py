"""A listing ends in one way only, and what it moved to is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.problems import Problem, did_you_mean, shown

ID = "end-states"
DESCRIPTION = "A listing has at most one of closed, moved_to and removed, and moved_to leads to another listing."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing that ends twice, or that moved to nowhere or in a circle."""
    for entry in directory.entries:
        listing = entry.listing
        if not listing.ended:
            continue
        ends = [name for name in ("closed", "moved_to", "removed") if getattr(listing, name) is not None]
        if len(ends) > 1:
            got = f"ends in more than one way: {' and '.join(ends)}"
            yield entry.problem(ID, got, "Keep one of them.", ends[1])
        if listing.moved_to is not None:
            yield from _check_move(directory, entry, listing.moved_to)


def _check_move(directory: Directory, entry: Entry, target: str) -> Iterator[Problem]:
    listings = directory.listings
    if target not in listings:
        hint = did_you_mean(target, listings) or "Use the id of a listing in this directory."
        yield entry.problem(ID, f"leads to a listing that does not exist, found {shown(target)}", hint, "moved_to")
        return
    if _goes_round(listings, entry.listing):
        got = f"leads in a circle, found {shown(target)}"
        yield entry.problem(ID, got, "Let the last listing of the chain stand without moved_to.", "moved_to")
    elif listings[target].removed is not None:
        got = f"leads to a removed listing, found {shown(target)}"
        yield entry.problem(ID, got, "Use closed with a date instead.", "moved_to")


def _goes_round(listings: dict[str, Listing], start: Listing) -> bool:
    seen = {start.id}
    target = start.moved_to
    while target is not None and target in listings:
        if target in seen:
            return True
        seen.add(target)
        target = listings[target].moved_to
    return False
