"""A text cut into what a reader of secrets looks at: words with their classes, numbers by what they count, signs.

The cut is made in one pass, and hours, dates, prices and counts are known for what they are, so that no rule takes
them for a code.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from peerhub.directory.private.word_classes import UNSPACED, folded, vocabulary
from peerhub.text import HIDDEN_OR_TAB

Kind = Literal["word", "number", "mixed", "code", "public", "url", "email", "sign", "end", "line"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TOKEN = re.compile(
    rf"""
    (?P<url> (?:https?|ftp)://\S+ | www\.\S+
      | (?:[^\W_][\w-]{{0,62}}\.){{1,8}}[A-Za-z]{{2,24}}(?:/|(?:%3[fF]|[?\#])\w)\S* )
  | (?P<email> [\w.%+'-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+ )
  | (?P<public>
        [£$€¥]\s?\d[\d.,]{{0,20}}
      | \d[\d.,]{{0,20}}\s?(?:[£€¥%]|(?:pounds?|euros?|dollars?|pence|eur|gbp|usd|chf|kr|zł)\b)
      | \d{{4}}-\d\d-\d\d\b | \d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)\b
      | \d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+(?:19|20)\d\d\b)?
      | {_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d\b)?
      | {_MONTH}\s+(?:19|20)\d\d\b
      | \d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b\.? | (?:[01]?\d|2[0-4])[:h][0-5]\d(?:[:]\d\d)?(?![\d:])h?\b
      | (?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])(?!\w) | \d{{1,2}}\s?(?:uhr|o'clock|noon|h|hrs?|hours?)\b
      | (?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d\w-])
      | (?:[01]\d|2[0-4])[0-5]\d\s?(?:[-–]|to)\s?(?:[01]\d|2[0-4])[0-5]\d(?![\d\w-])
      | \d{{1,4}}(?:st|nd|rd|th|er|ère|ème|º|ª)\b | \d{{1,3}}\s?(?:m|km|mi|ft|kg|cm|min|mins|minutes?)\b
      | -?\d{{1,3}}\.\d{{3,}}(?:,\s*-?\d{{1,3}}\.\d{{3,}}|°?\s?[NSEW]\b)
    )
  | (?P<code> [*][\d]{{2,}}[*\#]? | \d[\d-]{{0,20}}\d(?:\s?\#(?!\s?\w)|\*(?!\w)) )
  | (?P<number> \d++(?:[ \u00a0.\-\u2010-\u2013]{{1,2}}\d++){{0,12}}+(?![^\W\d_]) )
  | (?P<chunk> [^\W_]+(?:[-_'’.@$!%&+/\u2010\u2011][^\W_]+)* )
  | (?P<line> \n\s*+ )
  | (?P<end> [.!?…。！？]{{1,20}}+(?=\s|\Z|["'”’)\]]) )
  | (?P<sign> \S )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(r"[^\W_]+|[-_'’.@$!%&+/\u2010\u2011]")
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_SHORT_NUMBER = re.compile(r"\d{1,3}\Z")
_TELEPHONE = 7  # figures
_LETTERS_OF_WORD = 3
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
SIGNS = frozenset(":=–—-#>→|*~/_•·")
QUOTES = frozenset("\"'“”„‘’‚«»`「」『』")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_NOUGHTS = re.compile(r"\b[0-9Oo]{3,12}\b")
_LOOK_ALIKE = str.maketrans("013457@$!", "oleastasi")
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Token:
    """A piece of a text. `classes` are those of the phrase that begins with it, `to` is where that phrase ends."""

    kind: Kind
    text: str
    plain: str = ""
    classes: frozenset[str] = _NOTHING
    to: int = 0
    glued: bool = False  # a sign inside a word: the hyphen of `mot-de-passe`
    digits: int = 0
    paragraph: bool = field(default=False)  # of a line's end: whether a blank line follows

    @property
    def camel(self) -> bool:
        """Whether a word mixes small and large letters as no sentence does."""
        return self.kind in ("word", "mixed") and _CAMEL.search(self.text) is not None

    @property
    def capital(self) -> bool:
        """Whether a word begins with a capital letter."""
        return self.kind == "word" and self.text[:1].isupper()


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens, with the classes of its words.

    >>> [token.plain for token in tokens_of("Mot-de-passe : Paix 12") if not token.glued]
    ['mot', 'de', 'passe', ':', 'paix', '12']
    """
    found = list(_cut(_numbers(plain_of(text))))
    _spell(found)
    _classify(found)
    _count(found)
    return found


def plain_of(text: str) -> str:
    """Take from a text what hides a secret from a reader of words: entities, full-width letters, hidden signs."""
    if text.isascii():
        return html.unescape(text) if "&" in text else text
    text = unicodedata.normalize("NFKC", html.unescape(text))
    return HIDDEN_OR_TAB.sub(lambda sign: " " if sign[0] == "\t" else "", text)


def _numbers(text: str) -> str:
    """Write noughts as figures where people type the letter: O77OO."""
    return _NOUGHTS.sub(
        lambda run: run[0].upper().replace("O", "0") if any(map(str.isdigit, run[0])) else run[0], text
    )


def _cut(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind, said = match.lastgroup, match[0]
        if kind == "chunk":
            yield from _words(said)
        elif kind == "line":
            yield Token("line", said, paragraph=said.count("\n") > 1)
        elif kind == "number":
            yield Token("number", said, said, digits=sum(map(str.isdigit, said)))
        elif kind == "code":
            yield Token("code", said, said, digits=sum(map(str.isdigit, said)))
        elif kind == "url":
            yield Token("url", said)
        elif kind == "email":
            yield Token("email", said)
        elif kind == "public":
            yield Token("public", said)
        elif kind == "end":
            yield Token("end", said, said)
        else:
            yield Token("sign", said, said)


def _words(chunk: str) -> Iterator[Token]:
    """Cut what has no space in it: `mot-de-passe`, `P/W`, `pw1234`, `tulip7`."""
    if chunk.isalpha():
        yield Token("word", chunk, folded(chunk))
        return
    meant = folded(chunk.translate(_LOOK_ALIKE))
    if meant.isalpha() and any(
        not rest and name in ("password", "code") for rest, name in vocabulary().phrases(meant)
    ):
        yield Token("word", chunk, meant)
        return
    parts = _PART.findall(chunk)
    letters = parts[::2]
    if len(letters) > 1 and all(len(part) == 1 and part.isalpha() for part in letters):
        joined = "".join(letters)
        yield Token("word", joined, folded(joined))
        return
    at = 0
    while at < len(parts):
        part = parts[at]
        # The apostrophe of "don't" and "Paul's" parts no words; that of "d'accès" does.
        if part.isalpha() and at + 2 < len(parts) and parts[at + 1] in "'’" and len(parts[at + 2]) <= 2:
            end = parts[at + 2]
            yield Token("word", f"{part}'{end}", folded(part if end.lower() == "s" else part + end))
            at += 3
            continue
        if not part[0].isalnum():
            yield Token("sign", part, part, glued=True)
        elif part.isalpha():
            yield Token("word", part, folded(part))
        elif part.isdigit():
            yield Token("number", part, part, digits=len(part))
        else:
            yield from _mixed(part)
        at += 1


def _mixed(part: str) -> Iterator[Token]:
    pieces = _PIECES.findall(part)
    if len(pieces) == 2 and pieces[0].isalpha():
        first = folded(pieces[0])
        labels = {"password", "short", "code", "room", "number", "numbered"}
        known = {name for rest, name in vocabulary().phrases(first) if not rest} | vocabulary().by_shape(first)
        if known & labels:
            yield Token("word", pieces[0], first)
            yield Token("number", pieces[1], pieces[1], digits=len(pieces[1]))
            return
    if len(pieces) > 1 and UNSPACED.search(part):
        for piece in pieces:
            if piece.isdigit():
                yield Token("number", piece, piece, digits=len(piece))
            else:
                yield Token("word", piece, folded(piece))
        return
    yield Token("mixed", part, folded(part), digits=sum(map(str.isdigit, part)))


def _classify(found: list[Token]) -> None:
    known = vocabulary()
    for at, token in enumerate(found):
        token.to = at + 1
        if token.kind != "word":
            continue
        phrases = known.phrases(token.plain)
        classes: set[str] = set()
        longest = 0
        for rest, name in phrases:
            if len(rest) < longest:
                break
            end = at + 1 if not rest else _follows(found, at + 1, rest)
            if end:
                classes.add(name)
                longest, token.to = len(rest), end
        if longest:  # the word's own meaning does not hold inside a phrase, but what it may pass between does
            classes |= {name for rest, name in phrases if not rest and name in ("between", "talk")}
        token.classes = frozenset(classes) | known.by_shape(token.plain)


def _follows(found: list[Token], at: int, words: tuple[str, ...]) -> int:
    """Tell where a phrase ends whose next words these are, or 0 when other words follow."""
    for word in words:
        while at < len(found) and (found[at].glued or (found[at].kind == "line" and not found[at].paragraph)):
            at += 1
        if at >= len(found) or found[at].plain != word:
            return 0
        at += 1
    return at


def _spell(found: list[Token]) -> None:
    """Make one number of four or more figures in words, some of which may be written: six oh oh 111 222."""
    figures = vocabulary().words("figures")
    at = 0
    while at < len(found):
        end, words, written = at, 0, 0
        while end < len(found) and (
            (found[end].kind == "word" and found[end].plain in figures)
            or found[end].kind == "number"
            or (words and found[end].kind == "sign" and found[end].plain in "-,")
        ):
            words += found[end].kind == "word"
            written += found[end].digits
            end += 1
        as_one = words > 3 or (words > 1 and words + written >= _TELEPHONE)
        if as_one:
            said = " ".join(token.text for token in found[at:end])
            found[at:end] = [Token("number", said, "1" * (words + written), digits=words + written)]
        at = at + 1 if as_one else max(at + 1, end)


def _names_room(token: Token) -> bool:
    """Whether figures may be a room's: `room 1204b`; a word with figures behind it is none."""
    return token.digits < 6 and len(token.plain) - token.digits < _LETTERS_OF_WORD


def _count(found: list[Token]) -> None:
    """Mark the numbers that count something or name a public thing: 25 people, room 1204, bus 100."""
    public, public_id = vocabulary().words("public_number"), vocabulary().words("public_id")
    before = ""
    for at, token in enumerate(found):
        if token.kind in ("number", "mixed"):
            if before in public_id or (before in public and _names_room(token)) or _counts(found, at):
                token.kind = "public"
        elif (
            token.plain in _PASSED
            or (token.text.isupper() and len(token.text) == 2)
            or (token.kind == "sign" and token.plain in "#:.(,/-–&")
        ):
            continue
        elif token.kind != "end" or found[at - 1].plain not in _PASSED:
            before = token.plain if token.kind == "word" else ""


def _counts(found: list[Token], at: int) -> bool:
    after = found[at + 1] if at + 1 < len(found) else None
    if after is None or after.kind != "word" or after.capital or not _SHORT_NUMBER.match(found[at].plain):
        return False
    return after.plain.endswith(("s", "people", "en")) and after.plain not in _VERBS


_PASSED = frozenset({"no", "nr", "number", "and", "lines"})
_VERBS = frozenset({"is", "opens", "gets", "lets", "works", "as", "this", "when", "then", "unlocks", "starts"})


def ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the last before a stop, a comma, a bracket or a line's end."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.kind in ("end", "line"):
        return True
    return after.kind == "sign" and after.plain in ",;)]}/|*" and not after.glued


def is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation mark begins a short text that ends with another."""
    for inside, token in enumerate(tokens[at + 1 : at + 8]):
        if token.kind == "sign" and token.plain in QUOTES:
            return inside > 0
    return False


def is_address(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is that of a house: a name follows."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.capital and tokens[at].kind == "number"


def is_telephone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is a telephone's by what stands before it or by its first figure."""
    before = tokens[at - 1] if at else None
    if tokens[at].plain.startswith("0"):
        return True
    return before is not None and before.kind == "sign" and before.plain in "+()"


def is_year(token: Token) -> bool:
    """Whether a number could be a year."""
    return _YEAR.match(token.plain) is not None
