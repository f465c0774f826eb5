"""Where people must not be found, no person's contact is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.rules.personal_contacts import personal_addresses
from peerhub.problems import Problem

ID = "protected-contacts"
DESCRIPTION = "A listing with a protected topic holds no mail address that looks like a person's."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each personal contact in a listing whose topic is protected."""
    if not any(topic.protected for topic in directory.vocabulary.topics.values()):
        return
    for entry, path in personal_addresses(directory, protected=True):
        got = "holds a mail address that looks like a person's, for a protected topic"
        hint = "Delete it, and take it out of git's history. Use the organisation's address."
        yield entry.problem(ID, got, hint, *path)
