"""The directory's front page: plain links by topic, by place, by day and online, above anything a script adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from peerhub import addresses
from peerhub.directory.freshness import RELIED_ON
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.finder.view import finder_view
from peerhub.pages.lists import by_place, by_weekday, count_words, online_listings
from peerhub.pages.views import DirectoryView, ListView
from peerhub.reuse import cache_table, directory_key
from peerhub.shown.cards import by_topic, card, cards, freshness, shown_listings
from peerhub.shown.facts import Card, Link
from peerhub.shown.labels import country_name
from peerhub.shown.meeting_times import coming_view, upcoming_in

_SOON_SHOWN = 3
_A_DAY_SHOWN = 20


def directory_view(hub: Hub) -> DirectoryView:
    """Work out the directory's front page."""
    say = hub.words.say
    shown = shown_listings(hub)
    online = online_listings(hub)
    weekdays = hub.words.several("dates.weekdays")
    topics = hub.directory.vocabulary.topics
    return DirectoryView(
        total=len(shown),
        count_text=count_words(hub, len(shown)),
        topics=tuple(
            Link(topics[topic].label, addresses.topic(topic), str(len(found)))
            for topic, found in by_topic(hub).items()
            if found
        ),
        audiences=(),
        places=tuple(
            (
                Link(country_name(hub, code), addresses.country(code), str(sum(map(len, regions.values())))),
                tuple(
                    Link(region, addresses.region(code, region), str(len(found)))
                    for region, found in regions.items()
                    if region
                ),
            )
            for code, regions in by_place(hub).items()
        ),
        days=tuple(
            Link(weekdays[number], addresses.day(day), str(len(found)))
            for number, (day, found) in enumerate(by_weekday(hub).items())
            if found
        ),
        online=Link(say("list.online"), addresses.ONLINE, str(len(online))) if online else None,
        upcoming=Link(say("upcoming.title"), addresses.UPCOMING),
        networks=cards(hub, [listing for listing in shown if listing.kind in ("network", "directory")][:6]),
        soon=meeting_soon(hub),
        finder=finder_view(hub),
    )


def meeting_soon(hub: Hub) -> tuple[Card, ...]:
    """Choose the next few meetings that somebody has checked; sensitive ones are never shown unasked."""
    return hub.memo("meeting soon", _meeting_soon)


def _meeting_soon(hub: Hub) -> tuple[Card, ...]:
    # When no listing changed since an earlier build of the same day, the same ones are next.
    table, key, listings = cache_table(hub, "soon"), directory_key(hub, "soon"), hub.directory.listings
    chosen = table.get(key)
    if chosen is None or not listings.keys() >= set(chosen):
        chosen = _next_few(hub)
        table.put(key, chosen)
    return tuple(card(hub, listings[id_]) for id_ in chosen)


def _next_few(hub: Hub) -> list[str]:
    chosen: dict[str, None] = {}
    for found in upcoming_in(hub, _relied_on(hub)):
        if not hub.directory.is_sensitive(found.listing):
            chosen[found.listing.id] = None
        if len(chosen) == _SOON_SHOWN:
            break
    return list(chosen)


def _relied_on(hub: Hub) -> list[Listing]:
    """List what may be put on a calendar: a date from a listing that nobody has checked would be a promise."""
    return [listing for listing in shown_listings(hub) if freshness(hub, listing) in RELIED_ON]


def upcoming_view(hub: Hub) -> ListView:
    """Work out the page of the next fourteen days: a heading a day, and the day's meetings in their order."""
    say = hub.words.say
    days: dict[int, list[Card]] = {}
    for found in upcoming_in(hub, _relied_on(hub)):
        day = days.setdefault(found.day, [])
        if len(day) < _A_DAY_SHOWN:
            day.append(replace(card(hub, found.listing), next=coming_view(hub, found)))
    total = sum(map(len, days.values()))
    return ListView(
        title=say("upcoming.title"),
        intro=say("upcoming.intro"),
        total=total,
        count_text=say("upcoming.count", n=total, count=hub.words.number(total)),
        cards=(),
        previous=None,
        next=None,
        pages=(),
        page=1,
        articles=(),
        related=tuple(_other_ways(hub)),
        finders=(),
        empty_text=say("upcoming.empty"),
        groups=tuple(
            (hub.words.weekday_date(hub.today + timedelta(days=day)), tuple(shown))
            for day, shown in sorted(days.items())
        ),
    )


def _other_ways(hub: Hub) -> Iterator[Link]:
    """Lead from a calendar, which may be empty, to every group: in the hub's own country, by weekday, and online."""
    say, own = hub.words.say, hub.settings.country
    yield Link(say("list.all_groups"), addresses.DIRECTORY)
    if own in by_place(hub):
        yield Link(say("list.in_place", place=country_name(hub, own)), addresses.country(own))
    yield Link(say("list.online"), addresses.ONLINE)
    for day, found in by_weekday(hub).items():
        if found:
            yield Link(say(f"list.on_day.{day}"), addresses.day(day), count_words(hub, len(found)))
