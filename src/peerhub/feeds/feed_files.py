"""Every feed of the site, with the address at which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from peerhub import addresses
from peerhub.articles.csl import to_csl_json
from peerhub.feeds.article_feed import articles_feed
from peerhub.feeds.calendar import calendar_files, shared_calendars
from peerhub.feeds.changes import changes_feed
from peerhub.feeds.groups_csv import groups_csv
from peerhub.feeds.groups_json import groups_json, groups_schema
from peerhub.feeds.hsds import hsds_pages
from peerhub.feeds.meeting_guide import meeting_guide
from peerhub.hub import Hub
from peerhub.shown.calendars import listings_with_calendar
from peerhub.store.previous_site import Content

Alternates = tuple[tuple[str, str, str], ...]

_CALENDAR = "text/calendar"


def feed_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give every calendar and every file of open data."""
    return hub.previous_site.whole(chain(calendar_files(hub), open_data_files(hub), article_feed_files(hub)))


def open_data_files(hub: Hub) -> Iterator[tuple[str, Content]]:
    """Give the files of open data about listings."""
    yield addresses.GROUPS_JSON, groups_json(hub)
    yield addresses.GROUPS_SCHEMA, groups_schema()
    yield addresses.GROUPS_CSV, groups_csv(hub)
    yield addresses.MEETING_GUIDE, meeting_guide(hub)
    yield from hsds_pages(hub)
    yield addresses.CHANGES, changes_feed(hub)


def article_feed_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give the files of open data about articles and what they rest on."""
    yield addresses.ARTICLES_FEED, articles_feed(hub)
    yield addresses.REFERENCES_FEED, to_csl_json(hub.directory.references.values()).encode()


def listing_alternates(hub: Hub, listing_id: str) -> Alternates:
    """Announce a listing's calendar, where it has one."""
    if listing_id not in listings_with_calendar(hub):
        return ()
    return ((_CALENDAR, hub.words.say("feeds.dates"), addresses.calendar(listing_id)),)


def list_alternates(hub: Hub, address: str) -> Alternates:
    """Announce the calendar of the topic or region whose list stands at an address."""
    path = address.replace("groups/", "feeds/", 1).removesuffix(".html") + ".ics"
    found = shared_calendars(hub).get(path)
    return ((_CALENDAR, hub.words.say("feeds.calendar", name=found[0]), path),) if found else ()
