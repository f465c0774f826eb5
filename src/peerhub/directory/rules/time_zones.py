"""A meeting's time zone is one of its country's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity, shown

ID = "time-zones"
DESCRIPTION = "Meetings at a place use a zone of its country; online ones may differ, with a warning."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each time zone that the country does not have."""
    countries = directory.vocabulary.countries
    for entry in directory.entries:
        listing = entry.listing
        country = None if listing.country is None else countries.get(listing.country)
        if country is None or not country.zones:
            continue
        for position, meeting in enumerate(listing.meetings):
            if meeting.timezone is None or meeting.timezone in country.zones:
                continue
            severity = Severity.ERROR if listing.place is not None else Severity.WARNING
            got = f"is not a time zone of {country.label}: {shown(meeting.timezone)}"
            hint = f"Use {' or '.join(country.zones[:6])}, or correct the country."
            yield entry.problem(ID, got, hint, "meetings", position, "timezone", severity=severity)
