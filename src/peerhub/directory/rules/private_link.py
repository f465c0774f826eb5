"""A join link that people get only after getting in touch does not stand in a public file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, texts
from peerhub.directory.private.links import opens_room
from peerhub.problems import Problem

ID = "private-link"
DESCRIPTION = "With link: after-contact or a protected topic, no join link stands in any field."

_HINT = "Delete it: this file is public, and so is its history. Say in join how people get it."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each link that would let anybody into a room that is not open to anybody."""
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        online = entry.listing.online
        protected = directory.is_protected(entry.listing)
        if not protected and (online is None or online.link == "public"):
            continue
        why = "for a protected topic" if protected else "with link: after-contact"
        if online is not None and online.url is not None:
            yield entry.problem(ID, f"must not be given {why}", _HINT, "online", "url")
        if not opens_room(text):
            continue
        for path, value in texts(entry.data):
            if path != ("online", "url") and opens_room(value):
                yield entry.problem(ID, f"holds a join link, which must not be given {why}", _HINT, *path)
