"""The bench of a build's time tells of each of its builds, and what an edit costs is seen beside a warm one."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import write_hub
from bench.profile import HOTTEST, cases


def test_four_builds_are_told_by_stage_and_by_function(tmp_path: Path) -> None:
    """Each edit is one that its build sees, and each function is named by its place, with its calls."""
    write_hub(tmp_path / "hub", groups=12, articles=2, words=60)
    found = {name: (stages, hot) for name, stages, hot in cases(tmp_path / "hub")}
    assert list(found) == ["clean", "warm", "one article edited", "one group edited"]
    for stages, hot in found.values():
        assert "read and check" in stages
        assert " all" in stages.splitlines()[-1]
        assert len(hot) == HOTTEST
        assert all(function.calls > 0 and function.where for function in hot)
    data, library = (tmp_path / "hub" / name for name in ("data", "docs/library"))
    assert "summary: Today " in (data / "groups.yaml").read_text(encoding="utf-8")
    assert sum("A line that was not here." in path.read_text(encoding="utf-8") for path in library.glob("*.md")) == 1
