"""One reader of what must not be public, for every door: import, forms, the questions of `new group`, and `check`."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache

from peerhub.directory.private.codes import secrets_in
from peerhub.directory.private.gifts import gift_in
from peerhub.directory.private.persons import account_in, gives_away, people_in, telephones_in
from peerhub.directory.private.quick_look import may_be_private
from peerhub.directory.private.tokens import Token, plain_of, tokens_of
from peerhub.directory.private.word_classes import folded, vocabulary

_SAID = re.compile(r'"[^"\n]*"|“[^”\n]*”')
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")


class Private(Enum):
    """What is private in a text, and why it is kept out."""

    CODE = "a passcode or a meeting's number is never taken over"
    PERSON = "a person's contact is never taken over"
    PHONE = "a telephone number may be a person's"
    GIFT = "gifts are not for this hub to ask for"


def private_in(text: str, own: str = "") -> frozenset[Private]:
    """Name what is private in a text; `own` is the group's own name, which is no person's."""
    found = _found(text)
    return _found(text, frozenset(own.lower().split())) if own and Private.PERSON in found else found


@lru_cache(maxsize=8192)
def _found(text: str, own: frozenset[str] = frozenset()) -> frozenset[Private]:
    return frozenset(_private(text, tokens_of(text), own)) if may_be_private(text) else frozenset()


def contact_in(text: str) -> str:
    """Say which contact of a person's a line of an article holds, but for mail; what people say is none.

    >>> contact_in("Call Ana on 600 111 222."), contact_in('You could say "I am Ana", and no more.')
    ("a person's telephone number", '')
    """
    plain = _SAID.sub(" ", text)
    if not may_be_private(plain):
        return ""
    tokens = tokens_of(plain)
    if next(telephones_in(tokens), None) is not None:
        return "a person's telephone number"
    named = next(people_in(tokens), None) is not None or account_in(plain_of(plain))
    return "a person's name or account" if named else ""


@lru_cache(maxsize=8192)
def hides_place(text: str) -> bool:
    """Tell whether a text says that the place is kept from strangers: `women only, hidden address`."""
    return _hidden_place().search(" ".join(folded(plain_of(text)).split())) is not None


@cache
def _hidden_place() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(vocabulary().words('hidden_place')))})\b")


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
    if next(people_in(tokens, own), None) is not None or gives_away(text):
        found.add(Private.PERSON)
    if next(telephones_in(tokens), None) is not None:
        found.add(Private.PHONE)
    if gift_in(plain_of(text), tokens):
        found.add(Private.GIFT)  # its account is one for money
    elif account_in(plain_of(text), own):
        found.add(Private.PERSON)
    return found
