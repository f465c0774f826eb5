"""What else is near: other listings of the same place and topic, else online, so that no page is a dead end."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from peerhub.directory.listing import Listing
from peerhub.directory.people import ADULT
from peerhub.hub import Hub
from peerhub.shown.cards import cards, shown_listings
from peerhub.shown.facts import Card, Link
from peerhub.shown.places import region_of

_SHOWN = 3
_ANYWHERE = None
_Key = tuple[str, str | None, str]


class _Places:
    """The listings that may be shown, in the order of lists: by topic and region, country, or the country reached."""

    def __init__(self, hub: Hub) -> None:
        self.by_region: dict[_Key, list[Listing]] = defaultdict(list)
        self.online: dict[_Key, list[Listing]] = defaultdict(list)
        self.by_country: dict[_Key, list[Listing]] = defaultdict(list)
        self._chosen: dict[tuple[object, ...], list[Listing]] = {}
        shown = shown_listings(hub)
        countries = {listing.country for listing in hub.directory.listings.values()}
        for listing in shown:
            remote = listing.format in ("online", "hybrid", "phone")
            # Online or by phone a listing serves its country; some serve anywhere, and from anywhere any will do.
            reached = countries if listing.country is _ANYWHERE else (listing.country, _ANYWHERE)
            for topic in listing.topics:
                self.by_country[topic, listing.country, ""].append(listing)
                if remote:
                    for country in reached:
                        self.online[topic, country, ""].append(listing)
                if listing.place is not None and (region := region_of(hub, listing)):
                    self.by_region[topic, listing.place.country, region].append(listing)

    def beside(self, group: dict[_Key, list[Listing]], key: _Key, listing: Listing) -> list[Listing]:
        """Choose the first few of a group to which people of a listing may also go.

        Listings for the same people are led to the same others, so those are looked for once.
        """
        asked = (id(group), key, listing.audience, _youngest(listing), _oldest(listing))
        found = self._chosen.get(asked)
        if found is None:
            fitting = (other for other in group.get(key, ()) if _may_also_come(listing, other))
            found = self._chosen[asked] = list(islice(fitting, _SHOWN + 1))
        return [other for other in found if other.id != listing.id][:_SHOWN]


def near_links(hub: Hub, listing: Listing) -> tuple[str, tuple[Link, ...]]:
    """Lead to up to three listings to try instead of or beside one, with the words that say why these."""
    title, found = near_listings(hub, listing)
    return title, tuple(_link(hub, listing, *pair) for pair in zip(found, cards(hub, found), strict=True))


def _link(hub: Hub, listing: Listing, other: Listing, near: Card) -> Link:
    """Name another listing, when it meets and where; of the same region only the town is news."""
    here, there = listing.place, other.place
    beside = here and there and here.country == there.country and region_of(hub, listing) == region_of(hub, other)
    where = there.city if beside and there else near.place
    return Link(near.name, near.href, " · ".join(filter(None, (near.when, where))), near.name_lang)


def near_listings(hub: Hub, listing: Listing) -> tuple[str, list[Listing]]:
    """Choose the listings near one, and the words that say why these."""
    say = hub.words.say
    places, region = hub.memo("near", _Places), region_of(hub, listing)
    for topic in listing.topics:
        if listing.place is not None and region:
            key = (topic, listing.place.country, region)
            if found := places.beside(places.by_region, key, listing):
                return say("near.same_region", region=region), found
    for topic in listing.topics:
        if found := places.beside(places.online, (topic, listing.country, ""), listing):
            return say("near.online"), found
    for topic in listing.topics:
        if found := places.beside(places.by_country, (topic, listing.country, ""), listing):
            return say("near.same_topic"), found
    return "", []


def _may_also_come(listing: Listing, other: Listing) -> bool:
    """Tell whether people of one listing may go to another: nobody is offered a group that excludes them."""
    if other.audience and not set(other.audience) & set(listing.audience):
        return False
    return _youngest(other) <= _youngest(listing) and _oldest(other) >= min(_oldest(listing), ADULT)


def _youngest(listing: Listing) -> int:
    return listing.ages.youngest if listing.ages else ADULT


def _oldest(listing: Listing) -> int:
    return listing.ages.to if listing.ages and listing.ages.to is not None else 120
