"""Patterns over classes of words: how they are written, and for what each word of a sentence stands.

A pattern's places are parted by spaces. A word stands there in all its forms, `=word` only as written, `<class>` is
any word of a class, `a/<b>` is one of them, `(a)` may be missing, `...` passes over up to four other words, `<start>`
and `<end>` are the borders of a clause, and ` + ` parts what may stand anywhere in the sentence in any order. These
are the signs of data/phrases.yaml too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from peerhub.articles.wording.forms import forms_of
from peerhub.problems import did_you_mean, shown

_CLASS = re.compile(r"<([a-z][a-z0-9-]*)>")
_WORD = re.compile(r"=?(?:[^\W\d_]+|[0-9]+|[%£$€])\Z")
_FIGURE = re.compile(r"([0-9]+)\+\Z")
_START, _END, _GAP = "<start>", "<end>", "..."


class PatternError(ValueError):
    """Raised for a pattern or a class that cannot be read; says what was found, `hint` what to do."""

    def __init__(self, got: str, hint: str) -> None:
        super().__init__(got)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: what may stand there, whether words may stand before it, whether it may be missing."""

    any_of: tuple[str, ...]
    gap: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Steps in their order; `opens` and `closes` say that a clause begins or ends with them."""

    steps: tuple[Step, ...]
    opens: bool = False
    closes: bool = False


Pattern = tuple[Part, ...]


def parse_pattern(text: str, classes: Collection[str]) -> Pattern:
    """Read a pattern; its classes must be known."""
    return tuple(_part(part, classes) for part in f" {text} ".split(" + "))


def _part(text: str, known: Collection[str]) -> Part:
    steps: list[Step] = []
    places = text.split()
    opens, closes = places[:1] == [_START], places[-1:] == [_END]
    gap = False
    for place in places[opens : len(places) - closes]:
        if place == _GAP:
            gap = True
            continue
        optional = place[0] == "(" and place[-1] == ")"
        any_of = tuple((place[1:-1] if optional else place).split("/"))
        for word in any_of:
            _must_be_readable(word, known)
        steps.append(Step(any_of, gap, optional))
        gap = False
    if gap or not steps or steps[0].gap or steps[0].optional or steps[-1].optional:
        got = f"has a part that does not begin and end with a word: {shown(text.strip())}"
        raise PatternError(got, "Put a word without brackets there.")
    return Part(tuple(steps), opens, closes)


def _must_be_readable(word: str, known: Collection[str]) -> None:
    name = _CLASS.fullmatch(word)
    if name and name[1] not in known:
        raise PatternError(f"names the class '{word}', which is not there", _nearest(name[1], known))
    if not name and not (_WORD.match(word) and word == word.lower()):
        raise PatternError(
            f"holds {shown(word)}", "Write a word in lower case, without signs, or a class as <class>."
        )


def _nearest(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, known) or "Add it under words:, or mend its name."


def members_of(text: str) -> list[str]:
    """Part the members of a class.

    >>> members_of("rope, tall tree,")
    ['rope', 'tall tree']
    """
    return [" ".join(member.split()) for member in text.split(",") if member.strip()]


def classes_in(text: str) -> list[str]:
    """List the classes that a pattern or a class names."""
    return [name for name in _CLASS.findall(text) if f"<{name}>" not in (_START, _END)]


class Lexicon:
    """For what each word stands: the words of patterns of which it is a form, and every class that holds it."""

    def __init__(self, classes: Mapping[str, str], patterns: Iterable[Pattern]) -> None:
        self.phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        self._forms: dict[str, set[str]] = {}
        self._outer: dict[str, set[str]] = {}
        self._endings: list[tuple[str, frozenset[str], str]] = []
        self._figures: list[tuple[int, str]] = []
        self._memo: dict[str, frozenset[str]] = {}
        for name, text in classes.items():
            self._add_class(f"<{name}>", members_of(text))
        steps = (step for pattern in patterns for part in pattern for step in part.steps)
        for word in {word for step in steps for word in step.any_of}:
            self._add_word(word)

    def _add_class(self, name: str, members: list[str]) -> None:
        left_out = frozenset(member[1:] for member in members if member[0] == "-")
        for member in members:
            figure = _FIGURE.match(member)
            if figure:
                self._figures.append((int(figure[1]), name))
            elif member[0] == "*":
                self._endings.append((member[1:], left_out, name))
            elif " " in member:
                words = tuple(member.split())
                for word in words:
                    self._add_word(word)
                self.phrases.setdefault(words[0], []).append((words, frozenset({name})))
            elif member[0] != "-":
                self._add_word(member)
                self._outer.setdefault(member, set()).add(name)

    def _add_word(self, word: str) -> None:
        if word[0] != "<":
            for form in {word[1:]} if word[0] == "=" else forms_of(word):
                self._forms.setdefault(form, set()).add(word)

    def symbols(self, word: str) -> frozenset[str]:
        """Give all that a word in lower case stands for."""
        known = self._memo.get(word)
        if known is None:
            found = set(self._forms.get(word, ()))
            found.update(
                name
                for ending, left_out, name in self._endings
                if word.endswith(ending) and len(word) > len(ending) + 1 and word not in left_out
            )
            if word[0].isdigit():
                whole = int(re.split(r"[.:]", word.replace(",", ""))[0][:9])
                found.update(name for least, name in self._figures if whole >= least)
            known = self._memo[word] = self.wider(found)
        return known

    def wider(self, symbols: Iterable[str]) -> frozenset[str]:
        """Add every class that holds one of some words and classes."""
        found: set[str] = set()
        waiting = list(symbols)
        while waiting:
            symbol = waiting.pop()
            if symbol not in found:
                found.add(symbol)
                waiting += self._outer.get(symbol, ())
        return frozenset(found)
