"""A phrase that brings help first must not match every search, or nobody would believe it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "phrase-width"
DESCRIPTION = "A phrase holds at least one word of three letters that is not an everyday word."

_LETTERS = 3
_EVERYDAY = frozenset(
    re.findall(
        r"\S+",
        """
        the and for you your are was were has have had not but can could will would with from that this they them
        she her his him how what when where who why all any get got out off one our too very want need feel feeling
        help group groups support please someone people person day now here there about into just like know make
        some
        """,
    )
)


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each phrase that would match nearly everything, or nothing."""
    for danger, words in directory.phrases.dangers.items():
        for language, phrases in words.phrases.items():
            for position, phrase in enumerate(phrases):
                if is_too_wide(phrase):
                    hint = "Write it longer, as people would."
                    path = ("dangers", danger, "phrases", language, position)
                    yield directory.problem(
                        "phrases", ID, f"would match nearly every search: {shown(phrase)}", hint, *path
                    )


def is_too_wide(phrase: str) -> bool:
    """Tell whether a phrase has no word by which it could be told from other searches."""
    words = "".join(
        char if char.isalnum() else " " for char in phrase.lower().replace("'", "").replace("’", "")
    ).split()
    if not phrase.isascii() and words:  # one sign can be a word in other scripts
        return False
    telling = [word for word in words if len(word) >= _LETTERS and word not in _EVERYDAY]
    return not telling and len(words) < _LETTERS
