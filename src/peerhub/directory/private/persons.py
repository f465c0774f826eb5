"""Persons in words: their names, the numbers on which they answer, and mail addresses that are somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from peerhub.directory.private.tokens import Token, plain_of
from peerhub.directory.private.word_classes import vocabulary
from peerhub.text import MAIL_ADDRESS

# `jane (at) example dot org`, `jane @ example . org`
_SPELT = re.compile(
    r"(?P<name>[\w.+-]{2,40})\s{0,2}(?:[(\[{<]\s?(?:at|@)\s?[)\]}>]|\s(?:at|@|arroba|chez)\s|\s@|@\s)\s{0,2}"
    r"(?P<host>[\w-]{2,40})\s{0,2}(?:[(\[{<]\s?(?:dot|punto|point|\.)\s?[)\]}>]|\s(?:dot|punto|point|punkt)\s|\s\.|\.\s?)\s{0,2}"
    r"(?P<end>[a-z]{2,10})\b",
    re.IGNORECASE,
)
# An account somewhere: `Instagram @anaperez`; what "follow us" leads to is the group's own.
_ACCOUNT = re.compile(r"(?<![\w.@/])@([A-Za-z_][\w.]{2,29})")
_EVERYBODY = frozenset({"all", "everyone", "everybody", "here", "home", "the", "our", "noon", "channel"})
_OF_US = re.compile(r"\b(?:us|our|follow)\b", re.IGNORECASE)
_TLD = r"(?:com?|net|org|me|mail|email|app|ch|[a-z]{2}|com?\.[a-z]{2}|net\.[a-z]{2}|ne\.jp|or\.jp|org\.[a-z]{2})"
# firstname.lastname, f.lastname or firstname_lastname, unless one part names a role.
_PERSON = re.compile(r"([a-z]{1,20})[._-]([a-z'-]{1,30})\d{0,4}\Z", re.IGNORECASE)
_BORN = re.compile(r"[a-z]{2,15}(?:19|20)\d\d\Z|[a-z]{2,12}\d{2,3}\Z", re.IGNORECASE)
_ROLES = frozenset(
    re.findall(
        r"\S+",
        """
        info hello hi contact contacts support help helpline office admin enquiries enquiry inquiries mail team group
        groups peer peers online national local north south east west central meetings meeting events volunteer
        volunteers secretary chair treasurer coordinator facilitator services service centre center charity club
        recovery wellbeing mental health community network branch area region the my our us uk no reply press media
        safeguarding carers family families youth young men women mens womens intergroup gsr reception bookings
        """,
    )
)
_ONE_INITIAL = re.compile(r"[A-Z]\Z")
_POSTCODE = re.compile(r"\d{5}-\d{3,4}")
_PARTICLES = frozenset({"o", "de", "van", "la"})
_FEWEST, _MOST = 7, 15
_NEAR = 4


def people_in(tokens: Sequence[Token], own: frozenset[str] = frozenset()) -> Iterator[int]:
    """Yield where a person is named; `own` are words of the group's own name and organisation, which are none."""
    for at, token in enumerate(tokens):
        if token.kind == "word" and (
            (token.classes & {"contact", "role"} and _named_after(tokens, at, own))
            or ("honorific" in token.classes and _titled(tokens, at, own))
            or (token.capital and (_owns(tokens, at) or _is_full_name(tokens, at, own) or _acts(tokens, at, own)))
            or "dwells" in token.classes
            or ("home_of" in token.classes and _is_name(tokens, token.to, own) and _given(tokens, token.to))
        ):
            yield at


def telephones_in(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where a number stands that people may be called on."""
    at = 0
    while at < len(tokens):
        start, digits = at, 0
        while at < len(tokens) and (
            tokens[at].kind == "number" or (digits and tokens[at].kind == "sign" and tokens[at].plain in "()/")
        ):
            digits += tokens[at].digits
            at += 1
        if _FEWEST <= digits <= _MOST and not (
            _is_other_number(tokens, start, at, digits) or _is_helpline(tokens, start, at)
        ):
            yield start
        at = max(at, start + 1)


def mail_in(text: str) -> Iterator[str]:
    """Yield the mail addresses of a text, those that are spelt out too."""
    plain = plain_of(text)
    if "@" in plain:
        yield from MAIL_ADDRESS.findall(plain)
    for match in _SPELT.finditer(plain):
        spelt = f"{match['name']}@{match['host']}.{match['end']}"
        if "@" in match[0] or match[0].count("(") or match[0].count("[") or _provided(spelt.rpartition("@")[2]):
            yield spelt


def account_in(text: str, own: frozenset[str] = frozenset()) -> bool:
    """Tell whether an account is named that is neither the group's own nor called "ours"."""
    return any(
        found[1].lower().rstrip(".") not in _EVERYBODY
        and not _OF_US.search(text[max(0, found.start() - 40) : found.start()])
        and not any(len(word) > 3 and word in found[1].lower() for word in own)
        for found in _ACCOUNT.finditer(text)
    )


def gives_away(text: str) -> bool:
    """Tell whether a text holds a mail address that looks like a person's."""
    return any(map(looks_personal, mail_in(text)))


def is_mobile(number: str) -> bool:
    """Tell whether a number with its country's code is a mobile's, where the country's numbers tell."""
    digits = "".join(filter(str.isdigit, number)).removeprefix("00")
    return number.strip().startswith(("+", "00")) and digits.startswith(tuple(vocabulary().words("mobile_numbers")))


def looks_personal(address: str) -> bool:
    """Tell whether a mail address looks like a person's and not an organisation's."""
    name, _, host = address.rpartition("@")
    if _provided(host):
        return True
    person = _PERSON.match(name)
    if person is not None:
        return _ROLES.isdisjoint({person[1].lower(), person[2].lower()})
    return name.lower() in vocabulary().words("given") or (
        _BORN.match(name) is not None and name.rstrip("0123456789").lower() not in _ROLES
    )


def _provided(host: str) -> bool:
    """Whether anybody can have an address at a host, from a provider of mail or of lines."""
    return _hosts().match(host.lower()) is not None


@cache
def _hosts() -> re.Pattern[str]:
    stems = "|".join(sorted(re.escape(stem.replace(" ", "-")) for stem in vocabulary().words("providers")))
    return re.compile(rf"(?:[\w-]+\.)?(?:{stems})\.{_TLD}\Z")


def _is_full_name(tokens: Sequence[Token], at: int, own: frozenset[str]) -> bool:
    """Whether a given name and a family name stand in a sentence, and are not a house's or a street's."""
    if "given" not in tokens[at].classes or not _has_two_words(tokens, at) or not _is_name(tokens, at, own):
        return False
    before, after = tokens[at - 1] if at else None, tokens[at + 2] if at + 2 < len(tokens) else None
    if before is not None and (
        (before.capital and "honorific" not in before.classes)
        or before.glued
        or "namesake" in before.classes
        or (before.kind == "end" and at > 1 and tokens[at - 2].plain in ("st", "ste"))
    ):
        return False
    if after is not None and (after.capital or after.glued or after.kind in ("number", "mixed")):
        return False
    return any(token.kind == "word" and not token.capital for token in tokens)


def _acts(tokens: Sequence[Token], at: int, own: frozenset[str]) -> bool:
    """Whether a given name, or several, stand before what a person does for a group: `Ted and Joan run it`."""
    if not _given(tokens, at) or tokens[at].plain in own or (at and (tokens[at - 1].capital or tokens[at - 1].glued)):
        return False
    place = at + 1
    while place < min(len(tokens), at + 5) and (tokens[place].capital or tokens[place].plain in ("and", "or", "&")):
        if tokens[place].classes & {"organisation", "room", "home"} and not _given(tokens, place):
            return False
        place += 1
    return place < len(tokens) and "does" in tokens[place].classes


def _given(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and "given" in tokens[at].classes


def _named_after(tokens: Sequence[Token], at: int, own: frozenset[str]) -> bool:
    """Tell whether somebody is named behind a word such as "contact" or "chair"."""
    label = tokens[at]
    place, explicit = label.to, False
    for token in tokens[label.to : label.to + 4]:
        if token.kind == "sign" and token.plain in ":-–—,(" and not token.glued:
            explicit = explicit or token.plain in ":-–—"
        elif (
            token.classes & {"is", "article"}
            or token.plain == "name"
            or (token.classes & {"contact"} and not token.capital)
        ):
            explicit = explicit or "is" in token.classes
        elif token.kind != "line" or token.paragraph or not explicit:
            break
        place += 1
    if place < len(tokens) and "honorific" in tokens[place].classes:
        return _titled(tokens, place, own, called=True)
    if not _is_name(tokens, place, own):
        return False
    if label.classes & {"contact", "leads"} or _given(tokens, place) or _is_initial(tokens, place + 1):
        return True
    # An organisation runs and hosts as well; a role belongs to a person.
    if "by" in tokens[label.to - 1].classes:
        return _has_two_words(tokens, place) and ("host" in label.classes or _ends_name(tokens, place + 2))
    return explicit or "asks" not in label.classes


def _is_name(tokens: Sequence[Token], at: int, own: frozenset[str]) -> bool:
    """Whether words could name a person: with capital letters, and no word of an organisation among them."""
    if at >= len(tokens) or not tokens[at].capital or (len(tokens[at].text) < 2 and not _is_initial(tokens, at)):
        return False
    if tokens[at].text.isupper() and len(tokens[at].text) > 1 and not _given(tokens, at):
        return False
    words, given, other = 0, False, False
    while (
        at < len(tokens) and words < 5 and (tokens[at].capital or tokens[at].glued or tokens[at].plain in _PARTICLES)
    ):
        token = tokens[at]
        if token.kind == "word":
            if token.plain in own or token.classes & {"organisation", "room", "home", "gift", "door", "device"}:
                return False
            given = given or "given" in token.classes
            other = other or "not_a_name" in token.classes
            words += 1
        at += 1
    if other and not given:
        return False
    # What follows a name is no noun of a house: `the Oak room` is one.
    after = tokens[at] if at < len(tokens) else None
    return after is None or "after_name" in after.classes or not after.classes & {"not_a_name", "organisation"}


def _ends_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind two capital letters leaves them a name: no third, and no noun of a house."""
    after = tokens[at] if at < len(tokens) else None
    if after is not None and any("organisation" in token.classes for token in tokens[at : at + 4]):
        return False
    return after is None or (not after.capital and (after.kind != "word" or "after_name" in after.classes))


def _has_two_words(tokens: Sequence[Token], at: int) -> bool:
    """Whether two words with capital letters stand together, none of them a word of every day."""
    there = tokens[at : at + 2]
    return len(there) == 2 and all(
        token.capital and not token.text.isupper() and not token.classes & {"talk", "days", "not_a_name"}
        for token in there
    )


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and _ONE_INITIAL.match(tokens[at].text) is not None


def _titled(tokens: Sequence[Token], at: int, own: frozenset[str], called: bool = False) -> bool:
    """Whether a name follows Mrs or Herr; "Dr." of a street or a saint's name is none."""
    place = at + 1
    if place < len(tokens) and tokens[place].kind == "end":
        place += 1
    before = tokens[at - 1] if at else None
    called = called or (before is not None and bool(before.classes & {"contact", "role"}))
    if (
        place >= len(tokens)
        or tokens[place].kind != "word"
        or ("doubtful_title" in tokens[at].classes and not called)
    ):
        return False
    return _is_name(tokens, place, own) or (called and not tokens[place].classes & {"not_a_name", "talk"})


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a given name and an s stand before a home or a telephone: `Paul's house`, `Colm's mobile`."""
    place = at + 1
    if _is_initial(tokens, place):
        place += 1
    apart = place < len(tokens) and tokens[place].plain == "s"
    if not apart and not tokens[place - 1].text.endswith("s"):
        return False
    place += apart
    after = tokens[place] if place < len(tokens) else None
    if after is None or after.kind not in ("word", "sign"):
        return False
    if "their_phone" in after.classes:
        return not tokens[at].classes & {"not_a_name", "organisation"}
    before = tokens[at - 1] if at else None
    if after.kind == "sign" and after.plain == "," and not apart:
        return before is not None and before.plain == "at" and "given" in tokens[at].classes
    if after.kind != "word":
        return False
    holy = before is not None and (before.plain in ("st", "saint") or before.kind == "end")
    of_own = apart or "'" in tokens[place - 1].text  # James Place is a street
    if not of_own or holy or tokens[at].classes & {"organisation", "not_a_name"}:
        return False
    # A house in small letters is somebody's; an organisation's has a name.
    named = at > 0 and "given" in tokens[at - 1].classes
    small = after.text.islower() and (named or after.plain not in ("place", "home"))
    return "private_home" in after.classes or ("home" in after.classes and (small or "given" in tokens[at].classes))


def _is_helpline(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number is free to call, as no person's is, or named as a line's or a desk's."""
    digits = "".join(filter(str.isdigit, "".join(token.plain for token in tokens[start:end])))
    if digits.startswith(tuple(vocabulary().words("free_numbers"))):
        return True
    near = [*tokens[max(0, start - _NEAR) : start], *tokens[end : end + _NEAR]]
    return any("desk" in token.classes for token in near)


def _is_other_number(tokens: Sequence[Token], start: int, end: int, digits: int) -> bool:
    """Whether a long number is a house's or a record's: a short one without a gap needs a word for calling."""
    text = tokens[start].text
    after = tokens[end] if end < len(tokens) else None
    if _POSTCODE.fullmatch(text) or (after is not None and "roads" in after.classes):
        return True
    if end == start + 1 and text.isdigit() and digits < 9:
        near = [*tokens[max(0, start - 4) : start], *tokens[end : end + 3]]
        return not any(token.classes & {"contact", "called"} for token in near)
    return False
