"""Imported groups held against the model and every rule before anything is written, some hundred at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.directory.rules import check_directory
from peerhub.importers.options import ImportOptions
from peerhub.problems import Problems, Severity
from peerhub.yaml.refusals import translate
from peerhub.yaml.source import Source

_AT = re.compile(r"groups\[(\d+)\]\.?(.*)")
_NUMBERS = re.compile(r"\[\d+\]")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a group: the field, the rule, what was found and what to do."""

    field: str
    rule: str
    got: str
    hint: str

    @property
    def lacks_topic(self) -> bool:
        """Whether it is the one thing that no feed says and whoever imports must."""
        return self.rule == "required-fields" and self.field == "topics"

    def __str__(self) -> str:
        return f"{self.field} {self.got}. {self.hint} [{self.rule}]"


@dataclass
class Verdict:
    """What is wrong with one group: what the model refuses, and what the rules say to what it accepts."""

    refused: list[Wrong] = field(default_factory=list)
    errors: list[Wrong] = field(default_factory=list)
    warnings: list[Wrong] = field(default_factory=list)


class Troubles:
    """What is wrong with the groups of a feed: each thing once, with the records that it is about."""

    def __init__(self) -> None:
        self._records: dict[Wrong, list[str]] = defaultdict(list)

    def add(self, record: str, wrong: Wrong) -> None:
        """Note what is wrong with a record's group."""
        self._records[wrong].append(record)

    def about(self, field: str, got: str) -> bool:
        """Whether any record has this to be said of a field."""
        return any((wrong.field, wrong.got) == (field, got) for wrong in self._records)

    def __bool__(self) -> bool:
        return bool(self._records)

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Give each as record, field and what is wrong."""
        for wrong, records in self._records.items():
            yield from ((record, wrong.field, f"{wrong.got}. {wrong.hint}") for record in records)

    def __str__(self) -> str:
        """Say each thing on a line with the first few records."""
        lines = []
        for wrong, records in sorted(self._records.items(), key=lambda item: (-len(item[1]), str(item[0]))):
            more = f" and {len(records) - _SHOWN:,} more" if len(records) > _SHOWN else ""
            lines.append(f"{wrong}: {len(records):,} ({', '.join(records[:_SHOWN])}{more})")
        return "\n".join(lines)


def examine(entries: Sequence[dict[str, Any]], options: ImportOptions, *, opened: bool) -> list[Verdict]:
    """Hold entries against the model and every rule but those about other listings, which `run` sees to.

    What is `opened` came from a feed as a whole: `grouping` has read its words already.
    """
    verdicts = [Verdict() for _ in entries]
    source = Source("groups", list(entries), "")
    accepted = []
    for at, data in enumerate(entries):
        try:
            accepted.append(Entry(Listing.model_validate(data), source, at))
        except ValidationError as error:
            for refusal in translate(error.errors(include_url=False), Listing):
                path = ".".join(str(step) for step in refusal.path if isinstance(step, str))
                verdicts[at].refused.append(Wrong(path, refusal.rule, refusal.got, refusal.hint))
    problems = Problems()
    check_directory(Directory(tuple(accepted), options.vocabulary, opened=opened), options.today, problems)
    for problem in problems:
        at_entry = _AT.fullmatch(problem.at)
        if at_entry is None or problem.rule in ("unique-ids", "end-states", "listed-twice"):
            continue
        wrong = Wrong(_NUMBERS.sub("", at_entry[2]) or "entry", problem.rule, problem.got, problem.hint)
        verdict = verdicts[int(at_entry[1])]
        (verdict.errors if problem.severity is Severity.ERROR else verdict.warnings).append(wrong)
    return verdicts
