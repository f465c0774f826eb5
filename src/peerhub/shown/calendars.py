"""Which listings have a calendar, what a meeting is called there, and what the listing's page says about it."""

from __future__ import annotations

from peerhub import addresses
from peerhub.directory.freshness import RELIED_ON, Freshness
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.shown.cards import freshness
from peerhub.shown.facts import Link
from peerhub.shown.meeting_times import meets_again


def listings_with_calendar(hub: Hub) -> dict[str, Listing]:
    """Give the listings that have a calendar by id: checked in time, and with a meeting still to come."""
    return hub.memo("listings with calendar", _listings_with_calendar)


def listings_without_dates(hub: Hub) -> list[Listing]:
    """List what has no dates to give, and may have had a calendar: somebody may subscribe to it, and is answered.

    An app that finds nothing keeps its last copy. A check may have been taken back: one without it is answered too.
    """
    dated = listings_with_calendar(hub)
    found = (one for one in hub.directory.listings.values() if one.id not in dated)
    return [one for one in found if one.ended or one.meetings or one.kind == "group"]


def calendar_title(hub: Hub, listing: Listing) -> str:
    """Name a listing's meetings as a calendar shows them: neutral where being seen with them could harm."""
    # What was taken away, or has shrunk to a name, no longer says what it was about.
    untold = listing.removed is not None or (listing.ended and not listing.topics)
    gone = untold or freshness(hub, listing) is Freshness.WITHHELD
    hidden = gone or hub.directory.is_sensitive(listing)
    return hub.words.say("calendar.neutral") if hidden else listing.name


def calendar_link(hub: Hub, listing: Listing) -> Link | None:
    """Link to a listing's calendar, where it has one."""
    if listing.id not in listings_with_calendar(hub):
        return None
    return Link(hub.words.say("calendar.link"), addresses.calendar(listing.id))


def calendar_subscription(hub: Hub, listing: Listing) -> Link | None:
    """Link to a listing's calendar so that an app keeps it up to date.

    There is none where being seen with the listing could harm: an app shows the address it subscribes to.
    """
    if not hub.site_url or listing.id not in listings_with_calendar(hub) or hub.directory.is_sensitive(listing):
        return None
    _, _, host = hub.site_url.partition("://")
    return Link(hub.words.say("calendar.subscribe"), f"webcal://{host}{addresses.calendar(listing.id)}")


def calendar_note(hub: Hub, listing: Listing) -> str:
    """Say what others could read in a calendar, where that matters."""
    if listing.id not in listings_with_calendar(hub) or not hub.directory.is_sensitive(listing):
        return ""
    return hub.words.say("calendar.neutral_note", title=calendar_title(hub, listing))


def _listings_with_calendar(hub: Hub) -> dict[str, Listing]:
    return {found.id: found for found in hub.directory.listings.values() if _has_calendar(hub, found)}


def _has_calendar(hub: Hub, listing: Listing) -> bool:
    if listing.ended or freshness(hub, listing) not in RELIED_ON:
        return False
    return meets_again(hub, listing)
