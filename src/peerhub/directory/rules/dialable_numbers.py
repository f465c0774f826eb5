"""Numbers can be dialled and mail addresses can be written to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.helplines import Helpline
from peerhub.directory.model import Directory
from peerhub.directory.private.word_classes import vocabulary
from peerhub.problems import Problem, Severity, shown
from peerhub.text import MAIL_ADDRESS

ID = "dialable-numbers"
DESCRIPTION = "A number has 3 to 15 digits and its country's code, with spaces, hyphens or brackets; mail has one @."

_FORM = re.compile(r"\+?[0-9 ().\-\u2011\u2013/]+\Z")
_FEWEST_ABROAD = 7
_CODE_HINT = "Begin with + and the code of the country, such as +44 20 7946 0000, for those who call from abroad."
_PHONE_HINT = "Write digits and spaces; words such as 'then press 2' belong into a note."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each number that a phone would not call and each address that mail would not reach."""
    for entry in directory.entries:
        join = entry.listing.join
        if join is not None and join.phone is not None and not dialable(join.phone):
            yield entry.problem(ID, f"cannot be called: {shown(join.phone)}", _PHONE_HINT, "join", "phone")
        elif join is not None and join.phone is not None and _lacks_country(join.phone):
            got = f"has no country's code: {shown(join.phone)}"
            yield entry.problem(ID, got, _CODE_HINT, "join", "phone", severity=Severity.WARNING)
        if join is not None and join.email is not None and not MAIL_ADDRESS.fullmatch(join.email):
            got = f"is not a mail address: {shown(join.email)}"
            yield entry.problem(ID, got, _mail_hint(join.email), "join", "email")
    for code, country in directory.helplines.countries.items():
        for line in country.lines:
            for name, got, hint in _wrong(line):
                path = ("countries", code, "lines", line.id, *name)
                yield directory.problem("helplines", ID, got, hint, *path)


def _wrong(line: Helpline) -> Iterator[tuple[tuple[str, ...], str, str]]:
    if line.phone is not None and not dialable(line.phone.number):
        yield ("phone", "number"), f"cannot be called: {shown(line.phone.number)}", _PHONE_HINT
    if line.text is not None and not dialable(line.text.number):
        yield (
            ("text", "number"),
            f"cannot be texted: {shown(line.text.number)}",
            "Write digits; the word to send is body.",
        )
    if line.email is not None and not MAIL_ADDRESS.fullmatch(line.email):
        yield ("email",), f"is not a mail address: {shown(line.email)}", _mail_hint(line.email)


def _mail_hint(written: str) -> str:
    bare = written.strip("<>\"' ").removeprefix("mailto:")
    return f"Did you mean '{bare}'?" if MAIL_ADDRESS.fullmatch(bare) else "Such as hello@example.org."


def _lacks_country(number: str) -> bool:
    """Whether a number works only inside its country; short numbers and those free to call have no other form."""
    digits = "".join(char for char in number if char.isdigit())
    short = len(digits) < _FEWEST_ABROAD or digits.startswith(tuple(vocabulary().words("free_numbers")))
    return not number.strip().startswith("+") and not digits.startswith("00") and not short


def dialable(number: str) -> bool:
    """Tell whether a `tel:` link can be made of a number (ITU-T E.164 allows 15 digits)."""
    return _FORM.match(number) is not None and 3 <= sum(char.isdigit() for char in number) <= 15
