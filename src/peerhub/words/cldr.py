"""What CLDR knows of a language, by way of Babel: dates, hours, lists, plurals. Digits are Latin everywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from peerhub.words.pseudo import BIDI, PSEUDO, pseudo

if TYPE_CHECKING:
    from babel import Locale

# The house's English is British, and writes a weekday without a comma.
_LOCALES = {"en": "en-GB", PSEUDO: "en-GB", BIDI: "ar"}
_NO_COMMA = ("en", PSEUDO)
_PART = re.compile(r"'([^']*)'|([A-Za-z])\2*")
_NAMES = {"E": "{weekday}", "c": "{weekday}", "d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
_WITHOUT_YEAR = ("MMMMEEEEd", "MMMMEd", "MMMEd")


@cache
def locale(language: str) -> Locale:
    """Give what CLDR says of a language; raises ValueError where it knows none of that tag."""
    from babel import Locale, UnknownLocaleError  # it takes a while to read

    try:
        return Locale.parse(_LOCALES.get(language, language), sep="-")
    except UnknownLocaleError as error:
        raise ValueError(str(error)) from None


def country_name(code: str, language: str) -> str | None:
    """Name a country in a language, where CLDR knows both.

    >>> country_name("GB", "cy")
    'Y Deyrnas Unedig'
    """
    found: str | None = locale(language).territories.get(code)
    return found


@cache
def plural_forms(language: str) -> tuple[str, ...]:
    """Name the plural forms of a language, in the order of CLDR.

    >>> plural_forms("en"), plural_forms("cy"), plural_forms("ja")
    (('one', 'other'), ('zero', 'one', 'two', 'few', 'many', 'other'), ('other',))
    """
    known = {*locale(language).plural_form.tags, "other"}
    return tuple(form for form in ("zero", "one", "two", "few", "many", "other") if form in known)


def plural_form(language: str, number: float) -> str:
    """Name the plural form of a number."""
    if language == "en":
        return "one" if number == 1 else "other"
    return str(locale(language).plural_form(number))


def number_words(language: str, number: int) -> str:
    """Write a whole number in Latin digits.

    >>> number_words("en", 4500), number_words("de", 4500)
    ('4,500', '4.500')
    """
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=locale(language), numbering_system="latn"))


@cache
def calendar_words(language: str) -> dict[str, Any]:
    """Give the weekdays from Monday on, the months, and the patterns of dates with named places.

    >>> calendar_words("de")["weekday_date"], calendar_words("ja")["weekday"]
    ('{weekday}, {day}. {month} {year}', '{month}{day}日({weekday})')
    """
    known = locale(language)
    skeletons = known.datetime_skeletons
    short = next(skeletons[name] for name in _WITHOUT_YEAR if skeletons.get(name))
    months = [known.months["format"]["wide"][month] for month in range(1, 13)]
    said = {
        "long": known.date_formats["long"],
        "weekday": short,
        "weekday_date": known.date_formats["full"],
    }
    patterns = {name: _places(pattern.pattern, months) for name, pattern in said.items()}
    if language in _NO_COMMA:
        patterns = {name: pattern.replace("{weekday},", "{weekday}") for name, pattern in patterns.items()}
    weekdays = [known.days["format"]["wide"][day] for day in range(7)]
    if language == PSEUDO:
        months, weekdays = [pseudo(name) for name in months], [pseudo(name) for name in weekdays]
    return {**patterns, "months": months, "weekdays": weekdays}


def clock_words(language: str) -> dict[str, Any]:
    """Say whether hours count to 12, what stands before the minutes, and the halves of the day.

    >>> clock_words("de"), clock_words("ar")["pm"]
    ({'twelve_hours': False, 'separator': ':', 'am': '{time} AM', 'pm': '{time} PM'}, '{time} م')
    """
    pattern = locale(language).time_formats["short"].pattern
    separator = re.sub(r"[\w\s\u202f]", "", pattern.partition("m")[0])
    halves = locale(language).day_periods["format"]["abbreviated"]
    return {
        "twelve_hours": "a" in pattern,
        "separator": separator,
        **{half: f"{{time}} {halves[half]}" for half in ("am", "pm")},
    }


@cache
def list_words(language: str, style: str = "standard") -> dict[str, str]:
    """Give how two, and how many, words are joined; the style `or` offers a choice, `plain` names one after another.

    >>> list_words("en")["2"], list_words("ja")["end"]
    ('{0} and {1}', '{0}、{1}')
    """
    known = locale(language).list_patterns
    # What a style leaves out, CLDR takes from its shorter form, and that from the standard one.
    found: dict[str, str] = {}
    for name in ("standard", f"{style}-short", style):
        found |= known.get(name, {})
    if style == "plain":
        found = dict.fromkeys(found, found["start"])
    return {name: pseudo(pattern) for name, pattern in found.items()} if language == PSEUDO else found


def _places(pattern: str, months: list[str]) -> str:
    """Turn a pattern of CLDR into one with named places; a month in figures takes its sign from its name."""
    for sign in {re.sub(r"^\d+", "", name) for name in months if name[:1].isdigit()}:
        pattern = re.sub(f"M+{sign}", "MMMM", pattern)

    def place(found: re.Match[str]) -> str:
        # An era goes without saying.
        return found[1] if found[2] is None else _NAMES.get(found[2], "")

    return " ".join(_PART.sub(place, pattern).split())
