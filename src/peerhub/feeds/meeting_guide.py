"""Meeting Guide JSON: the form that most finders of meetings read (https://github.com/code4recovery/spec).

It knows weekly meetings only. A group that meets otherwise is left out and counted among the losses, because a
monthly group shown as a weekly one sends people to a closed door.

The text allows a list of weekdays in one record. tsml-ui, which most sites show such feeds with, cannot load a feed
with two of them, so each weekday is a record of its own here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import chain, count
from typing import Any

from peerhub import addresses
from peerhub.directory.fields import fields
from peerhub.directory.listing import Listing
from peerhub.feeds.listing_parts import ListingParts
from peerhub.feeds.losses import Losses, unsaid
from peerhub.feeds.meeting_guide_types import AUDIENCES, LANGUAGES, STEP_FREE
from peerhub.feeds.open_record import changed_on, exceptions, open_listings, reliance, stable_id, tombstones, when
from peerhub.feeds.plain import json_line, one_line, plain
from peerhub.hub import Hub
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.recurrence import has_rule, weekday_numbers
from peerhub.shown.labels import country_name

_SLUG_LENGTH = 64
# What is told only of some listings, as `_report` knows.
_SOMETIMES = frozenset(
    {"area.city", "area.region", "area.country", "audience", "languages", "join.phone", "meetings.format"}
    | {"place.latitude", "place.longitude", "place.step_free"}
)
# What has a field of its own. All else goes into the notes at best, where a program cannot read it.
_CARRIED = frozenset(path for path, field in fields().items() if field.guide) - _SOMETIMES
_OPTIONS = {"in-person": "in_person", "online": "online", "hybrid": "hybrid", "phone": "online"}


def meeting_guide(hub: Hub) -> bytes:
    """Write every weekly group."""
    return ListingParts(hub, addresses.MEETING_GUIDE, open_listings(hub), partial(_lines, hub)).file(
        "[\n", ",\n", "\n]\n"
    )


def _lines(hub: Hub, listing: Listing) -> str:
    return ",\n".join(plain(json_line(row)) for row in _rows(hub, listing))


def meeting_guide_losses(hub: Hub) -> Losses:
    """Say which listings and which of their fields the format cannot carry."""
    losses = Losses("Meeting Guide JSON")
    for listing in open_listings(hub):
        reason = _left_out(hub, listing)
        if reason:
            losses.listing(listing.id, reason)
        else:
            _report(hub, listing, losses)
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


def _left_out(hub: Hub, listing: Listing) -> str:
    """Say why a listing is no record of the format; empty when it is one."""
    if listing.kind != "group":
        return "not a group that meets"
    if listing.status == "paused":
        return "paused"
    return "" if _weekly(hub, listing) else "no weekly day and hour"


def _weekly(hub: Hub, listing: Listing) -> list[Meeting]:
    return [meeting for meeting in listing.meetings if _is_weekly(meeting, hub.today)]


def _rows(hub: Hub, listing: Listing) -> Iterator[dict[str, Any]]:
    if _left_out(hub, listing):
        return
    shared = _shared(hub, listing)
    taken: set[str] = set()
    for day, slot in _by_weekday(_weekly(hub, listing)):
        row = {"name": shared["name"], "slug": _slug(hub, listing, day, slot, taken), "day": day}
        row |= {"time": f"{slot.starts:%H:%M}", "timezone": slot.timezone}
        if slot.ends:
            row["end_time"] = f"{slot.ends:%H:%M}"
        yield row | _where(hub, listing, slot) | shared


def _is_weekly(meeting: Meeting, today: date) -> bool:
    """Whether a slot is held each week, at a known hour, in these days."""
    begun = meeting.first is None or meeting.first <= today
    over = meeting.last is not None and meeting.last < today
    return meeting.every == "week" and has_rule(meeting) and meeting.starts is not None and begun and not over


def _by_weekday(weekly: list[Meeting]) -> list[tuple[int, Meeting]]:
    """Give each weekday of each slot, counted from Sunday; what two slots say alike is given once."""
    alike = {
        ((day + 1) % 7, slot.starts, slot.ends, slot.timezone, slot.format): slot
        for slot in reversed(weekly)
        for day in weekday_numbers(slot)
    }
    found = [(key[0], slot) for key, slot in alike.items()]
    return sorted(found, key=lambda one: (one[0], str(one[1].starts), str(one[1].ends)))


def _slug(hub: Hub, listing: Listing, day: int, slot: Meeting, taken: set[str]) -> str:
    """Name a record by its listing and weekday; the hour tells further ones apart, and the rest is numbered.

    Each slug ends in the weekday, and no id has two hyphens in a row: so none is ever another listing's.
    """
    first = f"{listing.id}-{day}"
    names = chain((first, f"{first}--{slot.starts:%H%M}"), (f"{first}--{number}" for number in count(2)))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name if len(name) <= _SLUG_LENGTH else stable_id(hub, "meeting-guide", name)


def _shared(hub: Hub, listing: Listing) -> dict[str, Any]:
    """Give what is the same for every slot of a listing."""
    found: dict[str, Any] = {"name": one_line(listing.name), "types": _types(listing)}
    found["notes"] = _notes(hub, listing)
    if hub.site_url:
        found["url"] = f"{hub.site_url}{addresses.listing(listing.id)}"
    if listing.organisation:
        found["group"] = one_line(listing.organisation)
    if listing.website:
        found["website"] = listing.website
    found["entity"] = hub.settings.publisher or hub.site_name
    if hub.site_url:
        found["entity_url"] = hub.site_url
    changed = changed_on(listing)
    if changed:
        found["updated"] = f"{changed} 00:00:00"
    # Readers of the format pass over what they do not know; a reader who cares finds who stands behind the record.
    source = listing.source
    found["checked"] = listing.checked.model_dump(mode="json", exclude={"facts"}) if listing.checked else None
    found["source"] = source.url if source else None
    found["licence"] = source.licence if source else None
    return found


def _notes(hub: Hub, listing: Listing) -> str:
    """Say in words what the format has no field for; first of all whether anybody has checked it."""
    parts = [reliance(hub, listing), when(hub, listing), exceptions(hub, listing), listing.summary]
    if listing.join is not None and listing.join.note:
        parts.append(listing.join.note)
    parts.append(hub.words.say("not_crisis.title"))
    return plain("\n".join(part for part in parts if part))


def _where(hub: Hub, listing: Listing, slot: Meeting) -> dict[str, Any]:
    form = slot.format or listing.format
    found: dict[str, Any] = {}
    place = listing.place if form in ("in-person", "hybrid") else None
    where = place or listing.place or listing.area
    country = country_name(hub, where.country) if where is not None else ""
    if where is not None:
        found["city"], found["state"], found["country"] = where.city, where.region, where.country
        found["regions"] = [part for part in (country, where.region) if part]
    if place is not None:
        found |= {"location": place.venue, "address": place.street, "postal_code": place.postcode}
        if place.latitude is not None and place.longitude is not None:
            found |= {"latitude": round(place.latitude, 5), "longitude": round(place.longitude, 5)}
        # A reader takes an approximate place for none: a group there would be shown as not meeting at all.
        found["approximate"] = "no" if place.street or place.venue else "yes"
        if place.venue and not place.street:
            parts = (place.venue, place.city, place.region, place.postcode, country)
            found["formatted_address"] = ", ".join(part for part in parts if part)
        found["location_notes"] = place.access
    else:
        found["approximate"] = "yes"
        known = hub.directory.vocabulary.formats.get(form) if form else None
        if where is None and known:  # a record without any address is passed over
            found["formatted_address"] = known.label
    if form in ("online", "hybrid") and listing.online is not None:
        found["conference_url"] = listing.online.url
    if form == "phone" and listing.join is not None:
        found["conference_phone"] = listing.join.phone
    # Not in the text, and in most feeds: else a reader has to guess it from the address.
    found["attendance_option"] = _OPTIONS[form] if form else None
    return {name: plain(value) if isinstance(value, str) else value for name, value in found.items() if value}


def _types(listing: Listing) -> list[str]:
    codes = [AUDIENCES[audience] for audience in listing.audience if audience in AUDIENCES]
    codes += [LANGUAGES[tag.split("-")[0]] for tag in listing.languages if tag.split("-")[0] in LANGUAGES]
    if listing.place is not None and listing.place.step_free:
        codes.append(STEP_FREE)
    return list(dict.fromkeys(codes))


def _report(hub: Hub, listing: Listing, losses: Losses) -> None:
    carried = set(_CARRIED)
    if (listing.organisation or "").casefold() == listing.name.casefold():
        carried.discard("organisation")  # a reader takes it for the group's own name
    place, online = listing.place, listing.format in ("online", "phone")
    if all(audience in AUDIENCES for audience in listing.audience):
        carried.add("audience")
    if all(tag in LANGUAGES for tag in listing.languages):
        carried.add("languages")
    if place is not None and place.step_free:
        carried.add("place.step_free")
    if place is not None and (place.street or place.venue):  # else the point is only near
        carried |= {"place.latitude", "place.longitude"}
    if listing.source is not None and changed_on(listing) == listing.source.seen:
        carried.add("source.seen")
    if listing.format == "phone":
        carried.add("join.phone")
        if listing.join is None or not listing.join.phone:  # nothing tells it from an online group
            carried.discard("format")
    losses.lose(listing.id, *unsaid(listing, carried))
    if len(_weekly(hub, listing)) < len(listing.meetings):
        losses.lose(listing.id, "meetings", why="those that are not weekly")
    if online and place is not None:
        losses.lose(listing.id, "place", why="nobody meets there")
