"""BMLT, the meeting lists of Narcotics Anonymous: its API's JSON (v1) and its older semantic JSON.

https://bmlt.app. The semantic form holds only texts, counts weekdays from 1 and writes hours with seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from peerhub.directory.countries import country_code
from peerhub.directory.rules.dialable_numbers import dialable
from peerhub.feeds.losses import Losses
from peerhub.importers import parts
from peerhub.importers.clean import line_of, shortened
from peerhub.importers.hours import later, minutes_of, weekdays
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.options import ImportOptions
from peerhub.importers.postal_address import Address
from peerhub.importers.secrets import PASSCODE, PERSON
from peerhub.importers.source_record import Row
from peerhub.schedule.stated.clock import clock
from peerhub.words.language_names import tag_of

# The semantic form's names for the fields of the API.
_NAMES = {
    "id_bigint": "id", "meeting_name": "name", "weekday_tinyint": "day", "venue_type": "venueType",
    "start_time": "startTime", "duration_time": "duration", "time_zone": "timeZone", "email_contact": "email",
    "service_body_bigint": "serviceBodyId", "worldid_mixed": "worldId",
}  # fmt: skip
_SILENT = frozenset({"format_shared_id_list"})  # it says once more what the formats say
_PERSONAL = [f"contact_{what}_{number}" for what in ("name", "phone", "email") for number in (1, 2)]
_FORMS = {1: "in-person", 2: "online", 3: "hybrid"}
_AUDIENCE = {"M": "men", "W": "women", "Y": "young-people", "YP": "young-people", "GL": "lgbtq", "LGBTQ": "lgbtq"}
_WHO = {"O": "open", "OPEN": "open", "C": "closed", "CLOSED": "closed", "BEG": "newcomers"}
_STEP_FREE = frozenset({"WC", "WCHR"})
_ACCESS = {"RA": "limited_entry"}  # the words of `importing` in the catalogue
_HOLIDAYS = "CH"  # closed on holidays
_LANGUAGES = {
    "ES": "es", "FIN": "fi", "ENG": "en", "EN": "en", "PER": "fa", "FR": "fr", "DE": "de", "PL": "pl", "RU": "ru",
    "SL": "ase", "ASL": "ase", "BSL": "bfi",
}  # fmt: skip
# How people meet is said by venueType already.
_FORM_CODES = frozenset({"VM", "HY", "HYBR", "TC", "WEB"})
_WORLDWIDE = (*_AUDIENCE, *_WHO, *_STEP_FREE, *_ACCESS, *_FORM_CODES, _HOLIDAYS)


def bmlt(rows: Iterable[Row], options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read every published meeting; what we cannot take is among the losses."""
    for row in rows:
        semantic = "id_bigint" in row.data or "weekday_tinyint" in row.data
        if semantic:
            row.rename(_NAMES)
        found = _found(row, options, 1 if semantic else 0)
        if found is not None:
            row.left(_SILENT)
            yield found


def _found(row: Row, options: ImportOptions, sunday: int) -> ImportedGroup | None:
    record = row.line("id")
    row.name = record or row.name
    name = row.line("name")
    published = row.yes("published")
    if not name:
        row.leave_out("no name")
        return None
    if published is False:
        row.leave_out("not published by its editors")
        return None
    codes = _codes(row, options)
    form = _form(row, codes)
    country = country_code(nation) if (nation := row.line("location_nation")) else None
    if nation and country is None:
        row.lose("location_nation", why="no such country is known")
    where = Address(
        row.line("location_street"),
        row.line("location_municipality"),
        row.line("location_province"),
        row.line("location_postal_code_1"),
        country or options.country,
    )
    at_a_place = form in ("in-person", "hybrid")
    place = _place(row, options, where, codes) if at_a_place else {}
    if not at_a_place:
        _report_place(row, codes)
    url = parts.link(row, "virtual_meeting_link")
    parts.private(row, PERSON, *_PERSONAL)
    parts.private(row, PASSCODE, "virtual_meeting_additional_info")
    entry: dict[str, Any] = {
        "kind": "group",
        "name": name,
        "description": parts.prose(row, "comments"),
        "audience": list(dict.fromkeys(_AUDIENCE[code] for code in codes if code in _AUDIENCE)),
        "eligibility": parts.who_may_come(options, [_WHO[code] for code in codes if code in _WHO]),
        "format": form,
        "languages": list(dict.fromkeys(tag for code in codes for tag in _languages(code))),
        "place": place,
        "online": parts.online(url) if form in ("online", "hybrid") else {},
        "meetings": _slots(row, options, where, at_a_place, codes, sunday),
        "join": _join(row, form),
        "source": parts.source(row, options, None),
    }
    key = (name.casefold(), form, url, tuple(sorted(place.items())), tuple(entry["audience"]), entry["eligibility"])
    return ImportedGroup(
        record or f"{name} {row.raw('day')}", key, parts.present(entry), said=(name, row.prose("comments"))
    )


def _codes(row: Row, options: ImportOptions) -> list[str]:
    """Read the formats: keys, or numbers, which say more surely what is meant where the server's list is at hand."""
    numbers = "formatIds" if row.has("formatIds") or not options.formats else "format_shared_id_list"
    found = [_key(options.formats.get(number)) or "" for number in row.lines(numbers)]
    if not all(found):
        row.lose(numbers, why="numbers without the server's list of formats; give --formats")
    keys = [said.upper() for said in row.lines("formats")]
    found += keys if numbers == "formatIds" or not found or not all(found) else []
    taken = _AUDIENCE.keys() | _WHO.keys() | _STEP_FREE | _ACCESS.keys() | _FORM_CODES | {_HOLIDAYS}
    for code in found:
        if code and code not in taken and not _languages(code):
            row.lose(
                numbers if code not in keys else "formats", why=f"no place in this hub for the format {code[:30]}"
            )
    return found


def _key(known: Any) -> str | None:
    """Give a format's key; a world id such as WCHR is the same for every server, a key need not be.

    A language is told by its name: servers make up the keys of languages.
    """
    if not isinstance(known, dict):
        return None
    translations = known.get("translations")
    first = translations[0] if isinstance(translations, list) and translations else {}
    key, name = (first.get("key"), first.get("name")) if isinstance(first, dict) else (None, None)
    world = known.get("worldId")
    if world == "LANG" and isinstance(name, str) and _languages(line_of(name)):
        return line_of(name)
    said = world if isinstance(world, str) and world in _WORLDWIDE else key
    return line_of(said).upper() if isinstance(said, str) else None


def _languages(code: str) -> list[str]:
    """Give the tags of a key, or of a name such as `Lithuanian/Russian` or `English speaking`."""
    if code in _LANGUAGES:
        return [_LANGUAGES[code]]
    names = [name.strip().removesuffix(" speaking") for name in code.split("/")]
    tags = [tag_of(name) for name in names if len(name) > 3]
    return [tag for tag in tags if tag] if len(tags) == len(names) else []


def _form(row: Row, codes: list[str]) -> str:
    number = row.number("venueType")
    form = _FORMS.get(int(number)) if number is not None else None
    if number is not None and form is None:
        row.lose("venueType", why=f"must be 1, 2 or 3, found {number:g}")
    if row.yes("temporarilyVirtual"):
        row.lose("temporarilyVirtual", why="it counts as online until the feed says otherwise")
        return "online"
    if form is None:
        linked = row.has("virtual_meeting_link")
        form = ("hybrid" if "HY" in codes or "HYBR" in codes else "online") if linked else "in-person"
    only_phone = form == "online" and not row.has("virtual_meeting_link") and row.has("phone_meeting_number")
    return "phone" if only_phone else form


def _place(row: Row, options: ImportOptions, where: Address, codes: list[str]) -> dict[str, Any]:
    if where.country is None:
        row.lose("location_nation", why="no country is known; give --country")
        return {}
    travel = [
        f"{what}: {said}"
        for what, said in (("Bus", row.line("bus_lines")), ("Train", row.line("train_lines")))
        if said
    ]
    said = [options.words.say(f"importing.{_ACCESS[code]}") for code in codes if code in _ACCESS]
    access = ". ".join(part.rstrip(".") for part in (parts.prose(row, "location_info"), *travel, *said) if part)
    return parts.present(
        {
            "venue": shortened(row.line("location_text"), 200),
            "street": shortened(where.street, 200),
            "city": shortened(where.city, 200),
            "region": shortened(parts.region_of(where.country, where.region), 200),
            "postcode": where.postcode[:20],
            "country": where.country,
            **parts.coordinates(row, options, where.country, bool(where.street)),
            "step_free": True if _STEP_FREE & {*codes} else None,
            "access": shortened(" ".join(access.split()), 500),
        }
    )


def _report_place(row: Row, codes: list[str]) -> None:
    for field in ("street", "municipality", "province", "postal_code_1", "nation"):
        if row.has(f"location_{field}"):
            row.lose(f"location_{field}", why=parts.NOBODY_THERE)
    for code in codes:
        if code in _STEP_FREE or code in _ACCESS:
            field = "formatIds" if row.has("formatIds") else "formats"
            row.lose(field, why=f"{parts.NOBODY_THERE}, format {code}")


def _slots(
    row: Row, options: ImportOptions, where: Address, at_a_place: bool, codes: list[str], sunday: int
) -> list[dict[str, Any]]:
    days, wrong = weekdays(row.raw("day"), sunday)
    if wrong or not days:
        row.lose("day", why=f"must be a number from {sunday} to {sunday + 6}, found '{str(row.raw('day'))[:30]}'")
    slot: dict[str, Any] = {"days": list(days)} if days else {"every": "week"}
    said = row.line("startTime")
    starts = clock(said, stated=True) if said else None
    zone = parts.stated_zone(row, "timeZone", where.country)
    zone = zone or parts.zone_at(options, where, at_a_place) or ""
    duration = row.line("duration")
    minutes = minutes_of(duration) if duration else None
    if duration and minutes is None:
        row.lose("duration", why=f"must be hours and minutes, found '{duration[:30]}'")
    if starts and zone:
        slot["starts"] = starts
        if minutes and minutes % (24 * 60):
            slot["ends"] = later(starts, minutes)
        slot["timezone"] = zone
    elif said:
        why = "no time zone is known; give --time-zone" if starts else f"must be a time of day, found '{said[:30]}'"
        row.lose("startTime", why=why)
    if _HOLIDAYS in codes and at_a_place and where.country:
        slot["not_on_public_holidays"] = True
    if not days and "starts" not in slot:
        return []
    return parts.at_the_place(row, [slot], where) if at_a_place else [slot]


def _join(row: Row, form: str) -> dict[str, Any]:
    number = row.line("phone_meeting_number")
    if number and not (form == "phone" and dialable(number)):
        row.lose("phone_meeting_number", why="it dials into a meeting, with the meeting's number")
        number = ""
    return parts.present({"email": parts.email(row, "email"), "phone": number})
