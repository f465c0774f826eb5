"""How a hub grows: `./hub bench growth` builds hubs of twice the size again and again, and prints what each doubling
costs. Time should double with the content; what grows faster would one day stop a national directory.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.builds import Hub, Row, machine, measure
from bench.peers import Tools

GROUPS = (1_250, 2_500, 5_000, 10_000, 20_000, 40_000)
ARTICLES = (50, 100, 200, 400, 800)
_FEW_ARTICLES, _FEW_GROUPS = 50, 200


def rows(folder: Path, sizes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Row]]:
    """Build a hub of each size, articles and groups, one after the other."""
    for articles, groups in sizes:
        hub = Hub(Tools(folder))
        yield articles, groups, measure(hub, folder / "hub", articles, groups, folder)


def print_table(folder: Path, sizes: Sequence[tuple[int, int]]) -> None:
    """Print a row a size, as soon as it was measured."""
    print("| articles | groups | CPU | of half the size | wall time | largest process | output | one edit: CPU |")
    print("|---|---|---|---|---|---|---|---|")
    before: Row | None = None
    for articles, groups, row in rows(folder, sizes):
        ratio = f"{row.clean.cpu / before.clean.cpu:.2f}" if before else ""
        again = f"{row.article.cpu:.1f} s" if row.article else ""
        cells = (f"{row.clean.cpu:.1f} s", ratio, f"{row.clean.wall:.1f} s", f"{row.clean.memory / 1e6:,.0f} MB")
        print(f"| {articles:,} | {groups:,} | {' | '.join(cells)} | {row.size / 1e6:,.0f} MB | {again} |", flush=True)
        before = row


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(prog="./hub bench growth", description=__doc__)
    parser.add_argument("--groups", type=int, nargs="*", default=GROUPS)
    parser.add_argument("--articles", type=int, nargs="*", default=ARTICLES)
    given = parser.parse_args()
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        for sizes in (
            [(_FEW_ARTICLES, groups) for groups in given.groups],
            [(articles, _FEW_GROUPS) for articles in given.articles],
        ):
            if sizes:
                print_table(Path(name), sizes)
                print()


if __name__ == "__main__":
    main()
