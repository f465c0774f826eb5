"""Where money for a group is to go: a handle, an account, a page of a payment service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from peerhub.directory.private.tokens import Token, ends
from peerhub.directory.private.word_classes import vocabulary

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z][\w-]{2,20}\b")
_SORT_CODE = re.compile(r"\b\d\d-\d\d-\d\d\b\D{1,20}\d{8}\b")
_COIN = re.compile(r"\bbc1[a-z0-9]{25,}|\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\b|\b0x[0-9a-fA-F]{40}\b")
_NEAR = 5


def gift_in(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a text says to whom money is to go."""
    if _IBAN.search(text) or _CASHTAG.search(text) or _SORT_CODE.search(text) or _COIN.search(text):
        return True
    return next(_handles(tokens), None) is not None


def _handles(tokens: Sequence[Token]) -> Iterator[int]:
    hosts = vocabulary().words("gift_hosts")
    for at, token in enumerate(tokens):
        if token.kind == "url":
            host = re.sub(r"\W+", " ", token.text.partition("://")[2] or token.text).lower()
            service = host.removeprefix("www ").partition(" ")[0]
            if service in vocabulary().words("gift") or any(
                host.startswith((known, f"www {known}")) for known in hosts
            ):
                yield at
        elif "gift" in token.classes and _to_whom(tokens, at):
            yield at


def _to_whom(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a handle, an address or an account follows the name of a service."""
    talk = vocabulary().words("gift_talk")
    explicit, named, words = False, True, 0
    place = tokens[at].to
    while place < len(tokens) and words <= _NEAR:
        token = tokens[place]
        if token.kind in ("email", "url", "mixed") or (token.kind in ("number", "code") and token.digits > 3):
            return True
        if token.kind == "sign" and token.plain in "@$":
            return True
        if token.kind in ("end",) or (token.kind == "line" and token.paragraph):
            return False
        if token.kind == "sign" and token.plain in ":=-–>":
            explicit = explicit or not token.glued
        elif token.kind == "word":
            if "gift" in token.classes:
                return False  # that one is asked itself
            if token.camel and words < 4:
                return True
            known = token.plain in talk or token.classes & {"talk", "not_a_name", "organisation"}
            glued = place + 1 < len(tokens) and tokens[place + 1].glued
            if not known and (glued or (named and (explicit or _is_last(tokens, place)))):
                return True
            named = "gift_to" in token.classes
            words += 1
        place += 1
    return False


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but what the money is for follows a word."""
    return ends(tokens, at) or tokens[at + 1].plain in ("for", "please", "if", "or")
