"""The slots of a listing in a table's cells, and back: a cell holds the value of each slot, parted by ` | `.

Most groups have one slot, so a spreadsheet shows `tuesday`, `19:00` and `20:30`. What people type is read as
everywhere else: `Mon & Thu`, `7.30 pm`, `every other week`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any

from peerhub.schedule.days import MONTHS, SOMETIMES
from peerhub.schedule.meeting import ExtraDate, Meeting
from peerhub.schedule.stated.clock import UnsureHourError, clock
from peerhub.schedule.stated.reader import interval_in, plain_days, rule_in, stated, weeks_in
from peerhub.schedule.zone_words import zone_named

_BETWEEN = " | "
_SPLIT = re.compile(r"(?<!\\)\|")
_EXTRA = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?(?:(?: |-)(\d\d:\d\d))?\Z")
_YES = frozenset({"yes", "true", "y", "1"})


def slot_cell(slots: Iterable[Meeting], name: str) -> str:
    """Write one field of all slots; empty where none says it."""
    found = [_written(getattr(slot, name)) for slot in slots]
    return _BETWEEN.join(found) if any(found) else ""


def _written(value: Any) -> str:
    if type(value) is str:
        return value.replace("|", r"\|")
    if value is None or value is False or value == ():
        return ""
    if value is True:
        return "yes"
    if type(value) is tuple:
        return "; ".join(map(_written, value))
    if type(value) is time:
        return str(value)[:5]
    if isinstance(value, ExtraDate):
        starts = f" {value.starts:%H:%M}" if value.starts else ""
        ends = f"{'-' if starts else ' -'}{value.ends:%H:%M}" if value.ends else ""
        return f"{value.on}{starts}{ends}"
    return str(value)  # a date, or the number of a week


def read_slots(cells: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Read the slots from their cells by field; and name the fields of which a part cannot be read."""
    parts = {name: [part.strip() for part in _SPLIT.split(cell)] for name, cell in cells.items() if cell.strip(" |")}
    slots: list[dict[str, Any]] = [{} for _ in range(max(map(len, parts.values()), default=0))]
    wrong = []
    for name, values in parts.items():
        for slot, text in zip(slots, values, strict=False):
            if not text:
                continue
            if name == "days":
                days = text.replace(";", ",")
                rules, sure = ([{"days": plain}], True) if (plain := plain_days(days)) else rule_in(days)
                slot |= rules[0] if len(rules) == 1 else {"every": SOMETIMES} if rules else {}
                wrong += [] if sure and len(rules) == 1 else [name]
                continue
            value = _READ.get(name, _text)(text)
            if value in (None, []):
                wrong.append(name)
            else:
                slot[name] = value
    for slot in slots:
        if slot.get("every") == "week" and len(slot) > 1:
            del slot["every"]  # it is what is usual
        if not slot.keys() & {"days", "every", "by_appointment", "part_of_day", "extra"}:
            slot["every"] = "week"
    return slots, list(dict.fromkeys(wrong))


def slots_of_words(text: str, zone: str | None) -> list[dict[str, Any]]:
    """Read the slots from a sentence such as `Every Tuesday, 7 to 8.30 pm`, where it is sure."""
    found = stated(text)
    if found.unsure or found.unsure_hours or (any("starts" in slot for slot in found.slots) and zone is None):
        return []
    return [{**slot, **({"timezone": zone} if "starts" in slot else {})} for slot in found.slots]


def _text(text: str) -> str:
    return text.replace(r"\|", "|")


def _hour(text: str) -> str | None:
    try:
        return clock(text)
    except UnsureHourError:
        return None


def _every(text: str) -> str | None:
    return text if re.fullmatch(r"week|month|sometimes|\d+ weeks", text) else interval_in(text) or None


def _weeks(text: str) -> list[int | str]:
    return weeks_in(text.replace(";", ","))


def _months(text: str) -> list[str] | None:
    said = [part.strip().lower() for part in re.split(r"[;,]", text) if part.strip()]
    found = [next((month for month in MONTHS if len(part) > 2 and month.startswith(part)), "") for part in said]
    return found if all(found) else None


def _dates(text: str) -> list[date] | None:
    try:
        return [date.fromisoformat(part.strip()) for part in text.split(";") if part.strip()]
    except ValueError:
        return None


def _extra(text: str) -> list[dict[str, Any]] | None:
    found = []
    for part in text.split(";"):
        match = _EXTRA.match(part.strip().replace(" -", "  ").replace("  ", " -"))
        ends_alone = re.match(r"(\d{4}-\d\d-\d\d) -(\d\d:\d\d)\Z", part.strip())
        if ends_alone:
            found.append({"on": date_or_text(ends_alone[1]), "ends": ends_alone[2]})
        elif match:
            hours = {"starts": match[2], "ends": match[3]}
            found.append({"on": date_or_text(match[1]), **{name: hour for name, hour in hours.items() if hour}})
        else:
            return None
    return found


def date_or_text(text: str) -> date | str:
    """Read a date, or give the text as it is: the model says what is wrong with it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _yes(text: str) -> bool | None:
    return True if text.lower() in _YES else None


def _one_date(text: str) -> date | None:
    found = _dates(text)
    return found[0] if found else None


_READ: dict[str, Callable[[str], Any]] = {
    "every": _every,
    "weeks": _weeks,
    "starts": _hour,
    "ends": _hour,
    "timezone": lambda text: zone_named(text),
    "first": _one_date,
    "last": _one_date,
    "not_in": _months,
    "cancelled": _dates,
    "extra": _extra,
    "not_on_public_holidays": _yes,
    "by_appointment": _yes,
}
