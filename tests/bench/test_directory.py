"""The bench of the directory does the work that it says: a small one is read three times."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import write_hub
from bench.directory import PARTS, rows, table


def test_three_cases_are_measured_and_the_feeds_are_those_of_the_edit(tmp_path: Path) -> None:
    """What was kept and what was edited go through the same work, and come out in the feeds."""
    write_hub(tmp_path / "hub", groups=12, articles=1, words=60)
    found = rows(tmp_path / "hub")
    assert list(found) == ["nothing kept", "everything kept", "one listing edited"]
    assert all(row[part] > 0 for row in found.values() for part in PARTS)
    assert len(table(found).splitlines()) == 5
    written = (tmp_path / "hub" / "feeds" / "feeds" / "groups.json").read_text(encoding="utf-8")
    assert written.count('"name":"An example ') == 1
    assert written.count('"name":"Example ') == 11
