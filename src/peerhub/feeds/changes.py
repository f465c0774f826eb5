"""What has changed in the directory, as an Atom feed, from the dates that the data itself names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.feeds.atom import Entry, atom_feed
from peerhub.feeds.record import open_listings, stable_id, tombstones
from peerhub.hub import Hub

_KEPT = 100


def changes_feed(hub: Hub) -> bytes:
    """Write the latest checks, closures and removals; a removal names nobody."""
    found = sorted(_entries(hub), key=lambda entry: (-entry.updated.toordinal(), entry.href))
    title = hub.words.say("feeds.changes", name=hub.site_name)
    return atom_feed(hub, addresses.CHANGES, title, found[:_KEPT])


def _entries(hub: Hub) -> Iterator[Entry]:
    say = hub.words.say
    for listing in open_listings(hub):
        if listing.checked is not None:
            how = say(f"badge.how.{listing.checked.how}")
            title = say("feeds.entry.checked", name=listing.name, how=how)
            yield _entry(hub, listing, "checked", listing.checked.on, title)
    for stone in tombstones(hub):
        if stone.date is not None and stone.state != "moved":
            listing = hub.directory.listings[stone.id]
            title = say(f"feeds.entry.{stone.state}", name=listing.name)
            yield _entry(hub, listing, stone.state, stone.date, title)


def _entry(hub: Hub, listing: Listing, state: str, day: date, title: str) -> Entry:
    id_ = stable_id(hub, listing.id, state, str(day))
    summary = title if listing.removed or not listing.summary else f"{title} {listing.summary}"
    return Entry(id_, title, day, addresses.listing(listing.id), summary)
