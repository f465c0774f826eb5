"""Every country with helplines has an emergency number that a phone can call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "emergency-numbers"
DESCRIPTION = "An emergency number is two to six digits, so that one touch can call it."

_NUMBER = re.compile(r"[0-9]{2,6}\Z")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each emergency number that could not be called."""
    for code, country in directory.helplines.countries.items():
        emergency = country.emergency
        if not _NUMBER.match(emergency.number):
            yield directory.problem(
                "helplines", ID, _got(emergency.number), _HINT, "countries", code, "emergency", "number"
            )
        for position, number in enumerate(emergency.also):
            if not _NUMBER.match(number):
                path = ("countries", code, "emergency", "also", position)
                yield directory.problem("helplines", ID, _got(number), _HINT, *path)


_HINT = 'Write the digits only, in quotes, such as "999".'


def _got(number: str) -> str:
    return f"cannot be called: {shown(number)}"
