"""When a listing meets, and to which day its dates are told: pages, calendars and feeds all ask here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from peerhub.directory.listing import Listing
from peerhub.directory.provenance import Checked
from peerhub.schedule.holidays_off import part_named
from peerhub.schedule.occurrences import Occurrence
from peerhub.schedule.schedule import Schedule
from peerhub.settings import FreshnessLimits

UPCOMING_DAYS = 14


def schedule_of(listing: Listing) -> Schedule | None:
    """Give the schedule of a listing that says when it meets."""
    if not listing.meetings or listing.status == "paused":
        return None
    return Schedule(listing.meetings, listing.country, _holiday_part(listing), listing.format or "in-person")


def _holiday_part(listing: Listing) -> str | None:
    """Tell the part of the country whose public holidays count: the one that is stated, else the one it is in."""
    if not any(meeting.not_on_public_holidays for meeting in listing.meetings):
        return None
    where = listing.place or listing.area
    stated = listing.place.holiday_subdivision if listing.place else None
    return stated or (part_named(where.country, where.region) if where else None)


def check_lapses(checked: Checked, limits: FreshnessLimits) -> date:
    """Give the last day on which a check holds: no page and no calendar promises a date after it."""
    return checked.on + timedelta(days=limits.ageing)


def told_until(listing: Listing, today: date, limits: FreshnessLimits) -> date:
    """Give the last day of which dates are told; where no check holds, the page says so instead."""
    lapses = check_lapses(listing.checked, limits) if listing.checked else date.max
    return lapses if lapses >= today else date.max


def coming_dates(listing: Listing, today: date, limits: FreshnessLimits) -> list[Occurrence]:
    """Give the meetings of the next UPCOMING_DAYS days, from midnight UTC on."""
    schedule, after = schedule_of(listing), datetime.combine(today, time(), UTC)
    until = told_until(listing, today, limits)
    return schedule.between(after, after + timedelta(days=UPCOMING_DAYS), until) if schedule else []
