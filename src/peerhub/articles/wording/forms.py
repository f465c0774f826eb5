"""Forms of an English word: how a noun or a verb is written in a sentence.

A form too many, such as "bridgeing", is found nowhere and does no harm; a form too few would be missed.
"""

from __future__ import annotations

import re

# Shorter words, such as "at" and "be", have no regular forms.
SHORTEST = 3
_HISSES = ("s", "x", "z", "ch", "sh")
_CLOSED = re.compile(r"[^aeiou]{0,40}(?P<more>.{0,40})(?<=[^aeiou])[aeiouy][bcdfgklmnprstvz]\Z")


def forms_of(word: str) -> set[str]:
    """Give a word with its plural, which is written like its possessive once apostrophes are gone, and its tenses.

    >>> sorted(forms_of("hop")), sorted(forms_of("hope"))
    (['hop', 'hopped', 'hopping', 'hops'], ['hope', 'hoped', 'hopes', 'hoping'])
    """
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return {word}
    last = word[-1]
    if last == "y" and word[-2] not in "aeiou":
        stem = word[:-1]
        return {word, f"{stem}ies", f"{stem}ied", f"{word}ing", f"{word}s"}
    if last == "e":
        stem = f"{word[:-2]}y" if word.endswith("ie") else word[:-1]
        return {word, f"{word}s", f"{word}d", f"{stem}ing", *({f"{word}ing"} if word[-2] in "eoy" else ())}
    forms = {word, f"{word}es" if word.endswith(_HISSES) or last == "o" else f"{word}s"}
    closed = _CLOSED.match(word)
    if closed:
        forms |= {f"{word}{last}ed", f"{word}{last}ing"}
    if not closed or closed["more"]:
        # In one syllable the letter is always doubled: "cared" is no form of "car".
        forms |= {f"{word}ed", f"{word}ing"}
    if last in "so":
        forms |= {f"{word}s"}
    return forms
