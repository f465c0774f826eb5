"""The parts that records of every format have: online rooms, places, sources and contacts, kept only where open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from peerhub.directory.private.reader import open_text
from peerhub.directory.regions import region_named
from peerhub.importers.options import ImportOptions
from peerhub.importers.postal_address import Address
from peerhub.importers.secrets import open_email, open_link
from peerhub.importers.source_record import Row
from peerhub.schedule.region_zones import as_shown_in, same_clock, zone_of_region, zones_of_region
from peerhub.schedule.zone_words import zone_named

_PLATFORMS = {
    "zoom.us": "Zoom", "zoom.com": "Zoom", "meet.google.com": "Google Meet", "teams.microsoft.com": "Microsoft Teams",
    "teams.live.com": "Microsoft Teams", "discord.gg": "Discord", "discord.com": "Discord", "skype.com": "Skype",
    "whereby.com": "Whereby", "meet.jit.si": "Jitsi", "webex.com": "Webex",
}  # fmt: skip


NOBODY_THERE = "nobody meets there: the meeting is not in person"


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of a mapping what says nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def link(row: Row, field: str) -> str | None:
    """Read the address of a page or a room; what is private in it, or wrong with it, is a loss."""
    text = row.line(field)
    if not text:
        return None
    found, why = open_link(text)
    if why:
        row.lose(field, why=why)
    return found


def email(row: Row, field: str) -> str | None:
    """Read an organisation's mail address; one that looks like a person's is a loss."""
    text = row.line(field)
    if not text:
        return None
    found, why = open_email(text)
    if why:
        row.lose(field, why=why)
    return found


def prose(row: Row, field: str) -> str:
    """Read a text without its private paragraphs, each kind of which is a loss."""
    found, why = open_text(row.prose(field), row.own)
    for reason in sorted(reason.value for reason in why):
        row.lose(field, why=reason)
    return found


def private(row: Row, why: str, *fields: str) -> None:
    """Note fields that are never taken over, where the record has them."""
    for field in fields:
        if row.raw(field) is not None:
            row.lose(field, why=why)


def online(url: str | None) -> dict[str, Any]:
    """Give an online room by its address, with the program where its host tells."""
    host = (urlsplit(url).hostname or "") if url else ""
    known = (name for end, name in _PLATFORMS.items() if host == end or host.endswith(f".{end}"))
    return present({"url": url, "platform": next(known, None)})


def coordinates(row: Row, options: ImportOptions, country: str | None, wanted: bool) -> dict[str, float]:
    """Read a point that lies in its country; it is a loss where it does not, or is only near."""
    latitude, longitude = row.number("latitude"), row.number("longitude")
    if latitude is None or longitude is None:
        return {}
    known = options.vocabulary.countries.get(country or "")
    box = known.box if known else None
    if not wanted:
        why = "it is not the place itself"
    elif not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or (latitude == 0 and longitude == 0):
        why = "it is no place on Earth where people meet"
    elif box is not None and not (box[0] <= latitude <= box[2] and box[1] <= longitude <= box[3]):
        why = "it lies outside its country"
    else:
        return {"latitude": round(latitude, 5), "longitude": round(longitude, 5)}
    row.lose("latitude, longitude", why=why)
    return {}


def region_of(country: str | None, said: str) -> str:
    """Give a region by its name where a code of ISO 3166-2 such as `GB-SCT` stands; else as the record says it."""
    return (region_named(country or "", said) or said) if said.startswith(f"{country}-") else said


def country_of_zone(options: ImportOptions, zone: str) -> str | None:
    """Tell the country of a clock that only one of the hub's countries has."""
    known = [code for code, country in options.vocabulary.countries.items() if zone in country.zones]
    return known[0] if len(known) == 1 else None


def who_may_come(options: ImportOptions, said: Iterable[str]) -> str:
    """Say whether anybody may come, in the order in which newcomers ask; what contradicts itself says nothing."""
    known = [one for one in ("open", "closed", "newcomers") if one in set(said)]
    if {"open", "closed"} <= {*known}:
        known = known[2:]
    return " ".join(options.words.say(f"importing.{one}") for one in known)


def stated_zone(row: Row, field: str, country: str | None) -> str | None:
    """Read the zone that a record names: IANA's, Windows' or CLDR's name; one that is not sure is a loss."""
    said = row.line(field)
    found = zone_named(said, country) if said else None
    if said and found is None:
        row.lose(field, why=f"must be a time zone such as Europe/London, found '{said[:40]}'")
    return found


def zone_at(options: ImportOptions, where: Address, at_a_place: bool, named: str | None = None) -> str | None:
    """Tell the clock of a place: that of its state, or of its country when that has only one.

    `named` is the zone that a group's name has; at a place it counts only where it is one of the country's.
    """
    if not at_a_place:
        return named or options.time_zone
    known = options.vocabulary.countries.get(where.country or "")
    if named and (known is None or named in known.zones):
        return named
    only = known.zones[0] if known and len(known.zones) == 1 else None
    return zone_of_region(where.country, where.region) or only or options.time_zone


def at_the_place(row: Row, slots: list[dict[str, Any]], where: Address) -> list[dict[str, Any]]:
    """Give slots by the place's own clock: who comes in person is not sent at another zone's hour."""
    zones, found = zones_of_region(where.country, where.region), []
    for slot in slots:
        if zones and "starts" in slot and not any(same_clock(slot["timezone"], zone) for zone in zones):
            moved = as_shown_in(slot, zones[0]) if len(zones) == 1 else None
            if moved is None:
                row.lose("time", why="its zone is not one of the place's")
                moved = {name: value for name, value in slot.items() if name not in ("starts", "ends", "timezone")}
            slot = moved
        found.append(slot)
    return found


def source(row: Row, options: ImportOptions, url: str | None, seen: Any = None, licence: str = "") -> dict[str, Any]:
    """Say where the facts were read, when and under which terms."""
    if seen is not None and seen > options.today:
        row.lose("updated", why="it lies in the future")
        seen = None
    return present({"url": url or options.source, "seen": seen, "licence": options.licence or licence})
