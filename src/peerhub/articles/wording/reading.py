"""A sentence word by word: what each word stands for, where clauses end, and what is a name."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from peerhub.articles.wording.patterns import Lexicon, Step

# The most words that "..." passes over.
GAP = 4
# Sentences longer than this are read in pieces, so that the work on each is bounded.
LONGEST = 200
# More of its longer words in capitals than this, and a sentence is set like a title.
TITLE, LONGEST_JOINING = 0.7, 3

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*'?|[%£$€]|…+|\S")
COMMA, STOP = 1, 2
_CUTS = {",": COMMA, "/": COMMA} | dict.fromkeys(";:!?.()[]–—", STOP)
_FIRST_PERSON = frozenset({"i", "im", "ive", "id", "ill"})
_JOINING = frozenset({"of", "the", "and", "for", "in", "on", "to", "&"})


class Token(NamedTuple):
    """A word, where it stands, whether it has a capital, and the comma or stop before it."""

    word: str
    start: int
    end: int
    capital: bool
    cut: int


def tokens_of(text: str) -> list[Token]:
    """Part a sentence into words; marks only say where clauses end, and hyphens part words."""
    found: list[Token] = []
    cut = 0
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if piece in _CUTS:
            cut = max(cut, _CUTS[piece])
        elif piece == "-" and text[match.start() - 1 : match.start()].isspace():
            cut = STOP
        elif piece[0].isalnum() or piece[0] in "%£$€…":
            word = piece.lower().replace("'", "")
            capital = piece[0].isupper() and word not in _FIRST_PERSON
            found.append(Token(word, match.start(), match.end(), capital, cut))
            cut = 0
    return found


class Reading:
    """A sentence, or a piece of a long one, held against a lexicon."""

    def __init__(self, lexicon: Lexicon, text: str, tokens: list[Token]) -> None:
        self.text = text
        self._lexicon = lexicon
        self._known = [lexicon.symbols(token.word) for token in tokens]
        self.tokens = self._without_asides(tokens)

    def _without_asides(self, tokens: list[Token]) -> list[Token]:
        """Take away the commas round a filler: "it was, sadly, so" is read as "it was sadly so"."""
        commas = [token.cut == COMMA for token in tokens]
        kept = list(tokens)
        for place in range(1, len(tokens) - 1):
            if commas[place] and commas[place + 1] and self._is_filler(place):
                kept[place : place + 2] = [token._replace(cut=0) for token in tokens[place : place + 2]]
        return kept

    @cached_property
    def at(self) -> list[dict[str, set[int]]]:
        """For each word, what begins there and where each of that may end."""
        found: list[dict[str, set[int]]] = [
            {symbol: {place + 1} for symbol in symbols} for place, symbols in enumerate(self._known)
        ]
        everywhere = frozenset().union(*self._known)
        for place, symbols in enumerate(self._known):
            for word in symbols & self._lexicon.phrases.keys():
                for phrase, names in self._lexicon.phrases[word]:
                    end = phrase[1] in everywhere and self._phrase_end(phrase, place)
                    for symbol in self._lexicon.wider(names) if end else ():
                        found[place].setdefault(symbol, set()).add(end)
        return found

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Everything that stands somewhere in the sentence, with the places where it begins."""
        found: dict[str, list[int]] = {}
        for place, symbols in enumerate(self.at):
            for symbol in symbols:
                found.setdefault(symbol, []).append(place)
        return found

    def _phrase_end(self, phrase: tuple[str, ...], place: int) -> int:
        """Say where the words of a class's member end that begin at a place, fillers passed over; 0 if not there."""
        for word in phrase[1:]:
            place += 1
            while place < len(self.tokens) and word not in self._known[place] and self._is_filler(place):
                place += 1
            if place >= len(self.tokens) or word not in self._known[place] or self.tokens[place].cut:
                return 0
        return place + 1

    def _is_filler(self, place: int) -> bool:
        return "<filler>" in self._known[place]

    def holds(self, name: str, place: int) -> bool:
        """Whether a word of a class begins at a place."""
        return f"<{name}>" in self.at[place]

    def ends(self, steps: tuple[Step, ...], start: int, blocked: frozenset[str]) -> int:
        """Say where steps that begin at a place end, the furthest; 0 if they are not there.

        No word of the `blocked` classes is passed over.
        """
        places = {start}
        for index, step in enumerate(steps):
            reached = set(places) if step.optional else set()
            for place in places:
                for here in self._reach(place, GAP if step.gap else 0, blocked) if index else (place,):
                    for symbol in step.any_of:
                        reached.update(self.at[here].get(symbol, ()))
            places = reached
        return max(places, default=0)

    def _reach(self, place: int, left: int, blocked: frozenset[str]) -> list[int]:
        """List where the next step may stand: fillers are passed over, and `left` other words."""
        reached: list[int] = []
        most = COMMA if left else 0
        while place < len(self.tokens) and self.tokens[place].cut <= most:
            reached.append(place)
            if blocked & self.at[place].keys() and not self.holds("no-denial", place):
                break
            if not self._is_filler(place):
                if not left:
                    break
                left -= 1
            place += 1
        return reached

    def clause_start(self, place: int) -> int:
        """Find where the clause of a word begins."""
        while place > 0 and not self.tokens[place].cut:
            place -= 1
        return place

    def closes(self, end: int) -> bool:
        """Whether a clause ends at a place, but for fillers."""
        while end < len(self.tokens) and not self.tokens[end].cut and self._is_filler(end):
            end += 1
        return end == len(self.tokens) or bool(self.tokens[end].cut)

    def begins_statement(self, place: int, before: int) -> bool:
        """Whether a word turns to something new: "but", or "and it", or "it" after a comma."""
        if self.holds("turn", place):
            return True
        joins = self.tokens[place].word in ("and", "so")
        here = place + 1 if joins else place
        return (joins or self.tokens[place].cut == COMMA) and here < before and self.holds("subject", here)

    def words_between(self, start: int, end: int) -> int:
        """Count the words from one place to another, but for fillers."""
        return sum(not self._is_filler(place) for place in range(start, end))

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Where names stand: words with capitals beside each other, or one that does not begin a sentence.

        A sentence set like a title has capitals anyhow; there only the name of an organisation is one.
        """
        longer = [token for token in self.tokens[1:] if len(token.word) > LONGEST_JOINING]
        title = len(longer) > 1 and sum(token.capital for token in longer) > TITLE * len(longer)
        found: list[tuple[int, int]] = []
        place = 0
        while place < len(self.tokens):
            end, count = self._run_of_capitals(place)
            begins = place == 0 or self.tokens[place].cut == STOP
            organisation = any(self.holds("organisation", here) for here in range(place, end))
            if count >= (2 if begins else 1) and (organisation or not title):
                found.append((place, end))
            place = max(end, place + 1)
        return found

    def _run_of_capitals(self, place: int) -> tuple[int, int]:
        """Say where words with capitals end that begin at a place, "of" and its like between them, and count them."""
        end, count = place, 0
        for here in range(place, len(self.tokens)):
            token = self.tokens[here]
            if (token.cut and here > place) or (not token.capital and (here == place or token.word not in _JOINING)):
                break
            if token.capital:
                end, count = here + 1, count + 1
        return end, count
