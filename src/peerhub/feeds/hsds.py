"""Open Referral's HSDS 3.0: listings as services, in the pages that its API gives (https://docs.openreferral.org).

Ids are made from the hub's namespace, so they stay. HSDS cannot say exceptions: they go into `alert` as words.
A service names its topics and audiences; what they mean and whose taxonomy they are of stands once, in the list of
terms that the API has beside that of services.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from peerhub import addresses
from peerhub.directory.fields import fields
from peerhub.directory.listing import Listing
from peerhub.feeds.losses import Losses, unsaid
from peerhub.feeds.open_record import changed_on, exceptions, open_listings, reliance, stable_id, tombstones, when
from peerhub.feeds.plain import json_line, plain
from peerhub.hub import Hub
from peerhub.reuse import cache_key, listing_digests, reused_files
from peerhub.schedule.recurrence import has_rule
from peerhub.schedule.schedule_formats import hsds as schedule_hsds
from peerhub.schedule.schedule_words import schedule_words
from peerhub.shown.meeting_times import schedule_of
from peerhub.store.previous_site import Content

PAGE_SIZE = 250
_USUAL_KIND = "group"  # what our own importer takes a service for that says nothing else
_ADDRESS = ("street", "city", "region", "postcode", "country")
# What has a field of its own; the rest goes into words at best.
_CARRIED = frozenset(path for path, field in fields().items() if field.hsds)


def hsds_pages(hub: Hub) -> Iterator[tuple[str, Content]]:
    """Give the list of services page by page."""
    listings, digests = open_listings(hub), listing_digests(hub)
    pages = max(1, -(-len(listings) // PAGE_SIZE))
    for page in range(1, pages + 1):
        part = listings[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        number = (page, pages)
        key = cache_key(hub, "hsds", number, len(listings), *(digests[listing.id] for listing in part))
        path = addresses.hsds_services(page)
        yield path, reused_files(hub).take(path, key, partial(_page, hub, part, number))
    yield addresses.HSDS_TERMS, _terms_page(hub)


def hsds(hub: Hub) -> bytes:
    """Write every service on one page."""
    return _page(hub, open_listings(hub), (1, 1))


def hsds_losses(hub: Hub) -> Losses:
    """Say which listings and which of their fields the format cannot carry."""
    losses = Losses("HSDS")
    for listing in open_listings(hub):
        _report(hub, listing, losses)
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


def _report(hub: Hub, listing: Listing, losses: Losses) -> None:
    carried = set(_CARRIED)
    place, join = listing.place, listing.join
    if join is not None and not join.how and not join.url:  # else the three stand in one text
        carried.add("join.note")
    if place is not None and place.step_free is None:
        carried.add("place.access")
    if hub.site_url:
        carried.discard("website")  # the listing's own page is the better address
    if listing.source is not None and changed_on(listing) == listing.source.seen:
        carried.add("source.seen")
    if any(meeting.timezone and not meeting.starts for meeting in listing.meetings):
        carried.discard("meetings.timezone")  # it is named beside an hour
    losses.lose(listing.id, *unsaid(listing, carried))
    if place is not None and not all(getattr(place, name) for name in _ADDRESS):
        losses.lose(listing.id, "place", why="an address has all its parts there or none")
    if listing.meetings and schedule_of(listing) is None:
        losses.lose(listing.id, "meetings", why="no dates are told of a listing that is paused")
    elif any(not has_rule(meeting) for meeting in listing.meetings):
        losses.lose(listing.id, "meetings", why="those without dates to tell")


def _page(hub: Hub, listings: list[Listing], number: tuple[int, int]) -> bytes:
    services = [_service(hub, listing) for listing in listings]
    return _written(services, len(open_listings(hub)), number)


def _terms_page(hub: Hub) -> bytes:
    """Write every topic and audience as a term of a taxonomy, with its meaning."""
    words = hub.directory.vocabulary
    meanings = {("topic", name): term.description for name, term in words.topics.items()}
    terms = [
        {
            **term,
            "description": meanings.get((kind, name)) or term["description"],
            "taxonomy": f"{hub.site_name}: {kind}",
        }
        for (kind, name), term in hub.memo("hsds terms", _terms).items()
    ]
    return _written(terms, len(terms), (1, 1))


def _written(items: list[dict[str, Any]], total: int, number: tuple[int, int]) -> bytes:
    """Write one page of a list as the API gives it."""
    page, pages = number
    head = {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(items),
        "first_page": page == 1,
        "last_page": page == pages,
        "empty": not items,
    }
    lines = ",\n".join(plain(json_line(item)) for item in items)
    return f'{json_line(head)[:-1]},"contents":[\n{lines}\n]}}\n'.encode()


def _service(hub: Hub, listing: Listing) -> dict[str, Any]:
    changed = changed_on(listing)
    found: dict[str, Any] = {
        "id": stable_id(hub, listing.id),
        "name": listing.name,
        "description": "\n\n".join(part for part in (listing.summary, listing.description) if part),
        "url": f"{hub.site_url}{addresses.listing(listing.id)}" if hub.site_url else listing.website,
        "email": listing.join.email if listing.join else None,
        "status": "temporarily closed" if listing.status == "paused" else "active",
        "application_process": _application(hub, listing),
        "fees_description": _fees(hub, listing),
        "eligibility_description": listing.eligibility,
        "minimum_age": listing.ages.from_ if listing.ages else None,
        "maximum_age": listing.ages.to if listing.ages else None,
        "assured_date": listing.checked.on.isoformat() if listing.checked else None,
        "alert": _alert(hub, listing),
        "last_modified": f"{changed}T00:00:00Z" if changed else None,
        "organization": _organization(hub, listing),
        "phones": _phones(hub, listing),
        "languages": _languages(hub, listing),
        "schedules": _schedules(hub, listing),
        "service_at_locations": list(_locations(hub, listing)),
        "attributes": list(_attributes(hub, listing)),
    }
    return _present(found)


def _application(hub: Hub, listing: Listing) -> str | None:
    join = listing.join
    if join is None:
        return None
    words = [hub.words.say(f"listing.how.{join.how}")] if join.how else []
    return " ".join([*words, *(part for part in (join.note, join.url) if part)]) or None


def _fees(hub: Hub, listing: Listing) -> str | None:
    if listing.cost is None:
        return None
    words = hub.words.say("listing.cost.free" if listing.cost.free else "listing.cost.fee")
    return f"{words} {listing.cost.note}" if listing.cost.note else words


def _alert(hub: Hub, listing: Listing) -> str:
    """Say first what a reader must know: how far the record can be relied on, and what differs from the rule."""
    notes = [reliance(hub, listing), exceptions(hub, listing), listing.status_note or ""]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in notes if part)


def _organization(hub: Hub, listing: Listing) -> dict[str, Any] | None:
    name = listing.organisation
    if not name:
        return None
    # HSDS wants a description. Nothing is known of the organisation but its name, so that is repeated.
    return {"id": stable_id(hub, "organisation", name), "name": name, "description": name}


def _languages(hub: Hub, listing: Listing) -> list[dict[str, Any]]:
    name_of = hub.words.language_name
    return [
        {"id": stable_id(hub, listing.id, "language", tag), "name": name_of(tag), "code": tag}
        for tag in listing.languages
    ]


def _phones(hub: Hub, listing: Listing) -> list[dict[str, Any]]:
    if listing.join is None or not listing.join.phone:
        return []
    return [{"id": stable_id(hub, listing.id, "phone"), "number": listing.join.phone}]


def _schedules(hub: Hub, listing: Listing) -> list[dict[str, Any]]:
    schedule = schedule_of(listing)
    if schedule is None:
        return []
    if len(schedule.meetings) == 1:
        sentences = [when(hub, listing)]
    else:
        sentences = schedule.slot_sentences(schedule_words(hub.settings.language), hub.today)
    said = schedule_hsds(schedule.meetings, sentences)
    return [{"id": stable_id(hub, listing.id, "schedule", str(n)), **row} for n, row in enumerate(said, 1)]


def _locations(hub: Hub, listing: Listing) -> Iterator[dict[str, Any]]:
    if listing.place is not None:
        yield _at(hub, listing, "place", _physical(hub, listing))
    if listing.online is not None:
        virtual = {"location_type": "virtual", "name": listing.online.platform, "url": listing.online.url}
        yield _at(hub, listing, "online", _present(virtual))


def _at(hub: Hub, listing: Listing, what: str, location: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": stable_id(hub, listing.id, "at", what),
        "location": {"id": stable_id(hub, listing.id, "location", what), **location},
    }


def _physical(hub: Hub, listing: Listing) -> dict[str, Any]:
    place = listing.place
    if place is None:  # only called with one
        return {}
    found: dict[str, Any] = {
        "location_type": "physical",
        "name": place.venue or place.city,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
    street, city, region, postcode, country = (getattr(place, name) for name in _ADDRESS)
    if street and city and region and postcode:
        found["addresses"] = [
            {
                "id": stable_id(hub, listing.id, "address"),
                "address_1": street,
                "city": city,
                "state_province": region,
                "postal_code": postcode,
                "country": country,
                "address_type": "physical",
            }
        ]
    else:
        # HSDS knows an address in all its parts or none; what is known is said in words.
        found["description"] = ", ".join(part for part in (street, city, region, postcode, country) if part)
    access = _access(hub, listing)
    if access:
        found["accessibility"] = [{"id": stable_id(hub, listing.id, "access"), "description": access}]
    return _present(found)


def _access(hub: Hub, listing: Listing) -> str:
    place = listing.place
    if place is None:
        return ""
    step_free = {True: "yes", False: "no"}.get(place.step_free) if place.step_free is not None else None
    words = [hub.words.say(f"listing.step_free.{step_free}")] if step_free else []
    return " ".join([*words, *([place.access] if place.access else [])])


def _attributes(hub: Hub, listing: Listing) -> Iterator[dict[str, Any]]:
    """Say topics and audiences as terms of this hub, and who stands behind the record."""
    terms = hub.memo("hsds terms", _terms)
    for kind, names in (("topic", listing.topics), ("audience", listing.audience)):
        for name in names:
            if (kind, name) in terms:
                yield _attribute(hub, listing, kind, name) | {"taxonomy_term": terms[kind, name]}
    source, checked = listing.source, listing.checked
    said = {
        "kind": None if listing.kind == _USUAL_KIND else listing.kind,
        "format": listing.format,
        "source": source.url if source else None,
        "licence": source.licence if source else None,
        "checked-by": f"{checked.by}, {checked.how}, {checked.on}" if checked else None,
    }
    for kind, value in said.items():
        if value:
            yield _attribute(hub, listing, kind) | {"value": value}


def _terms(hub: Hub) -> dict[tuple[str, str], dict[str, str]]:
    """Give every topic and audience as a service names it; HSDS wants a description, and repeats the name for one."""
    words = hub.directory.vocabulary
    known = [("topic", name, term.label) for name, term in words.topics.items()]
    known += [("audience", name, term.label) for name, term in words.audiences.items()]
    return {
        (kind, name): {"id": stable_id(hub, kind, name), "code": name, "name": label, "description": label}
        for kind, name, label in known
    }


def _attribute(hub: Hub, listing: Listing, kind: str, name: str = "") -> dict[str, Any]:
    # `link_id` and `link_entity` are for attributes in a table of their own; this one stands in its service.
    return {"id": stable_id(hub, listing.id, "attribute", kind, name), "link_type": kind}


def _present(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in (None, "", [])}
