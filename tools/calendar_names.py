"""Names of weekdays and months in many languages, and their words for a week and a month: CLDR's, by way of Babel.

They are kept as a file, since reading thirty languages takes longer than most commands do.
"""

from __future__ import annotations

from collections import defaultdict

import yaml
from babel import Locale
from babel.units import format_unit

from peerhub.folding import fold
from peerhub.schedule.days import MONTHS, WEEKDAYS

_LANGUAGES = "ar bg ca cs cy da de el es et fi fr ga hr hu id it lt lv nb nl pl pt ro ru sk sl so sv sw tr uk vi"
_SHORTEST = 4
_NO_WORDS = ("duration", "week")  # what CLDR does not know, and English
_HEAD = "# Made by `python -m tools.write_generated` from CLDR. What counts, or means two things, is abroad.\n"


def calendar_names() -> str:
    """Give the file: words of weekdays and of months, and those of which only is known that they speak of time."""
    known: dict[str, set[str]] = defaultdict(set)
    for language in _LANGUAGES.split():
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for at, day in enumerate(WEEKDAYS):
                known[fold(locale.days[context]["wide"][at])].add(day)
            for at, month in enumerate(MONTHS, 1):
                known[fold(locale.months[context]["wide"][at])].add(month)
        for unit in ("duration-week", "duration-month"):
            for number in (1, 2, 5):
                known["".join(filter(str.isalpha, fold(format_unit(number, unit, locale=language))))].add("abroad")
    found: dict[str, list[str]] = defaultdict(list)
    for word, meanings in sorted(known.items()):
        if len(word) >= _SHORTEST and word[0].isalpha() and not word.startswith(_NO_WORDS):
            found[meanings.pop() if len(meanings) == 1 else "abroad"].append(word)
    sections = {
        "days": {day: found[day] for day in WEEKDAYS},
        "months": {month: found[month] for month in MONTHS},
        "classes": {"abroad": found["abroad"]},
    }
    return _HEAD + yaml.safe_dump(sections, allow_unicode=True, sort_keys=False, default_flow_style=None, width=118)
