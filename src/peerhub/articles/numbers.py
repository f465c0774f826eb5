"""Numbers in prose: written in digits or in words, each with what it counts where that is trials or people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
_ONES = (*_SMALL, "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# "One" is left out: it is seldom a number ("one review says").
_WORDS = {word: number for number, word in enumerate(_ONES, 2)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_DIGITS = {"one": 1, **{word: _WORDS[word] for word in _ONES[:8]}}

# Not part of a name (CG178, COVID-19) or of a longer number.
_NUMBER = re.compile(
    r"(?<![\w.,])(?<!\w-)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?!\w|-\w|[.,]\d)"
    rf"|\b(?P<tens>{'|'.join(_TENS)})(?:-(?P<one>{'|'.join(_DIGITS)}))?\b"
    rf"|\b(?P<word>{'|'.join(_ONES)})\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:\s+(?!and\b|or\b|in\b|of\b|with\b|were\b|did\b|found\b|that\b|who\b)[a-z-]+)?\s+"
    r"(?:(?P<trials>trials?|studies|study|reviews?|papers?|samples?|results?)"
    r"|(?P<people>people|women|clients|participants|patients|adults))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, its value without sign, and what it counts: `trials`, `people` or nothing known."""

    text: str
    value: Decimal
    unit: str = ""


def find_numbers(text: str) -> Iterator[Number]:
    """Find the numbers in a text, in their order."""
    for found in _NUMBER.finditer(text):
        unit = _UNIT.match(text, found.end())
        yield Number(found[0], _value(found), (unit.lastgroup or "") if unit else "")


def _value(found: re.Match[str]) -> Decimal:
    if found["digits"]:
        return Decimal(found["digits"].replace(",", "") + (found["part"] or ""))
    if found["tens"]:
        return Decimal(_WORDS[found["tens"].lower()] + (_DIGITS[found["one"].lower()] if found["one"] else 0))
    return Decimal(_WORDS[found["word"].lower()])
