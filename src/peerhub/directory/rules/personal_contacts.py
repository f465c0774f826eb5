"""A contact belongs to an organisation or a role, not to a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, Entry
from peerhub.directory.private.persons import is_mobile, looks_personal
from peerhub.directory.private.reader import Private
from peerhub.problems import Problem, Severity
from peerhub.yaml.source import DataPath

ID = "personal-contacts"
DESCRIPTION = (
    "What looks like a person's name, number, mail address or account is reported, so that somebody makes sure."
)

_MOBILE = "Give a number of the organisation. Ask before you publish a person's."
_FOUND = {
    Private.PERSON: (
        "holds what looks like a person's name or mail address",
        "Use an address of the organisation or of a role, such as hello@. Ask before you publish a person's.",
    ),
    Private.PHONE: (
        "holds a telephone number in a text",
        "Put the organisation's number into join.phone. A person's number is never published.",
    ),
    Private.GIFT: (
        "says to whom money is to go",
        "Take it out: anybody could write their own account there. Readers find it on the group's own page.",
    ),
}


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each thing in a listing that looks like somebody's own."""
    for entry in directory.entries:
        join = entry.listing.join
        if join and join.phone and is_mobile(join.phone):
            got = "is a mobile's, which may be a person's own"
            yield entry.problem(ID, got, _MOBILE, "join", "phone", severity=Severity.WARNING)
    for entry, path, found in personal_parts(directory, protected=False):
        got, hint = _FOUND[found]
        yield entry.problem(ID, got, hint, *path, severity=Severity.WARNING)


def personal_parts(directory: Directory, protected: bool) -> Iterator[tuple[Entry, DataPath, Private]]:
    """Find what looks like a person's in listings that are protected, or in the others, each with its field."""
    for entry in directory.entries:
        join = entry.listing.join
        if join and join.email and looks_personal(join.email) and directory.is_protected(entry.listing) == protected:
            yield entry, ("join", "email"), Private.PERSON
    for entry, path, found in directory.private_parts:
        if directory.is_protected(entry.listing) == protected:
            yield from ((entry, path, what) for what in _FOUND if what in found)
