"""A group whose own words say that it does not meet every week is not shown as one that does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity
from peerhub.schedule.stated.reader import amended

ID = "stated-rhythm"
DESCRIPTION = "A listing that meets every week says nothing in its words of certain weeks, months or days without it."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing whose words and slots disagree."""
    for entry in () if directory.opened else directory.entries:
        listing = entry.listing
        if listing.ended or not listing.meetings or not isinstance(entry.data.get("meetings"), list):
            continue
        slots = [slot for slot in entry.data["meetings"] if isinstance(slot, dict)]
        notes = [listing.summary or "", listing.description or "", *(slot.note or "" for slot in listing.meetings)]
        taken_over = listing.source is not None and bool(listing.source.records)
        found, unsure = amended(slots, listing.name, notes, own=not taken_over)
        if unsure or found != slots:
            got = "says every week, and the listing's own words may say otherwise"
            hint = (
                "Look at the group's page. Write every, weeks, not_in or not_on_public_holidays, or every: sometimes."
            )
            yield entry.problem(ID, got, hint, "meetings", severity=Severity.WARNING)
