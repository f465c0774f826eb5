"""A meeting lasts some hours, not half a day: a longer one is nearly always am and pm mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity

ID = "meeting-length"
DESCRIPTION = "A meeting longer than eight hours is reported, because am and pm may be mixed up."

_LONGEST_MINUTES = 8 * 60


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each meeting that would last longer than eight hours; an end before the start is after midnight."""
    for entry in directory.entries:
        for position, meeting in enumerate(entry.listing.meetings):
            if meeting.starts is None or meeting.ends is None:
                continue
            starts = meeting.starts.hour * 60 + meeting.starts.minute
            ends = meeting.ends.hour * 60 + meeting.ends.minute
            minutes = (ends - starts) % (24 * 60)
            if minutes > _LONGEST_MINUTES:
                got = f"lasts {minutes / 60:g} hours, from {meeting.starts:%H:%M} to {meeting.ends:%H:%M}"
                hint = "Check starts and ends: 7 in the evening is 19:00."
                yield entry.problem(ID, got, hint, "meetings", position, "ends", severity=Severity.WARNING)
