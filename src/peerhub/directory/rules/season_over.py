"""A group whose season is over is asked whether there is another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity
from peerhub.schedule.meeting import Meeting

ID = "season-over"
DESCRIPTION = "A listing that is open has a meeting still to come, or times without an end."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each open listing all of whose dates have passed."""
    for entry in directory.entries:
        listing = entry.listing
        if listing.ended or listing.status == "paused" or not listing.meetings:
            continue
        ends = [_end(meeting) for meeting in listing.meetings]
        last = max((end for end in ends if end), default=None)
        if all(ends) and last is not None and last < today:
            got = f"has only dates that have passed, the last on {last}"
            hint = "Ask for the next season. Else write status: paused, or closed and the day."
            yield entry.problem(ID, got, hint, "meetings", severity=Severity.WARNING)


def _end(meeting: Meeting) -> date | None:
    """Give the last day of a slot, None where it has no end."""
    extra = max((one.on for one in meeting.extra), default=None)
    if meeting.last is None:
        return extra if not meeting.days and not meeting.by_appointment and not meeting.part_of_day else None
    return max(meeting.last, extra or meeting.last)
