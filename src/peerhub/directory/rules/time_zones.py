"""A meeting's time zone is one of its country's, and of its state or province where that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity, shown
from peerhub.schedule.meeting import is_remote
from peerhub.schedule.region_zones import same_clock, zones_of_region

ID = "time-zones"
DESCRIPTION = "Meetings at a place use a zone of its country and region; online ones may differ, with a warning."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each time zone that the country does not have."""
    countries = directory.vocabulary.countries
    for entry in directory.entries:
        listing = entry.listing
        country = None if listing.country is None else countries.get(listing.country)
        if country is None or not country.zones:
            continue
        of_region = zones_of_region(listing.country, listing.place.region) if listing.place is not None else ()
        region = listing.place.region if listing.place is not None else None
        for position, meeting in enumerate(listing.meetings):
            zone = meeting.timezone
            if zone is None or is_remote(meeting.format or "in-person"):
                continue
            if zone not in country.zones:
                whose, zones = country.label, country.zones
            elif of_region and not any(same_clock(zone, known) for known in of_region):
                whose, zones = str(region), of_region
            else:
                continue
            severity = Severity.ERROR if listing.place is not None else Severity.WARNING
            got = f"is not a time zone of {whose}: {shown(zone)}"
            hint = f"Use {' or '.join(zones[:6])}, or correct the {'region' if zones is of_region else 'country'}."
            yield entry.problem(ID, got, hint, "meetings", position, "timezone", severity=severity)
