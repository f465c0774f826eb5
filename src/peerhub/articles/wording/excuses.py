"""Excuses: what in a sentence makes words innocent that a rule speaks against.

By which words each is known stands in data/wording.yaml, in the class of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable

from peerhub.articles.wording.model import Heed
from peerhub.articles.wording.reading import COMMA, STOP, Reading

# Classes that the check itself asks for.
RESERVED = {
    "filler": "words that count for nothing between others",
    "denial": "words that deny what follows in the clause",
    "near-denial": "of these, words that deny no further than a comma",
    "no-denial": "words that look like a denial and are none",
    "hedge": "words that leave open what follows in the clause",
    "mention": "words that show that others are only spoken of",
    "asking": "words with which a question begins",
    "organisation": "words that show that capitals are a name, even in a title",
    "self": "words with which people speak of themselves",
    "turn": "words after which a denial no longer holds",
    "subject": "words with which a new statement begins",
    "auxiliary": "words that go on with a statement after something was put in between commas",
}
# What a find may not pass over: "groups do not cure" is no promise of a cure.
BLOCKING = {Heed.DENIAL: "<denial>", Heed.HEDGE: "<hedge>"}


def is_excused(reading: Reading, start: int, end: int, heeds: Iterable[Heed]) -> bool:
    """Whether one of the excuses that a rule heeds holds for the words from `start` to `end`."""
    return any(_EXCUSES[heed](reading, start, end) for heed in heeds if heed in _EXCUSES)


def _denied(reading: Reading, start: int, end: int) -> bool:
    return _leads_up(reading, start, "denial")


def _hedged(reading: Reading, start: int, end: int) -> bool:
    return _leads_up(reading, start, "hedge")


def _leads_up(reading: Reading, start: int, name: str) -> bool:
    """Whether a word of a class stands before a place in the same statement.

    A comma ends the statement where a new subject follows ("not easy, and it cures"), and goes on with it in a list
    ("does not cure, heal or fix") and round something put in between ("no group, however warm, can cure").
    """
    place, comma = start, 0
    while place > 0:
        token = reading.tokens[place]
        if token.cut == STOP or reading.begins_statement(place, start):
            return False
        if token.cut == COMMA:
            if reading.holds("auxiliary", place):
                place = reading.clause_start(place - 1)
            else:
                comma = place
        place -= 1
        if reading.holds(name, place) and not reading.holds("no-denial", place) and _reaches(reading, place, comma):
            return True
    return False


def _reaches(reading: Reading, place: int, comma: int) -> bool:
    """Whether a denial holds beyond a comma: "no fees, sure results" denies the fees alone."""
    near = comma and reading.holds("near-denial", place)
    return not near or any(reading.holds("auxiliary", here) for here in range(place, comma))


def _mentioned(reading: Reading, start: int, end: int) -> bool:
    return "<mention>" in reading.places


def _asked(reading: Reading, start: int, end: int) -> bool:
    return reading.text.rstrip("\"'”’) ").endswith("?") and reading.holds("asking", reading.clause_start(start))


def _own(reading: Reading, start: int, end: int) -> bool:
    """Whether people say it of themselves: "I am" or its like stands right before."""
    return any(
        reading.words_between(last, start) <= 1
        for place in range(max(0, start - 6), start)
        for last in reading.at[place].get("<self>", ())
        if last <= start
    )


def _named(reading: Reading, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in reading.names)


_EXCUSES = {
    Heed.DENIAL: _denied,
    Heed.HEDGE: _hedged,
    Heed.MENTION: _mentioned,
    Heed.NAME: _named,
    Heed.QUESTION: _asked,
    Heed.SELF: _own,
}
