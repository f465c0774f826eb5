"""Each format, case by case: what a neighbour's record becomes, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.core.importers.feeds import run

from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

FOLDER = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    """Read every case; a contributor adds one without writing Python."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        problems = Problems()
        source = read_yaml(path, path.name, problems)
        assert source is not None, [str(problem) for problem in problems]
        found += [pytest.param(case, id=f"{path.stem}: {case['name']}") for case in source.data]
    return found


@pytest.mark.parametrize("case", cases())
def test_a_feed_becomes_entries_and_a_report(case: dict[str, Any]) -> None:
    """The golden cases: entries and report are exactly these, and the entries are read as the hub reads its data."""
    imported = run(case["format"], case["feed"], **case.get("asked", {}))
    assert imported.entries == case["entries"]
    assert imported.report == case["told"].rstrip("\n")
