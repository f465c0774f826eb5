"""What answers mean for the directory: a new listing, other fields of one, its end, or a word to the maintainers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from peerhub.directory.fields import fields, value_of
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.directory.place import Place
from peerhub.directory.private.links import link_holds_secret
from peerhub.directory.private.persons import looks_personal
from peerhub.directory.private.reader import Private, private_in
from peerhub.directory.private.tokens import tokens_of
from peerhub.intake.answers import Answers
from peerhub.intake.finding import find_entry
from peerhub.intake.meetings import meeting_fields, new_meetings
from peerhub.intake.new_id import free_id
from peerhub.intake.values import DoubtError, calendar_day, plain_value
from peerhub.problems import Problems, shown
from peerhub.yaml.editing import Field, Value

# Where the answer to a question of the forms stands in a listing.
PLACES = {field.form: tuple(path.split(".")) for path, field in fields().items() if field.form}
_MEETING = ("days", "often", "starts", "ends", "zone", "when_note")
# Of a listing that people do not come to, these say whom it serves.
_AREA = ("country", "region", "city")


@dataclass(frozen=True)
class Change:
    """What is to be written, and what only a person can judge.

    `kind` is new, changed, closed or article. A new listing's `fields` are the whole entry; of one that is there,
    they are the fields that become different, by their paths. `notes` are sentences for the maintainers, each with
    the words that somebody wrote, or nothing.
    """

    kind: Literal["new", "changed", "closed", "article"]
    listing_id: str = ""
    name: str = ""
    fields: Mapping[Field, Value] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()


def make_change(answers: Answers, directory: Directory, today: date, problems: Problems) -> Change | None:
    """Work out what answers change; what cannot be read becomes problems, and the answer is then None."""
    before = len(problems.errors)
    _refuse_private(answers, problems)
    if answers.form.id == "new":
        change = _new(answers, directory, problems)
    elif answers.form.id == "article":
        change = Change("article", notes=tuple(_told(answers, "article", "reader", "sources", "more")))
    else:
        entry = find_entry(answers, directory, problems)
        if entry is None:
            return None
        build = _changed if answers.form.id == "changed" else _closed
        change = build(answers, entry, directory, today, problems)
    return change if len(problems.errors) == before else None


def _new(answers: Answers, directory: Directory, problems: Problems) -> Change:
    values = _values(answers, problems)
    values.setdefault("kind", "group")
    _refuse_twice(answers, values, directory, problems)
    away = values.get("format") in ("online", "phone") or values.get("kind") in ("network", "directory")
    entry: dict[str, Any] = {}
    for question, value in values.items():
        if question not in _MEETING:
            top, *rest = PLACES[question]
            top = "area" if away and question in _AREA else top
            if rest:
                entry.setdefault(top, {})[rest[0]] = value
            else:
                entry[top] = value
    country = str(values.get("country", ""))
    slot = {key: values[key] for key in _MEETING if key in values}
    notes = _told(answers, "more")
    if slot and values["kind"] != "group":
        said = "\n".join(f"{answers.label(question)}: {answers.text(question)}" for question in slot)
        notes.append(("Only a group has meeting times. Put these into the description, if they help.", said))
        slot = {}
    meetings = new_meetings(slot, country, directory, answers, problems)
    if meetings:
        entry["meetings"] = meetings
    if "place" in entry:
        entry["place"] = {key: entry["place"][key] for key in Place.model_fields if key in entry["place"]}
    name = str(values.get("name", ""))
    entry["id"] = free_id(name, str(values.get("city", "")), directory.listings)
    ordered: dict[Field, Value] = {key: entry[key] for key in Listing.model_fields if key in entry}
    return Change("new", entry["id"], name, ordered, tuple(notes))


def _changed(answers: Answers, entry: Entry, directory: Directory, today: date, problems: Problems) -> Change:
    listing = entry.listing
    values = _values(answers, problems)
    notes = _told(answers, "page", "more")
    fields: dict[Field, Value] = {}
    for question, value in values.items():
        if question in PLACES and question not in _MEETING and question != "page":
            path = PLACES[question]
            if question in _AREA and listing.place is None and "venue" not in values and "street" not in values:
                path = ("area", *path[1:])
            fields[path] = value
    notes += _stays(values, entry)
    slot = {key: values[key] for key in _MEETING if key in values}
    if slot:
        more, told = meeting_fields(slot, entry, directory, answers, problems)
        fields.update(more)
        notes += told
    if not fields and not notes and not problems.has_errors:
        got, hint = "says nothing that is different now", "Ask what has changed."
        problems.error(answers.where(), "intake-nothing", got, hint)
    return Change("changed", listing.id, listing.name, fields, tuple(notes))


def _stays(values: dict[str, Any], entry: Entry) -> list[tuple[str, str]]:
    """Say what stands beside a new address and may no longer be right."""
    place = entry.listing.place
    if place is None or not {"venue", "street", "city"} & values.keys():
        return []
    beside = ("venue", "street", "postcode", "city", "region", "latitude", "longitude")
    kept = [f"{part}: {getattr(place, part)}" for part in beside if part not in values and getattr(place, part)]
    stays = "These parts of the place stay: nobody said whether they have changed too."
    return [(stays, "\n".join(kept))] if kept else []


def _closed(answers: Answers, entry: Entry, directory: Directory, today: date, problems: Problems) -> Change:
    notes = _told(answers, "page", "more")
    day = today
    if "closed_on" in answers.answers:
        value = _values(answers, problems).get("closed_on", today)
        day = value if isinstance(value, date) else today
    else:
        notes.append((f"Nobody said on which day it closed. Today's date, {today}, stands there.", ""))
    return Change("closed", entry.listing.id, entry.listing.name, {"closed": day}, tuple(notes))


def _values(answers: Answers, problems: Problems) -> dict[str, Any]:
    """Read every answer that has a place in a listing; what is in doubt becomes a problem."""
    found: dict[str, Any] = {}
    for question in answers.form.questions:
        text = answers.text(question.id)
        if not text or question.id not in PLACES:
            continue
        kind = value_of(".".join(PLACES[question.id])).type
        try:
            found[question.id] = calendar_day(text) if kind is date else plain_value(question, text)
            if kind is bool:  # of two answers the first stands for yes
                found[question.id] = found[question.id] == next(iter(question.options))
        except DoubtError as doubt:
            answers.refuse(question.id, doubt.got, doubt.hint, problems)
    return found


_LINKS = frozenset({"join_url", "join_link", "website", "page"})
_REFUSED = {
    Private.CODE: (
        "holds a passcode, a door's code or a meeting's number",
        "Take it out, and say how people get it, such as 'We send the link by e-mail.'",
    ),
    Private.PERSON: (
        "holds what looks like a person's name or mail address",
        "Ask its owner first, or for an address of the organisation.",
    ),
    Private.PHONE: (
        "holds a telephone number in a text",
        "Put the organisation's number where the form asks for it.",
    ),
    Private.GIFT: ("says to whom money is to go", "Take it out: readers find it on the group's own page."),
}


def _refuse_private(answers: Answers, problems: Problems) -> None:
    """Refuse what lets strangers in or finds a person: what is published once stays in the history."""
    own = f"{answers.text('name')} {answers.text('organisation')}"
    for question, answer in answers.answers.items():
        if question in PLACES:
            for found in _private(question, answer.text, own):
                answers.refuse(question, *_REFUSED[found], problems)


def _private(question: str, text: str, own: str) -> list[Private]:
    """Name what is private in an answer, in the order in which it is told."""
    if question in _LINKS:
        return [Private.CODE] if link_holds_secret(text) else []
    if question == "email":
        return [Private.PERSON] if looks_personal(text) else []
    if question == "phone" and any("given" in token.classes for token in tokens_of(text)):
        return [Private.PERSON]  # beside a number, a given name alone says whose it is
    found = private_in(text, own) - ({Private.PHONE} if question in ("phone", "street") else frozenset())
    return [private for private in _REFUSED if private in found]


def _refuse_twice(answers: Answers, values: dict[str, Any], directory: Directory, problems: Problems) -> None:
    """Refuse a new listing that is there already: by its name, in the same town or in none."""
    name, city = str(values.get("name", "")).casefold(), str(values.get("city", "")).casefold()
    for listing in directory.listings.values():
        place = listing.place or listing.area
        town = (place.city or "").casefold() if place is not None else ""
        if name and listing.name.casefold() == name and not listing.ended and (not city or not town or city == town):
            hint = "If it is another group, add it by hand. If something has changed, use that form."
            answers.refuse("name", f"is listed already: {shown(listing.id)}", hint, problems)


def _told(answers: Answers, *questions: str) -> list[tuple[str, str]]:
    """Hand answers that have no field of their own to the maintainers; what is private in them is not repeated."""
    found = []
    for question in questions:
        text, label = answers.text(question), answers.label(question)
        if text and question not in _LINKS and private_in(text):
            found.append(
                (f"{label}: it holds something private, and is not repeated here. Please read it there.", "")
            )
        elif text:
            found.append((f"{label}:", text))
    return found
