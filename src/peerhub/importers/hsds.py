"""Open Referral's HSDS 3.0, and ORUK, its profile for the United Kingdom: services in the pages that its API gives.

https://docs.openreferral.org. Services, services at locations and organisations with their services are understood.
Not every service is a group of peers: whoever imports chooses a list of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from peerhub.directory.countries import country_code
from peerhub.directory.listing import Kind
from peerhub.directory.people import Ages
from peerhub.directory.rules.ages import wrong_range
from peerhub.directory.rules.dialable_numbers import dialable
from peerhub.directory.rules.languages import is_tag
from peerhub.feeds.hsds import NAMED
from peerhub.feeds.losses import Losses
from peerhub.importers import parts
from peerhub.importers.clean import line_of, shortened
from peerhub.importers.groups_csv import read_value
from peerhub.importers.groups_json import own
from peerhub.importers.hours import day_of
from peerhub.importers.hsds_schedule import own_slots, slots
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.options import ImportOptions
from peerhub.importers.postal_address import Address
from peerhub.importers.secrets import PERSON
from peerhub.importers.source_record import Row
from peerhub.schedule.meeting import Format

# Keys of its database, and what is read elsewhere or says once more what other fields say.
_SILENT = frozenset({"id", "organization_id", "program_id", "service_at_locations", "last_modified", "status"})
# What a hub like this one says in words, beside the attributes that are read.
_IN_WORDS = frozenset({"alert", "application_process", "cost_options", "fees_description", "service_areas", "url"})
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FREE = re.compile(
    r"(?:it is |this service is )?(?:free|no (?:charge|cost|fee)s?)\b[.!,;:]?\s*(?:of charge\b[.!,;:]?\s*)?", re.I
)
_FEE = re.compile(r"[£$€]\s?\d|\d\s?(?:pounds|euros?|dollars)|\bthere is a charge\b\.?\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(.+?[.!?])(?:\s+|\Z)(.*)\Z", re.DOTALL)
_SUMMARY = 200


def hsds(rows: Iterable[Row], options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read every service that is offered; what we cannot take is among the losses."""
    for outer in rows:
        for row in _services(outer, losses):
            found = _found(row, options)
            if found is not None:
                own = found.entry.get("id", "")
                row.left(_SILENT | _IN_WORDS if own else _SILENT)
                if own or _UUID.fullmatch(found.record):  # which tells nobody the group
                    losses.names[found.record] = f"{shortened(found.entry['name'], 60)} ({own or found.record})"
                yield found


def _services(outer: Row, losses: Losses) -> Iterator[Row]:
    """Find the services in a record: itself, one at a location, or those of an organisation."""
    if isinstance(service := outer.data.get("service"), Mapping):
        outer.name = outer.line("id") or outer.name
        at = {name: outer.raw(name) for name in ("location", "schedules") if outer.has(name)}
        yield Row({"service_at_locations": [at], **service}, outer.position, losses)
        outer.left(frozenset({"service", "service_id", "location_id"}))
    elif isinstance(outer.data.get("services"), list):
        outer.name, name = outer.line("id") or outer.name, outer.raw("name")
        for service in outer.parts("services"):
            yield Row({"organization": {"name": name}, **service}, outer.position, losses)
        outer.left(frozenset())
    else:
        yield outer


def _found(row: Row, options: ImportOptions) -> ImportedGroup | None:
    record = row.line("id")
    name = row.line("name")
    row.name = record or shortened(name, 60) or row.name
    if not name:
        row.leave_out("no name")
        return None
    status = row.line("status").lower()
    if status in ("inactive", "defunct"):
        row.leave_out(f"its status is {status}")
        return None
    if status not in ("", "active", "temporarily closed"):
        row.lose("status", why=f"must be active or temporarily closed, found '{status[:30]}'")
    stated = _stated(row)
    said = _attributes(row, options, stated)
    if "id" in stated:
        return _own(row, record, said | stated, options)
    place, online = _locations(row, options)
    summary, description = _summary(parts.prose(row, "description"))
    form = said.get("format") or (
        "hybrid" if place and online else "in-person" if place else "online" if online else options.meets or ""
    )
    if place and form in ("online", "phone"):
        row.lose("service_at_locations", why=parts.NOBODY_THERE)
    where = Address(region=place.get("region", ""), country=place.get("country"))
    zone = parts.zone_at(options, where, bool(place))
    entry: dict[str, Any] = {
        "kind": said.get("kind", "group"),
        "name": name,
        "organisation": _organisation(row),
        "summary": summary,
        "description": description,
        "topics": said["topics"],
        "audience": said["audience"],
        "ages": _ages(row),
        "eligibility": shortened(" ".join(parts.prose(row, "eligibility_description").split()), 500),
        "format": form,
        "languages": _languages(row),
        "cost": _cost(row),
        "place": place if form in ("in-person", "hybrid", "") else {},
        "online": online if form in ("online", "hybrid", "") else {},
        "meetings": slots((row.part(part, "schedules") for part in _schedules(row)), zone),
        "join": _join(row),
        "website": parts.link(row, "url"),
        "source": _source(row, options, said),
    }
    if status == "temporarily closed":
        entry["status"] = "paused"
    return ImportedGroup(record or name, record or name.casefold(), parts.present(entry))


def _own(row: Row, record: str, stated: dict[str, Any], options: ImportOptions) -> ImportedGroup:
    """Read a service of a hub like this one: values stand there exactly, and words repeat them."""
    place, online = _locations(row, options, own=True)
    paragraphs = row.prose("description").split("\n\n", 1)
    join = _join(row)
    return own(
        row,
        record,
        {
            "name": row.line("name"),
            "organisation": _organisation(row),
            "summary": paragraphs[0],
            "description": "".join(paragraphs[1:]),
            "ages": _ages(row),
            "eligibility": row.line("eligibility_description"),
            "languages": _languages(row),
            "meetings": own_slots(row.part(part, "schedules") for part in _schedules(row)),
            "status": "paused" if row.line("status") == "temporarily closed" else "active",
            **stated,
            "place": {name: value for name, value in place.items() if name != "access"} | stated.get("place", {}),
            "online": online | stated.get("online", {}),
            "join": {name: join[name] for name in ("email", "phone") if name in join} | stated.get("join", {}),
            "checked": stated["checked"] | {"on": row.line("assured_date")} if "checked" in stated else {},
        },
        options,
    )


def _stated(row: Row) -> dict[str, Any]:
    """Read what a hub like this one says of a service by the path of each value."""
    found: dict[str, Any] = {}
    row.links = any(one.get("link_type") == "id" for one in row.parts("attributes"))
    for part in (row.part(one, "attributes") for one in row.parts("attributes")):
        path, text = part.line("link_type"), part.prose("value")
        value = read_value(path, text) if path in NAMED and text else None
        outer, _, name = path.partition(".")
        if value is not None and name:
            found.setdefault(outer, {})[name] = value
        elif value is not None:
            found[outer] = value
    return found


def _schedules(row: Row) -> list[Mapping[str, Any]]:
    """Find the schedules of a service, or else those of the service at its first location that has any."""
    at = (one.get("schedules") for one in row.parts("service_at_locations"))
    nested = next((found for found in at if isinstance(found, list) and found), [])
    return row.parts("schedules") or [part for part in nested if isinstance(part, Mapping)]


def _summary(text: str) -> tuple[str, str]:
    """Take the first paragraph, or its first sentence, as the summary, where it fits."""
    first, _, rest = text.partition("\n\n")
    if len(first) <= _SUMMARY and "\n" not in first:
        return first, rest
    sentence = _SENTENCE.match(text)
    if sentence and len(sentence[1]) <= _SUMMARY and "\n" not in sentence[1]:
        return sentence[1], sentence[2]
    return "", text


def _attributes(row: Row, options: ImportOptions, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Read topics, audiences and what our own export says beside; a term that this hub does not know is a loss."""
    found: dict[str, Any] = {"topics": [], "audience": []}
    known: dict[str, Mapping[str, Any]] = {
        "topics": options.vocabulary.topics,
        "audience": options.vocabulary.audiences,
    }
    for part in (row.part(one, "attributes") for one in row.parts("attributes")):
        kind, value = part.line("link_type"), part.line("value")
        term = part.raw("taxonomy_term")
        code = line_of(str(term.get("code") or term.get("name") or "")) if isinstance(term, Mapping) else ""
        field = {"topic": "topics", "audience": "audience"}.get(kind, "")
        if field and code in known[field]:
            found[field].append(code)
        elif kind == "kind" and value in get_args(Kind):
            found["kind"] = value
        elif kind == "format" and value in get_args(Format):
            found["format"] = value
        elif kind in ("source", "licence"):
            found[kind] = value
        elif kind in NAMED and "id" in stated:
            continue
        elif kind == "checked-by":
            row.lose("assured_date", why="a check by others is not this hub's")
        else:
            row.lose("attributes", why=f"no place in this hub for {(code or value or kind)[:60]}")
    return found


def _organisation(row: Row) -> str:
    (body, *_) = [*row.parts("organization"), {}]
    part = row.part(body, "organization")
    name = shortened(part.line("name"), 200)
    part.left(frozenset({"id", "description", "alternate_name", "metadata"}))
    return name


def _ages(row: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, end in (("minimum_age", "from"), ("maximum_age", "to")):
        age = row.number(field)
        if age is None:
            continue
        if age.is_integer() and 0 <= age <= 120:
            found[end] = int(age)
        else:
            row.lose(field, why=f"must be an age in whole years, found {age:g}")
    if found and (wrong := wrong_range(Ages.model_validate(found))):
        row.lose("minimum_age", "maximum_age", why=wrong[0])
        return {}
    return found


def _languages(row: Row) -> list[str]:
    found = []
    for part in row.parts("languages"):
        code = row.part(part, "languages").line("code")
        if is_tag(code):
            found.append(code)
        else:
            row.lose("languages", why=f"must be a language tag, found '{code[:30]}'")
    return list(dict.fromkeys(found))


def _cost(row: Row) -> dict[str, Any]:
    """Tell whether it is free; where the words do not say so surely, they are a loss."""
    words = " ".join(parts.prose(row, "fees_description").split())
    if not words:
        return {}
    free = _FREE.match(words)
    fee = _FEE.search(words)
    if free:
        return parts.present({"free": True, "note": shortened(words[free.end() :], 500)})
    if fee:
        rest = words.removeprefix(fee[0]) if fee[0].lower().startswith("there is") else words
        return {"free": False} | parts.present({"note": shortened(rest, 500)})
    row.lose("fees_description", why="it does not surely say whether taking part is free")
    return {}


def _join(row: Row) -> dict[str, Any]:
    phone = ""
    for part in row.parts("phones"):
        one = row.part(part, "phones")
        number = one.line("number").strip("\"' ")
        one.left(frozenset({"id", "type", "languages", "metadata"}))
        if number and not phone and dialable(number):
            phone = number
        elif number:
            why = "one number has a place" if phone else f"it cannot be called: '{number[:30]}'"
            row.lose("phones", why=why)
    if row.raw("contacts") is not None:
        row.lose("contacts", why=PERSON)
    note = shortened(" ".join(parts.prose(row, "application_process").split()), 500)
    return parts.present({"email": parts.email(row, "email"), "phone": phone, "note": note})


def _locations(row: Row, options: ImportOptions, own: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read the first place and the first online room."""
    place: dict[str, Any] = {}
    room: dict[str, Any] = {}
    for outer in row.parts("service_at_locations"):
        at = row.part(outer, "service_at_locations")
        for location in (at.part(one, "location") for one in at.parts("location")):
            kind = location.line("location_type")
            if kind == "virtual" and not room:
                url = parts.link(location, "url")
                room = parts.present({"url": url} if own else parts.online(url))
                room |= parts.present({"platform": shortened(location.line("name"), 200)})
            elif kind == "physical" and not place:
                place = _place(location, options)
            else:
                row.lose("service_at_locations", why="one place and one online room have a place each")
    return place, room


def _place(location: Row, options: ImportOptions) -> dict[str, Any]:
    addresses = location.parts("addresses")
    meant = next((one for one in addresses if one.get("address_type", "physical") == "physical"), None)
    if meant is None and addresses:
        location.lose("addresses", why="a postal address is not where people meet")
    address = location.part(meant or {}, "addresses")
    said = address.line("country") or next((location.part(one, "addresses").line("country") for one in addresses), "")
    country = country_code(said) if said else options.country
    if country is None:
        location.lose("addresses", why="no country is known; give --country")
        return {}
    if address.raw("attention") is not None:
        address.lose("attention", why=PERSON)
    streets = [address.line(name) for name in ("address_1", "address_2")]
    access = [location.part(part, "accessibility").line("description") for part in location.parts("accessibility")]
    if not meant and location.has("description"):
        location.lose("description")
    stated = parts.present(
        {
            "venue": shortened(location.line("name"), 200),
            "street": shortened(", ".join(filter(None, streets)), 200),
            "city": shortened(address.line("city"), 200),
            "region": shortened(parts.region_of(country, address.line("state_province")), 200),
            "postcode": address.line("postal_code")[:20],
            "country": country,
            **parts.coordinates(location, options, country, True),
            "access": shortened(" ".join(filter(None, access)), 500),
        }
    )
    address.left(frozenset({"id", "address_type", "metadata", "location_id"}))
    location.left(frozenset({"id", "alternate_name", "external_identifier", "external_identifier_type", "metadata"}))
    return stated


def _source(row: Row, options: ImportOptions, said: Mapping[str, Any]) -> dict[str, Any]:
    if row.raw("alert") is not None:
        row.lose("alert", why="it may be out of date tomorrow")
    changed = row.line("last_modified")
    read_at = said.get("source")
    seen = day_of(changed) if changed else None
    return parts.source(row, options, read_at, seen, said.get("licence", ""))
