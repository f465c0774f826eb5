"""What has changed in the directory, as an Atom feed, from the dates that the data itself names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.feeds.atom import Entry, atom_feed
from peerhub.feeds.open_record import open_listings, stable_id, tombstones
from peerhub.hub import Hub

_KEPT = 100


def changes_feed(hub: Hub) -> bytes:
    """Write the latest checks, closures and removals; a removal names nobody."""
    found = sorted(_changes(hub), key=lambda change: (-change.on.toordinal(), addresses.listing(change.listing.id)))
    title = hub.words.say("feeds.changes", name=hub.site_name)
    return atom_feed(hub, addresses.CHANGES, title, [_entry(hub, *change) for change in found[:_KEPT]])


class _Change(NamedTuple):
    listing: Listing
    state: str
    on: date


def _changes(hub: Hub) -> Iterator[_Change]:
    for listing in open_listings(hub):
        if listing.checked is not None:
            yield _Change(listing, "checked", listing.checked.on)
    for stone in tombstones(hub):
        if stone.date is not None and stone.state != "moved":
            yield _Change(hub.directory.listings[stone.id], stone.state, stone.date)


def _entry(hub: Hub, listing: Listing, state: str, day: date) -> Entry:
    say = hub.words.say
    how = say(f"badge.how.{listing.checked.how}") if state == "checked" and listing.checked else ""
    title = say(f"feeds.entry.{state}", name=listing.name, **({"how": how} if how else {}))
    id_ = stable_id(hub, listing.id, state, str(day))
    summary = title if listing.removed or not listing.summary else f"{title} {listing.summary}"
    return Entry(id_, title, day, addresses.listing(listing.id), summary)
