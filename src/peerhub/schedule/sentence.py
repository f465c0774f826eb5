"""The sentence: when a group meets, in the words that people use.

Every phrase comes from `words/schedule.<language>.yaml`; only the choice between them is made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from peerhub.schedule.clock_words import date_text, hours_text, zone_text
from peerhub.schedule.days import MONTHS, SOMETIMES
from peerhub.schedule.meeting import Format, Meeting, Week, from_afar
from peerhub.schedule.recurrence import interval, lacks_anchor, months_on, weekday_numbers
from peerhub.schedule.schedule_words import ScheduleWords

_ALL_WEEK = tuple(range(7))
_WORKING_WEEK = tuple(range(5))


class Context(NamedTuple):
    """What a sentence depends on besides the slots: the date and the listing's format."""

    today: date
    format: Format = "in-person"


class _Clause(NamedTuple):
    rule: str
    hours: tuple[str, ...]  # one for each slot with this rule: "7 to 8 pm"
    shape: str  # the pattern that joins the rule and the hours
    conditions: tuple[str, ...]
    asks: tuple[str, ...]


def sentence(meetings: Sequence[Meeting], words: ScheduleWords, context: Context) -> str:
    """Say when a group meets: one sentence, or a few short ones."""
    clauses = _merged([_clause(meeting, words, context) for meeting in meetings], words)
    if not clauses:
        return _raised(words.rule.nothing_known)
    if len(clauses) == 1:
        body = _with(clauses[0], words, clauses[0].conditions)
        return _joined([body, _ask(clauses[0].asks, words)])
    same = len({clause.conditions for clause in clauses}) == 1
    same_asks = len({clause.asks for clause in clauses}) == 1
    bodies = [
        _with(clause, words, () if same else clause.conditions, () if same_asks else clause.asks)
        for clause in clauses
    ]
    after = words.comma.join(clauses[0].conditions) if same else ""
    return _joined([_slots(bodies, words), after, _ask(clauses[0].asks, words) if same_asks else ""])


def hour_unknown(meeting: Meeting, words: ScheduleWords) -> str:
    """Say in which part of the day a meeting is whose hour nobody knows, and that the hour is to be asked."""
    part = words.parts_of_day[meeting.part_of_day] if meeting.part_of_day else ""
    return f"{_joined([part, _ask((words.asked.time,), words)]).removesuffix('.')}."


def _clause(meeting: Meeting, words: ScheduleWords, context: Context) -> _Clause:
    rule = _rule(meeting, words)
    conditions = tuple(_conditions(meeting, words, context))
    asks = tuple(_asks(meeting, words))
    if meeting.starts is None:
        part = words.parts_of_day[meeting.part_of_day] if meeting.part_of_day else ""
        return _Clause(rule, (part,) if part else (), words.hours.part_of_day, conditions, asks)
    hours = hours_text(meeting.starts, meeting.ends, words)
    return _Clause(rule, (hours,), words.hours.from_to if meeting.ends else words.hours.at, conditions, asks)


def _merged(clauses: list[_Clause], words: ScheduleWords) -> list[_Clause]:
    """Join neighbours that differ only in their hours: every Monday, 10 to 11 am and 7 to 8 pm."""
    merged = []
    for _, same in groupby(clauses, key=lambda clause: (clause.rule, clause.conditions, clause.asks)):
        group = list(same)
        hours = tuple(hour for clause in group for hour in clause.hours)
        shapes = {clause.shape for clause in group}
        merged.append(group[0]._replace(hours=hours, shape=shapes.pop() if len(shapes) == 1 else words.hours.from_to))
    return merged


def _with(clause: _Clause, words: ScheduleWords, conditions: tuple[str, ...], asks: tuple[str, ...] = ()) -> str:
    hours = words.listed(list(clause.hours))
    body = clause.rule
    if hours:
        body = clause.shape.format(rule=clause.rule, time=hours, times=hours, part=hours).strip()
    body = words.comma.join([body, *conditions])
    return f"{body} ({_ask(asks, words)})" if asks else body


def _rule(meeting: Meeting, words: ScheduleWords) -> str:
    if meeting.by_appointment:
        known = words.comma + _days_rule(meeting, words) if meeting.days else ""
        return words.rule.by_appointment + known
    if meeting.days:
        return _days_rule(meeting, words)
    if "every" in meeting.model_fields_set:
        return _some_day(meeting, words)
    return words.rule.single_dates if meeting.extra else ""


def _days_rule(meeting: Meeting, words: ScheduleWords) -> str:
    numbers = weekday_numbers(meeting)
    days = words.listed([words.weekdays[number] for number in numbers])
    rule, step = words.rule, interval(meeting)
    if meeting.every == SOMETIMES:
        return rule.not_every_week.format(days=days)
    if meeting.every == "month":
        weeks = words.listed([words.weeks[week] for week in _in_order(meeting)])
        return (rule.weeks_of_month if len(meeting.weeks) > 1 else rule.week_of_month).format(weeks=weeks, days=days)
    if step > 2:
        return rule.every_few_weeks.format(number=step, days=days)
    if step == 2:
        return (rule.every_other_week if len(numbers) == 1 else rule.every_other_week_on_days).format(days=days)
    if numbers == _ALL_WEEK:
        return rule.every_day
    return rule.monday_to_friday if numbers == _WORKING_WEEK else rule.every_week.format(days=days)


def _in_order(meeting: Meeting) -> list[Week]:
    return sorted(meeting.weeks, key=lambda week: 6 if week == "last" else week)


def _some_day(meeting: Meeting, words: ScheduleWords) -> str:
    step = interval(meeting)
    if meeting.every == SOMETIMES:
        return words.rule.single_dates
    if meeting.every == "month":
        return words.rule.some_day_each_month
    if step > 2:
        return words.rule.some_day_every_few_weeks.format(number=step)
    return words.rule.some_day_every_other_week if step == 2 else words.rule.some_day_each_week


def _conditions(meeting: Meeting, words: ScheduleWords, context: Context) -> list[str]:
    found = []
    # People who come know the venue's time; people who take part from elsewhere need its name.
    if from_afar(meeting.format or context.format) and meeting.starts and meeting.timezone:
        found.append(zone_text(meeting.timezone, words))
    if meeting.format and meeting.format != context.format:
        found.append(words.formats[meeting.format])
    if meeting.not_in:
        found.append(_months(meeting, words))
    if meeting.not_on_public_holidays:
        found.append(words.conditions.holidays)
    season = _season(meeting, words, context.today)
    return [*found, season] if season else found


def _months(meeting: Meeting, words: ScheduleWords) -> str:
    """Name the months off, or the months on when these are fewer."""
    on = [number - 1 for number in months_on(meeting)]
    off = [number for number in range(len(MONTHS)) if number not in on]
    few, pattern = (on, words.conditions.only_in) if len(on) < len(off) else (off, words.conditions.not_in)
    return pattern.format(months=words.listed([words.months[number] for number in few]))


def _season(meeting: Meeting, words: ScheduleWords, today: date) -> str:
    """Say a season; a first date that has passed tells a reader nothing."""
    first = date_text(meeting.first, words) if meeting.first and meeting.first > today else ""
    last = date_text(meeting.last, words) if meeting.last else ""
    if first and last:
        return words.conditions.season.format(first=first, last=last)
    if first:
        return words.conditions.from_.format(first=first)
    return words.conditions.until.format(last=last) if last else ""


def _asks(meeting: Meeting, words: ScheduleWords) -> list[str]:
    if meeting.by_appointment:
        return []
    asked = words.asked
    single_dates = not meeting.days and meeting.extra and "every" not in meeting.model_fields_set
    day = [] if meeting.days or single_dates else [asked.day]
    dates = [asked.dates] if meeting.days and lacks_anchor(meeting) else []
    timed = meeting.starts or meeting.part_of_day or (single_dates and all(extra.starts for extra in meeting.extra))
    return [*day, *dates, *([] if timed else [asked.time])]


def _ask(asks: tuple[str, ...], words: ScheduleWords) -> str:
    return words.ask.format(what=words.listed(list(asks))) if asks else ""


def _slots(bodies: list[str], words: ScheduleWords) -> str:
    if len(bodies) == 2:
        return words.slots.two.format(first=bodies[0], second=bodies[1])
    return words.slots.many.join(bodies)


def _joined(parts: list[str]) -> str:
    """Raise each part to a sentence; a single one needs no full stop, because it stands alone on a card."""
    said = [_raised(part) for part in parts if part]
    return said[0] if len(said) == 1 else ". ".join(said) + "."


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
