"""The browser's form: the small JSON text from which a reader's browser works out the next dates.

    {"online": false, "slots": [
      {"zone": "Europe/London", "days": [2], "weeks": [2, -1], "starts": "19:00", "ends": "20:30",
       "off": ["2026-12-22"], "extra": [["2026-12-21", "18:00", ""]], "until": "2028-05-23"}]}

| key | what |
|---|---|
| `online` | whether readers are told the time of their own zone; in a slot only where it differs |
| `zone` | IANA name of the zone of every hour in the slot; absent = UTC, when nobody knows the hour |
| `days` | weekdays, 1 = Monday to 7 = Sunday, in order; absent = only the extra dates |
| `every` | the number of weeks between two turns; absent = 1. Weeks start on Monday and count from `first` |
| `weeks` | instead of `every`: which of those weekdays in a month, 1 to 5, or -1 for the last |
| `starts`, `ends` | wall-clock hours; an end before the start is after midnight; absent = nobody knows |
| `first`, `last` | the first and the last date of the rule |
| `months` | the months with meetings, 1 to 12; absent = all |
| `off` | dates of the rule on which there is no meeting: cancelled ones and public holidays |
| `extra` | dates besides the rule, each `[date, starts, ends]`, "" = nobody knows |
| `until` | the last date to be told: the check lapses, or later public holidays are not in `off` |

`overrides/components/next-meeting/schedule.mjs` reads it. The browser tests prove that its answers and those
of `occurrences.py` are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from peerhub.schedule.holidays_off import HolidaysOff
from peerhub.schedule.meeting import Format, Meeting, from_afar
from peerhub.schedule.occurrences import days_off, extra_turns
from peerhub.schedule.recurrence import has_rule, interval, months_on, rule_dates, weekday_numbers

HOLIDAYS_KNOWN_FOR = timedelta(days=548)  # 18 months: a page is built again long before
# A reader west of the group may still have yesterday's date.
_MARGIN = timedelta(days=2)


def browser_form(
    meetings: Sequence[Meeting], holidays: HolidaysOff, today: date, listing_format: Format, until: date = date.max
) -> str:
    """Write the form of the dates to a last one; it is empty when no date can follow from the slots."""
    slots = [_slot(meeting, holidays, today, listing_format, until) for meeting in meetings]
    told = [slot for slot in slots if slot]
    if not told:
        return ""
    form = {"online": from_afar(listing_format), "slots": told}
    # `<` is escaped so that the text can stand inside any element.
    return json.dumps(form, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


def _slot(
    meeting: Meeting, holidays: HolidaysOff, today: date, listing_format: Format, until: date
) -> dict[str, Any]:
    since = today - _MARGIN
    turns = (turn for turn in extra_turns(meeting, since) if turn.on <= until)
    extras = [[f"{turn.on}", _clock(turn.starts), _clock(turn.ends)] for turn in turns]
    coming = next(rule_dates(meeting, since), None) if has_rule(meeting) else None
    ruled = coming is not None and coming <= until
    if not ruled and not extras:
        return {}
    slot: dict[str, Any] = {"zone": meeting.timezone}
    if meeting.format and from_afar(meeting.format) != from_afar(listing_format):
        slot["online"] = from_afar(meeting.format)
    if ruled:
        slot |= _rule(meeting) | _exceptions(meeting, holidays, since, today, until)
    return {key: value for key, value in (slot | {"extra": extras}).items() if value not in (None, "", [])}


def _rule(meeting: Meeting) -> dict[str, Any]:
    weeks = [-1 if week == "last" else week for week in meeting.weeks]
    return {
        "days": [number + 1 for number in weekday_numbers(meeting)],
        "every": interval(meeting) if interval(meeting) > 1 else None,
        "weeks": weeks,
        "starts": _clock(meeting.starts),
        "ends": _clock(meeting.ends),
        "first": str(meeting.first) if meeting.first else None,
        "last": str(meeting.last) if meeting.last else None,
        "months": list(months_on(meeting)) if meeting.not_in else None,
    }


def _exceptions(meeting: Meeting, holidays: HolidaysOff, since: date, today: date, until: date) -> dict[str, Any]:
    off: Iterable[date] = sorted(day for day in meeting.cancelled if day >= since)
    if meeting.not_on_public_holidays:
        known = today + HOLIDAYS_KNOWN_FOR
        off, until = days_off(meeting, holidays, since, known), min(until, known)
    return {"off": [str(day) for day in off if day <= until], "until": str(until) if until < date.max else None}


def _clock(clock: time | None) -> str:
    return f"{clock:%H:%M}" if clock is not None else ""
