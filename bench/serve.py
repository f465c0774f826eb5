"""How long an author waits: `python -m bench.serve` edits an article under `./hub serve` until the page has it.

For each size a hub is written, served on this machine and edited several times; the time runs from the moment the
file is saved to the moment the server gives the page with the new words. "Whole" is the time until the site that was
built behind it is in place too.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

from bench.corpus import write_hub

T = TypeVar("T")

SIZES = ((50, 200), (200, 10_000))
_PATIENCE_SECONDS = 300.0


class Served:
    """A hub under `./hub serve`: its address and what the command has said so far."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._log = root.parent / "serve.log"
        command = [sys.executable, "-P", "-m", "peerhub.cli", "--root", str(root), "serve", "--port", "0"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        self.url = wait_for(lambda: re.search(r"http://\S+", self.said()))[0]

    def said(self) -> str:
        """Everything that the command printed."""
        return self._log.read_text(encoding="utf-8")

    def page(self, address: str) -> str:
        """Get a page as a browser would."""
        return httpx.get(self.url + address, timeout=_PATIENCE_SECONDS).text


def wait_for(look: Callable[[], T | None]) -> T:
    """Ask again and again until there is an answer; raises TimeoutError when there is none for minutes."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.005)
    raise TimeoutError


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve a hub for as long as the block runs."""
    found = Served(root)
    try:
        yield found
    finally:
        found.process.terminate()
        found.process.wait()


def edit_until_seen(hub: Served, number: int, wait_for_whole: bool) -> tuple[float, float]:
    """Add words to an article, and time how long its page lacks them, and the whole site what follows."""
    path = hub.root / "docs" / "library" / f"article-{number}.md"
    words = f"Marked words {time.monotonic_ns()} stand here."
    builds = hub.said().count(" seconds\n")
    text = path.read_text(encoding="utf-8").replace(
        "## What you can do next\n", f"{words}\n\n## What you can do next\n"
    )
    started = time.perf_counter()
    path.write_text(text, encoding="utf-8")
    wait_for(lambda: words in hub.page(f"library/article-{number}/"))
    seen = time.perf_counter() - started
    if wait_for_whole:
        wait_for(lambda: hub.said().count(" seconds\n") > builds)
    return seen, time.perf_counter() - started


def measure(root: Path, edits: int) -> tuple[list[float], list[float], list[float]]:
    """Give the seconds until a page shows an edit: while nothing else is at work, until whole, and during a build."""
    with served(root) as hub:
        quiet = [edit_until_seen(hub, number, True) for number in range(1, edits + 1)]
        # Each but the first is saved while the whole site is being built for those before it.
        busy = [edit_until_seen(hub, number, False)[0] for number in range(1, edits + 1)]
    return [seen for seen, _ in quiet], [whole for _, whole in quiet], busy


def main() -> None:
    """Measure from the command line, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", metavar="N", help="articles and groups, pair by pair")
    parser.add_argument("--edits", type=int, default=5)
    given = parser.parse_args()
    sizes = list(zip(given.sizes[::2], given.sizes[1::2], strict=True)) if given.sizes else SIZES
    print("| articles, groups | edit to page, median (worst) | during a build | until the whole site |")
    print("|---|---|---|---|")
    for articles, groups in sizes:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "hub"
            write_hub(root, groups, articles)
            seen, whole, busy = measure(root, given.edits)
        cells = (f"{statistics.median(one):.2f} s ({max(one):.2f} s)" for one in (seen, busy, whole))
        print(f"| {articles:,}, {groups:,} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
