"""What open data may say of a listing: nothing private, with its source, its licence and who checked it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peerhub import addresses
from peerhub.directory.freshness import Freshness
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.shown.calendars import listings_with_calendar
from peerhub.shown.cards import badge, freshness
from peerhub.shown.meeting_times import timing_note, when_words

# The two highest bits of a UUID's ninth octet are 1 and 0.
_VARIANTS = {digit: f"{int(digit, 16) & 0b0011 | 0b1000:x}" for digit in "0123456789abcdef"}
_ADDRESS = ("street", "postcode", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a listing that is gone, so that whoever copied it can let go of it too."""

    id: str
    state: str
    date: date | None
    moved_to: str | None = None


def open_listings(hub: Hub) -> list[Listing]:
    """List what open data holds, by id: not ended, not withheld, and without anything private."""
    return hub.memo("open listings", _open_listings)


def tombstones(hub: Hub) -> list[Tombstone]:
    """List what is gone, by id: closed, moved, removed for safety, or withheld since nobody checked it."""
    found = [_tombstone(hub, listing) for listing in hub.directory.listings.values()]
    return sorted((stone for stone in found if stone), key=lambda stone: stone.id)


def public_listing(hub: Hub, listing: Listing) -> Listing:
    """Leave out of a listing what only people who got in touch may know.

    The data's rules refuse to keep it at all. A feed is copied for ever, so it does not rely on them.
    """
    protected = hub.directory.is_protected(listing)
    changes: dict[str, Any] = {}
    if listing.place is not None and (protected or listing.place.address != "public"):
        hidden = ("venue", *_ADDRESS) if protected else _ADDRESS
        changes["place"] = listing.place.model_copy(update=dict.fromkeys(hidden))
    if listing.online is not None and (protected or listing.online.link != "public"):
        changes["online"] = listing.online.model_copy(update={"url": None})
    return listing.model_copy(update=changes) if changes else listing


def record(hub: Hub, listing: Listing) -> dict[str, Any]:
    """Give a listing of `open_listings` as plain data, in the order in which it is documented.

    What nobody knows is left out, but `checked`, `source` and `licence` are always there. So is what is usual: a
    listing that is active, an address that is public, a slot of every week without exceptions.
    """
    # What pydantic writes and the standard library reads is there in a third of the time of `model_dump`.
    said = json.loads(listing.model_dump_json(by_alias=True, exclude_none=True, exclude_defaults=True))
    source = said.pop("source", None)
    found: dict[str, Any] = {"id": said.pop("id")}
    if hub.site_url:
        found["url"] = f"{hub.site_url}{addresses.listing(listing.id)}"
        if listing.id in listings_with_calendar(hub):
            found["calendar"] = f"{hub.site_url}{addresses.calendar(listing.id)}"
    found |= said
    if sentence := when(hub, listing):
        found["when"] = sentence
    found["freshness"] = freshness(hub, listing).value
    found["checked"] = said.get("checked")
    found["source"] = source
    found["licence"] = listing.source.licence if listing.source else None
    changed = changed_on(listing)
    found["updated"] = changed.isoformat() if changed else None
    return found


def changed_on(listing: Listing) -> date | None:
    """Give the last day that the listing's own data names; a clock's day would make every build differ."""
    source = listing.source.seen if listing.source else None
    checked = listing.checked.on if listing.checked else None
    return max((day for day in (source, checked) if day), default=None)


def stable_id(hub: Hub, *names: str) -> str:
    """Make an id that stays the same wherever the hub moves: a UUID of version 5 (RFC 9562).

    The standard library's `uuid5` gives the same, but builds an object each time, and feeds need it 200,000 times.
    """
    digest = hashlib.sha1(hub.settings.namespace.bytes + "/".join(names).encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANTS[digest[16]]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def when(hub: Hub, listing: Listing) -> str:
    """Say in one sentence when a listing meets; several formats say it, so it is put into words once."""
    said = hub.memo("feeds when", _nothing_said)
    if listing.id not in said:
        said[listing.id] = " ".join(when_words(hub, listing))
    return said[listing.id]


def reliance(hub: Hub, listing: Listing) -> str:
    """Say in words how far a listing can be relied on, as its badge does."""
    said = hub.memo("feeds reliance", _nothing_said)
    checked = listing.checked
    key = f"{checked.how} {checked.on}" if checked else str(listing.id in hub.directory.lapsed)
    if key not in said:
        said[key] = badge(hub, listing).text
    return said[key]


def exceptions(hub: Hub, listing: Listing) -> str:
    """Say what is different from the rule: notes of the slots, and dates that are off or extra."""
    slots = listing.meetings
    different = any(slot.note or slot.cancelled or slot.extra or slot.not_on_public_holidays for slot in slots)
    return timing_note(hub, listing) if different else ""


def _nothing_said(hub: Hub) -> dict[str, str]:
    return {}


def _open_listings(hub: Hub) -> list[Listing]:
    found = [
        public_listing(hub, listing)
        for listing in hub.directory.listings.values()
        if not listing.ended and freshness(hub, listing) is not Freshness.WITHHELD
    ]
    return sorted(found, key=lambda listing: listing.id)


def _tombstone(hub: Hub, listing: Listing) -> Tombstone | None:
    if listing.removed is not None:
        return Tombstone(listing.id, "removed", listing.removed)
    if listing.moved_to is not None:
        return Tombstone(listing.id, "moved", None, listing.moved_to)
    if listing.closed is not None:
        return Tombstone(listing.id, "closed", listing.closed)
    if listing.checked is not None and freshness(hub, listing) is Freshness.WITHHELD:
        since = listing.checked.on + timedelta(days=hub.settings.freshness.stale + 1)
        return Tombstone(listing.id, "withheld", since)
    return None
