"""Problems: what is wrong with the data or the articles, where, and what to do about it.

A check never raises for bad input. It adds a `Problem` to a `Problems` collector, so that a contributor
sees everything at once, each with its file and line.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any


class Severity(Enum):
    """How much a problem matters: an error stops the build, a warning is reported, an info is only told."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: its path from the hub's root with forward slashes, and a line counted from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, which rule it breaks, what was found and what to do.

    `at` names the place inside the data, such as `groups[3].meetings[0].days`; it is empty for prose.
    `listing` is the id of the listing that it is about: nobody counts to the hundredth.
    """

    where: Location
    rule: str
    got: str
    hint: str
    severity: Severity = Severity.ERROR
    at: str = ""
    listing: str = ""

    def row(self) -> dict[str, str | int | None]:
        """Give the problem as plain data, as the JSON report and the cache hold it."""
        return {
            "path": self.where.path,
            "line": self.where.line,
            "at": self.at,
            "rule": self.rule,
            "got": self.got,
            "hint": self.hint,
            "severity": self.severity.value,
            "listing": self.listing,
        }

    @staticmethod
    def from_row(row: Mapping[str, Any]) -> Problem:
        """Make a problem from the plain data that `row` gave."""
        where = Location(row["path"], row["line"])
        return Problem(
            where, row["rule"], row["got"], row["hint"], Severity(row["severity"]), row["at"], row["listing"]
        )

    @property
    def place(self) -> str:
        """Name what it is about, as messages begin: the place inside the data and the listing."""
        parts = (self.at, f"({self.listing})" if self.listing else "")
        return "".join(f"{part} " for part in parts if part)

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.where}: {self.severity.value}: {self.place}{self.got}.{hint} [{self.rule}]"


class Problems:
    """A collector of problems in the order in which they were found."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, problem: Problem) -> None:
        """Add one problem."""
        self._problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several problems."""
        self._problems.extend(problems)

    def error(self, where: Location, rule: str, got: str, hint: str, at: str = "") -> None:
        """Add a problem that stops the build."""
        self.add(Problem(where, rule, got, hint, Severity.ERROR, at))

    def warning(self, where: Location, rule: str, got: str, hint: str, at: str = "") -> None:
        """Add a problem that is reported but stops nothing."""
        self.add(Problem(where, rule, got, hint, Severity.WARNING, at))

    def drop(self, unwanted: Callable[[Problem], bool]) -> None:
        """Take out what need not be told."""
        self._problems = [problem for problem in self._problems if not unwanted(problem)]

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self._problems if problem.severity is Severity.ERROR]

    @property
    def has_errors(self) -> bool:
        """Whether any problem stops a build."""
        return any(problem.severity is Severity.ERROR for problem in self._problems)

    def sorted(self) -> list[Problem]:
        """The problems by file and line, as a person would go through them."""
        return sorted(self._problems, key=lambda p: (p.where.path, p.where.line or 0, p.at, p.rule, p.got))


class PeerHubError(Exception):
    """The base of every error that the core raises; it carries the problems that explain it."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


def format_text(problems: Problems) -> str:
    """Write the problems as lines for a terminal, one a problem."""
    return "".join(f"{_one_line(problem)}\n" for problem in problems.sorted())


def format_json(problems: Problems) -> str:
    """Write the problems as a JSON array of objects with path, line, at, rule, got, hint, severity and listing."""
    rows = [problem.row() for problem in problems.sorted()]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def format_github(problems: Problems) -> str:
    """Write the problems as workflow commands, which GitHub shows as annotations on the changed lines.

    Data cannot end a command early: percent signs and line breaks are escaped, and in properties also
    colons and commas (GitHub's "Workflow commands" reference).
    """
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for problem in problems.sorted():
        properties = f"file={_property(problem.where.path)}"
        if problem.where.line is not None:
            properties += f",line={problem.where.line}"
        properties += f",title={_property(problem.rule)}"
        said = f"{problem.place}{problem.got}. {problem.hint}"
        lines.append(f"::{names[problem.severity]} {properties}::{_data(said)}\n")
    return "".join(lines)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Say which known word is nearest to a mistyped one, or nothing when none is near."""
    # Case says nothing about a slip, and difflib would count it as one.
    known = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.lower(), known, n=3, cutoff=0.6)
    if not near:
        return ""
    ratios = {one: difflib.SequenceMatcher(None, one, word.lower()).ratio() for one in near}
    alike = [one for one in near if ratios[one] >= ratios[near[0]]]
    # People rarely mistype a word's first letter.
    best = next((one for one in alike if one[:1] == word[:1].lower()), near[0])
    return f"Did you mean '{known[best]}'?"


def shown(value: object, limit: int = 60) -> str:
    """Quote a found value for a message, shortened and on one line."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


def _one_line(problem: Problem) -> str:
    """Keep a message on one line whatever the data holds, so that one line is one problem."""
    clean = replace(problem, got=" ".join(problem.got.split()), hint=" ".join(problem.hint.split()))
    line = str(clean)
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
