"""The rules of the data: one check a file, each with an id and a description. A file put here is a rule.

A rule looks at what the model already accepted, so it can rely on types. It never raises; it yields problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from peerhub.directory.model import Directory, Entry
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
_BETWEEN_LISTINGS = frozenset({"unique-ids", "end-states", "answer-patterns", "listed-twice"})


def check_directory(
    directory: Directory, today: date, problems: Problems, known: Callable[[Entry], bool] = lambda entry: False
) -> None:
    """Hold the data against every rule; what is wrong becomes problems.

    Of entries that are `known` to be sound by themselves, only what lies between listings is looked at.
    """
    unknown = replace(directory, entries=tuple(entry for entry in directory.entries if not known(entry)))
    for rule in RULES:
        problems.extend(rule.check(directory if rule.ID in _BETWEEN_LISTINGS else unknown, today))
