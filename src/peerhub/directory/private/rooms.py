"""Meetings' numbers: a room that is no place, and a lonely number near it."""

from __future__ import annotations

from collections.abc import Sequence

from peerhub.directory.private.tokens import Token, is_address, is_telephone

_MOST_WORDS = 9
_LONGEST = 13
# Figures from which a number is a meeting's: behind a word for it, near a room, and far from one.
_SAID, _NEAR, _FAR = 5, 6, 9


def numbered(tokens: Sequence[Token], sentence: range, at: int) -> bool:
    """Tell whether a meeting's number stands near a room or a word for its number."""
    classes = tokens[at].classes
    remote = "remote" in classes
    room = remote or "room" in classes
    if not room and "numbered" not in classes and not _of_meeting(tokens, at):
        return False
    words, place = 0, tokens[at].to
    while place < len(tokens) and words < _MOST_WORDS:
        token = tokens[place]
        if token.kind == "number":
            said = _of_meeting(tokens, at) and (
                classes & {"numbered", "number"} or _says_number(tokens[tokens[at].to : place])
            )
            if remote or (room and words > 3):
                least = _FAR
            else:
                least = _SAID if said else _FAR if "numbered" in classes else _NEAR
            open_ = not said and is_telephone(tokens, place)
            if least <= _digits(tokens, place) <= _LONGEST and not open_ and not is_address(tokens, place):
                return True
        if token.kind == "end" and words and tokens[place - 1].plain not in ("no", "nr", "num"):
            break
        words += token.kind == "word"
        place += 1
    return room and (_in_front(tokens, sentence, at) or _is_meet_code(tokens, at))


def _digits(tokens: Sequence[Token], at: int) -> int:
    """Count the figures of a number, over the ends of lines too."""
    found = tokens[at].digits
    while at + 2 < len(tokens) and tokens[at + 1].kind == "line" and tokens[at + 2].kind == "number":
        at += 2
        found += tokens[at].digits
    return found


def _in_front(tokens: Sequence[Token], sentence: range, at: int) -> bool:
    """Whether the number stands before the room: `use 812 3456 7890 on Zoom`."""
    return any(
        tokens[place].kind == "number" and _FAR <= tokens[place].digits < _LONGEST and not is_telephone(tokens, place)
        for place in range(max(at - 6, sentence.start), at)
    )


def _of_meeting(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for a number belongs to a meeting; "ID" alone may be anything's."""
    token = tokens[at]
    if "room" in token.classes or ("numbered" in token.classes and (token.to > at + 1 or token.plain != "id")):
        return True
    before = next((one for one in reversed(tokens[max(0, at - 3) : at]) if one.kind == "word"), None)
    return "number" in token.classes and before is not None and bool(before.classes & {"meeting", "room"})


def _says_number(between: Sequence[Token]) -> bool:
    """Whether a word or a sign for "number" stands between a room and digits."""
    return any(token.classes & {"number", "numbered", "code"} or token.plain in ("#", "access") for token in between)


def _is_meet_code(tokens: Sequence[Token], at: int) -> bool:
    """Whether three, four and three letters joined by hyphens stand near, as Google Meet names its rooms."""
    if not tokens[at].plain.startswith(("meet", "google", "gmeet")):
        return False
    words = [(place, token) for place, token in enumerate(tokens[at : at + 16], at) if token.kind == "word"]
    return any(
        [len(token.plain) for _, token in words[first : first + 3]] == [3, 4, 3]
        and words[first + 2][0] == words[first][0] + 4
        and tokens[words[first][0] + 1].glued
        for first in range(len(words) - 2)
    )
