"""Each helpline has an id of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "helpline-ids"
DESCRIPTION = "No two helplines share an id, in whatever country."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each helpline whose id another has already."""
    first: dict[str, str] = {}
    for code, country in directory.helplines.countries.items():
        for line in country.lines:
            if line.id in first:
                got = f"has an id that another line in {first[line.id]} has: {shown(line.id)}"
                yield directory.problem(
                    "helplines", ID, got, "Give it another id.", "countries", code, "lines", line.id
                )
            first.setdefault(line.id, code)
