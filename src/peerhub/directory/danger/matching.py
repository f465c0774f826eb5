"""Finds the dangers that a text speaks of: the twin of overrides/components/search/dangers.mjs.

`./hub check` tries the examples of data/phrases.yaml with it, where no browser is; a test holds the two equal. How a
phrase is read stands in docs/contribute/danger-phrases.md. Every step looks a few words ahead at most, so that the
time grows with the text's length and with nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from peerhub.directory.danger.sieve import Sieve
from peerhub.directory.danger.typed import Speller, forms, tokens

# The most other words that stand between two words of a phrase: by themselves, and where "..." is written.
NEAR, GAP = 1, 4
# So often one phrase is looked for in one text.
TIMES = 8
# In a text of more words than anybody searches for, slips are mended in so many.
MENDED = 100
# The shortest word that may be typed as two.
TWO_HALVES = 6
# Classes that the matcher itself asks for, by their number in the compiled file.
FILLER, DENIAL, OTHER, SELF = 0, 1, 2, 3

Symbol = int | str

_RANGE = re.compile(r"\d+-\d+")


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a phrase: what may stand there, whether words may stand before it, whether it may be missing."""

    any_of: tuple[Symbol, ...]
    gap: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Steps in their order; `opens` and `closes` say that nothing may stand before or after them."""

    steps: tuple[Step, ...]
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the compiled file: its danger, its language, its number there, and its parts in any order."""

    danger: str
    language: str
    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that was found, and from which word to which."""

    phrase: Phrase
    start: int
    end: int
    danger: str


class Recogniser:
    """The compiled phrases, made ready to be looked for."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._order, self._over, self._joined = compiled["order"], compiled["over"], compiled["joined"]
        self._theirs = compiled["theirs"]
        self.words: dict[str, set[Symbol]] = {}
        self.members: dict[Symbol, list[tuple[tuple[Step, ...], int]]] = {}
        self._phrases: dict[Symbol, list[Phrase]] = {}
        self._wider: dict[Symbol, set[int]] = {}
        self.ranges: list[tuple[range, Symbol]] = []
        self._read_classes(compiled["words"].split(";"))
        self._read_phrases(compiled["phrases"])
        for symbols in self.words.values():
            for symbol in list(symbols):
                symbols.update(self.wider(symbol))
        self.speller = Speller(self.words, Sieve(compiled["guarded"]).holds)

    def _read_classes(self, classes: Iterable[str]) -> None:
        for number, text in enumerate(classes):
            for member in filter(None, text.split(",")):
                first, *more = member.split(" ")
                if "A" <= first[0] <= "Z":
                    self._wider.setdefault(number_of(first), set()).add(number)
                elif _RANGE.fullmatch(first):
                    self._count(first, number)
                elif more:
                    for word in (first, *more):
                        self._learn(word, word)
                    steps = tuple(Step((word,)) for word in (first, *more))
                    self.members.setdefault(first, []).append((steps, number))
                else:
                    self._learn(first, number)

    def _read_phrases(self, by_language: Mapping[str, str]) -> None:
        number = 0
        for language, groups in by_language.items():
            for danger, line in self._lines(groups):
                phrase = Phrase(danger, language, number, tuple(_part(part) for part in line.split("+")))
                number += 1
                for symbol in (symbol for part in phrase.parts for step in part.steps for symbol in step.any_of):
                    if isinstance(symbol, str) and _RANGE.fullmatch(symbol):
                        self._count(symbol, symbol)
                    elif isinstance(symbol, str):
                        self._learn(symbol if language == "en" else f"={symbol}", symbol)
                for symbol in _begins(phrase.parts[0].steps):
                    self._phrases.setdefault(symbol, []).append(phrase)

    def _lines(self, groups: str) -> Iterator[tuple[str, str]]:
        for danger, lines in zip(("", "young", "family", "adult", *self._order), groups.split("|"), strict=True):
            for line in filter(None, lines.split(";")):
                yield danger, line

    def _count(self, text: str, symbol: Symbol) -> None:
        least, most = map(int, text.split("-"))
        self.ranges.append((range(least, most + 1), symbol))

    def _learn(self, word: str, symbol: Symbol) -> None:
        for form in forms(word):
            self.words.setdefault(form, set()).add(symbol)

    def wider(self, symbol: Symbol) -> Iterator[int]:
        """Give the classes that hold a class."""
        for outer in self._wider.get(symbol, ()):
            yield outer
            yield from self.wider(outer)

    def dangers(self, text: str) -> list[str]:
        """Give the dangers that a text speaks of, the most urgent first."""
        met = {match.danger for match in self.find(text)}
        for sign, dangers, too in self._joined:
            if sign in met and met & set(dangers):
                met.add(too)
        if "adult" in met and "young" not in met and "child" in met:
            met = met - {"child"} | {"abuse"}
        found = [danger for danger in self._order if danger in met]
        return [danger for danger in found if danger != "soft"] or found

    def find(self, text: str) -> list[Match]:
        """Give every phrase that a text holds, but those in whose place a longer one stands."""
        reading = Reading(self, text)
        for match in [match for match in self._matches(reading) if not match.phrase.danger]:
            reading.cover(match.start, match.end)
        found = [match for match in self._matches(reading) if match.phrase.danger]
        return [
            replace(match, danger=self._theirs[match.danger])
            if match.danger in self._theirs and reading.of_another(match.end)
            else match
            for match in self._uncovered(found)
        ]

    def _uncovered(self, found: list[Match]) -> list[Match]:
        """Leave out what stands inside a longer phrase of a danger that is over its own."""
        left = found
        for over, dangers in self._over.items():
            reach = _furthest([match for match in found if match.danger == over])
            left = [
                match
                for match in left
                if match.danger not in dangers
                or (reach(match.start) <= match.end and reach(match.start - 1) < match.end)
            ]
        return left

    def _matches(self, reading: Reading) -> Iterator[Match]:
        times: Counter[int] = Counter()
        for start, here in enumerate(reading.at):
            phrases = {phrase.number: phrase for symbol in here for phrase in self._phrases.get(symbol, ())}
            for phrase in phrases.values():
                spans = _spans(reading, phrase.parts, start) if times[phrase.number] < TIMES else []
                times[phrase.number] += bool(spans and phrase.danger)
                if spans:
                    yield Match(phrase, min(begin for begin, _ in spans), max(end for _, end in spans), phrase.danger)


class Reading:
    """A text word by word: which symbols begin at each word, and where each of them ends."""

    def __init__(self, recogniser: Recogniser, text: str) -> None:
        known = recogniser.words
        speller = recogniser.speller
        words = [
            (token, near)
            for place, token in enumerate(tokens(text))
            for near in (speller.read(token) if place < MENDED else speller.as_spelt(token))
        ]
        self.at: list[dict[Symbol, set[int]]] = [{} for _ in words]
        self._firsts: dict[int, tuple[int, int] | None] = {}
        for place, (token, near) in enumerate(words):
            for word in near:
                self._add(place, known[word], place + 1)
            if token.isascii() and token.isdigit() and len(token) < 9:
                self._add(
                    place, (symbol for numbers, symbol in recogniser.ranges if int(token) in numbers), place + 1
                )
            both = token + words[place + 1][0] if place + 1 < len(words) else ""
            if len(both) >= TWO_HALVES and both in known:
                self._add(place, known[both], place + 2)
        for place, here in enumerate(self.at):
            for symbol in [symbol for symbol in here if symbol in recogniser.members]:
                for steps, number in recogniser.members[symbol]:
                    end = self.end(steps, place)
                    if end:
                        self._add(place, (number, *recogniser.wider(number)), end)

    def _add(self, place: int, symbols: Iterable[Symbol], end: int) -> None:
        for symbol in symbols:
            self.at[place].setdefault(symbol, set()).add(end)

    def cover(self, start: int, end: int) -> None:
        """Take the words of an innocent phrase away, so that no danger is found in them."""
        for place in range(start, end):
            self.at[place] = {}
        self._firsts.clear()

    def end(self, steps: tuple[Step, ...], start: int) -> int:
        """Say where the steps that begin at a word end, the furthest; 0 if they are not there."""
        places = {start}
        for index, step in enumerate(steps):
            reached = set(places) if step.optional else set()
            for place in places:
                for here in self._reach(place, GAP if step.gap else NEAR) if index else (place,):
                    for symbol in step.any_of:
                        reached.update(self.at[here].get(symbol, ()))
            places = reached
        return max(places, default=0)

    def _reach(self, place: int, left: int) -> Iterator[int]:
        """Give the places where the next step may stand: fillers are passed over, and `left` other words."""
        while place < len(self.at):
            yield place
            if FILLER not in self.at[place]:
                if not left or DENIAL in self.at[place]:
                    return
                left -= 1
            place += 1

    def first(self, part: Part) -> tuple[int, int] | None:
        """Find a part anywhere."""
        if id(part) not in self._firsts:
            spans = (_span(self, part, place) for place in range(len(self.at)))
            self._firsts[id(part)] = next(filter(None, spans), None)
        return self._firsts[id(part)]

    def only_fillers(self, start: int, end: int) -> bool:
        """Tell whether nothing but fillers stands between two places."""
        return all(FILLER in here for here in self.at[start:end])

    def of_another(self, end: int) -> bool:
        """Tell whether the last person named before a place is another than the writer."""
        for here in reversed(self.at[:end]):
            if SELF in here or OTHER in here:
                return SELF not in here
        return False

    def denied(self, start: int) -> bool:
        """Tell whether "not" or its like stands before a place."""
        before = start - 1
        while before > 0 and FILLER in self.at[before]:
            before -= 1
        return before >= 0 and DENIAL in self.at[before]


def _furthest(found: list[Match]) -> Callable[[int], int]:
    """Give how far those phrases go that begin at a place or before it."""
    ends = [0] * (1 + max((match.start for match in found), default=0))
    for match in found:
        ends[match.start] = max(ends[match.start], match.end)
    reach = list(accumulate(ends, max))
    return lambda place: reach[min(place, len(reach) - 1)] if place >= 0 else 0


def _spans(reading: Reading, parts: tuple[Part, ...], start: int) -> list[tuple[int, int]]:
    """Find the first part where it is asked for and each other anywhere; nothing if one is missing."""
    found = []
    for index, part in enumerate(parts):
        span = reading.first(part) if index else _span(reading, part, start)
        if not span:
            return []
        found.append(span)
    return found


def _span(reading: Reading, part: Part, start: int) -> tuple[int, int] | None:
    end = reading.end(part.steps, start)
    if not end or reading.denied(start) or (part.opens and not reading.only_fillers(0, start)):
        return None
    return None if part.closes and not reading.only_fillers(end, len(reading.at)) else (start, end)


def _begins(steps: tuple[Step, ...]) -> Iterator[Symbol]:
    for step in steps:
        yield from step.any_of
        if not step.optional:
            return


def _part(text: str) -> Part:
    steps: list[Step] = []
    signs = set()
    for token in text.split(" "):
        if token in ("^", "$"):
            signs.add(token)
            continue
        words = token.strip(".?").split("/")
        any_of = tuple(number_of(word) if "A" <= word[0] <= "Z" else word for word in words)
        steps.append(Step(any_of, token[0] == ".", token[-1] == "?"))
    return Part(tuple(steps), "^" in signs, "$" in signs)


def number_of(code: str) -> int:
    """Read a class's number from its code: A, B, ... Z, BA, BB ...

    >>> [number_of(code) for code in ("A", "Z", "BA")]
    [0, 25, 26]
    """
    number = 0
    for letter in code:
        number = number * 26 + ord(letter) - 65
    return number
