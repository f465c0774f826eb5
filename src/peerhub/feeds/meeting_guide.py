"""Meeting Guide JSON: the form that most finders of meetings read (https://github.com/code4recovery/spec).

It knows weekly meetings only. A group that meets otherwise is left out and counted among the losses, because a
monthly group shown as a weekly one sends people to a closed door.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.directory.meeting import Meeting
from peerhub.directory.recurrence import has_rule, weekday_numbers
from peerhub.feeds.json_line import json_line
from peerhub.feeds.losses import Losses
from peerhub.feeds.meeting_guide_types import AUDIENCES, LANGUAGES, STEP_FREE
from peerhub.feeds.plain import one_line, plain
from peerhub.feeds.record import changed_on, exceptions, open_listings, reliance, stable_id, when
from peerhub.hub import Hub
from peerhub.pages.helplines import country_name

_SLUG_LENGTH = 64
# What a slot may say beside its weekly hour goes into the notes; a program cannot read it there.
_IN_NOTES = ("not_in", "not_on_public_holidays", "cancelled", "extra", "first", "last")
_NO_PLACE = ("confidentiality", "first_visit", "cost", "ages", "eligibility", "led_by", "doubts")


def meeting_guide(hub: Hub) -> tuple[bytes, Losses]:
    """Write every weekly group, and say what could not be said."""
    losses = Losses("Meeting Guide JSON")
    rows = [row for listing in open_listings(hub) for row in _rows(hub, listing, losses)]
    lines = ",\n".join(json_line(row) for row in rows)
    return plain(f"[\n{lines}\n]\n").encode(), losses


def _rows(hub: Hub, listing: Listing, losses: Losses) -> Iterator[dict[str, Any]]:
    if listing.kind != "group":
        losses.listing(listing.id, "not a group that meets")
        return
    if listing.status == "paused":
        losses.listing(listing.id, "paused")
        return
    weekly = [meeting for meeting in listing.meetings if _is_weekly(meeting, hub.today)]
    if not weekly:
        losses.listing(listing.id, "no weekly day and hour")
        return
    _report(listing, weekly, losses)
    shared = _shared(hub, listing)
    for number, slots in enumerate(_by_hours(weekly), 1):
        first = slots[0]
        days = sorted({(day + 1) % 7 for slot in slots for day in weekday_numbers(slot)})
        row = {
            "name": shared["name"],
            "slug": _slug(hub, listing, number),
            "day": days[0] if len(days) == 1 else days,
        }
        row |= {"time": f"{first.starts:%H:%M}", "timezone": first.timezone}
        if first.ends:
            row["end_time"] = f"{first.ends:%H:%M}"
        yield row | _where(hub, listing, first) | shared


def _is_weekly(meeting: Meeting, today: date) -> bool:
    """Whether a slot is held each week, at a known hour, in these days."""
    begun = meeting.first is None or meeting.first <= today
    over = meeting.last is not None and meeting.last < today
    return meeting.every == "week" and has_rule(meeting) and meeting.starts is not None and begun and not over


def _by_hours(weekly: list[Meeting]) -> list[list[Meeting]]:
    """Put the slots together that share their hours and their form: the format has one `day` list for them."""
    found: dict[tuple[object, ...], list[Meeting]] = defaultdict(list)
    for meeting in weekly:
        found[meeting.starts, meeting.ends, meeting.timezone, meeting.format].append(meeting)
    return list(found.values())


def _slug(hub: Hub, listing: Listing, number: int) -> str:
    # No id has two hyphens in a row, so a further slot's slug is never another listing's.
    slug = listing.id if number == 1 else f"{listing.id}--{number}"
    return slug if len(slug) <= _SLUG_LENGTH else stable_id(hub, listing.id, str(number))


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
    found["checked"] = listing.checked.model_dump(mode="json") if listing.checked else None
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
    if where is not None:
        found["city"], found["state"], found["country"] = where.city, where.region, where.country
        found["regions"] = [part for part in (country_name(hub, where.country), where.region) if part]
    if place is not None:
        found |= {"location": place.venue, "address": place.street, "postal_code": place.postcode}
        if place.latitude is not None and place.longitude is not None:
            found |= {"latitude": round(place.latitude, 5), "longitude": round(place.longitude, 5)}
        found["approximate"] = "no" if place.street else "yes"
        found["location_notes"] = place.access
    elif where is not None:
        found["approximate"] = "yes"
    if form in ("online", "hybrid") and listing.online is not None:
        found["conference_url"] = listing.online.url
    return {name: plain(value) if isinstance(value, str) else value for name, value in found.items() if value}


def _types(listing: Listing) -> list[str]:
    codes = [AUDIENCES[audience] for audience in listing.audience if audience in AUDIENCES]
    codes += [LANGUAGES[tag.split("-")[0]] for tag in listing.languages if tag.split("-")[0] in LANGUAGES]
    if listing.place is not None and listing.place.step_free:
        codes.append(STEP_FREE)
    return list(dict.fromkeys(codes))


def _report(listing: Listing, weekly: list[Meeting], losses: Losses) -> None:
    if len(weekly) < len(listing.meetings):
        losses.lose(listing.id, "meetings that are not weekly")
    losses.lose(listing.id, *(name for name in _IN_NOTES if any(getattr(slot, name) for slot in weekly)))
    losses.lose(listing.id, *(name for name in _NO_PLACE if getattr(listing, name)))
    if any(audience not in AUDIENCES for audience in listing.audience):
        losses.lose(listing.id, "audience")
    losses.lose(listing.id, "topics")
