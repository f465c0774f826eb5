"""A phrase that brings help first must not match every search, or nobody would believe it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.danger.compiling import FILLER, Notation, members
from peerhub.directory.danger.reading import lines_of
from peerhub.directory.danger.typed import tokens
from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "phrase-width"
DESCRIPTION = "A phrase has a place for words that are not everyday words, or at least three places."

_PLACES = 3
_RANGE = re.compile(r"<\d+-\d+>")
_EVERYDAY = frozenset(
    re.findall(
        r"\S+",
        """
        the and for you your are was were has have had not but can could will would with from that this they them
        she her his him how what when where who why all any get got out off one our too very want need feel feeling
        help group groups support please someone people person day now here there about into just like know make
        some me my he it is to in on at we us no do go up be by or if an am as so of
        """,
    )
)


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each phrase that would match nearly everything, or nothing."""
    words = directory.phrases.words
    everyday = _EVERYDAY | set(members(words.get(FILLER, "")))
    classes = {name: members(text) for name, text in words.items()}
    notation = Notation(words)
    for path, phrase in lines_of(directory.phrases):
        if notation.read(phrase) and _is_too_wide(phrase, classes, everyday):
            got = f"would match nearly every search: {shown(phrase)}"
            yield directory.problem("phrases", ID, got, "Write it longer, as people would.", *path)


def _is_too_wide(phrase: str, classes: dict[str, list[str]], everyday: frozenset[str]) -> bool:
    """Tell whether a phrase has no place by which it could be told from other searches."""
    places = [place for place in phrase.split() if place not in ("...", "+") and place[0] != "("]
    if places and places[0] == "<start>" and places[-1] == "<end>":
        return False
    telling = [place for place in places if all(_tells(word, classes, everyday, ()) for word in place.split("/"))]
    return not telling and len(places) < _PLACES


def _tells(word: str, classes: dict[str, list[str]], everyday: frozenset[str], inside: tuple[str, ...]) -> bool:
    """Tell whether a word, a range of numbers or each member of a class is more than an everyday word."""
    if _RANGE.fullmatch(word):
        return True
    if word.startswith("<"):
        found = [] if word in inside else classes.get(word[1:-1], [])
        return any(found) and all(_tells(member, classes, everyday, (*inside, word)) for member in found)
    plain = tokens(word)
    if not word.isascii():  # one sign can be a word in other scripts
        return bool(plain)
    return any((len(part) > 1 or part.isdigit()) and part not in everyday for part in plain)
