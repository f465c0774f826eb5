"""A meeting slot: when a group meets, as a volunteer writes it in data/groups.yaml.

This is the one source of every schedule: the sentence, the next dates, the calendar and the feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from functools import lru_cache
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from peerhub.problems import did_you_mean
from peerhub.schedule.days import MONTHS, SOMETIMES, WEEKDAYS, Month, Weekday
from peerhub.schedule.stated.clock import UnsureHourError, clock, hours_between
from peerhub.schedule.stated.reader import days_in, interval_in, weeks_in
from peerhub.schedule.zone_words import zone_named
from peerhub.schedule.zones import zone_names
from peerhub.yaml.record import Day, Items, Line, Record

PartOfDay = Literal["morning", "afternoon", "evening", "night"]
Format = Literal["in-person", "online", "hybrid", "phone"]
Week = Literal[1, 2, 3, 4, 5, "last"]

PARTS_OF_DAY: tuple[PartOfDay, ...] = get_args(PartOfDay)
FORMATS: tuple[Format, ...] = get_args(Format)

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_EVERY = re.compile(rf"week|month|{SOMETIMES}|(?:[2-9]|[1-4]\d|5[0-2]) weeks")
_NO_ZONE = "is missing: nobody knows whose hour it is. Add it, such as timezone: Europe/London"
_JOINED = re.compile(r" and |[&,/+;]")
_EVERY_MUST = "week, month, sometimes or a number of weeks such as 2 weeks"
_SAID_EVERY = {
    **dict.fromkeys(("fortnight", "fortnightly", "every fortnight", "two weeks", "every two weeks"), "'2 weeks'"),
    "weekly": "'week'",
    "every week": "'week'",
    "monthly": "'month'",
    "every month": "'month'",
}
_SAID_WEEKS = {
    said: str(number)
    for number, words in enumerate(("1st first", "2nd second", "3rd third", "4th fourth", "5th fifth"), 1)
    for said in words.split()
}
_NTH = re.compile(rf"\b(?:{'|'.join(_SAID_WEEKS)}|last)\b")
_T = TypeVar("_T")


def is_remote(meeting_format: Format) -> bool:
    """Whether all take part from where they are, so that no place decides the clock."""
    return meeting_format in ("online", "phone")


def from_afar(meeting_format: Format) -> bool:
    """Whether some take part from where they are, so that they need their own hour and the group's."""
    return meeting_format != "in-person"


def _wrong(rule: str, text: str) -> PydanticCustomError:
    # The text goes in as a value because pydantic would read braces in a template.
    return PydanticCustomError(rule, "{text}", {"text": text})


def _found(must: str, value: object, choices: Sequence[str] = ()) -> str:
    """Say what was expected and what was found, and name the nearest right word."""
    hint = did_you_mean(value, choices) if isinstance(value, str) else ""
    return f"must be {must}, found {value!r}" + (f". {hint}" if hint else "")


def _one_of(what: str, rule: str, choices: Sequence[str]) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, str) and value in choices:
            return value
        several = [part.strip() for part in _JOINED.split(value)] if isinstance(value, str) else []
        if len(several) > 1 and all(one.lower() in choices for one in several):
            raise _wrong(rule, f"must be {what}, found {value!r}. Write [{', '.join(several).lower()}]")
        if choices is WEEKDAYS and (hint := _days_hint(value)):
            raise _wrong(rule, f"must be {what}, found {value!r}. {hint}")
        raise _wrong(rule, _found(what, value, choices))

    return BeforeValidator(check)


def _days_hint(value: object) -> str:
    """Say what belongs where, when days are told with how often, or several in one word."""
    days = days_in(str(value))
    more = f"Write [{', '.join(days)}]" if days and days != [str(value).lower()] else ""
    if more and (every := interval_in(str(value))) not in ("", "week"):
        return f"{more}, and every: {every} in a line of its own"
    nth = weeks_in(re.sub(r"\w+day\w*", "", str(value).lower())) if more else []
    if nth:
        return f"{more}, and every: month and weeks: [{', '.join(map(str, nth))}] in lines of their own"
    return more if len(days) > 1 else ""


_QUOTES = "\u201c\u201d\u2018\u2019\"' "


def _clock(value: object) -> object:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (found := _time_of_day(value)) is not None:
        return found
    hint = _range_hint(value)
    try:
        # A larger number is a time too, as YAML 1.1 counts it: 19:00 without quotes is 1140.
        said = "" if type(value) is int and value > 23 else str(value).strip(_QUOTES)
        said = f"{value:.2f}" if type(value) is float and 0 <= value < 24 else said  # 7.30 without quotes
        read = "00:00" if said == "24:00" else clock(said, stated=":" in said)
        hint = f". Did you mean '{read}'?" if read else hint
    except UnsureHourError as error:
        hint = f". Did you mean {str(error).replace(' or ', ' in the morning, or ')} in the evening?"
    raise _wrong("clock-time", f'must be a time of day in quotes such as "19:00", found {value!r}{hint}')


def _range_hint(value: object) -> str:
    """Say where each of two hours goes that stand in one place."""
    found = re.fullmatch(r"(\S.{0,8}?) ?(?:-|–|to) ?(\S.{0,8})", str(value))
    with suppress(UnsureHourError):
        if found and all(both := hours_between(found[1], found[2])):
            return f'. Write starts: "{both[0]}" and ends: "{both[1]}"'
    return ""


@lru_cache(maxsize=1440)
def _time_of_day(value: str) -> time | None:
    """Read a time of day. Listings share few: each is read once."""
    found = _CLOCK.fullmatch(value)
    return time(int(found[1]), int(found[2])) if found else None


def _iso_date(value: object) -> object:
    # A datetime or a number would pass pydantic's own check and hide a slip of the pen.
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong("calendar-date", f"must be a date such as 2026-11-23, found {value!r}")


def _every(value: object) -> object:
    if isinstance(value, str) and (value == "week" or _EVERY.fullmatch(value)):
        return value
    if type(value) is int and 1 < value < 53:
        raise _wrong("every", f"must be {_EVERY_MUST}, found {value}. Did you mean '{value} weeks'?")
    if isinstance(value, str) and "month" in value.lower() and (nth := _NTH.findall(value.lower())):
        weeks = ", ".join(_SAID_WEEKS.get(one, one) for one in nth)
        raise _wrong("every", f"must be {_EVERY_MUST}, found {value!r}. Write every: month and weeks: [{weeks}]")
    raise _wrong("every", _meant(_EVERY_MUST, value, _SAID_EVERY, ("week", "month", "2 weeks", SOMETIMES)))


def _week(value: object) -> object:
    if value == "last" or (type(value) is int and 1 <= value <= 5):
        return value
    raise _wrong("week-of-month", _meant("a whole number from 1 to 5, or last", value, _SAID_WEEKS))


def _meant(must: str, value: object, said: Mapping[str, str], choices: Sequence[str] = ()) -> str:
    """Say what was expected, and the right value for what people say instead: leaving it out would mean another."""
    right = said.get(value.lower()) if isinstance(value, str) else None
    return f"{_found(must, value)}. Did you mean {right}?" if right else _found(must, value, choices)


def _timezone(value: object) -> object:
    if isinstance(value, str) and value in zone_names():
        return value
    # GMT and its like name no place, and are wrong for half the year.
    named = zone_named(value) or zone_named(value, "GB") if isinstance(value, str) else None
    if isinstance(value, str) and re.match(r"(?:etc/)?(?:gmt|utc) ?[+-]", value.lower()):
        must = "must be an IANA time zone such as Europe/London"
        raise _wrong("timezone", f"{must}, found {value!r}. Name a city whose clocks these are, as Europe/Berlin")
    if named:
        must = "must be an IANA time zone such as Europe/London"
        raise _wrong("timezone", f"{must}, found {value!r}. Did you mean {named!r}?")
    raise _wrong("timezone", _found("an IANA time zone such as Europe/London", value, sorted(zone_names())))


def _each_once(values: tuple[_T, ...]) -> tuple[_T, ...]:
    if len(values) > 1:
        twice = [value for at, value in enumerate(values) if value in values[:at]]
        if twice:
            raise _wrong("each-once", f"must name each only once, found {str(twice[0])!r} twice")
    return values


DayName = Annotated[Weekday, _one_of("a weekday such as tuesday", "weekday", WEEKDAYS)]
MonthName = Annotated[Month, _one_of("a month such as august", "month", MONTHS)]
Clock = Annotated[
    time,
    BeforeValidator(_clock),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$", "examples": ["19:00"]}),
]
CalendarDate = Annotated[Day, BeforeValidator(_iso_date)]
Interval = Annotated[
    str, BeforeValidator(_every), WithJsonSchema({"type": "string", "pattern": f"^({_EVERY.pattern})$"})
]
WeekOfMonth = Annotated[Week, BeforeValidator(_week)]
ZoneName = Annotated[str, BeforeValidator(_timezone)]
_Once = AfterValidator(_each_once)
Wrongs = Iterator[tuple[str, str, str]]  # field, rule, text


class ExtraDate(Record):
    """One more date on which the group meets, such as a meeting moved from its usual day."""

    on: CalendarDate = Field(description="The date of the meeting.", examples=[date(2026, 12, 21)])
    starts: Clock | None = Field(
        None,
        description="When it starts that day, in quotes. Leave it out when it starts as usual.",
        examples=["18:00"],
    )
    ends: Clock | None = Field(
        None, description="When it ends that day, in quotes. Leave it out when you do not know.", examples=["19:30"]
    )


class Meeting(Record):
    """One slot in which a group meets; a group that meets at different hours has several."""

    days: Annotated[Items[DayName], _Once] = Field(
        (),
        description="The weekdays on which people meet. "
        "Leave it out when it is by appointment, or when nobody knows the day.",
        examples=[["tuesday"]],
    )
    every: Interval = Field(
        "week",
        description="How often: `week`, a number of weeks such as `2 weeks`, or `month` together with `weeks`. "
        "`sometimes` when it is not every week and nobody here knows which: then no dates are told.",
        examples=["week", "2 weeks", "month", SOMETIMES],
    )
    weeks: Annotated[Items[WeekOfMonth], _Once] = Field(
        (),
        description="With `every: month`: which of those weekdays in the month, from 1 to 5, or `last`.",
        examples=[[2, 4], ["last"]],
    )
    starts: Clock | None = Field(
        None, description="The hour it starts, in quotes. Leave it out when you do not know.", examples=["19:00"]
    )
    ends: Clock | None = Field(
        None,
        description="The hour it ends, in quotes. Earlier than `starts` means after midnight. "
        "Leave it out when you do not know.",
        examples=["20:30"],
    )
    part_of_day: PartOfDay | None = Field(
        None, description="`morning`, `afternoon`, `evening` or `night`, when nobody knows the hour."
    )
    timezone: ZoneName | None = Field(
        None,
        description="The time zone of the hours, such as Europe/London or Atlantic/Canary. Needed with `starts`.",
        examples=["Europe/London"],
    )
    first: CalendarDate | None = Field(
        None,
        description="The first date. A group that meets every few weeks needs one date on which it met. "
        "Without it nobody can say which weeks are meant.",
        examples=[date(2025, 7, 15)],
    )
    last: CalendarDate | None = Field(
        None, description="The last date of a season, when one is known.", examples=[date(2026, 6, 30)]
    )
    not_in: Annotated[Items[MonthName], _Once] = Field(
        (), description="Months without meetings.", examples=[["july", "august"]]
    )
    not_on_public_holidays: bool = Field(
        False,
        description="`true` when there is no meeting on public holidays of the listing's country. "
        "Where its parts have holidays of their own, `region` or `place.holiday_subdivision` says which part.",
    )
    cancelled: Annotated[Items[CalendarDate], _Once] = Field(
        (), description="Dates on which there is no meeting.", examples=[[date(2026, 12, 22)]]
    )
    extra: Items[ExtraDate] = Field((), description="Dates of additional meetings, or the new dates of moved ones.")
    by_appointment: bool = Field(
        False, description="`true` when people agree a time first, so that there are no fixed dates."
    )
    format: Format | None = Field(
        None, description="Only when this slot differs from the listing: `in-person`, `online`, `hybrid` or `phone`."
    )
    note: Line | None = Field(
        None, description="One more thing to know about the time.", examples=["Doors open half an hour before."]
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        wrongs = [*self._wrong_rule(), *self._wrong_hours(), *self._wrong_dates()]
        if wrongs:
            details = [
                InitErrorDetails(type=_wrong(rule, text), loc=(field,), input=getattr(self, field))
                for field, rule, text in wrongs
            ]
            # One error for each field, all at once; pydantic puts the listing's own place in front.
            raise ValidationError.from_exception_data("Meeting", details)
        return self

    def _wrong_rule(self) -> Wrongs:
        if self.weeks and self.every != "month":
            yield "weeks", "weeks-need-month", f"must be left out unless every is month, found every: {self.every}"
        if self.every == "month" and self.days and not self.weeks:
            yield "weeks", "month-needs-weeks", "must be given when every is month, such as [2] or [last], found none"
        if self.weeks and not self.days:
            yield "days", "weeks-need-days", "must be at least one weekday when weeks is given, found none"
        # An unknown day is said on purpose (`every: week`), so that a forgotten one is noticed.
        known = self.days or self.by_appointment or self.part_of_day or self.extra
        if not known and "every" not in self.model_fields_set:
            text = "must be at least one weekday, found none. If nobody knows the day, write every: week"
            yield "days", "days-needed", text

    def _wrong_hours(self) -> Wrongs:
        if self.starts and not self.timezone:
            yield "timezone", "hours-need-timezone", _NO_ZONE
        if self.ends and not self.starts:
            yield "ends", "ends-need-starts", f"must be left out unless starts is given, found '{self.ends:%H:%M}'"
        if self.ends and self.ends == self.starts:
            yield "ends", "ends-differ", f"must be another time than starts, found '{self.ends:%H:%M}' for both"
        if self.part_of_day and self.starts:
            yield "part_of_day", "hour-or-part", f"must be left out when starts is given, found {self.part_of_day!r}"

    def _wrong_dates(self) -> Wrongs:
        if self.first and self.last and self.last < self.first:
            yield "last", "first-before-last", f"must be on or after first ({self.first}), found {self.last}"
        if self.first and self.every.endswith(" weeks") and self.days:
            day = WEEKDAYS[self.first.weekday()]
            if day not in self.days:
                text = (
                    f"must be a date on which the group meets ({', '.join(self.days)}), found {self.first}, a {day}"
                )
                yield "first", "first-on-a-day", text
        if self.extra:
            yield from self._wrong_extras()
        if len(self.not_in) == len(MONTHS):
            yield "not_in", "a-month-left", "must be fewer than all twelve months, found twelve"

    def _wrong_extras(self) -> Wrongs:
        for extra in self.extra:
            yield from self._wrong_extra(extra)
        known = [(extra.on, extra.starts or self.starts) for extra in self.extra]
        twice = [on for at, (on, starts) in enumerate(known) if (on, starts) in known[:at]]
        if twice:
            yield "extra", "each-once", f"must name each date and hour only once, found {twice[0]} twice"

    def _wrong_extra(self, extra: ExtraDate) -> Wrongs:
        starts = extra.starts or self.starts
        if starts and not self.timezone and not self.starts:
            yield "timezone", "hours-need-timezone", _NO_ZONE
        if extra.ends and (not starts or extra.ends == starts):
            text = f"must be a time after the start on {extra.on}, found '{extra.ends:%H:%M}'"
            yield "extra", "ends-need-starts", text
        if extra.on in self.cancelled and starts == self.starts:
            yield "extra", "extra-not-cancelled", f"must be other dates than those in cancelled, found {extra.on}"
