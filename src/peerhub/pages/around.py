"""What is round a place: neighbours by distance, who serves it, and what can be joined from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.directory.points import km_apart
from peerhub.hub import Hub
from peerhub.pages.list_parts import town_of
from peerhub.shown.cards import cards, shown_listings
from peerhub.shown.facts import Link
from peerhub.shown.places import known_places, region_of

_SHOWN = 6
_LARGE = 1000
"""With more listings than this only towns with many have pages; the others stand in their region's."""
_MANY = 20
_MILES = frozenset({"GB", "US", "IM", "JE", "GG"})
_KM_A_MILE = 1.609

Town = tuple[str, str, str]
"""A country, a region, and a town of it."""
Point = tuple[float, float]


def towns_with_groups(hub: Hub) -> dict[Town, list[Listing]]:
    """Sort the listings by the towns that have a page: each of a known region, in a large hub each with many."""
    return hub.memo("towns with pages", _paged_towns)


def _paged_towns(hub: Hub) -> dict[Town, list[Listing]]:
    least = _MANY if len(shown_listings(hub)) > _LARGE else 1
    return {town: found for town, found in _all_towns(hub).items() if len(found) >= least}


def _all_towns(hub: Hub) -> dict[Town, list[Listing]]:
    return hub.memo("towns", _towns)


def _towns(hub: Hub) -> dict[Town, list[Listing]]:
    found: dict[Town, list[Listing]] = defaultdict(list)
    spelt: dict[str, Town] = {}
    for listing in shown_listings(hub):
        region, town = region_of(hub, listing), town_of(listing)
        if region and town and listing.country:
            address = addresses.town(listing.country, region, town)
            found[spelt.setdefault(address, (listing.country, region, town))].append(listing)
    return {town: found[town] for town in sorted(found)}


def towns_of(hub: Hub, code: str, region: str) -> tuple[Link, ...]:
    """Lead from a region to its towns."""
    towns = towns_with_groups(hub).items()
    return tuple(
        Link(town[2], addresses.town(*town), str(len(found))) for town, found in towns if town[:2] == (code, region)
    )


def _points(hub: Hub) -> dict[Town, Point]:
    """Give where the towns with groups are; regions are in the midst of their towns."""
    found: dict[Town, Point] = {}
    midst: dict[Town, list[Point]] = defaultdict(list)
    for town in _all_towns(hub):
        code, region, name = town
        if row := known_places(hub).town(name, code, region):
            found[town] = row[3], row[4]
            midst[code, region, ""].append(found[town])
    for key, points in midst.items():
        found[key] = sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)
    return found


def neighbours(hub: Hub, town: Town) -> tuple[Link, ...]:
    """Lead to the nearest towns with groups, or from a region to the nearest regions."""
    points: dict[Town, Point] = hub.memo("town points", _points)
    here = points.get(town)
    if here is None:
        return ()
    paged = towns_with_groups(hub) if town[2] else {other for other in points if not other[2]}
    others = [other for other in points if other != town and other in paged]
    near = sorted((km_apart(here, points[other]), other) for other in others)[:_SHOWN]
    return tuple(_way(hub, town[0], far, other) for far, other in near)


def _way(hub: Hub, code: str, far: float, other: Town) -> Link:
    if not other[2]:
        return Link(other[1], addresses.region(other[0], other[1]))
    unit, number = ("miles", far / _KM_A_MILE) if code in _MILES else ("km", far)
    whole = max(1, round(number))
    note = hub.words.say(f"list.{unit}", n=whole, count=hub.words.number(whole))
    return Link(other[2], addresses.town(*other), note)


def serving(
    hub: Hub, finders: Sequence[Listing], code: str, region: str, listings: Iterable[Listing]
) -> list[Listing]:
    """Put the organisations that serve a place in order: who runs a group there, who is bound to it, who fits."""
    here = list(listings)
    run = {listing.organisation for listing in here if listing.organisation}
    topics = Counter(topic for listing in here for topic in listing.topics)

    def rank(finder: Listing) -> tuple[object, ...]:
        names = {finder.name, finder.organisation}
        return (
            not names & run,
            finder.country is None or region_of(hub, finder) != region,
            finder.country is None,
            -sum(topics[topic] for topic in finder.topics),
        )

    serve = (one for one in finders if one.country in (code, None) and region_of(hub, one) in ("", region))
    return sorted(serve, key=rank)


def open_online(hub: Hub, code: str) -> tuple[Link, ...]:
    """Lead to the first groups that people in a country can join from home, none of them protected."""
    made: dict[str, tuple[Link, ...]] = hub.memo("open online", lambda _: {})
    if code not in made:
        fitting = (
            one
            for one in shown_listings(hub)
            if one.kind == "group"
            and one.format in ("online", "phone", "hybrid")
            and one.country in (code, None)
            and not hub.directory.is_protected(one)
        )
        found = list(islice(fitting, _SHOWN))
        links = [Link(card.name, card.href, card.when, card.name_lang) for card in cards(hub, found)]
        more = Link(hub.words.say("list.online_all"), addresses.ONLINE)
        made[code] = (*links, more) if links else ()
    return made[code]
