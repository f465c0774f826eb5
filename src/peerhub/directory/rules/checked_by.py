"""Readers are told who checked, so it is a role that means something to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.replies import is_no_role
from peerhub.problems import Problem, shown

ID = "checked-by"
DESCRIPTION = "A check names the role of whoever did it, never `me` or the words of an example."

_HINT = "Write a role in the hub, such as Directory editor: it is shown to readers."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each check that says of nobody that they did it."""
    for entry in directory.entries:
        checked = entry.listing.checked
        if checked is not None and is_no_role(checked.by):
            yield entry.problem(ID, f"must say who checked it, found {shown(checked.by)}", _HINT, "checked", "by")
