"""Every word that the interface says to readers: one catalogue a language, and dates put into words.

A template or a module never holds a sentence of its own. It asks for a key, such as `help_bar.question`, and
fills the places in braces. A language has three files here: of pages, of forms and of schedules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from peerhub.problems import Location, PeerHubError, Problems
from peerhub.words.language_names import language_name
from peerhub.yaml.source import read_yaml

_PLURAL = frozenset({"one", "other"})
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

    def say(self, key: str, **values: object) -> str:
        """Say the words of a key, with `{places}` filled; `n` chooses between `one` and `other`."""
        found = self._find(key)
        if type(found) is dict and found.keys() == _PLURAL:
            if "n" not in values:
                raise KeyError(f"{key}: the words have a singular and a plural, give n")
            found = found["one" if values["n"] == 1 else "other"]
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
            month = self.several("dates.months")[day.month - 1]
            said = self._dates[day] = self.say("dates.long", day=day.day, month=month, year=day.year)
        return said

    def weekday_date(self, day: date) -> str:
        """Put a date near today into words, with its weekday: Tuesday 24 November."""
        weekday = self.several("dates.weekdays")[day.weekday()]
        month = self.several("dates.months")[day.month - 1]
        return self.say("dates.weekday", weekday=weekday, day=day.day, month=month)

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
        return str(values[place])


@lru_cache(maxsize=8)
def load_words(language: str) -> Words:
    """Read the catalogue of a language; a language that is not there is told with those that are."""
    name = f"{language}.yaml"
    folder = files(__name__)
    there = sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    problems = Problems()
    if language not in there:
        hint = f"Use one of: {', '.join(there)}; or add {name} beside them."
        problems.error(Location("mkdocs.yml"), "language-unknown", f"the language '{language}' has no words", hint)
        raise PeerHubError(f"There are no words for the language '{language}'.", problems)
    with as_file(folder.joinpath(name)) as path:
        source = read_yaml(path, f"words/{name}", problems)
    if source is None or not isinstance(source.data, dict):
        raise PeerHubError(f"The words in {name} cannot be read.", problems)
    return Words(language, source.data)


def _keys(branch: Mapping[str, Any], before: str) -> Iterator[str]:
    for step, found in branch.items():
        key = f"{before}{step}"
        if isinstance(found, Mapping) and found.keys() != _PLURAL:
            yield from _keys(found, f"{key}.")
        else:
            yield key
