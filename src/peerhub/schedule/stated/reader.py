"""When a group meets, by what people write: where it is sure a schedule, and otherwise the doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from peerhub.schedule.days import SOMETIMES, WEEKDAYS, Weekday
from peerhub.schedule.stated.clauses import Clause, Turn, clauses_of, rule_of
from peerhub.schedule.stated.clock import UnsureHourError, clock, hours_between
from peerhub.schedule.stated.vocabulary import may_tell_of_rhythm, pieces_of

Slot = dict[str, Any]

OTHERWISE = "its words may say that it does not meet every week, or at another hour"

_SPLIT_RANGE = re.compile(r"\s?(?:[-–—]|\b(?:to|until|till|bis)\b|\ba\s)\s?", re.IGNORECASE)
_HOUR = re.compile(r"\d\s?(?:[:.h]\s?\d\d|[ap]\.?m\b|h\b|uhr\b)", re.IGNORECASE)
_DAYS_ALONE = frozenset({"day", "span", "sign", "every", "weekly", "part", "meets"})
_SURELY_TIME = frozenset({"vague", "month", "monthly", "bound", "not", "no_meeting", "only"})
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm"}
_ABOUT = re.compile(r"\b(?:approx|about|around|circa|ca\.?)\b|\dish\b|\bafter\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """What was read: slots where all is sure, and whether anything was said that could not be read."""

    slots: tuple[Slot, ...] = ()
    unsure: bool = False
    unsure_hours: bool = False


def stated(text: str) -> Stated:
    """Read a whole statement of when a group meets.

    >>> stated("2nd & 4th Sundays, 7.30 pm").slots
    ({'days': ['sunday'], 'every': 'month', 'weeks': [2, 4], 'starts': '19:30'},)
    >>> stated("biweekly Friday 5pm").slots, stated("biweekly Friday 5pm").unsure
    ((), True)
    """
    clauses = _read(text)
    if any(clause.unsure or clause.named_days or (clause.unknown and _speaks_of_time(clause)) for clause in clauses):
        return Stated((), True)
    if _contradicts(clauses):
        return Stated((), True)
    if any("appointment" in clause.kinds for clause in clauses) and not any(clause.turns for clause in clauses):
        return Stated(({"by_appointment": True},))
    said = [clause for clause in clauses if clause.turns and not _of_a_matter(clause)]
    unsure = any(clause.turns and _of_a_matter(clause) for clause in clauses)
    said = _with_hours(clauses, said)
    unsure_hours = _ABOUT.search(text) is not None or any("number" in clause.kinds for clause in said)
    try:
        slots = [slot for clause in said for slot in _slots(clause, unsure_hours)]
    except UnsureHourError:
        unsure_hours = True
        slots = [slot for clause in said for slot in _slots(clause, unsure_hours)]
    for clause in clauses:
        if not clause.turns and clause.except_weeks:
            slots = [_without(slot, clause.except_weeks) for slot in slots]
        slots = [slot | _off(clause) for slot in slots]
    every = next((clause.every for clause in clauses if clause.every and not clause.turns), "")
    if every:
        slots = [slot | {"every": every} for slot in slots if "every" not in slot]
    once = [slot for at, slot in enumerate(slots) if slot not in slots[:at]]
    return Stated(tuple(once), unsure or not slots, unsure_hours)


def _with_hours(clauses: Sequence[Clause], said: list[Clause]) -> list[Clause]:
    """Give the one day of a statement the one hour that stands in a clause of its own: `Second Monday. 19:00.`."""
    apart = [clause.hours for clause in clauses if clause.hours and not clause.unknown and not _of_a_matter(clause)]
    if len(said) != 1 or len(said[0].turns) != 1 or said[0].turns[0].hours or len(apart) != 1 or len(apart[0]) != 1:
        return said
    return [replace(said[0], turns=[replace(said[0].turns[0], hours=apart[0])])]


def amended(
    slots: Sequence[Mapping[str, Any]], name: str = "", notes: Iterable[str] = (), own: bool = False
) -> tuple[list[Slot], bool]:
    """Hold what a record's own words say of its rhythm against the slots of its fields.

    The slots come back as the words have them; where the words are not sure, no dates follow from the slots and the
    second answer is True. What is said of one evening's matter, such as a business meeting, changes nothing.
    Where people of the hub wrote the slots themselves (`own`), weekdays in another language raise no doubt.
    """
    found = [dict(slot) for slot in slots]
    unsure = False
    for text, named in ((name, True), *((note, False) for note in notes)):
        if not text or not (may_tell_of_rhythm(text) or _HOUR.search(text)):
            continue
        before = found
        for clause in _read(text):
            if own and clause.foreign_days:
                continue
            weekly = any(_is_weekly(slot) for slot in found)
            found, doubt = _amend(found, clause, named)
            # Where certain weeks are known, what is said of the month agrees, or somebody knew better.
            unsure = unsure or (doubt and weekly)
        unsure = unsure or (found != before and _contradicts(_read(text)))
        at_another_hour = {day for clause in _read(text) for day in _days_at_another_hour(found, clause)}
        if at_another_hour:
            unsure = True
            found = [_without_hours(slot) if at_another_hour & set(slot.get("days", ())) else slot for slot in found]
    if unsure:
        found = [_uncertain(slot) if _is_weekly(slot) else slot for slot in found]
    return found, unsure


def _days_at_another_hour(slots: Sequence[Slot], clause: Clause) -> Iterable[str]:
    """Give the days for which a clause, all of whose words are known, names one hour that no slot begins at."""
    said = [hour for turn in clause.turns for hour in turn.hours]
    if len(said) != 1 or clause.unknown or clause.unsure or clause.kinds & {"matter", "elsewhere", "number"}:
        return ()
    try:
        starts = {str(_hours(said[0], _HALVES.get(clause.part, "")).get("starts", ""))}
    except UnsureHourError:
        starts = {clock(said[0] + half) or "" for half in ("am", "pm")}
    days = {day for turn in clause.turns for day in turn.days}
    known = [slot for slot in slots if days & set(slot.get("days", ()))]
    at = {slot.get("starts", "") for slot in known}
    # A day that only the words name is another group's, or another evening's.
    every = days <= {day for slot in known for day in slot["days"]}
    return days if known and every and "" not in at | starts and not at & starts else ()


def _without_hours(slot: Slot) -> Slot:
    return {key: value for key, value in slot.items() if key not in ("starts", "ends")}


def _is_weekly(slot: Mapping[str, Any]) -> bool:
    return bool(slot.get("days")) and slot.get("every", "week") == "week" and not slot.get("by_appointment")


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Clause, ...]:
    return tuple(clauses_of(pieces_of(text)))


def _amend(slots: list[Slot], clause: Clause, named: bool) -> tuple[list[Slot], bool]:
    if not clause.speaks_of_rhythm:
        return slots, False
    known = {day for slot in slots for day in slot.get("days", ())}
    of_days = {day for turn in clause.turns for day in turn.days}
    of_group = bool(clause.kinds & {"only_meets", "no_meeting"}) or (named and bool(of_days))
    if _of_a_matter(clause) and not of_group:
        return slots, False
    if "elsewhere" in clause.kinds and not of_group and not any(turn.weeks for turn in clause.turns):
        return slots, False
    if of_days and known and not of_days & known:
        return slots, False  # another group's days, or another evening of this one
    if _has_slots(slots, clause):
        return slots, False  # the weekly slots beside them are others
    if clause.unsure or clause.named_days:
        # A name such as "Last Resort" or "First Step" says nothing of time.
        return slots, not named or bool(of_days) or bool(clause.kinds & _SURELY_TIME)
    if clause.unknown and not named:
        return slots, True
    if clause.unaccounted:
        return slots, bool(of_days)
    turns = {day: turn for turn in clause.turns if turn.weeks for day in turn.days}
    rule: Slot = {"every": clause.every} if clause.every else {}
    changed = []
    for slot in slots:
        if not _is_weekly(slot):
            changed.append({**slot, **_off(clause)})
            continue
        days = slot.get("days", [])
        weeks = [turns[day].weeks for day in days if day in turns]
        new = {**slot, **rule, **_off(clause)}
        if weeks and len(weeks) == len(days) and all(week == weeks[0] for week in weeks) and "every" not in slot:
            new |= rule_of(clause, Turn(list(days), weeks[0]))
        elif weeks:
            return slots, True
        if clause.except_weeks:
            new = _without(new, clause.except_weeks)
        changed.append(new)
    return changed, False


def _has_slots(slots: list[Slot], clause: Clause) -> bool:
    """Whether each evening of the month that is said has a slot of its own already."""
    if not clause.turns or clause.months_off or clause.except_weeks:
        return False
    wanted = [(turn.days, rule_of(clause, turn)) for turn in clause.turns]
    return all(
        days
        and rule.get("weeks")
        and any(
            set(days) <= set(slot.get("days", ()))
            and all(slot.get(key) == rule.get(key) for key in ("every", "weeks"))
            for slot in slots
        )
        for days, rule in wanted
    )


def _contradicts(clauses: Iterable[Clause]) -> bool:
    """Whether a weekday is said to be every week's in one clause and of certain weeks in another."""
    turns = [(day, bool(turn.weeks)) for clause in clauses for turn in clause.turns for day in turn.days]
    return any((day, not weeks) in turns for day, weeks in turns)


def _speaks_of_time(clause: Clause) -> bool:
    return bool(clause.turns) or clause.speaks_of_rhythm or bool(clause.kinds & {"in_month", "dated", "date"})


def _of_a_matter(clause: Clause) -> bool:
    return "matter" in clause.kinds


def _off(clause: Clause) -> Slot:
    off: Slot = {"not_in": list(clause.months_off)} if clause.months_off else {}
    return off | ({"not_on_public_holidays": True} if clause.holidays_off else {})


def _without(slot: Slot, weeks: Iterable[int | str]) -> Slot:
    """Take weeks of the month from a slot that had all of them, or some."""
    left = [week for week in slot.get("weeks") or range(1, 6) if week not in weeks]
    return {**slot, "every": "month", "weeks": left} if slot.get("days") and left else slot


def _uncertain(slot: Slot) -> Slot:
    """Take the rhythm from a slot, so that no date follows from it."""
    if not slot.get("days"):
        return slot
    return {key: value for key, value in slot.items() if key not in ("weeks", "first")} | {"every": SOMETIMES}


def _slots(clause: Clause, without_hours: bool = False) -> list[Slot]:
    half = _HALVES.get(clause.part, "")
    hours = [] if without_hours else [hour for turn in clause.turns for hour in turn.hours]
    loose = "number" in clause.kinds  # an hour that nobody can read
    apart = len(clause.turns) > 1 and all(len(turn.hours) == 1 for turn in clause.turns)
    found = []
    for turn in clause.turns:
        rule = rule_of(clause, turn)
        if not rule["days"]:
            continue
        for said in (turn.hours if apart and hours else hours) or [""]:
            slot = rule | _hours(said, half)
            if clause.part and "starts" not in slot and not loose:
                slot["part_of_day"] = clause.part
            found.append(slot)
    return found


def _hours(said: str, half: str) -> Slot:
    if not said:
        return {}
    parts = [part for part in _SPLIT_RANGE.split(said.removeprefix("from ")) if part]
    if len(parts) == 2:
        starts, ends = hours_between(parts[0], parts[1], half)
    else:
        starts, ends = clock(f"{said}{half}") if half and not re.search("[ap]m", said) else clock(said), None
    return {key: value for key, value in (("starts", starts), ("ends", ends)) if value}


def days_in(text: str) -> list[Weekday]:
    """Give the weekdays that a text names, in the week's order.

    >>> days_in("Mon to Fri"), days_in("Daily") == list(WEEKDAYS), days_in("Tues & Thursdays")
    (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], True, ['tuesday', 'thursday'])
    """
    named = {day for clause in _read(text) for turn in clause.turns for day in turn.days}
    return [day for day in WEEKDAYS if day in named]


def plain_days(text: str) -> list[Weekday]:
    """Give the weekdays of a text that names days and nothing else; none where it says more, such as a week.

    >>> plain_days("Mon & Thursdays"), plain_days("2nd & last Thurs"), plain_days("every day but Sunday")
    (['monday', 'thursday'], [], [])
    """
    return days_in(text) if all(clause.kinds <= _DAYS_ALONE for clause in _read(text)) else []


def rule_in(text: str) -> tuple[list[Slot], bool]:
    """Read what stands where weekdays are due and says more: its slots, and whether all of it is sure.

    >>> rule_in("2nd & last Thurs, not Aug")
    ([{'days': ['thursday'], 'every': 'month', 'weeks': [2, 'last'], 'not_in': ['august']}], True)
    >>> rule_in("first Sat of the quarter")
    ([{'days': ['saturday'], 'every': 'sometimes'}], False)
    """
    found = stated(text)
    if found.slots and not found.unsure and not found.unsure_hours:
        return list(found.slots), True
    days = days_in(text)
    return [{"days": days, "every": SOMETIMES}] if days else [], False


def weeks_in(text: str) -> list[int | str]:
    """Give the weeks of a month that a text names.

    >>> weeks_in("2nd and 4th"), weeks_in("2, last"), weeks_in("soon")
    ([2, 4], [2, 'last'], [])
    """
    found: list[int | str] = []
    for piece in pieces_of(text):
        if piece.kind not in ("nth", "number", "sign", "meets"):
            return []
        if piece.kind in ("nth", "number"):
            found.append(piece.value if piece.kind == "nth" else int(piece.value))
    return found


def interval_in(text: str) -> str:
    """Give how often, where a text says it in words of its own: `fortnightly` is `2 weeks`; else nothing."""
    return next((clause.every for clause in _read(text) if clause.every), "")
