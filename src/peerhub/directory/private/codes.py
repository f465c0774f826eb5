"""Passcodes in words: a word for a secret, what may stand between, and something that looks like one.

No list of phrases could hold what people write; so this looks for the structure, in whatever words it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from peerhub.directory.private.accounts import logs_in
from peerhub.directory.private.doors import device_code, hidden_key, lock_code, opened_by, typed
from peerhub.directory.private.links import link_holds_secret, opens_room
from peerhub.directory.private.rooms import numbered
from peerhub.directory.private.tokens import (
    QUOTES,
    SIGNS,
    Token,
    ends,
    is_address,
    is_quoted,
    is_telephone,
    is_year,
)
from peerhub.directory.private.word_classes import vocabulary

_PASSED = frozenset("(),[]{};+")
# Classes of words over which a secret is looked for, and in which none is seen.
_BETWEEN = frozenset({"between", "is", "room", "meeting", "number", "door", "code", "password"})
_NO_SECRET = frozenset({"room", "meeting", "number", "door", "code", "password", "device", "asked", "short"})
_MOST_WORDS = 9
_THE_WORD = frozenset({"the", "magic", "our", "today", "s", "door", "safe"})
_OPENING = frozenset('"“„«')


def secrets_in(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where secrets stand, each by the position of a token that belongs to it."""
    for sentence in _sentences(tokens):
        yield from _in_sentence(tokens, sentence)
    yield from typed(tokens, harmless)


def _sentences(tokens: Sequence[Token]) -> Iterator[range]:
    """Yield the stretches between the ends of sentences; the end of a paragraph is one, that of a line is none."""
    stops = [-1, *(at for at, token in enumerate(tokens) if token.kind == "end" or token.paragraph), len(tokens)]
    for before, end in pairwise(stops):
        if end - before > 1:
            yield range(before + 1, end)


def _in_sentence(tokens: Sequence[Token], sentence: range) -> Iterator[int]:
    there: set[str] = set()
    for at in sentence:
        token = tokens[at]
        there |= token.classes
        if token.kind == "code" or (
            token.kind == "url" and (link_holds_secret(token.text) or opens_room(token.text))
        ):
            yield at
    for at in sentence:
        if tokens[at].classes and (_labels(tokens, at, there) or _guards(tokens, sentence, at)):
            yield at
    if "password" in there:
        yield from _beside_password(tokens, sentence)


def _labels(tokens: Sequence[Token], at: int, there: set[str]) -> bool:
    """Tell whether a word is the label of a secret."""
    classes = tokens[at].classes
    if "password" in classes:
        return _after_password(tokens, at) or _before_password(tokens, at)
    if "short" in classes:
        return _after_short(tokens, at)
    if "code" in classes:
        return not harmless(tokens, at) and _after_code(tokens, at, there)
    if tokens[at].plain not in ("word", "words"):
        return False
    of_room = at > 0 and not tokens[at - 1].classes.isdisjoint(("room", "lock"))
    if at and tokens[at].plain == "word" and tokens[at - 1].plain in _THE_WORD and _is_one_word(tokens, at):
        return True
    return (of_room or bool(there & {"door", "device", "asked", "account"})) and _after_word(tokens, at)


def _is_one_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether one word is all that "the word" is told to be: `the word is mariposa`."""
    told = tokens[at + 1 : at + 3]
    return (
        len(told) == 2
        and ("is" in told[0].classes or told[0].plain in (":", "="))
        and told[1].kind == "word"
        and told[1].classes.isdisjoint(("talk", "between", "days"))
        and told[1].plain not in vocabulary().words("no_word")
        and ends(tokens, at + 2)
    )


def _guards(tokens: Sequence[Token], sentence: range, at: int) -> bool:
    """Tell whether a word is a door, a lock or a room with its number near."""
    classes = tokens[at].classes
    return (
        ("device" in classes and device_code(tokens, sentence, at))
        or ("door" in classes and opened_by(tokens, at))
        or ("lock" in classes and lock_code(tokens, at))
        or (tokens[at].plain in ("key", "keys") and hidden_key(tokens, at))
        or ("account" in classes and logs_in(tokens, at))
        or (not classes.isdisjoint(("room", "remote", "numbered", "number")) and numbered(tokens, sentence, at))
    )


def _after(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, bool, int]]:
    """Walk from the end of a label over what may stand between it and its secret.

    Yields each place where a secret may begin, whether a sign or a word for "is" was passed, and how many words were.
    """
    explicit, words, ended, lines = False, 0, False, 0
    at = tokens[at].to
    while at < len(tokens) and words <= _MOST_WORDS:
        token = tokens[at]
        if token.kind == "line":
            lines += 1
            if lines > 3:
                return
        elif token.kind == "end":
            if ended or (words and token.plain[0] in ".。"):
                return
            ended = True
            explicit = explicit or token.plain[0] in "?…" or len(token.plain) > 1
        elif token.kind == "sign" and token.plain in SIGNS:
            explicit = True
        elif token.kind != "sign" or token.plain in QUOTES:
            if token.kind == "public" and not words:
                return
            yield at, explicit, words
            if token.kind == "word" and token.classes & _BETWEEN:
                explicit = explicit or "is" in token.classes
                words += 1
                at = at + 1 if "is" in token.classes else token.to
                continue
            if token.kind != "sign":
                return
        elif token.plain not in _PASSED:
            return
        at += 1


def _after_password(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a secret follows a word for a password."""
    used = _is_used(tokens, at)
    for place, explicit, words in _after(tokens, at):
        token = tokens[place]
        if token.kind == "sign":
            return is_quoted(tokens, place)
        if token.kind in ("number", "mixed", "code"):
            return token.digits > 1 or explicit or token.kind == "mixed"
        if token.kind != "word":
            return False
        if token.camel and not token.classes & {"room", "meeting"} and (explicit or not words):
            return True
        alone = explicit and not words and ends(tokens, place)
        if token.classes & {"talk", "days", "is"}:
            if not token.classes & {"between", "is"}:
                return False
        elif "between" in token.classes:
            if alone:
                return "elsewhere" not in token.classes
            if _lies(tokens, place):
                return False
        elif token.classes & _NO_SECRET:
            if alone and "asked" not in token.classes:
                return True
        else:  # a word that is no part of any talk
            short = tokens[at].plain in ("pw", "pwd", "psw")
            return explicit or used or (not words and (short or ends(tokens, place)))
    return False


def _lies(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place is told instead of a secret: `the password is on the noticeboard`."""
    before, after = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        "where" in tokens[at].classes and "is" in before.classes and after is not None and "article" in after.classes
    )


def _is_used(tokens: Sequence[Token], at: int) -> bool:
    """Whether a secret is told to be used: `use passcode serenity`."""
    before = [token for token in tokens[max(0, at - 3) : at] if token.kind == "word"]
    return any("enter" in token.classes for token in before[-2:])


def _before_password(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a secret stands before: `tulip is the password`, `with lilac as password`."""
    back, passed = at - 1, False
    while back >= max(0, at - 5):
        token = tokens[back]
        if token.kind == "word" and token.classes & {"is", "as"}:
            passed = True
        elif token.kind == "word" and "article" in token.classes:
            if passed:
                return False
        elif token.kind != "sign" or token.plain not in QUOTES | _PASSED:
            break
        back -= 1
    if not passed or back < 0:
        return False
    token = tokens[back]
    if token.kind == "word":
        known = token.classes & ({"talk", "days", "article"} | _BETWEEN | _NO_SECRET)
        return not known and _begins_saying(tokens, back)
    return token.kind in ("mixed", "code") or (token.kind == "number" and token.digits > 1)


def _begins_saying(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return (
        before is None
        or before.kind in ("end", "line", "sign")
        or "enter" in before.classes
        or before.plain in ("word", "with", "the")
    )


def _after_short(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a short form that is a word of other things has a secret behind it: `PC: 778899`, `pass hope7`."""
    place, explicit = tokens[at].to, False
    while place < len(tokens) and (
        (tokens[place].kind == "sign" and tokens[place].plain in SIGNS | {"("})
        or tokens[place].plain in ("is", "are")
    ):
        is_ = tokens[place].kind == "word"
        explicit = explicit or is_ or not tokens[place].glued or tokens[place].plain not in "-/"
        place += 1
    if explicit and place < len(tokens) and tokens[place].kind == "line":
        place += 1
    if place >= len(tokens):
        return False
    token = tokens[place]
    if token.kind == "number":
        return token.digits >= (2 if explicit else 4)
    if token.kind in ("mixed", "code"):
        return explicit or token.digits > 1 or len(token.text) > 4
    if token.kind == "sign":
        return explicit and token.plain in QUOTES and is_quoted(tokens, place)
    if token.kind != "word" or not (explicit or (at and "room" in tokens[at - 1].classes)):
        return False
    # "The key is honesty" is advice.
    said = tokens[place - 1].kind == "word" and (tokens[at].plain == "key" or harmless(tokens, at))
    return token.camel or (not said and token.classes.isdisjoint(("talk", "days")) and ends(tokens, place))


def harmless(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for a code means something else: a dress code, a post code, a key to a map."""
    known = vocabulary()
    before = tokens[at - 1] if at else None
    if before is not None and before.glued and at > 1:
        before = tokens[at - 2]
    after = tokens[tokens[at].to] if tokens[at].to < len(tokens) else None
    return (before is not None and before.plain in known.words("harmless_before")) or (
        after is not None and after.plain in known.words("harmless_after")
    )


def _after_code(tokens: Sequence[Token], at: int, there: set[str]) -> bool:
    """Tell whether something that looks like a code follows a word for one."""
    for place, explicit, _ in _after(tokens, at):
        token = tokens[place]
        if token.kind == "sign":
            return explicit and is_quoted(tokens, place)
        if token.kind == "number":
            return token.digits >= (2 if explicit else 3)
        if token.kind in ("mixed", "code"):
            return explicit or len(token.text) > 3
        if token.kind != "word":
            return False
        if token.camel and explicit:
            return True
        if token.classes & {"talk", "days"} and "between" not in token.classes:
            return False
        if not token.classes & (_BETWEEN | {"device"}):
            sign = tokens[place - 1].kind == "sign" or bool(there & {"room", "door", "device"})
            return _further(tokens, place, 1 if explicit else 2) or (explicit and sign and ends(tokens, place))
    return False


def _further(tokens: Sequence[Token], at: int, more_than: int) -> bool:
    """Whether a code follows a few words later: `code on the bike shed 7-0-7`."""
    for token in tokens[at : at + 6]:
        if token.kind in ("end", "line", "public") or "talk" in token.classes:
            return False
        if token.kind in ("number", "code") or (token.kind == "mixed" and len(token.text) > 3):
            return token.digits > more_than
    return False


def _after_word(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word is told that lets people in."""
    for place, explicit, words in _after(tokens, at):
        token = tokens[place]
        if token.kind == "sign":
            return is_quoted(tokens, place)
        if token.kind in ("mixed", "code", "number"):
            return token.digits > 1 or token.kind == "mixed"
        if token.kind != "word" or token.classes & {"talk", "days"}:
            return False
        if not token.classes & _BETWEEN:
            return explicit or (not words and _is_used(tokens, at))
    return False


def _beside_password(tokens: Sequence[Token], sentence: range) -> Iterator[int]:
    """Find what looks like a password anywhere in a sentence that speaks of one, or what says how it is written."""
    for at in sentence:
        token = tokens[at]
        if token.kind == "number":
            told = (
                token.digits > 3
                and (not is_year(token) or any(tokens[place].plain == "year" for place in sentence))
                and not is_telephone(tokens, at)
                and not is_address(tokens, at)
            )
        elif token.kind == "sign":
            told = token.plain in _OPENING and is_quoted(tokens, at)
        else:
            told = (token.kind == "mixed" and len(token.text) > 3) or "shape" in token.classes
        if told:
            yield at
