"""A listing says at least what it is called, what it is, what it is about and how people meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory
from peerhub.problems import Problem, Severity, shown

ID = "required-fields"
DESCRIPTION = "A listing needs a name, a summary, a topic and, unless it is a network or directory, a format."

# Languages without spaces say it in fewer words, but not in fewer letters than these.
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 12
_HINTS = {
    "name": "Add the name that people use.",
    "summary": "Add one plain sentence that says what it is and for whom.",
    "topics": "Add at least one id from vocabulary.yaml, such as [anxiety].",
    "format": "Add in-person, online, hybrid or phone.",
}


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each field that a reader would miss; a listing that ended needs only its name, if that."""
    for entry in directory.entries:
        for name in _needed(entry.listing):
            said = getattr(entry.listing, name)
            if not said or (type(said) is str and not any(map(str.isalnum, said))):
                yield entry.problem(ID, "is missing", _HINTS[name], name)
        said = entry.listing.summary
        if said and len(said.split()) < _FEWEST_WORDS and len(said) < _FEWEST_LETTERS:
            hint = _HINTS["summary"].replace("Add one", "Write one")
            yield entry.problem(ID, f"says too little: {shown(said)}", hint, "summary", severity=Severity.WARNING)


def _needed(listing: Listing) -> tuple[str, ...]:
    if listing.removed is not None:
        return ()
    if listing.ended:
        return ("name",)
    if listing.kind in ("network", "directory"):
        return ("name", "summary", "topics")
    return ("name", "summary", "topics", "format")
