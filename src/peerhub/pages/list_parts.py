"""What a list is made of beside its cards: its parts by place or day, and ways to fewer of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import parse_qsl, urlencode

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.shown.facts import Link
from peerhub.shown.labels import country_name
from peerhub.shown.meeting_times import weekdays
from peerhub.shown.places import region_of

TEN = 10
"""So many listings of a list stand open, and so many in each of its further parts, which are folded."""
_TOPICS_SHOWN = 8
_REMOTE = ("online", "hybrid", "phone")

Part = tuple[tuple[object, ...], str]
"""Where a part of a list stands among the others, and its heading."""


def by_place_part(hub: Hub, listing: Listing) -> Part:
    """Put a listing under its region in the hub's own country, under what is joined from home, or its country."""
    own, region = hub.settings.country, region_of(hub, listing)
    if listing.country in (own, None) and (listing.country is None or listing.format in _REMOTE or not region):
        return (1, ""), hub.words.say("list.online")
    if listing.country == own:
        return (0, region), region
    name = country_name(hub, listing.country or "")
    return (2, name), name


def by_day_part(hub: Hub, listing: Listing) -> Part:
    """Put a listing under the first weekday on which it meets, of the hub's own country first."""
    country = listing.country or hub.settings.country
    names = hub.words.several("dates.weekdays")
    number = next((addresses.WEEKDAYS.index(day) for day in weekdays(listing)), len(names))
    day = names[number] if number < len(names) else hub.words.say("list.no_day")
    if country == hub.settings.country:
        return (0, "", number), day
    name = country_name(hub, country)
    return (1, name), name


def by_region_part(hub: Hub, listing: Listing) -> Part:
    """Put a listing under its region, and what is in none last."""
    region = region_of(hub, listing)
    return (not region, region), region or hub.words.say("list.no_region")


def by_town_part(hub: Hub, listing: Listing) -> Part:
    """Put a listing under its town, and what names none last."""
    town = town_of(listing)
    return (not town, town), town or hub.words.say("list.no_town")


def town_of(listing: Listing) -> str:
    """Give the town of a listing, of a suburb that stands with its town the latter."""
    where = listing.place or listing.area
    return where.city.rpartition(",")[2].strip() if where is not None and where.city else ""


def in_parts(
    hub: Hub, listings: list[Listing], part_of: Callable[[Hub, Listing], Part] | None
) -> tuple[list[Listing], list[str]]:
    """Put a list that is longer than one looks over into the order of its parts, and say whose part each is in."""
    if part_of is None or len(listings) <= TEN:
        return listings, [""] * len(listings)
    parts = [(part_of(hub, listing), listing) for listing in listings]
    parts.sort(key=lambda one: one[0][0])  # those of one part keep their order
    return [listing for _, listing in parts], [heading for (_, heading), _ in parts]


def folded(headings: Sequence[str]) -> tuple[tuple[str, int, int, bool], ...]:
    """Cut a page's listings where the heading changes, and after ten: heading, first, end, and whether it is open.

    >>> folded(["Leeds"] * 3 + ["York"] * 12)
    (('Leeds', 0, 3, True), ('York', 3, 13, False), ('York', 13, 15, False))
    """
    found: list[tuple[str, int, int, bool]] = []
    for at, heading in enumerate(headings):
        if found and found[-1][0] == heading and found[-1][2] - found[-1][1] < TEN:
            found[-1] = (heading, found[-1][1], at + 1, found[-1][3])
        else:
            found.append((heading, at, at + 1, False))
    return tuple((heading, first, end, end <= TEN) for heading, first, end, _ in found)


def narrower(hub: Hub, listings: Sequence[Listing], choice: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Lead into the finder with a list's own choice made and one more: a topic, a day, a way to take part.

    The links are fragments of the directory's front page.
    """
    say, chosen = hub.words.say, dict(parse_qsl(choice))
    vocabulary, count = hub.directory.vocabulary, len(listings)

    def links(facet: str, found: Iterable[tuple[str, str, int]]) -> tuple[Link, ...]:
        made = ((label, {**chosen, facet: value}, number) for value, label, number in found if 0 < number < count)
        return tuple(Link(label, f"#find={urlencode(query)}", str(n)) for label, query, n in made)

    meets = hub.memo("weekdays", lambda _: dict[str, tuple[str, ...]]())
    for one in listings:
        if one.id not in meets:
            meets[one.id] = weekdays(one)
    days: Counter[str] = Counter(day for one in listings for day in meets[one.id])
    forms: Counter[str] = Counter(form for one in listings for form in _ways(one))
    topics: Counter[str] = Counter(topic for one in listings for topic in one.topics if topic in vocabulary.topics)
    often = sorted(topics, key=lambda topic: (-topics[topic], vocabulary.topics[topic].label))[:_TOPICS_SHOWN]
    names = zip(addresses.WEEKDAYS, hub.words.several("dates.weekdays"), strict=True)
    ways = {
        "topics": ((topic, vocabulary.topics[topic].label, topics[topic]) for topic in often),
        "days": ((str(at), name, days[day]) for at, (day, name) in enumerate(names)),
        "formats": ((form, term.label, forms[form]) for form, term in vocabulary.formats.items() if form != "hybrid"),
    }
    made = ((say(f"list.by.{facet}"), links(facet, found)) for facet, found in ways.items() if facet not in chosen)
    return tuple((title, found) for title, found in made if found)


def _ways(listing: Listing) -> tuple[str, ...]:
    if listing.format is None:
        return ()
    return ("in-person", "online") if listing.format == "hybrid" else (listing.format,)
