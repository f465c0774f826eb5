"""Sentences: split a paragraph's text where sentences end, and count words and syllables."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

# Stops, or one ellipsis. A run of stops is looked at from its first alone: a long one is not looked at from each.
_END = re.compile(r"(?:…|(?<![.!?])[.!?]+)[\"'”’)\]*_]*(?=\s|\Z)")
_WORD = re.compile(r"[^\W_]+(?:[.,'’:/-][^\W_]+)*")
# No word that is shortened with a full stop is as long.
_LONGEST_TOKEN = 40
# After these a capital letter or a number goes on with the same sentence.
_BEFORE_NAME = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "st", "sr", "jr", "e.g", "eg", "i.e", "ie", "vs", "cf"}
    | {"fig", "ed", "eds", "vol", "approx", "ca", "dept", "incl", "esp"}
)
# These shorten a word only before a number: "p. 12", "No. 7". Else they end a sentence: "Can I leave? No."
_BEFORE_NUMBER = frozenset({"no", "nos", "p", "pp", "ch", "sec", "art", "para"})
_PART_OF_DAY = frozenset({"a.m", "p.m"})
_LAST_Y = re.compile(r"[aeiou][^aeiouy]+y\Z")
_FIRST_VOWEL = re.compile(r"[aeiou][^aeiouy]+(?!e[sd]?\Z)[aeiou]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the start and end of each sentence; a line break ends one only after a full stop or its like."""
    spans = []
    start = 0
    for end in _END.finditer(text):
        if end.start() >= start and _ends_sentence(text, start, end):
            spans.append((start, end.end()))
            start = end.end()
    spans.append((start, len(text)))
    trimmed = []
    for first, last in spans:
        piece = text[first:last]
        if piece.strip():
            left = first + len(piece) - len(piece.lstrip())
            trimmed.append((left, first + len(piece.rstrip())))
    return trimmed


def _ends_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    following = text[end.end() : end.end() + 40]
    after = following.lstrip()
    if not after:
        return True
    new_line = "\n" in following[: len(following) - len(after)]
    if "!" in end.group() or "?" in end.group():
        return not after[0].islower()
    if after[0].islower():
        return False
    if end.group() != ".":
        return True
    before = text[max(start, end.start() - _LONGEST_TOKEN) : end.start()]
    word = "" if not before or before[-1].isspace() else before.split()[-1].lstrip("(\"'“‘[*_").lower()
    if word in _BEFORE_NUMBER:
        return not after[0].isdigit()
    if word in _BEFORE_NAME or (len(word) == 1 and word.isalpha() and word not in ("i", "a")):
        return False
    if word == "al":
        return not (after[0].isdigit() or after[0] == "(")
    if word in _PART_OF_DAY:
        return new_line or not after[0].isdigit()
    return True


@lru_cache(maxsize=2_000)
def words_of(text: str) -> tuple[str, ...]:
    """List the words of a text; "8.30", "don't" and "one-to-one" are one word each.

    Several rules ask for the words of the same sentences, a page at a time.
    """
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=50_000)
def syllables_of(word: str) -> int:
    """Count a word's syllables from its hyphenation; a number counts as one."""
    count = 0
    for part in re.split(r"[^a-z]+", word.lower().replace("'", "").replace("’", "")):
        if part:
            pieces = _dictionary().inserted(part).split("-")
            # Nobody breaks "very" before its last letter or "about" after its first, yet they have two syllables.
            count += len(pieces) + sum(1 for piece in pieces if _LAST_Y.search(piece))
            count += 1 if _FIRST_VOWEL.match(pieces[0]) else 0
    return max(1, count)


@cache
def _dictionary() -> Any:
    # Imported late: it takes longer to read than all else that a check needs, and most have no new word to ask it.
    import pyphen

    # American patterns break at syllables, British ones at word roots ("lit-tle", but "little").
    return pyphen.Pyphen(lang="en_US")


def reading_grade(sentences: list[str], syllables_in: Callable[[str], int] = syllables_of) -> float:
    """Give the Flesch-Kincaid grade of some sentences: years of schooling needed to read them with ease.

    Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    counts = [words_of(sentence) for sentence in sentences]
    words = sum(map(len, counts))
    if not words:
        return 0.0
    syllables = sum(syllables_in(word) for found in counts for word in found)
    return 0.39 * words / sum(1 for found in counts if found) + 11.8 * syllables / words - 15.59
