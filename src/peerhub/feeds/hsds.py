"""Open Referral's HSDS 3.0: listings as services, in the pages that its API gives (https://docs.openreferral.org).

Ids are made from the hub's namespace, so they stay. What HSDS has no field for is an attribute that our own import
reads back, named by the path of the value, and stands in words too where people should see it.
A service names its topics and audiences; what they mean and whose taxonomy they are of stands once, in the list of
terms that the API has beside that of services.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any

from peerhub import addresses
from peerhub.directory.fields import fields, value_of
from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import schedule_of
from peerhub.feeds.losses import Losses, unsaid
from peerhub.feeds.open_record import changed_on, exceptions, open_listings, reliance, stable_id, tombstones, when
from peerhub.feeds.plain import json_line, plain
from peerhub.hub import Hub
from peerhub.reuse import cache_key, listing_digests, reused_files
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.schedule_formats import hsds as schedule_hsds
from peerhub.shown.labels import country_name
from peerhub.store.previous_site import Content
from peerhub.words.schedules import schedule_words

PAGE_SIZE = 250
_CARRIED = frozenset(path for path, field in fields().items() if field.hsds)
# What has no field of its own, and of which a service has one value.
NAMED = frozenset(path for path, field in fields().items() if field.hsds == "attributes") - {"topics", "audience"}
# Which field of a schedule has a value of a slot, where it has any.
_SLOT_FIELDS = {
    **dict.fromkeys(("days", "every", "weeks", "first", "last"), "freq"),
    "starts": "opens_at",
    "timezone": "opens_at",
    "ends": "closes_at",
    "note": "notes",
}
_API = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
_PROFILE = "https://docs.openreferral.org/en/3.0/"


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
    root = {"version": "3.0", "profile": _PROFILE, "openapi_url": _API}
    yield addresses.HSDS_ROOT, f"{json_line(root)}\n".encode()


def hsds(hub: Hub) -> bytes:
    """Write every service on one page."""
    return _page(hub, open_listings(hub), (1, 1))


def hsds_losses(hub: Hub) -> Losses:
    """Say which listings and which of their fields the format cannot carry."""
    losses = Losses("HSDS")
    for listing in open_listings(hub):
        losses.lose(listing.id, *unsaid(listing, _CARRIED))
    for stone in tombstones(hub):
        losses.listing(stone.id, stone.state)
    return losses


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
        "cost_options": list(_costs(hub, listing)),
        "service_areas": list(_areas(hub, listing)),
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


def _costs(hub: Hub, listing: Listing) -> Iterator[dict[str, Any]]:
    cost = listing.cost
    if cost is not None and (cost.free or cost.note):
        amount = {"amount": 0} if cost.free else {}
        yield {"id": stable_id(hub, listing.id, "cost"), **amount, "amount_description": _fees(hub, listing)}


def _areas(hub: Hub, listing: Listing) -> Iterator[dict[str, Any]]:
    area = listing.area
    if area is not None:
        parts = (area.city, area.region, country_name(hub, area.country))
        yield {"id": stable_id(hub, listing.id, "area"), "name": ", ".join(part for part in parts if part)}


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
    if schedule is None:  # paused: another hub gets the hours back, and nobody else finds any
        rows: list[dict[str, Any]] = [{} for _ in listing.meetings]
    elif len(schedule.meetings) == 1:
        rows = schedule_hsds(schedule.meetings, [when(hub, listing)])
    else:
        rows = schedule.hsds(schedule_words(hub.settings.language), hub.today)
    found = []
    for number, (row, meeting) in enumerate(zip(rows, listing.meetings, strict=True), 1):
        id_ = stable_id(hub, listing.id, "schedule", str(number))
        found.append(_present({"id": id_, **row, "attributes": _of_slot(id_, meeting, row)}))
    return found


def _of_slot(id_: str, meeting: Meeting, row: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give each value of a slot that its row has no field for; most slots have none, and are not written out."""
    if all(_SLOT_FIELDS.get(name) in row for name in meeting.model_fields_set):
        return []
    return [
        {"id": _id_of_part(id_, f"{name} {at}"), "link_type": f"meetings.{name}", "value": _text(value)}
        for name, values in meeting.model_dump(mode="json", exclude_defaults=True).items()
        if _SLOT_FIELDS.get(name) not in row
        for at, value in enumerate(values if isinstance(values, list) else [values])
    ]


def _text(value: Any) -> str:
    """Say a value as text; an additional date goes with its hours."""
    if isinstance(value, dict):
        hours = "-".join((value.get("starts", ""), value.get("ends", ""))).removesuffix("-")
        return f"{value['on']} {hours}".strip()
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


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
        "name": place.venue,
        "latitude": place.latitude,
        "longitude": place.longitude,
        # HSDS wants each part of an address; what is not known or not public is empty.
        "addresses": [
            {
                "id": stable_id(hub, listing.id, "address"),
                "address_1": place.street or "",
                "city": place.city or "",
                "state_province": place.region or "",
                "postal_code": place.postcode or "",
                "country": place.country,
                "address_type": "physical",
            }
        ],
    }
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
    """Say topics and audiences as terms of this hub, and each value that HSDS has no field for."""
    terms = hub.memo("hsds terms", _terms)
    for kind, names in (("topic", listing.topics), ("audience", listing.audience)):
        for name in names:
            if (kind, name) in terms:
                # `link_id` and `link_entity` are for attributes in a table of their own.
                id_ = stable_id(hub, listing.id, "attribute", kind, name)
                yield {"id": id_, "link_type": kind, "taxonomy_term": terms[kind, name]}
    whole = stable_id(hub, listing.id, "attributes")
    for name, readers in _readers().items():
        part = getattr(listing, name) if name else listing
        for path, read, usual in readers if part is not None else ():
            value = read(part)
            if value is not None and value != usual:
                text = value if type(value) is str else _text(value)
                yield {"id": _id_of_part(whole, path), "link_type": path, "value": text}


@cache
def _readers() -> dict[str, list[tuple[str, Callable[[Any], Any], Any]]]:
    """Give how each named value is read, by the part of a listing that holds it, with what is usual."""
    found: dict[str, list[tuple[str, Callable[[Any], Any], Any]]] = {}
    for path in (path for path in fields() if path in NAMED):
        part, _, name = path.rpartition(".")
        found.setdefault(part, []).append((path, attrgetter(name), value_of(path).info.default))
    return found


def _terms(hub: Hub) -> dict[tuple[str, str], dict[str, str]]:
    """Give every topic and audience as a service names it; HSDS wants a description, and repeats the name for one."""
    words = hub.directory.vocabulary
    known = [("topic", name, term.label) for name, term in words.topics.items()]
    known += [("audience", name, term.label) for name, term in words.audiences.items()]
    return {
        (kind, name): {"id": stable_id(hub, kind, name), "code": name, "name": label, "description": label}
        for kind, name, label in known
    }


def _id_of_part(whole: str, name: str) -> str:
    """Make the id of one of many parts from that of the whole: a service has 20 attributes, and each digest costs."""
    return f"{whole[:24]}{_end_of_id(name)}"


@lru_cache(maxsize=4096)
def _end_of_id(name: str) -> str:
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:12]


def _present(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value or value == 0}
