"""HSDS's schedules in our terms: a rule by week or month, hours, and the zone that only words can name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any

from peerhub.directory.fields import value_of
from peerhub.directory.private.reader import open_text
from peerhub.importers.clean import shortened
from peerhub.importers.hours import day_of
from peerhub.importers.source_record import Row
from peerhub.schedule.days import WEEKDAYS, Weekday
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.recurrence import rule_dates
from peerhub.schedule.region_zones import offsets
from peerhub.schedule.rrule import ICAL_DAYS
from peerhub.schedule.stated.clock import clock
from peerhub.schedule.stated.reader import OTHERWISE, amended, rule_in
from peerhub.schedule.zones import zone_names

_BYDAY = re.compile(r"(-?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")
_OFFSET = re.compile(
    r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?)\s?(?P<offset>[zZ]|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)"
)
_ZONE = re.compile(r"[A-Z][A-Za-z]{1,30}(?:/[A-Za-z0-9_+-]{1,40}){1,2}|\bUTC\b")
_MOST = 1000  # meetings that a `count` may name
_WEEKS: dict[int, int | str] = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, -1: "last"}
_NOT_OURS = ("bymonthday", "byweekno", "byyearday", "schedule_link", "attending_type")
_SLOT_FIELDS = frozenset(Meeting.model_fields)
_SILENT = frozenset(
    {"id", "wkst", "description", "service_id", "location_id", "service_at_location_id", "attributes", "metadata"}
)


def slots(schedules: Iterable[Row], zone: str | None) -> list[dict[str, Any]]:
    """Read the slots of a service; one whose rule we cannot say is a loss, never a wrong date."""
    found = []
    for row in schedules:
        read = [slot for rule in _rules(row) if (slot := _slot(row, zone, rule))]
        found += read or _in_words(row, zone)
        row.left(_SILENT)
    return found


def _in_words(row: Row, zone: str | None) -> list[dict[str, Any]]:
    """Read a schedule that stands in words alone; where they are not sure, they are a loss."""
    words = row.line("description")
    if not words or row.has("byday") or row.has("freq"):
        return []
    rules, sure = rule_in(words)
    timed = any("starts" in rule for rule in rules)
    if not sure or (timed and zone is None):
        row.lose("description", why=OTHERWISE if rules else "it does not surely say when people meet")
        return [rule for rule in rules if not sure]
    return [{**rule, **({"timezone": zone} if "starts" in rule else {})} for rule in rules]


def own_slots(schedules: Iterable[Row]) -> list[dict[str, Any]]:
    """Read the slots of a hub like this one, which says as attributes what HSDS has no field for."""
    found = []
    for row in schedules:
        slot = next(iter(_rules(row)), {}) | {"note": row.prose("notes")}
        if starts := row.line("opens_at"):
            named = (name for name in _ZONE.findall(row.line("description")) if name in zone_names())
            slot |= {"starts": starts, "ends": row.line("closes_at"), "timezone": next(named, "")}
        for part in (row.part(one, "attributes") for one in row.parts("attributes")):
            name, text = part.line("link_type").removeprefix("meetings."), part.line("value")
            if name in _SLOT_FIELDS and (value := _stated(name, text)) is not None:
                slot[name] = [*slot.get(name, ()), value] if value_of(f"meetings.{name}").several else value
        found.append({name: value for name, value in slot.items() if value})
    return found


def _stated(name: str, text: str) -> Any:
    """Read a value of a slot; an additional date goes with its hours."""
    if name == "extra":
        day, _, hours = text.partition(" ")
        starts, _, ends = hours.partition("-")
        return {name: value for name, value in (("on", day), ("starts", starts), ("ends", ends)) if value}
    if name == "weeks" and text.isdecimal():
        return int(text)
    return text == "yes" if value_of(f"meetings.{name}").type is bool else text


def _slot(row: Row, zone: str | None, slot: dict[str, Any]) -> dict[str, Any] | None:
    words = row.line("description")
    named = next((name for name in _ZONE.findall(words) if name in zone_names()), None)
    if row.raw("timezone") is not None:
        row.lose("timezone", why="an offset is wrong for half the year")
    for field, name in (("opens_at", "starts"), ("closes_at", "ends")):
        said = row.line(field)
        hour = _local(said, named or zone) if said else None
        if said and hour is None:
            row.lose(field, why=f"must be a local time of day, found '{said[:30]}'")
        if hour:
            slot[name] = hour
    if "starts" in slot and not (named or zone):
        row.lose("opens_at", why="no time zone is known; give --time-zone")
        del slot["starts"]
    if "starts" in slot:
        slot["timezone"] = named or zone
    if "starts" not in slot or slot.get("ends") == slot["starts"]:
        slot.pop("ends", None)
    if "days" not in slot:
        slot["every"] = "week"
    said = row.line("notes")
    (slot,), unsure = amended([slot], notes=[said])
    if unsure:
        row.lose("notes", why=OTHERWISE)
    note, why = open_text(said)
    for reason in sorted(reason.value for reason in why):
        row.lose("notes", why=reason)
    if note:
        slot["note"] = shortened(note, 200)
    for field in _NOT_OURS:
        if row.raw(field) is not None:
            row.lose(field)
    return slot if "days" in slot or "starts" in slot else None


def _local(said: str, zone: str | None) -> str | None:
    """Read an hour with the offset that the standard wants; it must be one that the zone's own clock has."""
    found = _OFFSET.fullmatch(said)
    if found is None:
        return clock(said, stated=True)
    offset = 0 if found["offset"].upper() == "Z" else int(found["hours"]) * 60 + int(found["minutes"] or 0)
    if zone is None or (-offset if found["sign"] == "-" else offset) not in offsets(zone):
        return None
    return clock(found["clock"], stated=True)


def _rules(row: Row) -> list[dict[str, Any]]:
    """Give the rule of each weekday that has its own weeks: `1MO,3TU` is two; none where it cannot be said."""
    turns = [_BYDAY.match(part.strip().upper()) for part in row.lines("byday")]
    if any(turn is None for turn in turns):
        row.lose("byday", why="must be weekdays such as TU or 2TU")
        return []
    by_weeks: dict[tuple[int, ...], list[Weekday]] = {}
    for day in WEEKDAYS:
        numbers = [int(turn[1] or 0) for turn in turns if turn and WEEKDAYS[ICAL_DAYS.index(turn[2])] == day]
        if numbers:
            weeks = tuple(sorted({*numbers}, key=lambda number: (number < 0, number)))
            by_weeks.setdefault(weeks, []).append(day)
    if not row.line("freq"):
        return [{}]
    rules = [_rule(row, days, weeks) for weeks, days in (by_weeks or {(): []}).items()]
    found = [rule for rule in rules if rule is not None]
    return _counted(row, found) if len(found) == len(rules) else []


def _counted(row: Row, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the last day of a rule that ends after so many meetings."""
    count = row.number("count")
    if not count:
        return rules
    if len(rules) != 1 or "first" not in rules[0] or not 0 < count <= _MOST:
        row.lose("count", why="no date tells when it begins")
        return []
    (rule,) = rules
    dates = list(islice(rule_dates(Meeting.model_validate(rule), rule["first"]), int(count)))
    return [{**rule, "last": min(dates[-1], rule.get("last", dates[-1]))}] if dates else rules


def _rule(row: Row, days: list[Weekday], weeks: tuple[int, ...]) -> dict[str, Any] | None:
    freq = row.line("freq").upper()
    interval = int(row.number("interval") or 1)
    first, last = _first(row, interval), _last(row, "until") or _last(row, "valid_to")
    if freq not in ("WEEKLY", "MONTHLY") or not days:
        row.lose("freq", why=f"no place in this hub for the rule {freq[:20]} without weekdays")
        return None
    slot: dict[str, Any] = {"days": days}
    if freq == "MONTHLY":
        if interval != 1 or not {*weeks} <= _WEEKS.keys():
            row.lose("byday", why="no place in this hub for this rule by month")
            return None
        slot |= {"every": "month", "weeks": [_WEEKS[number] for number in weeks]}
    elif any(weeks) or interval > 52 or interval < 1:
        row.lose("byday", why="no place in this hub for this rule by week")
        return None
    elif interval > 1:
        if first is None or WEEKDAYS[first.weekday()] not in days:
            row.lose("interval", why="no date tells which weeks are meant")
            return None
        slot |= {"every": f"{interval} weeks"}
    if first:
        slot["first"] = first
    if last and (first is None or last >= first):
        slot["last"] = last
    return slot


def _first(row: Row, interval: int) -> date | None:
    """Tell since when people meet. Which weeks are meant follows from `dtstart`, so another date must fit it."""
    start, valid = _day(row, "dtstart"), _day(row, "valid_from")
    fits = start is None or valid is None or interval == 1 or (start - valid).days % (7 * interval) == 0
    return (valid or start) if fits else start


def _last(row: Row, field: str) -> date | None:
    """Tell until when people meet; the calendar's last year is other systems' word for no end."""
    return None if row.line(field).startswith("9999-") else _day(row, field)


def _day(row: Row, field: str) -> date | None:
    said = row.line(field)
    found = day_of(said) if said else None
    if said and found is None:
        row.lose(field, why=f"must be a date, found '{said[:30]}'")
    return found
