"""The comparison of builders measures what it says, with content that is whole."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bench.builds import Row, table
from bench.measured import Cost, FailedError, run, size
from bench.pages import pages


def test_every_link_of_the_corpus_leads_to_a_page() -> None:
    """What other builders are given is a whole site: as many pages as there are things, and no link into nothing."""
    found = {page.path: page for page in pages(articles=4, groups=120, link=lambda path: f"to:{path}", words=100)}
    assert sum(path.startswith("groups/") for path in found) == 120
    assert sum(path.startswith("library/") for path in found) == 4
    targets = {target for page in found.values() for target in re.findall(r"\]\(to:([^)]+)\)", page.body)}
    assert targets <= found.keys()
    # Every page but the home page can be reached.
    assert found.keys() - targets <= {"index"}


def test_the_same_seed_gives_the_same_words() -> None:
    """Two builders, and two runs, are given the same content."""
    one, other = ([page.markdown() for page in pages(2, 10, str, words=50)] for _ in range(2))
    assert one == other


def test_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    """Processor time and memory of a child's child count too."""
    child = "import time; kept = bytearray(60_000_000)\nwhile time.process_time() < 0.2: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = run([sys.executable, "-c", parent], tmp_path)
    assert cost.cpu >= 0.2
    assert cost.wall >= 0.2
    assert cost.memory > 60_000_000


def test_a_failed_command_says_its_last_line(tmp_path: Path) -> None:
    """A builder that fails is named with what it said, and counts for nothing."""
    with pytest.raises(FailedError, match="ended with 3: no such theme"):
        run([sys.executable, "-c", "import sys; print('no such theme'); sys.exit(3)"], tmp_path)


def test_the_table_divides_by_each_builder() -> None:
    """Ratios are the hub's figure over the other's; a builder without a cache does all its work after an edit."""
    hub = Row("this hub", Cost(2, 3, 50_000_000), Cost(1, 1, 0), Cost(2, 2, 0), 4_000_000, 12)
    peer = Row("Peer", Cost(8, 6, 90_000_000), None, None, 9_000_000, 30)
    cells = [cell.strip() for cell in table([hub, peer]).splitlines()[-1].split("|")[1:-1]]
    assert cells == [
        *("Peer", "8.0 s", "6.0 s", "90 MB", "9 MB in 30 files"),
        *("0.25", "0.50", "6.0 s, all again", "0.17", "6.0 s, all again", "0.33"),
    ]


def test_the_size_of_a_site(tmp_path: Path) -> None:
    """Bytes of all files, in folders too."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(bytes(5))
    (tmp_path / "c").write_bytes(bytes(7))
    assert size(tmp_path) == (12, 2)


@pytest.mark.long
def test_the_whole_comparison_runs(tmp_path: Path) -> None:
    """The small size, with every builder that can be had here: a table of them comes out."""
    command = [sys.executable, "-m", "bench.builds", "--small", "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    names = [line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("| ")]
    assert names[:2] == ["builder", "this hub"]
    assert len(names) >= 3
