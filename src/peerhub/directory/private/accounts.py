"""Names and passwords that stand together: `login harbour / tulip22`, `WiFi HallGuest, key ...`."""

from __future__ import annotations

from collections.abc import Sequence

from peerhub.directory.private.tokens import Token, ends

_NEAR = 9
_PASSED = frozenset(":=-–—")


def logs_in(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a name and a password, or what looks like one, follow a word for an account."""
    named = False
    for place in range(tokens[at].to, min(tokens[at].to + _NEAR, len(tokens))):
        token = tokens[place]
        if token.kind == "mixed" and token.digits > 1 and len(token.text) > 4:
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            return after is None or not after.glued  # what goes on behind a dot is an address
        if token.kind == "sign":
            if named and token.plain in "/|" and _is_word(tokens, place + 1):
                return True
            if token.plain not in _PASSED and not named:
                return False
        elif token.kind == "word":
            if token.classes & {"talk", "days"} and not token.classes & {"between", "enter", "as"}:
                return False
            named = named or not token.classes & {"between", "is", "as", "enter", "article"}
        elif token.kind != "number":
            return False
    return False


def _is_word(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind in ("word", "mixed", "number") and ends(tokens, at)
