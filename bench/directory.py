"""The directory alone: `./hub bench directory` reads and checks many listings, and makes their calendars and feeds.

Three processes do the same work one after the other: with nothing kept, with everything kept, and after one listing
was edited. Each tells the processor time of its parts, and the most memory that it needed.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from bench.builds import machine
from bench.corpus import ENGINE, TODAY, write_hub
from peerhub.assets import Assets
from peerhub.check import check_hub
from peerhub.feeds.feed_files import feed_files
from peerhub.hub import Hub, HubConfig, open_hub
from peerhub.problems import Problems
from peerhub.store.cache import Cache
from peerhub.store.previous_site import PreviousSite

PARTS = ("load and check", "calendars and feeds")
_EDITED = ("name: Example ", "name: An example ")


def measure(root: Path, today: date) -> dict[str, float]:
    """Do the work once, in this process: seconds of processor time by part, and the most memory in bytes."""
    found: dict[str, float] = {}
    gc.set_threshold(50_000, 10, 10)  # a command looks for garbage as seldom
    before = time.process_time()
    hub = _opened(root, today)
    check_hub(hub, None)
    hub.cache.put_back()
    found[PARTS[0]] = time.process_time() - before
    # What a process writes is for the next one what a build has in the previous site.
    feeds = root / "feeds"
    hub.previous_site = PreviousSite(feeds)
    spent, files = 0.0, feed_files(hub)
    while True:
        before = time.process_time()
        path, content = next(files, ("", b""))
        spent += time.process_time() - before
        if not path:
            break
        (feeds / path).parent.mkdir(parents=True, exist_ok=True)
        (feeds / path).write_bytes(content)
    hub.cache.put_back()
    unit = 1 if sys.platform == "darwin" else 1024  # macOS gives bytes, Linux kilobytes
    found |= {PARTS[1]: spent, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit}
    return found


def _opened(root: Path, today: date) -> Hub:
    config: dict[str, Any] = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    problems, cache = Problems(), Cache(root / ".cache", "bench")
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    site, url, docs = config["site_name"], "https://hub.example/", root / "docs"
    given = HubConfig(root / "mkdocs.yml", docs, site, url, config["extra"], now, Assets({}), docs)
    hub = open_hub(given, cache, problems)
    if hub is None or problems.has_errors:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    return hub


def rows(root: Path) -> dict[str, dict[str, float]]:
    """Measure the three cases, each in a process of its own."""
    command = [sys.executable, "-m", "bench.directory", "--measure", str(root)]
    found: dict[str, dict[str, float]] = {}
    for case in ("nothing kept", "everything kept", "one listing edited"):
        if case == "one listing edited":
            groups = root / "data" / "groups.yaml"
            groups.write_text(groups.read_text(encoding="utf-8").replace(*_EDITED, 1), encoding="utf-8")
        done = subprocess.run(command, cwd=ENGINE, check=True, stdout=subprocess.PIPE, encoding="utf-8")
        found[case] = json.loads(done.stdout)
    return found


def table(found: dict[str, dict[str, float]]) -> str:
    """Write the figures as a table in Markdown."""
    lines = [f"| | {' | '.join(f'{part}: CPU' for part in PARTS)} | memory |", f"|---|{'---|' * (len(PARTS) + 1)}"]
    for case, row in found.items():
        seconds = " | ".join(f"{row[part]:.2f} s" for part in PARTS)
        lines.append(f"| {case} | {seconds} | {row['memory'] / 1e6:,.0f} MB |")
    return "\n".join(lines)


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(prog="./hub bench directory", description=__doc__)
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=0, help="articles that are read and checked too")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, TODAY)))
        return
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "hub"
        write_hub(root, given.groups, given.articles)
        print(table(rows(root)))


if __name__ == "__main__":
    main()
