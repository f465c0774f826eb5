"""Meeting Guide JSON: one record a meeting, as most finders of meetings publish it.

https://github.com/code4recovery/spec. Real feeds go beyond the text: a group stands there once a weekday, hours are
written `8:00 PM`, names carry zones, notes carry passcodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from peerhub.directory.countries import country_code, country_name
from peerhub.directory.private.links import opens_room
from peerhub.directory.regions import region_named
from peerhub.directory.rules.dialable_numbers import dialable
from peerhub.feeds.losses import Losses
from peerhub.feeds.meeting_guide_types import STEP_FREE
from peerhub.importers import meeting_guide_words as words
from peerhub.importers import parts
from peerhub.importers.clean import line_of, shortened
from peerhub.importers.hours import day_of, weekdays
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.options import ImportOptions
from peerhub.importers.postal_address import Address, parse_address
from peerhub.importers.secrets import GIFT, PASSCODE, PERSON, PHONE
from peerhub.importers.source_record import Row
from peerhub.importers.zone_words import without_form, zone_in
from peerhub.schedule.days import SOMETIMES, WEEKDAYS
from peerhub.schedule.stated.clock import UnsureHourError, clock, hours_between
from peerhub.schedule.stated.reader import OTHERWISE, rule_in

# What says once more what other fields say.
_SILENT = frozenset({"id", "time_formatted", "types_formatted", "day_formatted", "formatted_day"})
_AREAS = ("regions", "region", "sub_region", "district", "sub_district")
_FORMS = {"in_person": "in-person", "online": "online", "hybrid": "hybrid", "phone": "phone"}
_UNSURE_HOUR = re.compile(r"[1-9]|1[0-2]|[1-9]\.?\d\d")  # no form of any feed, but people's
_RANGE = re.compile(r"(\S.{0,11}?)\s*(?:[-–—]|\b(?:to|until|till|bis|a|à)\b)\s*(\S.{0,11})", re.IGNORECASE)
_PERSONAL = [f"contact_{number}_{what}" for number in (1, 2, 3) for what in ("name", "email", "phone")]
# What stands where a venue or a street is due, and is neither.
_REMOTE = re.compile(
    r"(?:(?:on ?line|zoom|virtual(?:ly)?|internet|web|google meet|skype)[\s-]*(?:meetings?|only|group)?[\s-]*)+", re.I
)
_DIAL_IN = "it dials into a meeting, with the meeting's number"


# The weekdays of a meeting with what is said of its weeks, and its hours from and to, as far as a record tells.
Turn = tuple[dict[str, Any], str | None, str | None]


def meeting_guide(rows: Iterable[Row], options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read every meeting; what a record cannot tell us, and what we cannot take, is among the losses."""
    for row in rows:
        yield from one_meeting(row, options, _turns)


def one_meeting(row: Row, options: ImportOptions, turns_of: Callable[[Row], list[Turn]]) -> Iterator[ImportedGroup]:
    """Read one record, whose days and hours `turns_of` tells."""
    found = _found(row, options, turns_of)
    if found is not None:
        row.left(_SILENT)
        yield found


def _found(row: Row, options: ImportOptions, turns_of: Callable[[Row], list[Turn]]) -> ImportedGroup | None:
    slug = row.line("slug") or row.line("id")
    row.name = shortened(slug, 100) or row.name
    name = row.line("name")
    if not name:
        row.leave_out("no name")
        return None
    codes = _codes(row)
    where = _address(row, options)
    zone = parts.stated_zone(row, "timezone", where.country)
    if where.country is None and zone and "/" in row.line("timezone"):  # letters such as EST tell of no country
        where = replace(where, country=parts.country_of_zone(options, zone))
    url = parts.link(row, "conference_url")
    form = _form(row, where, url, codes)
    if form is None:
        return None
    turns = turns_of(row)
    starts = turns[0][1] if len(turns) == 1 else None
    name, named_zone = zone_in(name, starts, where.country, form == "in-person")
    at_a_place = form in ("in-person", "hybrid")
    where = _with_area(row, where if at_a_place else Address())
    zone = zone or parts.zone_at(options, where, at_a_place, named_zone)
    place = _place(row, options, where, codes) if at_a_place else {}
    if not at_a_place:
        _report_address(row, options, codes)
    group = row.line("group")
    slots = _slots(row, turns, zone)
    if at_a_place:
        slots = parts.at_the_place(row, slots, where)
    entry: dict[str, Any] = {
        "kind": "group",
        "name": without_form(name),
        "organisation": group if group.casefold() != name.casefold() else "",
        "description": "\n\n".join(filter(None, (parts.prose(row, "notes"), parts.prose(row, "group_notes")))),
        "audience": list(dict.fromkeys(words.AUDIENCE_OF[code] for code in codes if code in words.AUDIENCE_OF)),
        "eligibility": parts.who_may_come(options, [words.WHO_OF[code] for code in codes if code in words.WHO_OF]),
        "format": form,
        "languages": words.languages(codes),
        "place": place,
        "online": parts.online(url) if form in ("online", "hybrid") else {},
        "meetings": slots,
        "join": _join(row, form),
        "website": _website(row),
        "source": _source(row, options),
    }
    key = (
        name.casefold(),
        group.casefold(),
        form,
        url,
        tuple(sorted(place.items())),
        tuple(entry["audience"]),
        entry["eligibility"],
    )
    said = (row.line("name"), row.prose("notes"), row.prose("group_notes"))
    record = slug or " ".join(f"{part}" for part in (name, row.raw("day"), starts) if part is not None)
    return ImportedGroup(record, key, parts.present(entry), said=said)


def _codes(row: Row) -> list[str]:
    """Read the type codes, by code or by name; a code without a place here and an unknown one are losses."""
    found = []
    for said in row.lines("types"):
        code = said.upper() if said.upper() in words.KNOWN else words.CODE_OF.get(said.casefold(), said)
        if code not in words.KNOWN and words.named_language(code):
            found.append(code)
        elif code not in words.KNOWN:
            row.lose("types", why=f"nobody here knows the type {code[:30]}")
        elif code in words.TAKEN:
            found.append(code)
        else:
            row.lose("types", why=f"no place in this hub for the type {code}")
    return found


def _address(row: Row, options: ImportOptions) -> Address:
    said_whole, first = row.line("formatted_address"), row.line("address")
    whole = _without_venue(said_whole, row.line("location"))
    city, region, postcode = row.line("city"), row.line("state"), row.line("postal_code")
    said = row.line("country")
    country = country_code(said) if said else _country_of_region(row)
    if said and country is None:
        row.lose("country", why="no such country is known")
    country = country or options.country
    if _is_remote(said_whole or first):
        return Address(country=country)
    read = parse_address(whole or first, country)
    # An address that begins with the venue gives no street, and the fields beside it say the rest.
    if city or ((not whole or whole != said_whole) and (region or postcode or said)):
        street = first or (read.street if whole else "")
        read = replace(read, street=street) if read.city.casefold() == city.casefold() else Address(street, city)
        read = replace(read, region=region or read.region, postcode=postcode or read.postcode, country=country)
    return replace(read, region=read.region or region, postcode=read.postcode or postcode)


def _is_remote(text: str) -> bool:
    """Whether a venue or an address only says that people meet from afar."""
    parts = [part for part in text.split(",") if part.strip()]
    return bool(parts) and all(_REMOTE.fullmatch(part.strip()) for part in parts)


def _without_venue(whole: str, venue: str) -> str:
    named = bool(venue) and whole.casefold().startswith(f"{venue.casefold()},")
    return whole[len(venue) + 1 :].strip() if named else whole


def _country_of_region(row: Row) -> str | None:
    """Editors often sort by country first; as the only word on the country it is better than none."""
    regions = row.lines("regions") or row.lines("region")
    return country_code(regions[0].partition(">")[0]) if regions else None


def _with_area(row: Row, where: Address) -> Address:
    """Take the region by which editors sort where the address names none; tell what else they sort by."""
    country = where.country or ""
    if not where.region:
        areas = (part.strip() for field in _AREAS for whole in row.lines(field) for part in whole.split(">"))
        where = replace(where, region=next(filter(None, (region_named(country, part) for part in areas)), ""))
    known = {name.casefold() for name in (where.city, where.region, country, country_name(country))}
    for field in _AREAS:
        said = [part.strip().casefold() for whole in row.lines(field) for part in whole.split(">")]
        if not {*said} <= known and not {region_named(country, part) for part in said} <= {where.region}:
            row.lose(field)
    return where


def _form(row: Row, where: Address, url: str | None, codes: list[str]) -> str | None:
    """Tell how people meet: as the feed says, else by what it gives to reach them."""
    said = row.line("attendance_option").lower().replace("-", "_").replace(" ", "_")
    if said == "inactive":
        row.leave_out("marked as inactive")
        return None
    closed = words.NOT_AT_THE_PLACE in codes
    phone = bool(row.line("conference_phone"))
    remote = _is_remote(row.line("location")) or _is_remote(row.line("formatted_address") or row.line("address"))
    online = bool(url) or words.ONLINE in codes or row.has("conference_url") or (remote and not phone)
    if said in _FORMS:
        return "phone" if said == "online" and phone and not online else _FORMS[said]
    if said:
        row.lose("attendance_option", why="must be in_person, online, hybrid or inactive")
    near = row.yes("approximate") is True
    there = bool(where.street) and not near and not closed
    if online or phone:
        from_afar = "online" if online else "phone"
        return "hybrid" if there and online else from_afar if not there else "in-person"
    if closed:
        row.leave_out("the place is closed for now and nothing leads to the meeting online")
        return None
    if there or where.city or row.has("location"):
        return "in-person"
    row.leave_out("neither a place nor a way to join from elsewhere")
    return None


def _hours(row: Row) -> tuple[str | None, str | None]:
    """Read from when to when; offices write both hours into one field: `6-7.30pm`."""
    both = _RANGE.fullmatch(row.line("time"))
    if both is None or row.has("end_time"):
        return _clock(row, "time"), _clock(row, "end_time")
    try:
        starts, ends = hours_between(both[1], both[2])
    except UnsureHourError:
        row.lose("time", why=f"it may be of the morning or of the evening: '{both[0][:30]}'")
        return None, None
    if starts is None:
        row.lose("time", why=f"must be a time of day, such as 19:30, found '{both[0][:30]}'")
    return starts, ends if starts else None


def _clock(row: Row, field: str) -> str | None:
    text = row.line(field)
    if _UNSURE_HOUR.fullmatch(text):
        row.lose(field, why=f"it may be of the morning or of the evening: '{text}'")
        return None
    found = clock(text, stated=True) if text else None
    if text and found is None:
        row.lose(field, why=f"must be a time of day, such as 19:30, found '{text[:30]}'")
    return found


def _place(row: Row, options: ImportOptions, where: Address, codes: list[str]) -> dict[str, Any]:
    if where.country is None:
        row.lose("address", why="no country is known; give --country")
        return {}
    near = row.yes("approximate") is True
    venue = row.line("location")
    exact = bool(where.street) or (bool(venue) and row.yes("approximate") is False)
    said = [" ".join(parts.prose(row, "location_notes").split())]
    said += [options.words.say(f"importing.{words.ACCESS_OF[code]}") for code in codes if code in words.ACCESS_OF]
    stated = {
        "venue": shortened(venue, 200) if not _is_remote(venue) else "",
        "street": "" if near and not row.has("address") else shortened(where.street, 200),
        "city": shortened(where.city, 200),
        "region": shortened(parts.region_of(where.country, where.region), 200),
        "postcode": where.postcode[:20],
        "country": where.country,
        **parts.coordinates(row, options, where.country, exact and not near),
        "step_free": True if STEP_FREE in codes else None,
        "access": shortened(" ".join(filter(None, said)), 500),
    }
    return parts.present(stated)


def _report_address(row: Row, options: ImportOptions, codes: list[str]) -> None:
    """An online meeting's address says where its founders live, not whom it is for."""
    for code in codes:
        if code == STEP_FREE or code in words.ACCESS_OF:
            row.lose("types", why=f"{parts.NOBODY_THERE}, type {code}")
    parts.coordinates(row, options, None, False)
    for field in ("location", "location_notes", "formatted_address", "address", "city", "state", "postal_code"):
        if row.has(field) and not _is_remote(row.line(field)):
            row.lose(field, why=parts.NOBODY_THERE)


def _turns(row: Row) -> list[Turn]:
    """Read the days and the hours of a record; none where it says days that nobody can read."""
    starts, ends = _hours(row)
    said = row.raw("day")
    days, wrong = weekdays(said)
    if wrong and isinstance(said, str) and (rules := rule_in(line_of(said)))[0]:
        return _ruled(row, *rules, starts, ends)
    if wrong:
        row.lose("day", why=f"must be a number from 0 to 6 or a weekday, found '{str(wrong[0])[:30]}'")
    if wrong and not days:
        row.lose(*(field for field in ("time", "end_time") if row.has(field)), why="no weekday is known")
        return []
    return [({"days": days} if days else {}, starts, ends)]


def _ruled(row: Row, slots: list[dict[str, Any]], sure: bool, starts: str | None, ends: str | None) -> list[Turn]:
    """Take the days and weeks that a field says in words; no rhythm unless they are sure, no hour of two."""
    if not sure:
        row.lose("day", why=OTHERWISE)
        days = [day for day in WEEKDAYS if any(day in slot.get("days", ()) for slot in slots)]
        return [({"days": days, "every": SOMETIMES}, starts, ends)]
    hours = [slot.pop("starts", starts) for slot in slots]
    until = [slot.pop("ends", ends) for slot in slots]
    if starts and any(hour != starts for hour in hours):
        row.lose("time", why="the words of its days name another hour")
        return [(slot, None, None) for slot in slots]
    return list(zip(slots, hours, until, strict=True))


def _slots(row: Row, turns: list[Turn], zone: str | None) -> list[dict[str, Any]]:
    found = []
    for rule, starts, ends in turns:
        slot: dict[str, Any] = dict(rule) if rule else {"every": "week"} if starts else {}
        if starts and zone:
            slot |= {"starts": starts} | ({"ends": ends} if ends and ends != starts else {}) | {"timezone": zone}
        elif starts:
            row.lose("time", why="no time zone is known; give --time-zone")
        if ends and "ends" not in slot:
            row.lose(
                "end_time",
                why="it says no more than when it begins" if ends == starts else "no hour to begin at is known",
            )
        if rule or "starts" in slot or not starts:
            found.append(slot or {"by_appointment": True})
    return found


def _join(row: Row, form: str) -> dict[str, Any]:
    parts.private(row, PERSON, *_PERSONAL)
    parts.private(row, PASSCODE, "conference_url_notes", "conference_phone_notes")
    parts.private(row, PHONE, "phone")
    parts.private(row, GIFT, "venmo", "square", "paypal", "homegroup_online")
    parts.private(row, "it may be where a person lives", "mailing_address")
    number = row.line("conference_phone")
    office = row.line("entity_phone")
    if number and form == "phone" and dialable(number):
        phone = number
    else:
        phone = office if dialable(office) else ""
        if number:
            row.lose("conference_phone", why=_DIAL_IN)
    if office and office != phone:
        row.lose("entity_phone", why="one number has a place" if phone else f"it cannot be called: '{office[:30]}'")
    address = parts.email(row, "email") or parts.email(row, "entity_email")
    return parts.present({"email": address, "phone": phone})


def _website(row: Row) -> str | None:
    found = parts.link(row, "website")
    if found and opens_room(found):
        row.lose("website", why="it opens a meeting and is no page")
        return None
    return found


def _source(row: Row, options: ImportOptions) -> dict[str, Any]:
    updated = row.line("updated")
    seen = day_of(updated) if updated else None
    if updated and seen is None:
        row.lose("updated", why=f"must be a date that can be read one way only, found '{updated[:30]}'")
    if row.raw("checked") is not None:
        row.lose("checked", why="a check by others is not this hub's")
    page, read_at = parts.link(row, "url"), row.line("source")
    return parts.source(row, options, read_at if read_at.startswith("http") else page, seen, row.line("licence"))
