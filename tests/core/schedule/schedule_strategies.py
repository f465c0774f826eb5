"""Open-ended meeting slots for property tests: any rule, zone, hour and exception that a volunteer may write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from peerhub.schedule.days import MONTHS, WEEKDAYS
from peerhub.schedule.meeting import Meeting

# Zones that change their clocks on different days, by different amounts, or at midnight, or not at all.
ZONES = (
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca",
    "America/Santiago", "Asia/Tehran", "Asia/Beirut", "Africa/Cairo", "Europe/Dublin", "America/St_Johns",
    "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "America/Asuncion", "Asia/Gaza", "America/Nuuk", "UTC",
)  # fmt: skip
DATES = st.dates(date(2015, 1, 1), date(2034, 12, 31))
# Hours near midnight and in the small hours meet most clock changes.
MINUTES = st.one_of(st.integers(0, 4 * 60), st.integers(0, 24 * 60 - 1), st.integers(23 * 60, 24 * 60 - 1))
CLOCKS = MINUTES.map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")


@st.composite
def meetings(draw: st.DrawFn, near: date = date(2026, 11, 23), zones: tuple[str, ...] = ZONES) -> Meeting:
    """Draw a slot from which dates can follow, with its exceptions around a date."""
    around = st.integers(-60, 400).map(lambda days: near + timedelta(days=days))
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True))
    data: dict[str, Any] = {"days": days, "timezone": draw(st.sampled_from(zones))}
    every = data["every"] = draw(st.sampled_from(["week", "2 weeks", "3 weeks", "5 weeks", "month"]))
    if every == "month":
        data["weeks"] = draw(st.lists(st.sampled_from([1, 2, 3, 4, 5, "last"]), min_size=1, max_size=3, unique=True))
    if every.endswith("weeks") or draw(st.booleans()):
        data["first"] = _on_a_day(draw(st.one_of(around, DATES.filter(lambda day: day < near))), days)
    if draw(st.booleans()):
        data["last"] = max(draw(around), data.get("first", near))
    data["not_in"] = draw(st.lists(st.sampled_from(MONTHS), max_size=4, unique=True))
    data["cancelled"] = draw(st.lists(around.map(lambda day: _on_a_day(day, days)), max_size=4, unique=True))
    data["not_on_public_holidays"] = draw(st.booleans())
    if draw(st.integers(0, 4)):
        data["starts"], data["ends"] = draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True))
        if draw(st.booleans()):
            del data["ends"]
    data["extra"] = draw(st.lists(_extras(around), max_size=3))
    cancelled = set(data["cancelled"])
    hours = {(extra["on"], extra.get("starts", data.get("starts"))): extra for extra in data["extra"]}
    data["extra"] = [extra for extra in hours.values() if extra["on"] not in cancelled]
    return Meeting.model_validate(data)


@st.composite
def _extras(draw: st.DrawFn, around: st.SearchStrategy[date]) -> dict[str, Any]:
    extra: dict[str, Any] = {"on": draw(around)}
    if draw(st.booleans()):
        extra["starts"] = draw(CLOCKS)
        ends = draw(CLOCKS)
        if ends != extra["starts"] and draw(st.booleans()):
            extra["ends"] = ends
    return extra


def _on_a_day(day: date, days: Sequence[str]) -> date:
    while WEEKDAYS[day.weekday()] not in days:
        day -= timedelta(days=1)
    return day
