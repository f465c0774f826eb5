"""Compiles the phrases of data/phrases.yaml to what the browser reads: classes by a letter, phrases by the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from peerhub.directory.danger.reading import Path, lines_of
from peerhub.directory.danger.sieve import sieve
from peerhub.directory.danger.typed import one_slip, tokens
from peerhub.directory.phrases import DANGERS, Phrases

# Classes that the matcher asks for itself: words that may stand anywhere, and words that deny what follows.
# Then people: another than the writer, and the writer.
ASKED_FOR = ("filler", "denial", "other", "self")
FILLER = ASKED_FOR[0]
# Classes of words that most dangers are told with: no slip in them may be taken for an ordinary word.
OFTEN = ("myself", "themself", "suicide")
# Danger to somebody young is a child's danger too, and so is abuse where those who raise children are named.
YOUNG, FAMILY = "young", "family"
# Unless somebody young writes, what befalls somebody known to be grown up is not a child's danger.
ADULT = "adult"
# What is said innocently has no danger.
INNOCENT = ""
# What a phrase of the first tells of somebody else is the second.
THEIRS = {"suicide": "worried"}
JOINED = ((YOUNG, ("suicide", "abuse"), "child"), (FAMILY, ("abuse",), "child"))

# The phrases of a language stand in this order.
GROUPS = (INNOCENT, YOUNG, FAMILY, ADULT, *DANGERS)

_CLASS = re.compile(r"<([a-z-]+)>")
_RANGE = re.compile(r"<\d+-\d+>")
_SIGNS = {"...": ".", "<start>": "^", "<end>": "$"}


class NotationError(ValueError):
    """Raised for a phrase or a member of a class that cannot be read; says what was found, and what to do."""

    def __init__(self, got: str, hint: str) -> None:
        super().__init__(got)
        self.got, self.hint = got, hint


def compile_phrases(phrases: Phrases) -> dict[str, Any]:
    """Make the compiled form of all phrases; what cannot be read is left out, and told by the check."""
    notation = Notation(phrases.words)
    found: dict[str, dict[str, list[str]]] = {}
    for path, line in lines_of(phrases):
        if written := notation.read(line):
            by_danger = found.setdefault(str(path[-2]), {group: [] for group in GROUPS})
            by_danger[_group(path)].append(written)
    return {
        "order": DANGERS,
        "over": {danger: found.over for danger, found in phrases.dangers.items() if found.over},
        "joined": JOINED,
        "theirs": THEIRS,
        "words": ";".join(notation.classes()),
        "phrases": {language: "|".join(map(";".join, groups.values())) for language, groups in found.items()},
        "guarded": sieve(
            [word for text in phrases.guarded for word in members(text)],
            [slip for name in OFTEN for word in members(phrases.words.get(name, "")) for slip in one_slip(word)],
        ),
    }


def _group(path: Path) -> str:
    return str(path[1]) if path[0] == "dangers" else str(path[0]).replace("innocent", INNOCENT)


def members(text: str) -> list[str]:
    """Part the words of a class.

    >>> members("dying, pass away,")
    ['dying', 'pass away']
    """
    return [member for part in text.split(",") if (member := " ".join(part.split()))]


class Notation:
    """Reads phrases as people write them, and writes them as the browser reads them."""

    def __init__(self, words: Mapping[str, str]) -> None:
        names = [*ASKED_FOR, *(name for name in words if name not in ASKED_FOR)]
        self._codes = {name: _code(number) for number, name in enumerate(names)}
        self._words = {name: members(words.get(name, "")) for name in names}
        self._fillers = set(self._words[FILLER])

    def classes(self) -> list[str]:
        """Give the members of each class, in the order of their codes."""
        return [",".join(sorted(_sound(self, found))) for found in self._words.values()]

    def member(self, text: str) -> str:
        """Read one member of a class: another class, a word, or several words that stand together."""
        if text.startswith("<"):
            return self._known(text)
        return " ".join(self._plain(word) for word in text.split())

    def phrase(self, text: str) -> str:
        """Read a whole phrase."""
        return "+".join(self._part(part, text) for part in text.split(" + "))

    def read(self, text: str) -> str:
        """Read a whole phrase; empty where it cannot be read."""
        try:
            return self.phrase(text)
        except NotationError:
            return ""

    def _part(self, part: str, phrase: str) -> str:
        written: list[str] = []
        for place in part.split():
            if place in _SIGNS:
                written.append(_SIGNS[place])
                continue
            optional = place.startswith("(") and place.endswith(")")
            inside = place[1:-1] if optional else place
            any_of = sorted({self._word(word) for word in inside.split("/")})
            if len(any_of) > 1 and any(" " in word for word in any_of):
                raise NotationError(f"has several signs between strokes in '{place}'", "Make a class of them.")
            if optional:  # fillers may stand anywhere as it is
                any_of = [word for word in any_of if word not in self._fillers]
            if any_of:
                written.append("/".join(any_of) + ("?" if optional else ""))
        if not any(place[0] not in ".^$" and place[-1] != "?" for place in written):
            raise NotationError("has a part in which no word must stand", "Write a word without brackets in it.")
        if written[0] == "." or written[-1] == ".":
            raise NotationError("begins or ends with '...'", "Put '...' between two words.")
        if "^" in written[1:] or "$" in written[:-1]:
            raise NotationError("has <start> or <end> in its middle", "Put <start> first and <end> last.")
        return " ".join(written).replace(" . ", " .")

    def _word(self, text: str) -> str:
        return self._known(text) if text.startswith("<") else self._plain(text)

    def _known(self, text: str) -> str:
        if _RANGE.fullmatch(text):
            return text[1:-1]
        name = text[1:-1]
        if not _CLASS.fullmatch(text) or name not in self._codes:
            raise NotationError(
                f"names the class '{text}', which is not there", "Add it under words:, or mend its name."
            )
        return self._codes[name]

    @staticmethod
    @cache
    def _plain(text: str) -> str:
        bare = text.removeprefix("=")
        found = tokens(bare)
        if not found or (bare.isascii() and found != [bare]):
            hint = "Write plain words in lower case and in full (do not), and other signs as the guide says."
            raise NotationError(f"has '{text}', which nobody's search can hold", hint)
        return ("=" if bare != text else "") + " ".join(found)


def _sound(notation: Notation, found: Iterable[str]) -> Iterator[str]:
    for text in found:
        try:
            yield notation.member(text)
        except NotationError:
            continue


def _code(number: int) -> str:
    """Name a class by a letter or two.

    >>> [_code(number) for number in (0, 25, 26)]
    ['A', 'Z', 'BA']
    """
    rest, last = divmod(number, 26)
    return (_code(rest) if rest else "") + chr(65 + last)
