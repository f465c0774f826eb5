"""Every word that the interface says to readers: one catalogue a language, and dates put into words.

A template or a module never holds a sentence of its own. It asks for a key, such as `help_bar.question`, and
fills the places in braces. English stands in three files here: of pages, of forms and of schedules; every other
language in one, as `catalogue` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from peerhub.languages import Direction, script_of
from peerhub.text import joined
from peerhub.words.catalogue import catalogue, is_plural
from peerhub.words.cldr import list_words, number_words, plural_form
from peerhub.words.language_names import language_name

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Words:
    """The interface's words in one language.

    >>> load_words("en").say("dates.long", day=24, month="November", year=2026)
    '24 November 2026'
    """

    language: str
    catalogue: Mapping[str, Any]
    _found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    _dates: dict[date, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def advice(self) -> Words:
        """Give the words of help and advice: English until a native reviewer has signed for a translation."""
        return self if self.language == "en" else load_words("en")

    @cached_property
    def direction(self) -> Direction:
        """Which way its lines run."""
        return script_of(self.language).direction

    def say(self, key: str, **values: object) -> str:
        """Say the words of a key, with `{places}` filled; `n` chooses the plural form."""
        found = self._find(key)
        if type(found) is dict and is_plural(found):
            if not isinstance(number := values.get("n"), (int, float)):
                raise KeyError(f"{key}: the words have a singular and a plural, give n")
            found = found.get(plural_form(self.language, number)) or found["other"]
        if not isinstance(found, str):
            raise KeyError(f"{key}: no words in the catalogue '{self.language}'")
        if "{" not in found:
            return found
        return _PLACE.sub(lambda place: self._value(key, place.group(1), values), found)

    def several(self, key: str) -> tuple[str, ...]:
        """Say a list of words, such as the months."""
        found = self._find(key)
        if not isinstance(found, list):
            raise KeyError(f"{key}: no list of words in the catalogue '{self.language}'")
        return tuple(str(item) for item in found)

    def forms(self, key: str, **values: object) -> dict[str, str]:
        """Give a text in each of its plural forms, for scripts that will know the number; one without has `other`."""
        found = self._find(key)
        forms = found if is_plural(found) else {"other": found}
        return {form: _PLACE.sub(lambda place: str(values[place[1]]), said) for form, said in forms.items()}

    def joining(self, style: str = "standard") -> dict[str, str]:
        """Give the patterns by which the language joins words, for scripts."""
        return list_words(self.language, style)

    def listed(self, items: Sequence[str], style: str = "standard") -> str:
        """Join words as the language does: a, b and c; with the style `or` a, b or c, with `plain` a, b, c."""
        return joined(self.joining(style), items)

    def number(self, number: int) -> str:
        """Write a number with the language's marks between thousands: 4,500."""
        return number_words(self.language, number)

    def under(self, key: str) -> tuple[str, ...]:
        """Name what stands right below a key, in the catalogue's order."""
        return tuple(self._find(key))

    def known_keys(self) -> Iterator[str]:
        """Name every key that can be said."""
        return _keys(self.catalogue, "")

    def date_words(self, day: date) -> str:
        """Put a date into words: 24 November 2026."""
        said = self._dates.get(day)
        if said is None:
            said = self._dates[day] = self._date("long", day)
        return said

    def weekday_date(self, day: date) -> str:
        """Put a date near today into words, with its weekday: Tuesday 24 November."""
        return self._date("weekday", day)

    def _date(self, pattern: str, day: date) -> str:
        weekday = self.several("dates.weekdays")[day.weekday()]
        month = self.several("dates.months")[day.month - 1]
        said = str(self._find(f"dates.{pattern}"))
        return said.format(weekday=weekday, day=day.day, month=month, year=day.year)

    def language_name(self, tag: str) -> str:
        """Name a language from its BCP 47 tag; one without a name is shown as its tag."""
        return language_name(tag, self.language) or tag

    def _find(self, key: str) -> Any:
        found = self._found.get(key)
        if found is None:
            found = self.catalogue
            for step in key.split("."):
                if not isinstance(found, Mapping) or step not in found:
                    raise KeyError(f"{key}: no words in the catalogue '{self.language}'")
                found = found[step]
            self._found[key] = found
        return found

    def _value(self, key: str, place: str, values: Mapping[str, object]) -> str:
        if place not in values:
            raise KeyError(f"{key}: the words need a value for {{{place}}}")
        value = str(values[place])
        # Among words that run from right to left a number of several parts would be read from its end.
        return f"\u2068{value}\u2069" if self.direction == "rtl" and value else value


@lru_cache(maxsize=8)
def load_words(language: str) -> Words:
    """Read the catalogue of a language; a language that is not there is told with those that are."""
    return Words(language, catalogue(language)[""])


def _keys(branch: Mapping[str, Any], before: str) -> Iterator[str]:
    for step, found in branch.items():
        key = f"{before}{step}"
        if isinstance(found, Mapping) and not is_plural(found):
            yield from _keys(found, f"{key}.")
        else:
            yield key
