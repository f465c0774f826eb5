"""When a group meets, from answers: one slot, since no form of this length can ask for several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerhub.directory.model import Directory, Entry
from peerhub.intake.answers import Answers
from peerhub.intake.values import DoubtError, clock_time
from peerhub.problems import Problems
from peerhub.schedule.days import SOMETIMES
from peerhub.schedule.stated.reader import amended
from peerhub.yaml.editing import Field, Value

Slot = dict[str, Any]
Notes = list[tuple[str, str]]
_FIELDS = {"days": "days", "starts": "starts", "ends": "ends", "zone": "timezone", "when_note": "note"}
_ORDER = (
    *("days", "every", "weeks", "starts", "ends", "timezone", "not_in", "not_on_public_holidays", "by_appointment"),
    "note",
)


def new_meetings(
    values: Mapping[str, Any], country: str, directory: Directory, answers: Answers, problems: Problems
) -> list[Slot]:
    """Give the slot of a new listing, or none when nobody said anything of the time."""
    if not values:
        return []
    slot = _slot(values, answers, problems)
    if "starts" in slot and "timezone" not in slot:
        zone = _only_zone(country, directory)
        if zone:
            slot["timezone"] = zone
        else:
            hint = "Name the time zone, such as Europe/London."
            answers.refuse("zone", "is not sure, but an hour is given", hint, problems, at="starts")
    if not slot.get("days") and not slot.get("by_appointment"):
        hint = "Ask on which day people meet, or leave the time out."
        answers.refuse("days", "is not answered, but a time is", hint, problems, at="starts")
    return [_ordered(_held_to_words(slot))]


def meeting_fields(
    values: Mapping[str, Any], entry: Entry, directory: Directory, answers: Answers, problems: Problems
) -> tuple[dict[Field, Value], Notes]:
    """Give the fields that change in the slot of a listing that is there, and what a person must look at."""
    listing = entry.listing
    if len(listing.meetings) > 1:
        said = "\n".join(f"{answers.label(question)}: {answers.text(question)}" for question in values)
        many = f"The listing has {len(listing.meetings)} times, and the form cannot say which is meant. Not changed:"
        return {}, [(many, said)]
    if not listing.meetings:
        country = str(values.get("country") or listing.country or "")
        meetings = new_meetings(values, country, directory, answers, problems)
        return {("meetings",): meetings}, []
    slot = _slot(values, answers, problems)
    old: Slot = dict(entry.data["meetings"][0])
    notes: Notes = []
    if "starts" in slot and "ends" not in slot and "ends" in old:
        notes.append((f"The end stays {old['ends']}: nobody said whether it has changed too.", ""))
    if "starts" in slot and "timezone" not in old:
        slot.setdefault("timezone", _only_zone(listing.country or "", directory))
    gone = _gone(slot, old)
    if gone:
        return {("meetings",): [{**{key: part for key, part in old.items() if key not in gone}, **slot}]}, notes
    return {("meetings", 0, key): value for key, value in slot.items()}, notes


def _gone(slot: Slot, old: Slot) -> set[str]:
    """Name what the old slot says that no longer fits: a rule by its day, a part of the day by its hour."""
    gone = set()
    if "every" in slot or "by_appointment" in slot:
        gone |= {"every", "weeks", "by_appointment", "first"}
    if "days" in slot and str(old.get("every", "")).endswith(" weeks"):
        gone.add("first")
    if "by_appointment" in slot:
        gone |= {"days", "starts", "ends"}
    if "starts" in slot:
        gone.add("part_of_day")
    return gone & old.keys()


def _slot(values: Mapping[str, Any], answers: Answers, problems: Problems) -> Slot:
    slot: Slot = {}
    for question, value in values.items():
        if question == "often":
            slot.update(_rule(str(value)))
        elif question in ("starts", "ends"):
            try:
                slot[question] = clock_time(value)
            except DoubtError as doubt:
                answers.refuse(question, doubt.got, doubt.hint, problems)
        else:
            slot[_FIELDS[question]] = value
    return slot


def _held_to_words(slot: Slot) -> Slot:
    """Hold a slot to what people write more about its time: "only on the first Saturday" is no week of all."""
    found, unsure = amended([slot], notes=[str(slot.get("note", ""))]) if slot.get("days") else ([slot], False)
    return found[0] if not unsure or "every" not in slot else slot | {"every": SOMETIMES}


def _rule(often: str) -> Slot:
    """Put "month 2" or "2 weeks" into the fields of a slot; every week is what a slot says by itself."""
    if often == "appointment":
        return {"by_appointment": True}
    kind, _, week = often.partition(" ")
    if kind == "month":
        return {"every": "month", "weeks": [week if week == "last" else int(week)]}
    return {"every": often}


def _ordered(slot: Slot) -> Slot:
    plain = {key: value for key, value in slot.items() if (key, value) != ("every", "week")}
    return {key: plain[key] for key in _ORDER if key in plain}


def _only_zone(country: str, directory: Directory) -> str:
    """Give a country's time zone where it has only one."""
    known = directory.vocabulary.countries.get(country)
    return known.zones[0] if known is not None and len(known.zones) == 1 else ""
