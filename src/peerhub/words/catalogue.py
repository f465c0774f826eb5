"""The catalogue: every text of the interface, in English as YAML and in any other language as gettext's PO.

English is written where its keys are, with what a translator must know as comments above them. A translation is one
file `LANG.po`, which every translator's tool opens: `msgctxt` is the key, `msgid` the English that was translated.
A text whose English has changed since, and one that is missing or marked fuzzy, is said in English and counted.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from peerhub.languages import script_of
from peerhub.problems import Location, PeerHubError, Problems
from peerhub.text import hash_of
from peerhub.words.cldr import calendar_words, clock_words, list_words, locale
from peerhub.words.pseudo import BIDI, PSEUDO, pseudo
from peerhub.yaml.source import Source, parse_yaml

Path = tuple[str | int, ...]
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
FILES = {"": "en.yaml", "schedule": "schedule.en.yaml", "intake": "intake.en.yaml"}

# What stands in the files of words and is no text.
_NO_TEXT = re.compile(
    r"schedule\.(clock\.(twelve_hours|separator|am|pm)|zones\.)"
    r"|intake\.(choices\.days\.|questions\.\w+\.(kind|input|choices)\b|forms\.\w+\.(questions|needed)\b)"
)
# Help and advice: they are not translated before a native reviewer signs for them, so that none is invented.
HELP = re.compile(r"(danger|help|search\.young)\.")


class Text(NamedTuple):
    """One text of the catalogue: what it is called, what it says in English, and what a translator should know."""

    key: str
    path: Path
    english: str | Mapping[str, str]
    file: str
    line: int
    comment: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Give the English in each of its forms."""
        return (self.english,) if isinstance(self.english, str) else tuple(self.english.values())


def is_plural(found: object) -> bool:
    """Whether a part of the catalogue holds the plural forms of one text."""
    return isinstance(found, Mapping) and "other" in found and found.keys() <= FORMS


@cache
def english() -> dict[str, Any]:
    """Give the whole catalogue in English, with the calendar's words as CLDR has them."""
    found = {part: copy.deepcopy(source.data) for part, source in _sources().items()}
    return _with_calendar(found, "en")


@cache
def texts() -> tuple[Text, ...]:
    """List the texts of the catalogue in their order."""
    return tuple(_texts())


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, Any]:
    """Give the catalogue in a language, with English where it says nothing; English files by `""` and their name."""
    if language == "en":
        return english()
    found = copy.deepcopy(english())
    said = {text.key: _pseudo(text) for text in texts()} if language == PSEUDO else translation(language)
    turned = script_of(language).direction == "rtl"
    for text in texts():
        if text.key in said:
            _put(found, text.path, said[text.key])
        elif turned:
            _put(found, text.path, _apart(text.english))
    return _with_calendar(found, language)


@lru_cache(maxsize=8)
def translation(language: str) -> Mapping[str, str | dict[str, str]]:
    """Give what a language says, by key. Raises PeerHubError where it has no catalogue, or one with errors."""
    from peerhub.words.po import read_catalogue

    if language == BIDI:
        return {}
    file = files("peerhub.words").joinpath(f"{language}.po")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language) or not file.is_file():
        problems = Problems()
        hint = f"Use one of: {', '.join(languages())}; or begin a catalogue: ./hub words {language}"
        problems.error(Location("mkdocs.yml"), "language-unknown", f"the language '{language}' has no words", hint)
        raise PeerHubError(f"There are no words for the language '{language}'.", problems)
    problems = Problems()
    found = read_catalogue(file.read_bytes(), language, problems)
    if problems.has_errors:
        raise PeerHubError(f"The words in {language}.po cannot be used.", problems)
    return found.said


def languages() -> tuple[str, ...]:
    """Name the languages that have a catalogue, English first."""
    found = sorted(entry.name for entry in files("peerhub.words").iterdir() if entry.name.endswith(".po"))
    return ("en", *(name.removesuffix(".po") for name in found))


def missing(language: str) -> tuple[str, ...]:
    """Name the texts that are said in English because a language has none; help and advice are not among them."""
    if language in ("en", PSEUDO, BIDI):
        return ()
    said = translation(language)
    return tuple(text.key for text in texts() if text.key not in said and not HELP.match(text.key))


def _apart(english: str | Mapping[str, str]) -> str | dict[str, str]:
    """Keep English words in their order on a page whose lines run from right to left."""
    if isinstance(english, str):
        return f"\u2066{english}\u2069"
    return {form: f"\u2066{said}\u2069" for form, said in english.items()}


def said_hash(language: str) -> str:
    """Name what a language says as it now stands: a change to any text changes it."""
    said = {} if language in (PSEUDO, BIDI) else dict(translation(language))
    return hash_of(json.dumps(said, ensure_ascii=False, sort_keys=True))


def _pseudo(text: Text) -> str | dict[str, str]:
    if HELP.match(text.key):
        return text.english if isinstance(text.english, str) else dict(text.english)
    if isinstance(text.english, str):
        return pseudo(text.english)
    return {form: pseudo(said) for form, said in text.english.items()}


def _with_calendar(found: dict[str, Any], language: str) -> dict[str, Any]:
    locale(language)
    said = calendar_words(language)
    found[""]["dates"] = {name: said[name] for name in ("long", "weekday", "months", "weekdays")}
    # By the days' English names, which the data has.
    days = found["intake"]["choices"]["days"]
    found["intake"]["choices"]["days"] = dict(zip(days, said["weekdays"], strict=True))
    schedule = found["schedule"]
    schedule.update(months=said["months"], weekdays=said["weekdays"], joining=list_words(language))
    schedule.update(date=said["long"], day_date=said["weekday"], weekday_date=said["weekday_date"])
    if language == PSEUDO:
        schedule["clock"].update({half: pseudo(schedule["clock"][half]) for half in ("am", "pm")})
    elif language != "en":
        schedule["clock"].update(clock_words(language))
    return found


@cache
def _sources() -> dict[str, Source]:
    found = {}
    for part, name in FILES.items():
        problems = Problems()
        source = parse_yaml(files("peerhub.words").joinpath(name).read_bytes(), f"words/{name}", problems)
        if source is None or not isinstance(source.data, dict):
            raise PeerHubError(f"The words in {name} cannot be read.", problems)
        found[part] = source
    return found


def _texts() -> Iterator[Text]:
    for part, source in _sources().items():
        lines = source.text.splitlines()
        for path in _leaves(source.data, ()):
            key = ".".join(str(step) for step in ((part, *path) if part else path))
            if _NO_TEXT.match(key):
                continue
            line = source.locate(path).line or 1
            found = _at(source.data, path)
            if is_plural(found) or isinstance(found, str):
                yield Text(key, (part, *path), found, source.name, line, _comment(lines, line))


def _leaves(found: Any, path: Path) -> Iterator[Path]:
    if isinstance(found, Mapping) and not is_plural(found):
        for step, inner in found.items():
            yield from _leaves(inner, (*path, step))
    elif isinstance(found, list):
        for at in range(len(found)):
            yield (*path, at)
    else:
        yield path


def _comment(lines: list[str], line: int) -> str:
    """Give the comment right above a line, which says what a translator must know."""
    found: list[str] = []
    for above in reversed(lines[: line - 1]):
        if not above.lstrip().startswith("#"):
            break
        found.insert(0, above.lstrip(" #"))
    return " ".join(found)


def _at(found: Any, path: Path) -> Any:
    for step in path:
        found = found[step]
    return found


def _put(found: Any, path: Path, said: object) -> None:
    _at(found, path[:-1])[path[-1]] = said
