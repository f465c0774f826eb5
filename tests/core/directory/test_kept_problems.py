"""What an earlier build found in an entry is told again, wherever the entry stands now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import yaml
from tests.core.directory.golden import HERE

from peerhub.check import check_entries
from peerhub.directory.load import load_directory
from peerhub.directory.rules import check_apart
from peerhub.hub import read_kept
from peerhub.problems import Problems
from peerhub.store.cache import Cache

TODAY = date(2026, 11, 23)
BASE = yaml.safe_load((HERE / "base.yaml").read_text(encoding="utf-8"))


def written(*names: str) -> str:
    """Write listings whose towns are misspelt, and which are about a topic that no hub knows."""
    place = {"city": "Scarboruogh", "region": "North Yorkshire", "country": "GB"}
    said = [{**BASE["listing"], "id": name, "place": place, "topics": ["nothing-known"]} for name in names]
    return "".join(yaml.safe_dump([one], sort_keys=False) for one in said)  # each by itself: aliases are refused


def rounds(root: Path, *texts: str) -> Iterator[tuple[Problems, Problems]]:
    """Give of each state of the groups what the rules find, with what the state before left and without."""
    cache = Cache(root / "cache", "1")
    (root / "data").mkdir()
    for text in texts:
        (root / "data" / "groups.yaml").write_text(text, encoding="utf-8")
        directory = load_directory(root, Problems(), partial(read_kept, cache))
        warm, clean = Problems(), Problems()
        check_entries(directory, TODAY, warm, cache.table("entries"))
        check_apart(directory, TODAY, clean)
        cache.put_back()
        yield warm, clean


def test_a_moved_entry_has_its_problems_where_it_stands_now(tmp_path: Path) -> None:
    """Another entry, and a remark, come to stand before it: line and number follow."""
    texts = written("one", "two"), "# A remark.\n" + written("zero", "one", "two"), written("two")
    found = [(warm.sorted(), clean.sorted()) for warm, clean in rounds(tmp_path, *texts)]
    assert all(warm == clean and warm for warm, clean in found)
    lines = [
        [one.where.line for one in warm if one.listing == "two" and one.at.endswith(".city")] for warm, _ in found
    ]
    assert len({tuple(line) for line in lines}) == 3
