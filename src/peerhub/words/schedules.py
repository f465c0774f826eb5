"""The words of schedules in a language, from the catalogue."""

from __future__ import annotations

from functools import cache

from peerhub.schedule.schedule_words import ScheduleWords
from peerhub.words.catalogue import catalogue


@cache
def schedule_words(language: str = "en") -> ScheduleWords:
    """Give the words of schedules in a language."""
    said = catalogue(language)["schedule"]
    weeks = {int(week) if week.isdigit() else week: words for week, words in said["weeks"].items()}
    return ScheduleWords.from_mapping({**said, "weeks": weeks})
