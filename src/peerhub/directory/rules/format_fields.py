"""How people meet decides which fields a listing needs and which make no sense."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity

ID = "format-fields"
DESCRIPTION = (
    "In person needs a place, online needs a link or a way to join, only groups have meetings, networks a page."
)

_HOSTING = frozenset({"group", "one-to-one"})
# They lead on to groups that say themselves how to join.
_LEADING_ON = frozenset({"network", "directory"})


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each field that is missing for, or contradicts, the format and the kind of a listing."""
    for entry in directory.entries:
        listing = entry.listing
        if listing.ended:
            continue
        for name, got, hint in _wrong(listing):
            yield entry.problem(ID, got, hint, name)
        # A page that tells of a group is a poor way to reach it, but it is one.
        has_page = listing.source is not None and bool(listing.source.url)
        if listing.kind in _LEADING_ON:
            if listing.website is None and listing.join is None:
                got, hint = "is missing, and it leads on to others", "Add its own page."
                yield entry.problem(ID, got, hint, "website", severity=Severity.WARNING)
            if has_page:
                continue
        told = Severity.WARNING if has_page else Severity.ERROR
        for name, got, hint in _unreachable(listing):
            yield entry.problem(ID, got, hint, name, severity=told)


def _wrong(listing: Listing) -> Iterator[tuple[str, str, str]]:
    formats = {listing.format, *(meeting.format for meeting in listing.meetings)}
    in_person = not formats.isdisjoint({"in-person", "hybrid"})
    if in_person and listing.place is None and listing.kind in _HOSTING:
        yield "place", "is missing although people meet in person", "Add where they meet, at least city and country."
    if listing.format is None and listing.kind in _HOSTING:
        formats.add("hybrid")  # that it is missing is told by another rule, and what follows from it is not known
    if listing.place is not None and formats <= {"online", "phone", None} and listing.kind in _HOSTING:
        hint = "Use area for whom it serves, or format: hybrid when people also meet there."
        yield "place", "stands in a listing without meetings in person", hint
    if listing.online is not None and formats <= {"in-person", "phone", None} and listing.kind in _HOSTING:
        hint = "Use format: hybrid when people also meet online, or delete it."
        yield "online", "stands in a listing without meetings online", hint
    if listing.meetings and listing.kind != "group":
        yield (
            "meetings",
            f"stands in a listing of kind {listing.kind}",
            "Only a group has meetings: say it in description.",
        )
    if listing.status_note is not None and listing.status != "paused":
        yield "status_note", "stands in a listing that is active", "Add status: paused, or delete the note."


def _unreachable(listing: Listing) -> Iterator[tuple[str, str, str]]:
    if listing.join is not None or listing.website is not None:
        return
    formats = {listing.format, *(meeting.format for meeting in listing.meetings)}
    if listing.online is None and not formats.isdisjoint({"online", "hybrid"}):
        yield "online", "is missing although people meet online", "Add online, or join with a way to get the link."
    if "phone" in formats:
        yield "join", "is missing although people meet by phone", "Add join with the number or with how to get it."
