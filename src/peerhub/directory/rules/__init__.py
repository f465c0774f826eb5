"""The rules of the data: one check a file, each with an id and a description. A file put here is a rule.

A rule looks at what the model already accepted, so it can rely on types. It never raises; it yields problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from peerhub.directory.model import Directory
from peerhub.problems import Problem, Problems


class Rule(Protocol):
    """What a rule's module offers."""

    ID: str
    DESCRIPTION: str

    def check(self, directory: Directory, today: date) -> Iterator[Problem]:
        """Yield what breaks the rule."""


RULES: tuple[Rule, ...] = tuple(
    cast(Rule, import_module(f"{__name__}.{found.name}")) for found in iter_modules(__path__)
)

# These look from one listing to another, or for one that is named elsewhere; all others judge an entry by itself,
# or a file beside the listings.
_BETWEEN_LISTINGS = frozenset({"unique-ids", "end-states", "answer-patterns", "listed-twice", "twin-towns"})


def check_directory(directory: Directory, today: date, problems: Problems) -> None:
    """Hold the data against every rule; what is wrong becomes problems."""
    check_apart(directory, today, problems)
    check_between(directory, today, problems)


def check_apart(directory: Directory, today: date, problems: Problems) -> None:
    """Hold each entry by itself, and the files beside the listings, against their rules."""
    for rule in RULES:
        if rule.ID not in _BETWEEN_LISTINGS:
            problems.extend(rule.check(directory, today))


def check_between(directory: Directory, today: date, problems: Problems) -> None:
    """Hold the listings together against the rules that look from one to another."""
    for rule in RULES:
        if rule.ID in _BETWEEN_LISTINGS:
            problems.extend(rule.check(directory, today))
