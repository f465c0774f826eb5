"""Words as people type them: set apart, run together, disguised or with a slip, and the known words they stand for.

The twin of overrides/components/search/typed.mjs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from peerhub.folding import fold

# A word of so many letters is still known with one slip, and with two.
ONE_SLIP, TWO_SLIPS = 5, 8
# So many letters that stand apart are one word; so many that run together may be several.
APART, TOGETHER = 3, 7
# Stands for a letter that the writer hid, as in "k*ll": a letter of no alphabet that people type.
HIDDEN = "ǂ"

# The shortest word that has endings.
SHORTEST = 3

# What endings do not make.
_IRREGULAR_WORDS = """
beat beaten; bite bit bitten; bleed bled; break broke broken; burn burnt; buy bought; come came; die dying;
drink drank drunk; drive drove; eat ate eaten; fall fell fallen; feed fed; find found; get got; give gave given;
go goes going gone went; hang hung; hear heard; hide hid hidden; hold held; keep kept; leave left; lose lost;
make made; man men; meet met; run ran; say said; see saw seen; sell sold; send sent; shake shook shaken; shoot shot;
sit sat; sleep slept; spit spat; stand stood; steal stole stolen; sting stung; take took taken; tell told;
choose chose chosen; think thought; throw threw thrown; tie tying; wake woke; woman women; write wrote written
"""
_IRREGULAR = {word: set(others) for word, *others in map(str.split, _IRREGULAR_WORDS.split(";"))}
# Short forms, which lose their apostrophe when they are folded: "im" is "i am", and "dont" is "do not".
_SHORT_FORMS = {"im": "i am", "ive": "i have", "id": "i would", "ill": "i will", "hes": "he is", "shes": "she is"}
_SHORT_FORMS |= {"theyre": "they are", "youre": "you are", "weve": "we have", "cannot": "can not", "cant": "can not"}
_SHORT_FORMS |= {"wont": "will not", "aint": "is not"}
_SHORT_NOT = re.compile("(do|does|did|is|was|are|were|have|has|had|could|would|should|can|di|wis)n(?:t|ae|a)")
_VOWELS = "aeiou"
_PLAIN = re.compile("[a-z]+")
_SHORT = re.compile("[^aeiou]*[aeiou][bdgklmnprt]")
_DISGUISES = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"}
_SIGNS = re.compile(r"([^\W\d_])([@$!]|\*+)(?=[^\W\d_])")
_WOULD = re.compile(r"([^\W\d_])['’‘ʼ＇]d\b", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_AGAIN = re.compile(r"(.)\1{2,}")
_MIXED = re.compile(r"(?=[0-9]*[a-z])(?=[a-z]*[0-9])[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """Part a text into folded words; letters set apart become one word, and each Chinese sign is one.

    >>> tokens("K!ll – s.u.i.c.i.d.e, 我想死")
    ['kill', 'suicide', '我', '想', '死']
    """
    shown = _WOULD.sub(r"\1 would", text)  # before folding: "od'd" is not odd
    shown = _SIGNS.sub(lambda sign: sign[1] + (_DISGUISES.get(sign[2]) or HIDDEN * len(sign[2])), shown)
    found: list[str] = []
    apart: list[str] = []
    for token in [*_in_full(_HAN.sub(r" \g<0> ", fold(shown)).split()), ""]:
        if len(token) == 1 and "a" <= token <= "z":
            apart.append(token)
            continue
        found += ["".join(apart)] if len(apart) >= APART else apart
        apart = []
        found.append(token)
    return found[:-1]


def _in_full(found: list[str]) -> Iterator[str]:
    for token in found:
        denied = _SHORT_NOT.fullmatch(token)
        yield from (denied[1], "not") if denied else _SHORT_FORMS.get(token, token).split()


class Speller:
    """The words that phrases know, and how to come to them from what was typed."""

    def __init__(self, known: Collection[str], guarded: Callable[[str], bool]) -> None:
        self._known = known
        self._guarded = guarded
        # Words that are some slips apart are the same once each lost as many letters at most (symmetric deletion).
        # Beside 1,200 words of articles the answers are compiled in 1.0 s, and in 2.5 s with each held against each.
        self._shortened: dict[str, list[str]] = {}
        self._longest = max(map(len, known), default=0)
        self._kept: dict[str, list[list[str]]] = {}

    def read(self, token: str) -> list[list[str]]:
        """Give the known words that a token stands for, in order; several in one place are as near as each other."""
        if token not in self._kept:
            self._kept[token] = self._read(token)
        return self._kept[token]

    def as_spelt(self, token: str) -> list[list[str]]:
        """Give the known word that a token is, with no slip mended."""
        return next(([[spelling]] for spelling in _spellings(token) if spelling in self._known), [[]])

    def _read(self, token: str) -> list[list[str]]:
        known = self.as_spelt(token)
        if known[0] or self._guarded(token) or token.isdigit():
            return known
        nearest = self._nearest(_AGAIN.sub(r"\1", token))
        if nearest:
            return [nearest]
        return [[word] for word in self._parted(token)] or [[]]

    def _nearest(self, token: str) -> list[str]:
        if HIDDEN in token:
            return [word for word in self._known if len(word) == len(token) > APART and not slips(token, word, 0)]
        if len(token) > self._longest + 2:
            return []
        if not self._shortened:
            for word in self._known:
                for short in _shortened(word, _most_slips(word)):
                    self._shortened.setdefault(short, []).append(word)
        near = {word for short in _shortened(token, 2) for word in self._shortened.get(short, ())}
        found: dict[int, list[str]] = {1: [], 2: []}
        for word in sorted(near, key=lambda word: (len(word), word)):
            count = slips(token, word, most := _most_slips(word))
            if count <= most:
                found[count].append(word)
        return found[1] or found[2]

    def _parted(self, token: str) -> list[str]:
        """Part letters that run together into the fewest known words."""
        best: list[list[str] | None] = [[]]
        for end in range(1, len(token) + 1 if len(token) >= TOGETHER else 0):
            least: list[str] | None = None
            for start in range(max(0, end - 12), end):
                before, word = best[start], token[start:end]
                if before is None or word not in self._known or (len(word) == 1 and word not in "ia"):
                    continue
                if least is None or len(before) + 1 < len(least):
                    least = [*before, word]
            best.append(least)
        return (best[-1] or []) if len(best) > 1 else []


def _spellings(token: str) -> Iterator[str]:
    yield token
    if _AGAIN.search(token):
        yield _AGAIN.sub(r"\1\1", token)
        yield _AGAIN.sub(r"\1", token)
    if _MIXED.fullmatch(token):
        yield "".join(_DISGUISES.get(letter, letter) for letter in token)
        yield "".join("l" if letter == "1" else _DISGUISES.get(letter, letter) for letter in token)


def _most_slips(word: str) -> int:
    """Say with how many slips a word is still known."""
    return 2 if len(word) >= TWO_SLIPS else 1 if len(word) >= ONE_SLIP else 0


def _shortened(word: str, most: int) -> set[str]:
    """Write a word without up to so many of its letters."""
    found = {word} if most else set()
    for _ in range(most):
        found |= {shorter[:at] + shorter[at + 1 :] for shorter in found for at in range(len(shorter))}
    return found


def forms(word: str) -> set[str]:
    """Give a word with the endings of English, spelt as they are; one written with "=" stands as it is.

    >>> sorted(forms("choke")), sorted(forms("hit")), sorted(forms("=dies"))
    (['choke', 'choked', 'chokes', 'choking'], ['hit', 'hits', 'hitted', 'hittin', 'hitting'], ['dies'])
    """
    if word[0] == "=":
        return {word[1:]}
    found = {word} | _IRREGULAR.get(word, set())
    if len(word) < SHORTEST or not _PLAIN.fullmatch(word):
        return found
    if word[-1] == "e":
        return found | {word + "s", word + "d", word[:-1] + "ing"}
    if word[-1] == "y" and word[-2] not in _VOWELS:
        return found | {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    stem = word + word[-1] if _SHORT.fullmatch(word) else word
    plural = "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return found | {word + plural, stem + "ed", stem + "ing", stem + "in"}


def one_slip(word: str) -> set[str]:
    """Write a word with each usual slip: a letter left out, doubled, or swapped with its neighbour.

    >>> sorted(one_slip("die"))
    ['ddie', 'de', 'dei', 'di', 'diee', 'diie', 'ide', 'ie']
    """
    found = set()
    for at in range(len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        found |= {before + after, before + letter * 2 + after, before + after[:1] + letter + after[1:]}
    return found - {word}


def slips(typed: str, word: str, most: int) -> int:
    """Count letters left out, added, changed or swapped with their neighbour; more than `most` is not counted.

    >>> slips("suicde", "suicide", 1), slips("hsuband", "husband", 1), slips("time", "suicide", 1)
    (1, 1, 2)
    """
    if abs(len(typed) - len(word)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(word, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter not in (other, HIDDEN)))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
