"""Where people must not be found, no person's contact is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.private.reader import Private
from peerhub.directory.rules.personal_contacts import personal_parts
from peerhub.problems import Problem

ID = "protected-contacts"
DESCRIPTION = "A listing with a protected topic holds no name, number or mail address that looks like a person's."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each personal contact in a listing whose topic is protected."""
    if not any(topic.protected for topic in directory.vocabulary.topics.values()):
        return
    for entry, path, found in personal_parts(directory, protected=True):
        if found is Private.GIFT:
            continue
        got = "holds what looks like a person's contact, for a protected topic"
        hint = "Delete it, and take it out of git's history. Use the organisation's address."
        yield entry.problem(ID, got, hint, *path)
