"""A date that is called off is one on which there would be a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity
from peerhub.schedule.days import MONTHS
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.recurrence import has_rule, rule_dates

ID = "exception-dates"
DESCRIPTION = "Each date in `cancelled`, and each month in `not_in`, is one in which the group would meet."

_LONG = 366


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each exception that changes nothing; most are a slip in the day, the month or the year."""
    for entry in directory.entries:
        if entry.listing.ended:
            continue
        for number, meeting in enumerate(entry.listing.meetings):
            if not has_rule(meeting):
                continue
            for day in meeting.cancelled:
                if next(rule_dates(meeting, day), None) != day:
                    got = f"calls off {day}, a {day:%A}, on which there is no meeting anyway"
                    hint = "Correct the date, or take it out."
                    yield entry.problem(ID, got, hint, "meetings", number, "cancelled", severity=Severity.WARNING)
            for month in _outside(meeting):
                got, hint = (
                    f"leaves out {month}, which lies outside first and last",
                    "Correct the months or the dates.",
                )
                yield entry.problem(ID, got, hint, "meetings", number, "not_in", severity=Severity.WARNING)


def _outside(meeting: Meeting) -> list[str]:
    """List the months off that lie outside a season shorter than a year."""
    first, last = meeting.first, meeting.last
    if not meeting.not_in or first is None or last is None or (last - first).days >= _LONG:
        return []
    months = {MONTHS[number % 12] for number in range(first.month - 1, first.month + _between(first, last))}
    return [month for month in meeting.not_in if month not in months]


def _between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
