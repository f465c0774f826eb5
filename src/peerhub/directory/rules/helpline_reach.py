"""A helpline that nobody can reach helps nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem

ID = "helpline-reach"
DESCRIPTION = "A helpline has a number, a chat, a mail address or a site, and hours say always or a text."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each line without a way to reach it, and hours that say nothing or two things."""
    for code, country in directory.helplines.countries.items():
        for line in country.lines:
            path = ("countries", code, "lines", line.id)
            if not any((line.phone, line.text, line.chat, line.email, line.url)):
                hint = "Add phone, text, chat, email or url."
                yield directory.problem("helplines", ID, "cannot be reached", hint, *path)
            if line.hours is not None and line.hours.always == (line.hours.text is not None):
                got = "says always and something else" if line.hours.always else "says nothing"
                hint = "Write {always: true} or {text: ...}."
                yield directory.problem("helplines", ID, got, hint, *path, "hours")
