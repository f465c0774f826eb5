"""The rows of the finder: the listings that may be shown, in the order in which all of its files hold them."""

from __future__ import annotations

from datetime import timedelta

from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import schedule_of
from peerhub.hub import Hub
from peerhub.schedule.days import WEEKDAYS
from peerhub.schedule.meeting import PARTS_OF_DAY, is_remote
from peerhub.schedule.schedule import PARTS_FROM, part_of_day
from peerhub.shown.cards import shown_listings
from peerhub.shown.labels import country_name
from peerhub.shown.places import region_of

HYBRID = "hybrid"
# What a slot says when it does not name its day, or its part of the day.
UNKNOWN_DAY, UNKNOWN_PART = len(WEEKDAYS), len(PARTS_OF_DAY)
SLOT_WIDTH = 8
PARTS_BEGIN = [start.hour * 60 + start.minute for start, _ in PARTS_FROM]

Slot = int | tuple[int, int, str]
"""A day * 8 + part of the day at a place; or a day, a minute and a zone, which readers elsewhere see as their own."""


def finder_rows(hub: Hub) -> list[Listing]:
    """List the listings of the finder: neighbours together, the latest check first, which packs best."""
    return hub.memo("finder rows", _finder_rows)


def _finder_rows(hub: Hub) -> list[Listing]:
    own = hub.settings.country

    def order(listing: Listing) -> tuple[object, ...]:
        country, region = listing.country or "", region_of(hub, listing)
        check = -listing.checked.on.toordinal() if listing.checked else 0
        return (country != own, country == "", country_name(hub, country), region, check, listing.id)

    return sorted(shown_listings(hub), key=order)


def formats(listing: Listing) -> tuple[str, ...]:
    """Name the ways to take part: a hybrid group can be joined in the room and from home."""
    if listing.format is None:
        return ()
    return ("in-person", "online") if listing.format == HYBRID else (listing.format,)


def slots(listing: Listing) -> tuple[Slot, ...]:
    """Give when a listing meets: at a place in its own time, elsewhere so that it can be moved into the reader's."""
    schedule = schedule_of(listing)
    if schedule is None:
        return ()
    found: set[Slot] = set(schedule.hours_elsewhere)
    for meeting in schedule.meetings:
        if meeting.starts and meeting.timezone and is_remote(meeting.format or schedule.format):
            continue
        part = part_of_day(meeting)
        place = PARTS_OF_DAY.index(part) if part else UNKNOWN_PART
        days = [WEEKDAYS.index(day) for day in meeting.days] or [UNKNOWN_DAY]
        found.update(day * SLOT_WIDTH + place for day in days)
    return tuple(sorted(found, key=str))


def ages(listing: Listing) -> tuple[int, int]:
    """Give the youngest and the oldest age that is welcome; -1 where the listing does not say."""
    found = listing.ages
    if found is None:
        return (-1, -1)
    return (-1 if found.from_ is None else found.from_, -1 if found.to is None else found.to)


def days_since_check(hub: Hub, listing: Listing) -> int:
    """Count the days since the last check, from 1 on; 0 means that nobody has checked."""
    if listing.checked is None:
        return 0
    return 1 + max(0, (hub.today - listing.checked.on) // timedelta(days=1))
