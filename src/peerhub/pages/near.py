"""What else is near: other listings of the same place and topic, else online, so that no page is a dead end."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.cards import cards, shown_listings
from peerhub.pages.views import Card

_SHOWN = 3
_GROWN_UP = 18


class _Places:
    """The listings that may be shown, by topic and region, by topic online, in the order of lists."""

    def __init__(self, hub: Hub) -> None:
        self.by_region: dict[tuple[str, str, str], list[Listing]] = defaultdict(list)
        self.online: dict[str, list[Listing]] = defaultdict(list)
        self.by_topic: dict[str, list[Listing]] = defaultdict(list)
        for listing in shown_listings(hub):
            for topic in listing.topics:
                self.by_topic[topic].append(listing)
                if listing.format in ("online", "hybrid", "phone"):
                    self.online[topic].append(listing)
                if listing.place is not None and listing.place.region:
                    self.by_region[topic, listing.place.country, listing.place.region].append(listing)


def near_listings(hub: Hub, listing: Listing) -> tuple[str, tuple[Card, ...]]:
    """Choose up to three listings to try instead of or beside one, with the words that say why these."""
    say = hub.words.say
    places = hub.once("near", _Places)
    for topic in listing.topics:
        if listing.place is not None and listing.place.region:
            key = (topic, listing.place.country, listing.place.region)
            if found := _others(places.by_region.get(key, []), listing):
                return say("near.same_region", region=listing.place.region), cards(hub, found)
    for topic in listing.topics:
        if found := _others([other for other in places.online.get(topic, []) if _reaches(other, listing)], listing):
            return say("near.online"), cards(hub, found)
    for topic in listing.topics:
        same_country = [other for other in places.by_topic.get(topic, []) if other.country == listing.country]
        if found := _others(same_country, listing):
            return say("near.same_topic"), cards(hub, found)
    return "", ()


def _others(found: list[Listing], listing: Listing) -> list[Listing]:
    fitting = (other for other in found if other.id != listing.id and _may_also_come(listing, other))
    return list(islice(fitting, _SHOWN))


def _reaches(other: Listing, listing: Listing) -> bool:
    """Tell whether something online or by phone serves the country of a listing; some serve anywhere."""
    return other.country is None or listing.country is None or other.country == listing.country


def _may_also_come(listing: Listing, other: Listing) -> bool:
    """Tell whether people of one listing may go to another: nobody is offered a group that excludes them."""
    if other.audience and not set(other.audience) & set(listing.audience):
        return False
    return _youngest(other) <= _youngest(listing) and _oldest(other) >= min(_oldest(listing), _GROWN_UP)


def _youngest(listing: Listing) -> int:
    return (listing.ages.from_ or 0) if listing.ages else 0


def _oldest(listing: Listing) -> int:
    return listing.ages.to if listing.ages and listing.ages.to is not None else 120
