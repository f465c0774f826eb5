"""A new entry is written as people write them, and reads again as what it was."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.problems import Problems
from peerhub.yaml.entry_text import entry_text
from peerhub.yaml.source import parse_yaml

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "entry-text.yaml").read_text("utf-8"))


def read(text: str) -> Any:
    problems = Problems()
    source = parse_yaml(text.encode(), "data/groups.yaml", problems)
    assert source is not None, list(problems)
    return source.data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_entries_are_written_so(case: dict[str, Any]) -> None:
    """The golden cases."""
    assert entry_text(case["fields"]) == case["text"]


def test_dates_and_times_are_written_as_the_model_wants_them() -> None:
    """A date stands without quotes, a time of day in quotes."""
    written = entry_text({"on": date(2026, 11, 24), "starts": time(9, 5)})
    assert written == '- on: 2026-11-24\n  starts: "09:05"\n'


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=30)
lines = st.lists(words, min_size=1, max_size=4).map("\n".join)
keys = st.sampled_from(["name", "summary", "place", "join", "topics", "doubts"])
scalars = words | lines | st.booleans() | st.integers(-90, 90) | st.dates(date(1900, 1, 1), date(2200, 1, 1))
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=6))
def test_what_was_written_reads_the_same(fields: dict[str, Any]) -> None:
    """Whatever an entry holds, its YAML gives it back."""
    assert read(entry_text(fields)) == [fields]
