"""The words in which schedules are said; another language is another file of the same shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import ConfigDict, Field

from peerhub.schedule.meeting import Format, PartOfDay, Week
from peerhub.text import joined
from peerhub.yaml.record import Items, Record


class Phrases(Record):
    """Phrases of one kind; spaces around them count, because they join lists."""

    model_config = ConfigDict(str_strip_whitespace=False)


class RuleWords(Phrases):
    """How a rule is said, without its hours."""

    every_day: str
    monday_to_friday: str
    every_week: str
    every_other_week: str
    every_other_week_on_days: str
    every_few_weeks: str
    not_every_week: str
    week_of_month: str
    weeks_of_month: str
    some_day_each_week: str
    some_day_every_other_week: str
    some_day_every_few_weeks: str
    some_day_each_month: str
    single_dates: str
    by_appointment: str
    nothing_known: str


class HourWords(Phrases):
    """How the hours follow a rule."""

    at: str
    from_to: str
    part_of_day: str


class ClockWords(Phrases):
    """How an hour is said."""

    twelve_hours: bool
    separator: str
    am: str
    pm: str
    noon: str
    midnight: str
    range: str


class ConditionWords(Phrases):
    """What is said after the hours."""

    zone: str
    not_in: str
    only_in: str
    holidays: str
    season: str
    from_: str = Field(alias="from")
    until: str


class SlotWords(Phrases):
    """How several slots are joined."""

    two: str
    many: str


class AskedWords(Phrases):
    """What a reader has to ask the group for."""

    day: str
    dates: str
    time: str


class ScheduleWords(Phrases):
    """Every word of a schedule in one language."""

    weekdays: Items[str] = Field(min_length=7, max_length=7)
    months: Items[str] = Field(min_length=12, max_length=12)
    comma: str
    joining: dict[str, str]
    rule: RuleWords
    weeks: dict[Week, str]
    hours: HourWords
    parts_of_day: dict[PartOfDay, str]
    clock: ClockWords
    conditions: ConditionWords
    formats: dict[Format, str]
    zones: dict[str, str]
    ask: str
    asked: AskedWords
    slots: SlotWords
    date: str
    day_date: str
    weekday_date: str
    meeting: str
    cancelled: str
    extra: str
    reader: str
    reader_rule: str
    group: str

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Self:
        """Check the words of one language; a missing word is an error."""
        return cls.model_validate(data)

    def listed(self, items: list[str]) -> str:
        """Join words as people do: Monday, Tuesday and Friday."""
        return joined(self.joining, items)
