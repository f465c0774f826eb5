"""Lists of listings: by topic, by place, by weekday and online, in pages of a bearable length."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from urllib.parse import urlencode

from markupsafe import Markup

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.around import neighbours, open_online, serving, towns_of, towns_with_groups
from peerhub.pages.list_parts import (
    TEN,
    Part,
    by_day_part,
    by_place_part,
    by_region_part,
    by_town_part,
    folded,
    in_parts,
    narrower,
)
from peerhub.pages.place_map import place_map
from peerhub.pages.read_next import first_steps
from peerhub.pages.related import articles_for_topics
from peerhub.pages.social import topic_picture
from peerhub.pages.views import Head, ListView
from peerhub.reuse import cache_key, listing_digests
from peerhub.shown.cards import by_topic, cards, shown_listings
from peerhub.shown.facts import Link
from peerhub.shown.labels import country_name
from peerhub.shown.meeting_times import weekdays
from peerhub.shown.places import region_of

PAGE_LENGTH = 50
LONG_COUNTRY = 250
"""With more listings than this a country leads to its regions, which have every one of them on shorter lists."""
LONGEST_DAY = 500
"""A list of a weekday ends here: a day alone brings nobody together, and every listing stands by topic and place."""
_RELATED_SHOWN = 8
_FINDERS_SHOWN = 6
_FIRST_STEPS = 3


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: its address, whether being seen on it could harm, its listings, and what else is on it."""

    hub: Hub
    address: str
    description: str
    sensitive: bool
    listings: list[Listing]
    frame: ListView
    picture: str = ""

    @property
    def view(self) -> ListView:
        """What the template is given. The cards are made now: most pages stand as before, and need none."""
        return replace(self.frame, cards=cards(self.hub, self.listings))


@dataclass(frozen=True, slots=True)
class _List:
    title: str
    intro: str
    listings: list[Listing]
    address: Callable[[int], str]
    articles: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    finders: tuple[Link, ...] = ()
    sensitive: bool = False
    picture: str = ""
    total: int | None = None  # where more belongs to the list than stands in it
    regions: tuple[Link, ...] = ()
    choose: str = ""  # what stands over `regions`
    heading: str = ""
    counted: str = ""
    need: str = ""
    choice: str = ""  # what the finder is asked for the same listings
    part: Callable[[Hub, Listing], Part] | None = None
    nearby: tuple[Link, ...] = ()
    online: tuple[Link, ...] = ()
    map: Markup = Markup()  # noqa: RUF009 (a string)


def list_pages(hub: Hub) -> Iterator[ListPage]:
    """Give every page of every list. Topics, days and online have theirs while they are empty: links lead there."""
    for found in _lists(hub):
        yield from _paged(hub, found)


def list_key(hub: Hub, page: ListPage, head: Head) -> str:
    """Give the key of a page of a list: a digest of everything that it shows."""
    digests = listing_digests(hub)
    return cache_key(hub, "list", page.address, head, page.frame, *(digests[found.id] for found in page.listings))


def count_words(hub: Hub, count: int) -> str:
    """Say how many listings there are."""
    return hub.words.say("list.count", n=count, count=hub.words.number(count))


def by_place(hub: Hub) -> dict[str, dict[str, list[Listing]]]:
    """Sort the listings that may be shown by country and region; those of no known region stand under "".

    Two spellings that lead to one address ("Île-de-France", "Ile de France") are one region, by its usual name.
    """
    return hub.memo("by place", _by_place)


def _by_place(hub: Hub) -> dict[str, dict[str, list[Listing]]]:
    found: dict[str, dict[str, list[Listing]]] = defaultdict(lambda: defaultdict(list))
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for listing in shown_listings(hub):
        where = listing.place or listing.area
        if where is not None:
            region = region_of(hub, listing)
            address = addresses.region(where.country, region) if region else ""
            spellings[address][region] += 1
            found[where.country][address].append(listing)
    usual = {address: min(names, key=lambda name: (-names[name], name)) for address, names in spellings.items()}
    own = hub.settings.country
    order = sorted(found, key=lambda code: (code != own, country_name(hub, code)))
    return {
        code: {usual[address]: found[code][address] for address in sorted(found[code], key=usual.__getitem__)}
        for code in order
    }


def by_weekday(hub: Hub) -> dict[str, list[Listing]]:
    """Sort the listings that may be shown by the weekdays on which they meet."""
    return hub.memo("by weekday", _by_weekday)


def _by_weekday(hub: Hub) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = {day: [] for day in addresses.WEEKDAYS}
    for listing in shown_listings(hub):
        for day in weekdays(listing):
            found[day].append(listing)
    return found


def online_listings(hub: Hub) -> list[Listing]:
    """List what can be reached from anywhere: online, hybrid and by phone."""
    return [listing for listing in shown_listings(hub) if listing.format in ("online", "hybrid", "phone")]


def finders_for(hub: Hub, listings: Iterable[Listing], topics: set[str]) -> tuple[Link, ...]:
    """Give the organisations' own finders for these topics, so that a short or empty list is never a dead end."""
    return _links_to(hub, listings, (finder for finder in _finders(hub) if topics & set(finder.topics)))


def finders_in(hub: Hub, code: str, region: str, listings: Iterable[Listing]) -> tuple[Link, ...]:
    """Give the organisations' own finders that serve a place, so that a short list of it leads on."""
    return _links_to(hub, listings, serving(hub, _finders(hub), code, region, listings))


def _finders(hub: Hub) -> list[Listing]:
    kinds = ("network", "directory")
    return hub.memo("finders", lambda hub: [listing for listing in shown_listings(hub) if listing.kind in kinds])


def _links_to(hub: Hub, listings: Iterable[Listing], finders: Iterable[Listing]) -> tuple[Link, ...]:
    already = {listing.id for listing in listings}
    found = (finder for finder in finders if finder.id not in already)
    return tuple(
        Link(one.name, addresses.listing(one.id), one.summary, hub.language_of(one, "name"))
        for one in islice(found, _FINDERS_SHOWN)
    )


def _lists(hub: Hub) -> Iterator[_List]:
    say = hub.words.say
    yield from _topic_lists(hub)
    order = {listing.id: number for number, listing in enumerate(shown_listings(hub))}
    for code, regions in by_place(hub).items():
        name = country_name(hub, code)
        everything = [listing for found in regions.values() for listing in found]
        everything.sort(key=lambda listing: order[listing.id])
        yield _country(hub, code, regions, everything)
        for region, found in regions.items():
            if region:
                yield _List(
                    say("list.in_place", place=region),
                    "",
                    found,
                    lambda page, code=code, region=region: addresses.region(code, region, page),  # type: ignore[misc] # as above
                    related=(Link(name, addresses.country(code)),),
                    finders=finders_in(hub, code, region, found),
                    choice=urlencode({"country": code, "region": region}),
                    part=by_town_part,
                    regions=towns_of(hub, code, region),
                    choose=say("list.towns"),
                    nearby=neighbours(hub, (code, region, "")),
                    map=place_map(hub, addresses.region(code, region), code, region, found),
                    online=open_online(hub, code),
                )
    yield from _town_lists(hub)
    for day, found in by_weekday(hub).items():
        yield _day(hub, day, say(f"list.on_day.{day}"), found)
    title, intro = say("list.online"), say("list.online_intro")
    yield _List(title, intro, online_listings(hub), addresses.online, choice="formats=online", part=by_day_part)


def _town_lists(hub: Hub) -> Iterator[_List]:
    for place, found in towns_with_groups(hub).items():
        code, region, town = place
        wider = (Link(region, addresses.region(code, region)), Link(country_name(hub, code), addresses.country(code)))
        yield _List(
            hub.words.say("list.in_place", place=town if town == region else f"{town}, {region}"),
            "",
            found,
            partial(_town_page, place),
            related=wider,
            finders=finders_in(hub, code, region, found),
            nearby=neighbours(hub, place),
            online=open_online(hub, code),
        )


def _town_page(place: tuple[str, str, str], page: int) -> str:
    return addresses.town(*place, page)


def _country(hub: Hub, code: str, regions: dict[str, list[Listing]], everything: list[Listing]) -> _List:
    """Give the list of a country: all of it, or of a long one the way to its regions and what stands in none.

    Nobody finds a group near them on the seventeenth of thirty pages, and each listing would be written out twice.
    """
    say = hub.words.say
    links = tuple(
        Link(region, addresses.region(code, region), str(len(found))) for region, found in regions.items() if region
    )
    whole = _List(
        say("list.in_place", place=country_name(hub, code)),
        "",
        everything,
        lambda page: addresses.country(code, page),
        regions=links,
        choose=say("list.regions"),
        finders=finders_in(hub, code, "", everything),
        choice=urlencode({"country": code}),
        part=by_region_part,
        online=open_online(hub, code),
        map=place_map(hub, addresses.country(code), code, "", everything),
    )
    if len(everything) <= LONG_COUNTRY or not links:
        return whole
    return replace(
        whole,
        intro=say("list.by_region"),
        listings=regions.get("", []),
        part=by_town_part,
        total=len(everything),
        heading=say("list.no_region"),
    )


def _day(hub: Hub, day: str, title: str, found: list[Listing]) -> _List:
    """Give the list of a weekday; of a long one its beginning, what somebody checked first, and ways to the rest."""
    choice = f"days={addresses.WEEKDAYS.index(day)}"
    whole = _List(title, "", found, lambda page: addresses.day(day, page), choice=choice, part=by_place_part)
    if len(found) <= LONGEST_DAY:
        return whole
    say = hub.words.say
    places = [
        Link(country_name(hub, code), addresses.country(code), count_words(hub, sum(map(len, regions.values()))))
        for code, regions in by_place(hub).items()
    ]
    every = Link(say("list.all_groups"), addresses.DIRECTORY)
    online = Link(say("list.online"), addresses.ONLINE, count_words(hub, len(online_listings(hub))))
    return replace(
        whole,
        intro=say("list.some"),
        listings=found[:LONGEST_DAY],
        part=None,
        total=len(found),
        counted=say("list.part", shown=hub.words.number(LONGEST_DAY), count=count_words(hub, len(found))),
        related=(every, *places, online),
    )


def _topic_lists(hub: Hub) -> Iterator[_List]:
    topics = hub.directory.vocabulary.topics
    for topic, found in by_topic(hub).items():
        term = topics[topic]
        together: dict[str, int] = defaultdict(int)
        for listing in found:
            for other in listing.topics:
                if other != topic and other in topics:
                    together[other] += 1
        # Somebody who is hurt at home has no use for whatever else there is, and a list without groups leads nowhere.
        alone = not found or term.help is not None
        related = sorted(together, key=lambda other: (-together[other], topics[other].label))[:_RELATED_SHOWN]
        yield _List(
            term.label,
            term.description or "",
            found,
            lambda page, topic=topic: addresses.topic(topic, page),  # type: ignore[misc] # default binds the loop's value
            articles=_to_read(hub, topic, general=not alone),
            related=tuple(Link(topics[other].label, addresses.topic(other)) for other in related),
            finders=finders_for(hub, found, {topic} if alone else {topic, "mental-health"}),
            sensitive=term.sensitive or term.protected,
            picture=topic_picture(hub, topic),
            need=term.help or "",
            choice=urlencode({"topics": topic}),
            part=by_place_part,
        )


def _to_read(hub: Hub, topic: str, *, general: bool) -> tuple[Link, ...]:
    """List what was written about a topic, and what it says; where that is little, the first steps to any group."""
    described = {article.address: article.front.description for article in hub.articles.values()}
    about = [replace(link, note=described[link.href]) for link in articles_for_topics(hub, (topic,))]
    known = {link.href for link in about}
    steps = (link for link in first_steps(hub, _FIRST_STEPS) if general and link.href not in known)
    return (*about, *islice(steps, max(0, _FIRST_STEPS - len(about))))


def _paged(hub: Hub, found: _List) -> Iterator[ListPage]:
    total = len(found.listings) if found.total is None else found.total
    listings, headings = in_parts(hub, found.listings, found.part)
    last = max(1, -(-len(found.listings) // PAGE_LENGTH))
    links = tuple(Link(str(page), found.address(page)) for page in range(1, last + 1))
    say = hub.words.say
    counted = found.counted or count_words(hub, total)
    for page in range(1, last + 1):
        first, end = (page - 1) * PAGE_LENGTH, page * PAGE_LENGTH
        part, parts = listings[first:end], folded(headings[first:end])
        frame = ListView(
            title=found.title,
            intro=found.intro if page == 1 else "",
            total=total,
            count_text=counted,
            cards=(),
            previous=links[page - 2] if page > 1 else None,
            next=links[page] if page < last else None,
            pages=_near(links, page) if last > 1 else (),
            page=page,
            articles=found.articles if page == 1 else (),
            related=found.related if page == 1 or (found.counted and page == last) else (),
            finders=found.finders if page == 1 else (),
            empty_text=say("list.empty"),
            regions=found.regions if page == 1 else (),
            choose=found.choose,
            heading=found.heading,
            need=found.need if page == 1 else "",
            parts=parts if len(part) > TEN else (),
            narrow=narrower(hub, found.listings, found.choice) if page == 1 and found.choice else (),
            nearby=found.nearby if page == 1 else (),
            online=found.online if page == 1 else (),
            map=found.map if page == 1 else Markup(),
        )
        about = found.intro if found.total is None else ""
        description = about or say("list.description", title=found.title, count=counted)
        yield ListPage(hub, found.address(page), description, found.sensitive, part, frame, found.picture)


def _near(links: tuple[Link, ...], page: int) -> tuple[Link, ...]:
    """Keep the first, the last and the pages near this one: a list of two hundred numbers helps nobody."""
    keep = {1, len(links), *range(page - 2, page + 3)}
    return tuple(link for number, link in enumerate(links, 1) if number in keep)
