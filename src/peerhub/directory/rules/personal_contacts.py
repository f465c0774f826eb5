"""A contact belongs to an organisation or a role, not to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, Entry, texts
from peerhub.problems import Problem, Severity
from peerhub.yaml.source import DataPath

ID = "personal-contacts"
DESCRIPTION = "A mail address that looks like a person's is reported, so that somebody makes sure."

ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_PRIVATE_HOSTS = re.compile(
    r"(?:g(?:oogle)?mail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx|web|proton(?:mail)?|pm"
    r"|btinternet|sky|talktalk|virginmedia|ntlworld|tiscali|comcast|verizon|bigpond|xtra|eircom|mail|zoho|fastmail"
    r"|tutanota|tuta|t-online|orange|free|laposte|libero|shaw|rogers|optusnet)\.(?:com?|net|org|me|[a-z]{2}|com?\.[a-z]{2}|net\.[a-z]{2})\Z",
    re.IGNORECASE,
)
# firstname.lastname, f.lastname or firstname_lastname, unless one part names a role.
_PERSON = re.compile(r"([a-z]{1,20})[._]([a-z'-]{2,30})\Z", re.IGNORECASE)
_ROLES = frozenset(
    re.findall(
        r"\S+",
        """
        info hello hi contact contacts support help helpline office admin enquiries enquiry inquiries mail team group
        groups peer peers online national local north south east west central meetings meeting events volunteer
        volunteers secretary chair treasurer coordinator facilitator services service centre center charity club
        recovery wellbeing mental health community network branch area region the my our us uk no reply press media
        safeguarding carers family families youth young men women mens womens
        """,
    )
)


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each mail address in a listing that looks like somebody's own."""
    got = "holds a mail address that looks like a person's"
    hint = "Use an address of the organisation or of a role, such as hello@. Ask before you publish a person's."
    for entry, path in personal_addresses(directory, protected=False):
        yield entry.problem(ID, got, hint, *path, severity=Severity.WARNING)


def personal_addresses(directory: Directory, protected: bool) -> Iterator[tuple[Entry, DataPath]]:
    """Find the mail addresses that look like a person's in listings that are protected, or in the others.

    Each comes with the field where it stands.
    """
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        if "@" not in text or directory.is_protected(entry.listing) != protected or not _any_personal(text):
            continue
        for path, value in texts(entry.data):
            if _any_personal(value):
                yield entry, path


def _any_personal(text: str) -> bool:
    return any(looks_personal(address) for word in text.split() if "@" in word for address in ADDRESS.findall(word))


def looks_personal(address: str) -> bool:
    """Tell whether a mail address looks like a person's and not an organisation's."""
    name, _, host = address.rpartition("@")
    if _PRIVATE_HOSTS.match(host):
        return True
    person = _PERSON.match(name)
    return person is not None and _ROLES.isdisjoint({person[1].lower(), person[2].lower()})
