"""The words of time: classes of words and of phrases, read from `words/stated.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from peerhub.folding import fold
from peerhub.schedule.days import WEEKDAYS

_HALF = r"(?:\s?[ap]\.?\s?m\b\.?)"
_UNIT = r"(?:\s?(?:uhr|hrs?|h|o'?clock)\b)"
_NOON = "noon|midday|midi|mediod[ií]a|mezzogiorno"
_ONE = rf"\d{{1,2}}(?:[:.h]\d\d)?(?:{_HALF}|{_UNIT})?(?:\s(?:{_NOON})\b)?"
_END = rf"(?:\d{{1,2}}(?:[:.h]\d\d)?(?:{_HALF}|{_UNIT})?(?![\d/]|st|nd|rd|th)|(?:{_NOON})\b)"
_TOKEN = re.compile(
    rf"""
    (?P<range>(?<![\d/])(?:from\s)?{_ONE}\s?(?:[-–—]|to|until|till|bis|a\s)\s?{_END})
  | (?P<hour>(?<![\d/])(?:\d{{1,2}}[:.h]\d\d(?:{_HALF}|{_UNIT})?|\d{{1,2}}(?:{_HALF}|{_UNIT})
      |(?:12\s)?(?:{_NOON})\b)(?![\d/]))
  | (?P<long>\+?\d[\d-]*-\d{{3,}}(?:-\d+)*)  # of a telephone or a room
  | (?P<date>\d{{1,4}}[/-]\d{{1,2}}(?:[/-]\d{{1,4}})?)
  | (?P<nth>\d{{1,2}}(?:(?:st|nd|rd|th|er|e|eme|ème|º|ª)(?!\w)|\.(?=\s?(?:und\s\d|mon|die|mit|don|fre|sam|son))))
  | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
  | (?P<number>\d+)
  | (?P<stop>[.;!?|]{{1,20}}(?=\s|\Z)|\n+|[;()|]|\*{2, 9})
  | (?P<sign>[,&/+–—-])
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Two letters are a weekday only beside another: `Tu+Th`.
_LONG = {day[:2].capitalize(): day for day in WEEKDAYS}
_TWO_LETTERS = re.compile("|".join(_LONG))
_SHORT_DAYS = re.compile(rf"\b(?:{'|'.join(_LONG)})(?:\s?[+/&,–-]\s?(?:{'|'.join(_LONG)}))+\b")
_DAY_LIKE = re.compile(r"[a-z]{3,9}days?\Z")
_NO_DAYS = frozenset(
    {"today", "holiday", "holidays", "birthday", "birthdays", "everyday", "midday", "weekday", "yesterday"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: its kind, what it stands for, and how it was written."""

    kind: str
    value: Any
    text: str


def pieces_of(text: str) -> list[Piece]:
    """Cut a text into days, ordinals, months, hours, words with a meaning here, other words, signs and stops.

    >>> [(piece.kind, piece.value) for piece in pieces_of("2nd & 4th Sundays, 7.30pm")]
    [('nth', 2), ('sign', '&'), ('nth', 4), ('day', 'sunday'), ('sign', ','), ('hour', '7.30pm')]
    """
    plain = _SHORT_DAYS.sub(lambda match: _TWO_LETTERS.sub(lambda day: _LONG[day[0]], match[0]), text)
    found = [(match.lastgroup or "", match[0]) for match in _TOKEN.finditer(plain)]
    return list(_pieces(found))


def _pieces(found: list[tuple[str, str]]) -> Iterator[Piece]:
    at = 0
    while at < len(found):
        kind, said = found[at]
        if kind in ("word", "number"):
            end, kind, value = _phrase(found, at)
            yield Piece(kind, value, " ".join(text for _, text in found[at:end]))
            at = end
            continue
        if kind == "nth":
            yield Piece(kind, int("".join(filter(str.isdigit, said))), said)
        else:
            yield Piece(kind, said, said)
        at += 1


def _phrase(found: list[tuple[str, str]], at: int) -> tuple[int, str, Any]:
    """Find the longest phrase that begins here: where it ends, its kind and what it stands for."""
    word = _plain(found[at][1])
    for form in (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,):
        for rest, kind, value in _phrases().get(form, ()):
            end = _follows(found, at + 1, rest)
            if end:
                return end, kind, value
    if _DAY_LIKE.match(word) and word not in _NO_DAYS:
        near = get_close_matches(word.removesuffix("s"), WEEKDAYS, 1, 0.75)
        if near:
            return at + 1, "day", near[0]
    return at + 1, found[at][0], word


def _follows(found: list[tuple[str, str]], at: int, words: tuple[str, ...]) -> int:
    for word in words:
        while at < len(found) and found[at][1] in "-–":
            at += 1
        if at >= len(found):
            return 0
        said = _plain(found[at][1])
        if said != word and said != f"{word}s":
            return 0
        at += 1
    return at


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    return fold(word).replace(" ", "")


@cache
def _phrases() -> Mapping[str, list[tuple[tuple[str, ...], str, Any]]]:
    """Index every phrase by its first word, the longest first; what people say goes before what calendars do."""
    found: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    kinds = {"days": "day", "ordinals": "nth", "months": "named_month", "parts": "part", "spans": "span"}
    for file in ("stated.yaml", "calendar_names.yaml"):
        said = yaml.safe_load(resources.files("peerhub.words").joinpath(file).read_text(encoding="utf-8"))
        for section, groups in said.items():
            for value, phrases in groups.items():
                for phrase in _flat(phrases):
                    first, *rest = fold(phrase).split()
                    found.setdefault(first, []).append((tuple(rest), kinds.get(section, value), value))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


# Of these a text may be full and say nothing of how often.
_SILENT = frozenset(
    {"every", "meets", "matter", "part", "day", "span", "counted", "conditional", "elsewhere", "bound", "relative"}
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|\.\s?[a-z])|\d[/.-]\d|\d\s?w", re.IGNORECASE)


@cache
def _telling() -> frozenset[str]:
    """Give the first words of all that bears on a rhythm, and the weekdays of other languages."""
    return frozenset(
        form
        for first, phrases in _phrases().items()
        for _, kind, value in phrases
        if kind not in _SILENT or (kind == "day" and not is_english(value, first))
        for form in (first, f"{first}s")
    )


def is_english(value: str, word: str) -> bool:
    """Whether a word for a weekday or a month is its English name or begins it."""
    return value.startswith(word.removesuffix("s"))


@lru_cache(maxsize=4096)
def may_tell_of_rhythm(text: str) -> bool:
    """Whether a text has any word that could say how often; the answer False is sure, and quick.

    >>> may_tell_of_rhythm("Co drugi czwartek"), may_tell_of_rhythm("Tea and talk.")
    (True, False)
    """
    return _ORDINAL.search(text) is not None or not _telling().isdisjoint(fold(text).split())


def _flat(said: Any) -> Iterator[str]:
    for part in said:
        if isinstance(part, list):
            yield from part
        else:
            yield part
