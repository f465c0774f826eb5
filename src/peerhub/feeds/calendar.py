"""Calendars as RFC 5545 has them: one for each listing, topic, region and country, and one for the whole directory.

https://www.rfc-editor.org/rfc/rfc5545 and, for a calendar's name and refreshing, RFC 7986.
Dates come from the listing alone: UIDs from the hub's namespace, stamps from the last check, never from a clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import check_lapses, schedule_of
from peerhub.feeds.ical import content, text
from peerhub.feeds.listing_parts import ListingParts
from peerhub.feeds.losses import Losses, stated, unsaid
from peerhub.feeds.open_record import changed_on, open_listings, public_listing, reliance, stable_id, tombstones
from peerhub.feeds.vtimezone import vtimezone
from peerhub.hub import Hub
from peerhub.reuse import cache_key, listing_digests, reused_files
from peerhub.schedule.meeting import Format, from_afar, is_remote
from peerhub.shown.calendars import calendar_title, listings_with_calendar, listings_without_dates
from peerhub.shown.labels import country_name
from peerhub.shown.places import region_of
from peerhub.store.previous_site import Content
from peerhub.words.schedules import schedule_words

_PRODID = "-//Peer Support Hub//peerhub 1//EN"
_END = "END:VCALENDAR\r\n"
# No zone's name is so long that such a line is folded, and no text begins a line.
_ZONE = re.compile(r"^[A-Z]+;TZID=([^:\r\n]+):", re.MULTILINE)
# A cancelled meeting should be known the next day.
_REFRESH = "P1D"
# Revisions are counted in days, so that a later one has a higher number.
_FIRST_DAY = date(1900, 1, 1)
# What an event says of a listing; where being seen with it could harm, only when it meets.
_DATES = frozenset({"id", "meetings"})
_ABOUT = _DATES | {"name", "format", "online.url", "online.platform", "join.how", "checked.on", "checked.how"}
_WHERE = frozenset({"place.venue", "place.street", "place.city", "place.postcode", "place.region"})


@dataclass(frozen=True, slots=True)
class Events:
    """The events of one listing as content lines, and the zones that they name."""

    lines: str
    zones: frozenset[str]


def calendar_files(hub: Hub) -> Iterator[tuple[str, Content]]:
    """Give every calendar file of the site, and an empty one at each address at which there may have been another."""
    events = all_events(hub)
    kept, digests, year = reused_files(hub), listing_digests(hub), str(_first_year(hub))
    for id_, listing in sorted(listings_with_calendar(hub).items()):
        path, key = addresses.calendar(id_), cache_key(hub, "calendar", year, digests[id_])
        yield path, kept.take(path, key, partial(calendar, hub, calendar_title(hub, listing), [events[id_]]))
    yield addresses.CALENDAR, whole_calendar(hub)
    for path, (name, ids) in shared_calendars(hub).items():
        yield path, calendar(hub, name, [events[id_] for id_ in ids])
    for path, name in _without_dates(hub).items():
        yield path, calendar(hub, name, [])


def _without_dates(hub: Hub) -> dict[str, str]:
    """Name the calendars that have no dates to give, by path: those of listings, of places and of any topic."""
    answered = listings_without_dates(hub)
    found = {addresses.calendar(listing.id): calendar_title(hub, listing) for listing in answered}
    found |= {
        addresses.calendar_of_topic(topic): _topic_title(hub, topic) for topic in hub.directory.vocabulary.topics
    }
    found |= _shared_by(hub, answered)
    return {path: name for path, name in found.items() if path not in shared_calendars(hub)}


def whole_calendar(hub: Hub) -> bytes:
    """Write the calendar of the whole directory."""
    events = list(all_events(hub).values())
    return _kept(hub).file(_head(hub, hub.site_name, events), "", _END)


def calendar_losses(hub: Hub) -> Losses:
    """Say which listings have no calendar, and why, and what a calendar has no place for."""
    losses = Losses("a calendar")
    for listing in open_listings(hub):
        if listing.id in listings_with_calendar(hub):
            if hub.directory.is_sensitive(listing):
                hidden = _of_slots(listing, "format", "note")
                losses.lose(listing.id, *unsaid(listing, _DATES), *hidden, why="being seen with it could harm")
            else:
                losses.lose(listing.id, *unsaid(listing, _ABOUT | (_WHERE if _location(listing) else frozenset())))
            losses.lose(listing.id, *_of_slots(listing, "by_appointment"))
        elif listing.checked is None:
            losses.listing(listing.id, "not checked by anybody")
        else:
            losses.listing(listing.id, "no dates, or checked too long ago")
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


def _of_slots(listing: Listing, *names: str) -> Iterator[str]:
    return (path for path in stated(listing) if path in [f"meetings.{name}" for name in names])


def calendar(hub: Hub, name: str, events: Iterable[Events]) -> bytes:
    """Write one calendar."""
    found = list(events)
    return "".join([_head(hub, name, found), *(part.lines for part in found), _END]).encode()


def _head(hub: Hub, name: str, events: Sequence[Events]) -> str:
    """Write what stands before the events: the calendar's name, and the zones that they need."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODID}",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
    ]
    year = _first_year(hub)
    # RFC 5545 allows no calendar without a component, so one without events at least names a zone.
    zones = sorted({zone for part in events for zone in part.zones}) if events else ["Etc/UTC"]
    return "".join([content(head), *(vtimezone(zone, year) for zone in zones)])


def shared_calendars(hub: Hub) -> dict[str, tuple[str, list[str]]]:
    """Sort the listings with a calendar by the topics and places that have one: its path, name and ids."""
    return hub.memo("shared calendars", _shared_calendars)


def all_events(hub: Hub) -> dict[str, Events]:
    """Give the events of every listing with a calendar, by id."""
    return hub.memo("calendar events", _all_events)


def _all_events(hub: Hub) -> dict[str, Events]:
    ids = sorted(listings_with_calendar(hub))
    parts = zip(ids, _kept(hub).parts, strict=True)
    return {id_: Events(lines, frozenset(_ZONE.findall(lines))) for id_, lines in parts}


def _kept(hub: Hub) -> ListingParts:
    """Give the events of each listing with a calendar, as the calendar of the whole directory holds them."""
    return hub.memo("kept events", _kept_events)


def _kept_events(hub: Hub) -> ListingParts:
    listings = [listing for _, listing in sorted(listings_with_calendar(hub).items())]
    return ListingParts(hub, addresses.CALENDAR, listings, partial(_events, hub))


def _shared_calendars(hub: Hub) -> dict[str, tuple[str, list[str]]]:
    found: dict[str, tuple[str, list[str]]] = {}
    for id_, listing in sorted(listings_with_calendar(hub).items()):
        for path, name in _shared_by(hub, (listing,)).items():
            found.setdefault(path, (name, []))[1].append(id_)
    return dict(sorted(found.items()))


def _shared_by(hub: Hub, listings: Iterable[Listing]) -> dict[str, str]:
    """Name the calendars of the topics, countries and regions of listings, each under its path."""
    known = hub.directory.vocabulary.topics
    found: dict[str, str] = {}
    for listing in listings:
        for topic in (topic for topic in listing.topics if topic in known):
            found[addresses.calendar_of_topic(topic)] = _topic_title(hub, topic)
        where = listing.place or listing.area
        if where is not None:
            found[addresses.calendar_of_country(where.country)] = country_name(hub, where.country)
            # The calendar of a region by its code, or by another name, goes on answering.
            for region in filter(None, (region_of(hub, listing), where.region)):
                found.setdefault(addresses.calendar_of_region(where.country, region), region)
    return found


def _topic_title(hub: Hub, topic_id: str) -> str:
    topic = hub.directory.vocabulary.topics[topic_id]
    return hub.words.say("calendar.neutral") if topic.sensitive or topic.protected else topic.label


def _events(hub: Hub, listing: Listing) -> str:
    """Write the events of one listing as content lines."""
    schedule = schedule_of(listing)
    checked = listing.checked
    if schedule is None or checked is None:  # neither has a calendar
        return ""
    # From the last check on, so that a calendar changes when its listing does and not each day; and no further than
    # the check holds, since an app that finds no newer calendar keeps its copy for ever.
    since = min(checked.on, hub.today)
    parts = schedule.calendar_parts(since, check_lapses(checked, hub.settings.freshness))
    changed = changed_on(listing) or since
    stamp = f"{changed:%Y%m%d}T000000Z"
    title = text(calendar_title(hub, listing))
    shown = public_listing(hub, listing)
    lines: list[str] = []
    for part in parts:
        timed = isinstance(part.dtstart, datetime)
        said = "" if timed else schedule.hour_unknown(part.slot, schedule_words(hub.settings.language))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{stable_id(hub, listing.id, part.key)}",
            # Both say the last day that the listing's own data names; what changes its hours names a new one.
            f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}",
            f"SEQUENCE:{(changed - _FIRST_DAY).days}",
            *part.lines(),
            f"SUMMARY:{title}",
            *_about(hub, shown, shown.meetings[part.slot].format, said),
            # A day without a known hour must not look like a busy day.
            *(("TRANSP:TRANSPARENT",) if said else ()),
            "END:VEVENT",
        ]
    return content(lines)


def _about(hub: Hub, listing: Listing, slot_format: Format | None, hour: str) -> list[str]:
    """Say when, where and how, except where others might read it over a shoulder: there only what the hour is.

    A meeting by phone or online of a group that also meets in a place has that place in no calendar.
    """
    if hub.directory.is_sensitive(listing):
        return [f"DESCRIPTION:{text(hour)}"] if hour else []
    say = hub.words.say
    form = slot_format or listing.format or "in-person"
    afar = _from_afar(hub, listing, form) if from_afar(form) else ""
    room = listing.online.url if listing.online and form in ("online", "hybrid") else None
    how = say(f"listing.how.{listing.join.how}") if listing.join and listing.join.how else ""
    notes = [meeting.note for meeting in listing.meetings if meeting.note]
    about = [hour, afar, room or "", *notes, how, reliance(hub, listing), say("not_crisis.title")]
    lines = [f"DESCRIPTION:{text(chr(10).join(filter(None, about)))}"]
    if where := afar if is_remote(form) else _location(listing):
        lines.append(f"LOCATION:{text(where)}")
    if hub.site_url:
        lines.append(f"URL:{hub.site_url}{addresses.listing(listing.id)}")
    return lines


def _from_afar(hub: Hub, listing: Listing, form: Format) -> str:
    """Say that people take part from where they are, and with which program: `Online (Zoom)`."""
    words = schedule_words(hub.settings.language).formats[form]
    platform = listing.online.platform if listing.online and form != "phone" else None
    return f"{words[:1].upper()}{words[1:]}" + (f" ({platform})" if platform else "")


def _location(listing: Listing) -> str:
    place = listing.place
    if place is None or place.address != "public" or not (place.venue or place.street):
        return ""
    city = " ".join(part for part in (place.city, place.postcode) if part)
    return ", ".join(part for part in (place.venue, place.street, city, place.region) if part)


def _first_year(hub: Hub) -> int:
    """The earliest year in which an event can begin: that of the oldest check on which a calendar may rest."""
    return (hub.today - timedelta(days=hub.settings.freshness.ageing)).year
