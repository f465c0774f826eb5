"""Articles judged in a process beside the check: the same is said of them, whoever judged them."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import yaml

from peerhub.assets import Assets
from peerhub.building.judging import judging_apart
from peerhub.check import check_hub
from peerhub.hub import Hub, open_hub
from peerhub.problems import Problems
from peerhub.stages import Stages
from peerhub.store.cache import Cache, ShelfUse

TINY = Path(__file__).parents[2] / "sites" / "tiny"
TODAY = date(2026, 11, 23)


def opened(root: Path, cache: Cache, *, problems: Problems, listings: bool = True) -> Hub:
    """Open a hub as a build does, with its listings or without."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", ""))
    name, extra, docs = config["site_name"], config["extra"], root / "docs"
    hub = open_hub(root, docs, "mkdocs.yml", name, "", extra, TODAY, cache, Assets({}), problems, listings=listings)
    assert hub is not None
    return hub


def checked(root: Path, cache: Cache, processes: int) -> tuple[list[str], bool]:
    """Check a hub; give what is said of it, and whether another process had judged its articles."""
    problems, asked = Problems(), list[ShelfUse | None]()
    beside = partial(opened, root, problems=Problems(), listings=False)
    with judging_apart(root, cache, beside, None, Stages(), processes) as judged:

        def noted() -> ShelfUse | None:
            asked.append(judged())
            return asked[0]

        check_hub(opened(root, cache, problems=problems), None, noted)
    cache.put_back()
    return [str(problem) for problem in problems], asked != [None]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is shared out on Linux only")
def test_the_same_is_said_whoever_judged(tmp_path: Path) -> None:
    """With another process and without one, and again when what that found was kept: then nobody else is asked."""
    root = tmp_path / "hub"
    shutil.copytree(TINY, root)
    with (root / "docs" / "learn" / "helping.md").open("a", encoding="utf-8") as file:
        file.write("\n[Here](nowhere.md) [@no-such-source]\n")
    alone, apart = checked(root, Cache(tmp_path / "one", "1"), 1)
    assert alone
    assert not apart
    cache = Cache(tmp_path / "two", "1")
    assert checked(root, cache, 2) == (alone, True)
    assert checked(root, cache, 2) == (alone, False)


def test_a_small_hub_is_not_shared(tmp_path: Path) -> None:
    """Where nobody said how many processes there may be, a few listings are no work for two."""
    shutil.copytree(TINY, tmp_path / "hub")
    assert checked(tmp_path / "hub", Cache(tmp_path / "cache", "1"), 0)[1] is False
