"""Codes of doors, and what people are told to type or to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from peerhub.directory.private.tokens import QUOTES, SIGNS, Token, ends, is_address, is_quoted, is_telephone, is_year

_NEAR = 5
_FAR = 8
_FEWEST_KEYS = 4
_MOST_WORDS = 6
_TELEPHONE = 9  # figures
_SECRETS = frozenset({"password", "code", "asked", "door", "device", "room"})
_WITH_KEYS = frozenset({"door", "device", "code", "enter_device"})
_BETWEEN_KEYS = frozenset({",", "and", "then", "-", "–"})
# Words that are no secret behind a word for typing.
_KNOWN = frozenset(
    {"between", "is", "door", "room", "meeting", "code", "password", "number", "talk", "asked", "enter", "device"}
)


def device_code(tokens: Sequence[Token], sentence: range, at: int) -> bool:
    """Tell whether a number stands near the thing on which one types it: `keypad C1357`, `press 12 on the buzzer`."""
    for step in (1, -1):
        words, place = 0, tokens[at].to if step > 0 else at - 1
        while place in sentence and words < (_FAR if step > 0 else _NEAR):
            token = tokens[place]
            if token.kind in ("number", "code", "mixed") and token.digits:
                near = words < _NEAR or (token.digits > 2 and not _is_hour(tokens, place))
                return near and not is_address(tokens, place) and token.digits < _TELEPHONE
            words += token.kind == "word"
            place += step
    return False


def lock_code(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a lock is told with what opens it: `the padlock spells HOPE`, `lock 4411`."""
    place, explicit, strong, words = tokens[at].to, False, False, 0
    while place < len(tokens) and words < _MOST_WORDS:
        token = tokens[place]
        if token.kind in ("number", "code", "mixed"):
            return token.digits > 2 and not _is_hour(tokens, place) and not is_address(tokens, place)
        if token.kind == "word" and "lock_says" in token.classes:
            explicit = explicit or not token.classes.isdisjoint(("is", "opens_with", "goes_on"))
            strong = strong or "spells" in token.classes
            words += 1
        elif token.kind == "sign" and token.plain in SIGNS | {","}:
            explicit = explicit or token.plain in ":="
        elif token.kind == "word":
            known = token.classes & {"talk", "days", "between", "article"}
            large = token.text.isupper() and len(token.text) > 2
            return (explicit and large) or (strong and not known and ends(tokens, place))
        else:
            return False
        place += 1
    return False


def hidden_key(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the place is told where a key lies: `the spare key is under the blue pot`."""
    place = at + 1
    while place < len(tokens) and "lies" in tokens[place].classes:
        place += 1
    return place < len(tokens) and "hides" in tokens[place].classes and tokens[place].to < len(tokens)


def _is_hour(tokens: Sequence[Token], at: int) -> bool:
    return "hours" in tokens[at - 1].classes or is_year(tokens[at])


def opened_by(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a code stands right behind a door: `Gate: 4477`, `the gate opens with 4711`."""
    place, explicit, words = tokens[at].to, False, 0
    if place < len(tokens) and tokens[place].kind == "mixed":
        return tokens[place].digits > 1 and len(tokens[place].text) > 3
    if place < len(tokens) and tokens[place].kind == "number" and tokens[at].plain in ("door", "gate"):
        return tokens[place].digits == _FEWEST_KEYS and not is_year(tokens[place]) and ends(tokens, place)
    while place < len(tokens) and words < 4:
        token = tokens[place]
        if token.kind == "sign" and token.plain in SIGNS | {",", "("}:
            explicit = explicit or not token.glued
        elif token.classes & {"opens", "opens_with", "door"}:
            explicit = explicit or "opens_with" in token.classes
            words += 1
        else:
            break
        place += 1
    if place >= len(tokens) or not explicit:
        return False
    token = tokens[place]
    if token.kind == "number":
        if token.digits < 4 or "hours" in tokens[place - 1].classes or is_address(tokens, place):
            return False
        apart = tokens[place - 1].plain == ","
        return (
            (token.digits < _TELEPHONE and not is_year(token)) if apart else not is_year(token) or ends(tokens, place)
        )
    return token.kind == "code" or (token.kind == "mixed" and token.digits > 1 and len(token.text) > 3)


def typed(tokens: Sequence[Token], harmless: Callable[[Sequence[Token], int], bool]) -> Iterator[int]:
    """Find what people are told to type or to say, where a paragraph speaks of a secret, a door or of being asked."""
    start = 0
    for end in [*(at for at, token in enumerate(tokens) if token.paragraph), len(tokens)]:
        there: set[str] = set()
        for at in range(start, end):
            if "code" not in tokens[at].classes or not harmless(tokens, at):
                there |= tokens[at].classes
        if "enter" in there and there & (_SECRETS | _WITH_KEYS):
            for at in range(start, end):
                if "enter" in tokens[at].classes and not _goes_with(tokens, at) and _is_typed(tokens, at, end, there):
                    yield at
        start = end + 1


def _goes_with(tokens: Sequence[Token], at: int) -> bool:
    """Whether "with" says with whom a password is shared."""
    return at > 0 and tokens[at].plain == "with" and "password" in tokens[at - 1].classes


def _keys(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether keys are told one after the other: `C, 13, Y`, `C and then 2580`."""
    keys = digits = 0
    for place in range(at, end):
        token = tokens[place]
        if token.kind == "number" or (token.kind == "word" and len(token.text) == 1 and token.text.isupper()):
            keys += token.digits or 1
            digits += token.digits
        elif token.plain not in _BETWEEN_KEYS:
            break
    return keys >= _FEWEST_KEYS > keys - digits and digits > 1 and digits < _TELEPHONE


def _is_typed(tokens: Sequence[Token], at: int, end: int, there: set[str]) -> bool:
    place, words = tokens[at].to, 0
    asked = "password" in there or ("asked" in there and bool(there & {"code", "room", "door"}))
    while place < end and words < _MOST_WORDS:
        token = tokens[place]
        if token.kind == "end":
            return False
        if words == 0 and there & _WITH_KEYS and len(token.plain) < 3 and _keys(tokens, place, end):
            return True
        if there.isdisjoint(_SECRETS):
            return False
        if token.kind == "number" and token.digits > 2:
            return _is_number_typed(tokens, at, place, words, there, asked)
        if token.kind in ("mixed", "code"):
            return token.digits > 2 or bool(there & {"asked", "password", "code", "device"})
        if token.kind == "sign" and token.plain in QUOTES and not token.glued:
            return asked and is_quoted(tokens, place)
        if token.kind == "word":
            if token.camel and asked and "room" not in token.classes:
                return True
            if not token.classes & _KNOWN and token.plain not in ("word", "words"):
                named = tokens[place - 1].plain == "word" and bool(there & {"password", "door", "asked"})
                return named or (asked and words == 0 and _goes_on(tokens, place, end))
            if "enter" in token.classes:
                return False
            words += 1
        place += 1
    return False


def _is_number_typed(tokens: Sequence[Token], at: int, place: int, words: int, there: set[str], asked: bool) -> bool:
    near = words == 0 or "device" in there
    least = 3 if near and there & {"password", "code", "door", "device", "asked"} else 4
    token = tokens[place]
    if token.digits < least or is_address(tokens, place) or is_telephone(tokens, place):
        return False
    pressed = asked or "enter_device" in tokens[at].classes
    return "hours" not in tokens[place - 1].classes and (pressed or not is_year(token))


def _goes_on(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a word is what one types: it ends, or it is said when one does."""
    after = tokens[at + 1] if at + 1 < end else None
    return ends(tokens, at) or (after is not None and "goes_on" in after.classes)
