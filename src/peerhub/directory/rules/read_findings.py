"""A finding that readers are shown in a picture was read by somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem

ID = "read-findings"
DESCRIPTION = "A reference has `findings` only when `finding` is `verified`: what is known from memory is not drawn."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each reference with findings that nobody says to have read."""
    for reference in directory.references.values():
        if reference.findings and reference.finding != "verified":
            got = "stand for a publication whose finding nobody has read"
            hint = "Read it and set 'finding: verified', or take them out."
            yield directory.problem("references", ID, got, hint, reference.key, "findings")
