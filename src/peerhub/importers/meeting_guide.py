"""Meeting Guide JSON: one record a meeting, as most finders of meetings publish it.

https://github.com/code4recovery/spec. Real feeds go beyond the text: a group stands there once a weekday, hours are
written `8:00 PM`, names carry zones, notes carry passcodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from peerhub.directory.countries import country_code
from peerhub.directory.private.links import opens_room
from peerhub.directory.rules.dialable_numbers import dialable
from peerhub.feeds.losses import Losses
from peerhub.feeds.meeting_guide_types import STEP_FREE
from peerhub.importers import meeting_guide_words as words
from peerhub.importers import parts
from peerhub.importers.clean import shortened
from peerhub.importers.hours import day_of, weekdays
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.options import ImportOptions
from peerhub.importers.postal_address import Address, parse_address
from peerhub.importers.secrets import GIFT, PASSCODE, PERSON, PHONE
from peerhub.importers.source_record import Row
from peerhub.importers.zone_words import without_form, zone_in
from peerhub.schedule.stated.clock import clock

# What says nothing about the group: keys, addresses for editing, hours said a second time, places sorted by editors.
_SILENT = frozenset(
    re.findall(
        r"\S+",
        """
        id time_formatted edit_url region region_id regions sub_region location_id location_url group_id district
        sub_district district_id feedback_url feedback_emails author entity_logo types_formatted day_formatted
        google_maps_url formatted_day updated last_contact approximate
        """,
    )
)
_FORMS = {"in_person": "in-person", "online": "online", "hybrid": "hybrid", "phone": "phone"}
_PERSONAL = [f"contact_{number}_{what}" for number in (1, 2, 3) for what in ("name", "email", "phone")]
_NOT_A_VENUE = frozenset({"online", "zoom", "virtual", "online meeting"})
_DIAL_IN = "it dials into a meeting, with the meeting's number"


def meeting_guide(rows: Iterable[Row], options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read every meeting; what a record cannot tell us, and what we cannot take, is among the losses."""
    for row in rows:
        found = _found(row, options)
        if found is not None:
            row.left(_SILENT)
            yield found


def _found(row: Row, options: ImportOptions) -> ImportedGroup | None:
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
    starts, ends = _clock(row, "time"), _clock(row, "end_time")
    name, named_zone = zone_in(name, starts, where.country, form == "in-person")
    at_a_place = form in ("in-person", "hybrid")
    zone = zone or parts.zone_at(options, where, at_a_place, named_zone)
    place = _place(row, options, where, codes) if at_a_place else {}
    if not at_a_place:
        _report_address(row, options, where)
    group = row.line("group")
    slots = _slots(row, starts, ends, zone)
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
        "languages": [words.LANGUAGE_OF[code] for code in codes if code in words.LANGUAGE_OF],
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
    return ImportedGroup(slug or f"{name} {row.raw('day')} {starts}", key, parts.present(entry), said=said)


def _codes(row: Row) -> list[str]:
    """Read the type codes, by code or by name; a code without a place here and an unknown one are losses."""
    found = []
    for said in row.lines("types"):
        code = said.upper() if said.upper() in words.KNOWN else words.CODE_OF.get(said.casefold(), said)
        if code not in words.KNOWN:
            row.lose("types", why=f"nobody here knows the type {code[:30]}")
        elif (
            code in words.AUDIENCE_OF
            or code in words.LANGUAGE_OF
            or code in words.WHO_OF
            or code in (STEP_FREE, words.ONLINE, "TC")
        ):
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
    # An address that begins with the venue gives no street, and the fields beside it say the rest.
    if city or ((not whole or whole != said_whole) and (region or postcode or said)):
        return Address(
            first or (parse_address(whole, country).street if whole else ""), city, region, postcode, country
        )
    return parse_address(whole or first, country)


def _without_venue(whole: str, venue: str) -> str:
    named = bool(venue) and whole.casefold().startswith(f"{venue.casefold()},")
    return whole[len(venue) + 1 :].strip() if named else whole


def _country_of_region(row: Row) -> str | None:
    """Editors often sort by country first; as the only word on the country it is better than none."""
    regions = row.lines("regions") or [row.line("region")]
    return country_code(regions[0].partition(">")[0]) if regions[0] else None


def _form(row: Row, where: Address, url: str | None, codes: list[str]) -> str | None:
    """Tell how people meet: as the feed says, else by what it gives to reach them."""
    said = row.line("attendance_option").lower().replace("-", "_").replace(" ", "_")
    if said == "inactive":
        row.leave_out("marked as inactive")
        return None
    closed = words.NOT_AT_THE_PLACE in codes
    phone = bool(row.line("conference_phone"))
    online = bool(url) or words.ONLINE in codes or row.has("conference_url")
    if said in _FORMS:
        return "phone" if said == "online" and phone and not online else _FORMS[said]
    if said:
        row.lose("attendance_option", why="must be in_person, online, hybrid or inactive")
    near = row.yes("approximate") is True
    there = bool(where.street) and not near and not closed
    if online or phone:
        remote = "online" if online else "phone"
        return "hybrid" if there and online else remote if not there else "in-person"
    if closed:
        row.leave_out("the place is closed for now and nothing leads to the meeting online")
        return None
    if there or where.city or row.has("location"):
        return "in-person"
    row.leave_out("neither a place nor a way to join from elsewhere")
    return None


def _clock(row: Row, field: str) -> str | None:
    text = row.line(field)
    found = clock(text, stated=True) if text else None
    if text and found is None:
        row.lose(field, why=f"must be a time of day, found '{text[:30]}'")
    return found


def _place(row: Row, options: ImportOptions, where: Address, codes: list[str]) -> dict[str, Any]:
    if where.country is None:
        row.lose("address", why="no country is known; give --country")
        return {}
    near = row.yes("approximate") is True
    venue = row.line("location")
    exact = bool(where.street) or (bool(venue) and row.yes("approximate") is False)
    access = shortened(" ".join(parts.prose(row, "location_notes").split()), 500)
    stated = {
        "venue": shortened(venue, 200) if venue.casefold() not in _NOT_A_VENUE else "",
        "street": "" if near and not row.has("address") else shortened(where.street, 200),
        "city": shortened(where.city, 200),
        "region": shortened(where.region, 200),
        "postcode": where.postcode[:20],
        "country": where.country,
        **parts.coordinates(row, options, where.country, exact and not near),
        "step_free": True if STEP_FREE in codes else None,
        "access": access,
    }
    return parts.present(stated)


def _report_address(row: Row, options: ImportOptions, where: Address) -> None:
    """An online meeting's address says where its founders live, not whom it is for."""
    if where.city or where.street or where.region:
        field = "formatted_address" if row.has("formatted_address") else "address"
        row.lose(field, why="nobody meets there: the meeting is not in person")
    parts.coordinates(row, options, None, False)
    if row.line("location").casefold() not in (*_NOT_A_VENUE, ""):
        row.lose("location", why="nobody meets there: the meeting is not in person")
    if row.has("location_notes"):
        row.raw("location_notes")
        row.lose("location_notes", why="nobody meets there: the meeting is not in person")


def _slots(row: Row, starts: str | None, ends: str | None, zone: str | None) -> list[dict[str, Any]]:
    days, wrong = weekdays(row.raw("day"))
    if wrong:
        row.lose("day", why=f"must be a number from 0 to 6 or a weekday, found '{str(wrong[0])[:30]}'")
    slot: dict[str, Any] = {}
    if days:
        slot["days"] = list(days)
    elif starts:
        slot["every"] = "week"
    elif not wrong:
        return [{"by_appointment": True}]
    if starts and zone:
        slot["starts"] = starts
        if ends and ends != starts:
            slot["ends"] = ends
        slot["timezone"] = zone
    elif starts:
        row.lose("time", why="no time zone is known; give --time-zone")
    return [slot] if days or "starts" in slot else []


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
