"""Data files as an edit would leave them, held against the rules before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from peerhub.directory.load import load_directory
from peerhub.directory.rules import check_directory
from peerhub.problems import Problem, Problems
from peerhub.yaml.source import Source, parse_yaml, read_yaml


def hold_against_rules(root: Path, texts: Mapping[Path, bytes], today: date, problems: Problems) -> bool:
    """Tell whether a hub's data is no worse once these files stand in it; each new error becomes a problem.

    Errors that stood there before are not this edit's: somebody else's mistake must not stop it.
    """
    after = Problems()

    def read(path: Path, name: str, found: Problems) -> Source | None:
        return parse_yaml(texts[path], name, found) if path in texts else read_yaml(path, name, found)

    check_directory(load_directory(root, after, read), today, after)
    if not after.has_errors:
        return True
    before = Problems()
    check_directory(load_directory(root, before), today, before)
    known = Counter(map(_said, before.errors))
    sound = True
    for problem in after.errors:
        known[_said(problem)] -= 1
        if known[_said(problem)] < 0:
            problems.add(problem)
            sound = False
    return sound


def _said(problem: Problem) -> tuple[str, str, str, str]:
    """Tell problems apart by what they say and where in the data; an edit moves the lines."""
    return problem.where.path, problem.rule, problem.at, problem.got
