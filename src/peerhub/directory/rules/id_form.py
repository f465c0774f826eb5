"""Ids are lower-case words joined by hyphens, because they become addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "id-form"
DESCRIPTION = "An id is made of lower-case letters, digits and single hyphens."

_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_GOT = "must be lower-case words joined by hyphens, found "


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each id of a listing, topic, audience or helpline that could not be part of an address."""
    for entry in directory.entries:
        if not _FORM.match(entry.listing.id):
            yield entry.problem(ID, _GOT + shown(entry.listing.id), _hint(entry.listing.id), "id")
    words = directory.vocabulary
    for group, ids in (("topics", words.topics), ("audiences", words.audiences)):
        for id_ in ids:
            if not _FORM.match(id_):
                yield directory.problem("vocabulary", ID, _GOT + shown(id_), _hint(id_), group, id_)
    for code, country in directory.helplines.countries.items():
        for line in country.lines:
            if not _FORM.match(line.id):
                path = ("countries", code, "lines", line.id, "id")
                yield directory.problem("helplines", ID, _GOT + shown(line.id), _hint(line.id), *path)


def _hint(id_: str) -> str:
    better = re.sub(r"[^a-z0-9]+", "-", id_.lower().replace("'", "").replace("’", "")).strip("-")
    return f"Such as '{better}'." if better else "Such as 'evening-circle-leeds'."
