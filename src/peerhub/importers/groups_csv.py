"""Tables: our own, with one row a listing, and the sheet that finders of meetings use; their columns tell which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from peerhub.directory.fields import value_of
from peerhub.directory.private.persons import mail_in
from peerhub.feeds.groups_csv import SLOT_COLUMNS, STATED, as_written
from peerhub.feeds.losses import Losses
from peerhub.feeds.slot_cells import read_slots, slots_of_words
from peerhub.importers import parts
from peerhub.importers.groups_json import own
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.meeting_guide import meeting_guide
from peerhub.importers.options import ImportOptions
from peerhub.importers.secrets import PERSON, open_email
from peerhub.importers.source_record import Row
from peerhub.schedule.stated.reader import days_in

# Worked out by the hub that wrote the table; the sentence is read only where the columns of the slots are empty.
_DERIVED = frozenset({"when", "freshness", "updated", "url", "calendar"})
# What people call the columns of their own tables, by the Meeting Guide's fields; in small letters, _ for a space.
TITLES = {
    "name": "group group_name meeting meeting_name title nombre nom gruppe",
    "day": "when days weekday weekdays meeting_day dia jour tag",
    "time": "start starts start_time begins from hour hours times hora heure uhrzeit zeit",
    "end_time": "end ends finish finishes until to",
    "location": "where venue place building hall lugar lieu ort",
    "city": "town village city_town town_city ciudad localidad poblacion ville stadt",
    "postal_code": "postcode post_code zip zip_code zipcode codigo_postal code_postal plz",
    "state": "county province provincia",
    "country": "pais pays land",
    "notes": "note comments comment description details information info notas observaciones remarques notizen",
    "conference_url": "zoom zoom_link online_link meeting_link link enlace lien",
    "website": "web webpage web_page site web_site",
    "email": "e_mail mail email_address group_email correo",
    "contact": "contact_details contacts contact_person contacto kontakt",
    "cost": "price fee costs charge precio coste prix kosten preis",
}
_FREE = frozenset({"free", "none", "nothing", "0", "gratis", "free of charge", "no cost", "gratuit", "kostenlos"})
_GIFT = re.compile(r"\b(?:donat|volunt|gift|donativo|don libre|spende|free\b|gratis)", re.IGNORECASE)
# The sheet's titles for the Meeting Guide's fields, where they are not the same words.
_SHEET = {"full_address": "formatted_address", "address": "formatted_address", "types_formatted": "types"}


def groups_csv(
    header: list[str], rows: Iterable[Row], options: ImportOptions, losses: Losses
) -> Iterator[ImportedGroup]:
    """Read every row of a table; what we cannot take is among the losses."""
    if "id" in header and "kind" in header:
        for row in rows:
            found = _own(row, options)
            if found is not None:
                yield found
        return
    ours = _our_titles(header)
    names = ours if "city" in {*header, *ours.values()} else {**ours, **_SHEET}
    for row in rows:
        row.rename(names)
        more = parts.present({"cost": _cost(row)})
        _read_contact(row)
        for one in meeting_guide([row], options, losses):
            one.entry.update(more)
            yield one


def _our_titles(header: list[str]) -> dict[str, str]:
    """Give the fields of a table's columns that people call otherwise; a column that has the field's name wins."""
    found: dict[str, str] = {}
    for field, titles in TITLES.items():
        theirs = next((title for title in titles.split() if title in header and title not in found), None)
        if field not in header and theirs is not None:
            found[theirs] = field
    return found


def _cost(row: Row) -> dict[str, Any]:
    """Read what it costs, in words; a voluntary gift is no fee."""
    said = row.line("cost")
    free = said.lower().rstrip(".!") in _FREE or _GIFT.search(said) is not None
    note = "" if said.lower().rstrip(".!") in _FREE else said[:200]
    return parts.present({"free": free, "note": note}) if said else {}


def _read_contact(row: Row) -> None:
    """Take an organisation's mail address from a column for contacts; anything else there may be a person's."""
    said = row.line("contact")
    address = next(mail_in(said), "")
    if address == said and not row.has("email") and open_email(address)[0]:
        row.data = {**row.data, "email": address}
    elif said:
        row.lose("contact", why=PERSON)


def _own(row: Row, options: ImportOptions) -> ImportedGroup | None:
    record = row.line("id")
    row.name = record or row.name
    if not record:
        row.leave_out("no id")
        return None
    data: dict[str, Any] = {}
    slots: dict[str, str] = {}
    for column, cell in row.data.items():
        text = as_written(cell).strip()
        path = STATED.get(column)
        if not text or column in _DERIVED:
            continue
        if column in SLOT_COLUMNS:
            slots[SLOT_COLUMNS[column]] = text
            continue
        if path is None:
            row.lose(column[:60])
            continue
        value = read_value(path, text)
        if value is None:
            row.lose(column, why=f"cannot be read: '{text[:30]}'")
            continue
        part, _, name = path.partition(".")
        if name:
            data.setdefault(part, {})[name] = value
        else:
            data[part] = value
    data["meetings"] = _meetings(row, slots, as_written(str(row.data.get("when", ""))), _zone(data, options))
    return own(row, record, data, options)


def _zone(data: dict[str, Any], options: ImportOptions) -> str | None:
    """Give the clock of a row's country, where it has one alone."""
    where = data.get("place") or data.get("area") or {}
    known = options.vocabulary.countries.get(str(where.get("country", "")))
    return known.zones[0] if known is not None and len(known.zones) == 1 else options.time_zone


def _meetings(row: Row, cells: dict[str, str], sentence: str, zone: str | None) -> list[dict[str, Any]]:
    """Read the slots from their columns; where those are empty, from the sentence."""
    if not cells:
        found = slots_of_words(sentence, zone) if sentence else []
        if not found and days_in(sentence):  # without a weekday it only says that nobody knows
            row.lose("when", why="it is not sure what the sentence says; fill in days, starts, ends and timezone")
        return found
    found, wrong = read_slots(cells)
    for slot in found:
        if "starts" in slot and "timezone" not in slot and zone:
            slot["timezone"] = zone
    row.lose(*wrong, why="cannot be read")
    return found


def read_value(path: str, text: str) -> Any:
    """Read a cell as what its column holds; None when it is not that."""
    kind, several, *_ = value_of(path)
    if several:
        return [part.strip() for part in text.split(";") if part.strip()]
    if kind is bool:
        return {"yes": True, "no": False, "true": True, "false": False}.get(text.lower())
    try:
        if kind is int:
            return int(text)
        if kind is float:
            # Where a comma parts whole from fraction, spreadsheets write one.
            return float(text.replace(",", "."))
    except ValueError:
        return None
    return text
