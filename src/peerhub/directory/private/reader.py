"""One reader of what must not be public, for every door: import, forms, the questions of `new group`, and `check`."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache

from peerhub.directory.private.codes import secrets_in
from peerhub.directory.private.gifts import gift_in
from peerhub.directory.private.persons import looks_personal, mail_in, people_in, telephones_in
from peerhub.directory.private.tokens import Token, plain_of, tokens_of
from peerhub.directory.private.word_classes import vocabulary

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# Without any of these, and without any telling word, nothing can be private in a text.
_SIGNS = re.compile(r"[@$*#/?\[{]|'s\b|[PpCcWw][.-][WwCc]\b|\d\d\d")
_SPELT = re.compile(r"\b(?:dot|arroba|punto|point|punkt)\b|\b[0-9Oo]{1,3}(?:[ .-][0-9Oo]{1,4}){3}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"[\d:=\"'(]")


class Private(Enum):
    """What is private in a text, and why it is kept out."""

    CODE = "a passcode or a meeting's number is never taken over"
    PERSON = "a person's contact is never taken over"
    PHONE = "a telephone number may be a person's"
    GIFT = "gifts are not for this hub to ask for"


@lru_cache(maxsize=8192)
def private_in(text: str, own: str = "") -> frozenset[Private]:
    """Name what is private in a text; `own` is the group's own name, which is no person's."""
    if _is_quiet(text):
        return frozenset()
    return frozenset(_private(text, tokens_of(text), frozenset(own.lower().split())))


def _is_quiet(text: str) -> bool:
    """Tell of most texts in little time that they hold nothing private."""
    if not text.isascii() or _SIGNS.search(text):
        return False
    words = _WORDS.findall(text.lower())
    telling, with_figures, figures = _telling()
    if not telling.isdisjoint(words) or any(map(vocabulary().by_shape, words)):
        return False
    if _FIGURE.search(text) and (not with_figures.isdisjoint(words) or _SPELT.search(text)):
        return False
    return "dot" not in words and sum(word in figures for word in words) < 4


@cache
def _telling() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the first words of phrases that may tell something private: by themselves, or where figures are."""
    known = vocabulary()

    def first(*names: str) -> frozenset[str]:
        return frozenset(phrase.split()[0] for name in names for phrase in known.words(name))

    return (
        first("password", "short", "gift", "contact", "role", "honorific", "home_of", "asked") | {"word", "words"},
        first("code", "device", "door", "room", "remote", "numbered", "number", "meeting"),
        known.words("figures"),
    )


def holds_secret(text: str) -> bool:
    """Tell whether a text holds a passcode, a door's code or a meeting's number."""
    return Private.CODE in private_in(text)


def open_text(text: str, own: str = "", allowed: frozenset[Private] = frozenset()) -> tuple[str, frozenset[Private]]:
    """Take every paragraph out that holds something private, and say what there was.

    A paragraph goes whole: half of one may still say the rest. A word for a secret at the end of one takes the next
    too. `allowed` stays, for texts that people of a hub have been through.
    """
    why = private_in(text, own) - allowed
    if not why:
        return text, why
    parts = [part for part in _PARAGRAPH.split(text) if part.strip()]
    gone = {at for at, part in enumerate(parts) if private_in(part, own) - allowed}
    for at in range(len(parts) - 1):
        if not {at, at + 1} & gone and private_in(f"{parts[at]}\n\n{parts[at + 1]}", own) - allowed:
            gone |= {at, at + 1}
    # What introduces a paragraph that goes has nothing more to say.
    gone |= {at - 1 for at in gone if at and parts[at - 1].rstrip().endswith((":", "："))}
    left = "\n\n".join(part for at, part in enumerate(parts) if at not in gone)
    # What lies further apart than two paragraphs is not told apart: then nothing stays.
    return ("", why) if private_in(left, own) - allowed else (left, why)


def _private(text: str, tokens: list[Token], own: frozenset[str]) -> set[Private]:
    found: set[Private] = set()
    if next(secrets_in(tokens), None) is not None:
        found.add(Private.CODE)
    if next(people_in(tokens, own), None) is not None or any(map(looks_personal, mail_in(text))):
        found.add(Private.PERSON)
    if next(telephones_in(tokens), None) is not None:
        found.add(Private.PHONE)
    if gift_in(plain_of(text), tokens):
        found.add(Private.GIFT)
    return found
