"""Who is to be asked, and when: due dates that follow from the last check and are spread over the weeks.

Volunteers can ask a few groups a week, and no more. So a check falls due some time in the last third of the days for
which it counts as fresh, and what nobody has checked has its week of the year. The day follows from the id alone: it
is the same on every computer, and nothing has to be written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from peerhub.directory.freshness import DEFAULT_LIMITS, Freshness, freshness
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory
from peerhub.settings import FreshnessLimits

# Whole weeks, so that the same days of the week come round.
_ROUND = 364
_WEEK = timedelta(days=7)
_FIRST_OF_ALL = {state: number for number, state in enumerate(reversed(Freshness))}


@dataclass(frozen=True, slots=True)
class Contact:
    """How a listing can be asked, as it says in public: `how` is email, phone, website, source or empty."""

    how: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A listing that is to be asked; `reason` is the state it is in: a fresh one is asked before its check lapses.

    `changed` when the listing says something else than was checked.
    """

    listing_id: str
    due_on: date
    reason: Freshness
    contact: Contact
    changed: bool = False


def due(directory: Directory, today: date, limits: FreshnessLimits = DEFAULT_LIMITS, weeks: int = 1) -> list[Due]:
    """List who is to be asked in the weeks that begin with today's, the most urgent first.

    A check that is overdue stays in the list until somebody checks again. A listing that nobody has checked comes up
    once a year: without a note of who was asked, it would otherwise fill every list. What has changed since it was
    checked comes first.
    """
    monday = today - timedelta(days=today.weekday())
    end = monday + max(weeks, 1) * _WEEK
    lapsed = directory.lapsed
    found = [
        Due(listing.id, day, freshness(listing.checked, today, limits), contact_of(listing), listing.id in lapsed)
        for listing in directory.listings.values()
        if not listing.ended and (day := monday if listing.id in lapsed else due_on(listing, monday, limits)) < end
    ]
    return sorted(found, key=lambda one: (not one.changed, _FIRST_OF_ALL[one.reason], one.due_on, one.listing_id))


def due_on(listing: Listing, since: date, limits: FreshnessLimits = DEFAULT_LIMITS) -> date:
    """Give the day on which a listing is to be asked; for one that nobody has checked, the next from `since` on."""
    if listing.checked is None:
        return since + timedelta(days=(_spread(listing.id, _ROUND) - since.toordinal()) % _ROUND)
    window = max(limits.fresh // 3, 1)
    return later(listing.checked.on, limits.fresh - _spread(listing.id, window))


def later(day: date, days: int) -> date:
    """Add days to a date; a check near the year 9999 is broken data, reported as such, and never due."""
    return day + timedelta(days=min(days, (date.max - day).days))


def contact_of(listing: Listing) -> Contact:
    """Find the quickest public way to ask about a listing."""
    return next(_contacts(listing), Contact())


def reachable(listing: Listing) -> bool:
    """Whether a listing names a way to reach it; a page on which others tell of it is none."""
    has_room = listing.online is not None and listing.online.url is not None
    return has_room or contact_of(listing).how in ("email", "phone", "website")


def _contacts(listing: Listing) -> Iterator[Contact]:
    join = listing.join
    if join is not None and join.email:
        yield Contact("email", join.email)
    if join is not None and join.phone:
        yield Contact("phone", join.phone)
    if join is not None and join.url:
        yield Contact("website", join.url)
    if listing.website:
        yield Contact("website", listing.website)
    if listing.source is not None and listing.source.url:
        yield Contact("source", listing.source.url)


def _spread(listing_id: str, days: int) -> int:
    """Give a listing its own number below `days`, evenly spread, from its id; Python's own hash changes each run."""
    return int.from_bytes(blake2b(listing_id.encode("utf-8"), digest_size=8).digest(), "big") % days
