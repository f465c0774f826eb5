"""Wording: rules from data/wording.yaml, held against an author's prose.

A rule is written as patterns over classes of words, so that one line finds sentences that nobody listed. What is
denied, doubted, quoted, named or only spoken of is let through where the rule's kind says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from peerhub.articles.prose import Sentence
from peerhub.articles.wording.excuses import BLOCKING, is_excused
from peerhub.articles.wording.model import Heed, WordingKind, WordingRule
from peerhub.articles.wording.patterns import Lexicon, Part, Pattern, members_of, parse_pattern
from peerhub.articles.wording.reading import LONGEST, Reading, tokens_of

Span = tuple[int, int]
# So many of the signs that weigh most are told in a find.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Find:
    """A place that a wording rule found."""

    rule: WordingRule
    words: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule with its patterns read, and what it heeds."""

    rule: WordingRule
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    heeds: tuple[Heed, ...]
    blocked: frozenset[str]
    signs: Mapping[str, int]


class Wording:
    """All wording rules, made ready when an article is first held against them; `digest` stands for all of them."""

    def __init__(
        self,
        kinds: Mapping[str, WordingKind] | None = None,
        classes: Mapping[str, str] | None = None,
        rules: Sequence[WordingRule] = (),
        digest: str = "",
    ) -> None:
        self.kinds = dict(kinds or {})
        self.classes = dict(classes or {})
        self.rules = tuple(rules)
        self.digest = digest

    @cached_property
    def _compiled(self) -> list[_Compiled]:
        return [self._compile(rule) for rule in self.rules]

    def _compile(self, rule: WordingRule) -> _Compiled:
        heeds = self.kinds[rule.kind].heeds if rule.heeds is None else rule.heeds
        return _Compiled(
            rule,
            tuple(parse_pattern(text, self.classes) for text in rule.patterns),
            tuple(parse_pattern(text, self.classes) for text in rule.unless),
            heeds,
            frozenset(name for heed, name in BLOCKING.items() if heed in heeds),
            {sign: int(adds) for adds, signs in (rule.signs or {}).items() for sign in members_of(signs)},
        )

    @cached_property
    def _lexicon(self) -> Lexicon:
        signs = {sign for rule in self._compiled for sign in rule.signs}
        return Lexicon(
            self.classes,
            [
                *(pattern for rule in self._compiled for pattern in (*rule.patterns, *rule.unless)),
                *(parse_pattern(sign, self.classes) for sign in signs),
            ],
        )

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[int, Pattern, list[tuple[str, ...]]]]]:
        """The patterns by the words or classes of the first step that they need, with the other steps."""
        found: dict[str, list[tuple[int, Pattern, list[tuple[str, ...]]]]] = {}
        for number, compiled in enumerate(self._compiled):
            for pattern in compiled.patterns:
                steps = _needed(pattern)
                for symbol in steps[0]:
                    found.setdefault(symbol, []).append((number, pattern, steps[1:]))
        return found

    def find(self, sentences: Sequence[Sentence], *, weigh: bool = True) -> Iterator[Find]:
        """Find what the rules speak against, sentence by sentence; `weigh` tells whether signs count too.

        Signs are weighed in running text alone: a title, a content note or a line of a listing names its subject in
        so few words that any sum is chance.
        """
        for sentence in sentences:
            yield from self._find_in(sentence, weigh)

    def _find_in(self, sentence: Sentence, weigh: bool) -> Iterator[Find]:
        said, written = (self._readings(text) for text in (sentence.wording, sentence.text))
        same = sentence.wording == sentence.text
        for heeding in (True,) if same else (True, False):
            for reading in said if heeding else written:
                for compiled, words in self._matches(reading, weigh):
                    if same or (Heed.QUOTATION in compiled.heeds) == heeding:
                        yield Find(compiled.rule, words, sentence)

    def _readings(self, text: str) -> Iterator[Reading]:
        text = text.replace("’", "'")
        tokens = tokens_of(text)
        for start in range(0, len(tokens), LONGEST):
            yield Reading(self._lexicon, text, tokens[start : start + LONGEST])

    def _matches(self, reading: Reading, weigh: bool) -> Iterator[tuple[_Compiled, str]]:
        """Give each rule that speaks against a sentence, with the words."""
        tried: dict[int, list[Pattern]] = {}
        missing = reading.places.keys().isdisjoint
        for symbol in reading.places.keys() & self._by_word.keys():
            for number, pattern, steps in self._by_word[symbol]:
                for step in steps:
                    if missing(step):
                        break
                else:
                    tried.setdefault(number, []).append(pattern)
        for number in sorted(tried):
            compiled = self._compiled[number]
            spans = [span for pattern in tried[number] for span in _spans(reading, pattern, compiled.blocked)]
            for start, end in _apart(spans):
                if is_excused(reading, start, end, compiled.heeds) or self._unless(reading, compiled, start, end):
                    continue
                yield compiled, reading.text[reading.tokens[start].start : reading.tokens[end - 1].end]
        for compiled in self._with_signs if weigh else ():
            words = _weighed(reading, compiled)
            if words and not self._unless(reading, compiled, 0, len(reading.tokens)):
                yield compiled, words

    @cached_property
    def _with_signs(self) -> list[_Compiled]:
        return [rule for rule in self._compiled if rule.signs]

    def _unless(self, reading: Reading, compiled: _Compiled, start: int, end: int) -> bool:
        """Whether a pattern that makes words innocent lies over the same words."""
        return any(
            first < end and start < last
            for pattern in compiled.unless
            if not any(map(reading.places.keys().isdisjoint, _needed(pattern)))
            for first, last in _spans(reading, pattern, frozenset())
        )


def _weighed(reading: Reading, compiled: _Compiled) -> str:
    """Give the words from the first to the last of the heaviest signs, where a sentence's signs reach the sum."""
    there = {sign: compiled.signs[sign] for sign in reading.places.keys() & compiled.signs.keys()}
    if sum(there.values()) < compiled.rule.needs:
        return ""  # excuses only take away
    places = {
        sign: place
        for sign, adds in there.items()
        for place in reversed(reading.places[sign])
        if adds < 0 or not is_excused(reading, place, max(reading.at[place][sign]), compiled.heeds)
    }
    if sum(there[sign] for sign in places) < compiled.rule.needs:
        return ""
    heaviest = sorted(places, key=lambda sign: (-there[sign], places[sign], sign))[:_NAMED]
    first = min(places[sign] for sign in heaviest)
    last = max(max(reading.at[places[sign]][sign]) for sign in heaviest)
    return reading.text[reading.tokens[first].start : reading.tokens[last - 1].end]


def _needed(pattern: Pattern) -> list[tuple[str, ...]]:
    """List the steps without which a pattern is not there."""
    return [step.any_of for part in pattern for step in part.steps if not step.optional]


def _spans(reading: Reading, pattern: Pattern, blocked: frozenset[str]) -> list[Span]:
    """Find a pattern: the places of its first part, or of all when it has several and none of them is missing."""
    found = [_spans_of_part(reading, part, blocked) for part in pattern]
    if not all(found):
        return []
    if len(found) == 1:
        return found[0]
    chosen: list[Span] = []
    for spans in found:
        free = [span for span in spans if all(span[1] <= start or end <= span[0] for start, end in chosen)]
        if not free:
            return []
        chosen.append(free[0])
    return [(min(start for start, _ in chosen), max(end for _, end in chosen))]


def _spans_of_part(reading: Reading, part: Part, blocked: frozenset[str]) -> list[Span]:
    found = []
    for start in sorted({place for symbol in part.steps[0].any_of for place in reading.places.get(symbol, ())}):
        if _stands(reading, part, start):
            end = reading.ends(part.steps, start, blocked)
            if end and (not part.closes or reading.closes(end)):
                found.append((start, end))
    return found


def _stands(reading: Reading, part: Part, start: int) -> bool:
    return not part.opens or not reading.words_between(reading.clause_start(start), start)


def _apart(spans: list[Span]) -> list[Span]:
    """Keep of places that overlap the first and longest."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


__all__ = ["Find", "Heed", "Wording", "WordingKind", "WordingRule"]
