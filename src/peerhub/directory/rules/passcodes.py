"""Passcodes never stand in the data: the file is public, and so is its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.private.reader import Private
from peerhub.problems import Problem

ID = "passcodes"
DESCRIPTION = (
    "No passcode, PIN, door code, link to a room or meeting number stands in any text, and no key in any link."
)

_GOT = "holds a passcode, a door's code or a meeting's number"
_HINT = "Take it out, and out of git's history. Say instead how people get it, such as 'We send the link by e-mail.'"


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each text with a secret in it; the message never repeats the secret."""
    for entry, path, found in directory.private_parts:
        if Private.CODE in found:
            got = "holds a passcode in a link" if path[-1] in ("url", "website") else _GOT
            yield entry.problem(ID, got, _HINT, *path)
