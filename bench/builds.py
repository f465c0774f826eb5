"""The hub's build beside other builders': `./hub bench builds` prints the table of the README.

Each builder gets the same articles and groups, a page each, and a search; the hub's build also holds calendars, open
data, the finder and the check of every link. Each is built clean, then once more after one article was edited, and
after one group was, from its cache where it keeps one. Ratios are within one run, since machines differ. The peers
are installed from PyPI and npm, at the versions in bench/peers.py, into a folder outside the project that the next
run uses again.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_hub
from bench.measured import Cost, FailedError, run, size
from bench.peers import PEERS, MissingError, Peer, Tools

SMALL = (5, 20)
FULL = (200, 10_000)


class Hub(Peer):
    """This hub's own builder."""

    name = "this hub"
    warm = True

    def __init__(self, tools: Tools) -> None:
        """Needs nothing but itself."""

    def write(self, folder: Path, articles: int, groups: int, hub: Path) -> None:
        """Write the corpus as a hub keeps it."""
        write_hub(folder, groups, articles)

    def files(self, hub: Path) -> dict[str, str]:
        """The corpus is whole as it is written."""
        return {}

    def edit_article(self, folder: Path) -> None:
        """Change one article, before what its rules want at the end."""
        path = folder / "docs" / "library" / "article-1.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("## What you can", "A line that was not here.\n\n## What you can"), encoding="utf-8"
        )

    def edit_group(self, folder: Path) -> None:
        """Change what one group says of itself."""
        path = min((folder / "data").glob("groups*/**/*.yaml"), default=folder / "data" / "groups.yaml")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("An invented group", "A group that was edited", 1), encoding="utf-8")

    def build(self, folder: Path) -> Cost:
        """Build the site as `./hub build` does."""
        return run([sys.executable, "-P", "-m", "peerhub.cli", "--root", folder, "build"], folder)


@dataclass(frozen=True)
class Row:
    """What one builder needed: clean, after an article was edited, and after a group was.

    The last two are None where a builder keeps nothing, and would do all its work again.
    """

    name: str
    clean: Cost
    article: Cost | None
    group: Cost | None
    size: int
    files: int


def measure(peer: Peer, folder: Path, articles: int, groups: int, hub: Path) -> Row:
    """Build clean, then after an edit, and after another. Raises FailedError."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    peer.write(folder, articles, groups, hub)
    clean = peer.build(folder)
    bytes_, files = size(folder / peer.output)
    article = group = None
    if peer.warm:
        peer.edit_article(folder)
        article = peer.build(folder)
        peer.edit_group(folder)
        group = peer.build(folder)
    return Row(peer.name, clean, article, group, bytes_, files)


def compare(folder: Path, articles: int, groups: int, only: Sequence[str] = ()) -> list[Row]:
    """Measure the hub and every builder that can be had here; the others are left out with a line."""
    tools, sites = Tools(folder), folder / "sites"
    hub = sites / "hub" / Hub.output
    rows = []
    kinds: tuple[type[Peer], ...] = (Hub, *PEERS)
    for kind in kinds:
        if kind is not Hub and only and kind.__name__.lower() not in only:
            continue
        try:
            rows.append(measure(kind(tools), sites / kind.__name__.lower(), articles, groups, hub))
        except MissingError as error:
            print(f"{kind.name} is left out: {error}.", file=sys.stderr)
        except FailedError as error:
            print(f"{kind.name} is left out, since its build failed: {error}.", file=sys.stderr)
    return rows


def table(rows: Sequence[Row]) -> str:
    """Write the rows as a Markdown table; the first is the hub, to which the ratios belong."""
    hub = rows[0]
    lines = [
        "| builder | CPU | wall time | largest process | output | hub / it: CPU | wall "
        "| one article edited: wall | hub / it | one group edited: wall | hub / it |",
        f"|{'---|' * 11}",
    ]
    for row in rows:
        cells = [
            row.name,
            f"{row.clean.cpu:.1f} s",
            f"{row.clean.wall:.1f} s",
            f"{row.clean.memory / 1e6:,.0f} MB",
            f"{row.size / 1e6:,.0f} MB in {row.files:,} files",
            *(_ratio(hub.clean.cpu, row.clean.cpu), _ratio(hub.clean.wall, row.clean.wall)),
            *_again(row.article, row.clean, hub.article or hub.clean),
            *_again(row.group, row.clean, hub.group or hub.clean),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _again(edited: Cost | None, clean: Cost, hub: Cost) -> tuple[str, str]:
    again = edited or clean
    return f"{again.wall:.1f} s" + ("" if edited else ", all again"), _ratio(hub.wall, again.wall)


def _ratio(own: float, other: float) -> str:
    return f"{own / other:.2f}"


def main() -> None:
    """Compare from the command line."""
    parser = argparse.ArgumentParser(prog="./hub bench builds", description=__doc__)
    names = [peer.__name__.lower() for peer in PEERS]
    parser.add_argument("--groups", type=int, default=FULL[1])
    parser.add_argument("--articles", type=int, default=FULL[0])
    parser.add_argument("--small", action="store_true", help="a few pages only, which proves that it runs")
    parser.add_argument("--only", choices=names, nargs="+", default=[], help="these builders alone, beside the hub")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "hub-bench")
    given = parser.parse_args()
    articles, groups = SMALL if given.small else (given.articles, given.groups)
    print(f"{articles:,} articles and {groups:,} groups, {machine()}\n")
    rows = compare(given.folder.resolve(), articles, groups, given.only)
    print(table(rows))
    if len(rows) < 2:
        sys.exit("hub: no other builder could be measured here.")


def machine() -> str:
    """Say on what the figures were measured, and how busy it was."""
    words = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{words}, load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else words


if __name__ == "__main__":
    main()
