"""What a hub weighs: `./hub bench sizes` builds a large one and prints its bytes by kind of file, largest first, and
what the page of a listing weighs. With a folder it builds nothing and weighs the site that is there.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from pathlib import Path

from bench.builds import Hub, machine
from bench.peers import Tools

_KINDS = (
    ("a listing's page", r"groups/(?!(?:index|upcoming|online(?:-\d+)?)\.html)[^/]+\.html"),
    ("a listing's calendar", r"groups/[^/]+\.ics"),
    ("lists", r"groups/.*\.html"),
    ("articles and other pages", r".*\.html"),
    ("HSDS", r"feeds/hsds/.*"),
    ("groups.json", r"feeds/groups\.json"),
    ("meeting-guide.json", r"feeds/meeting-guide\.json"),
    ("groups.csv", r"feeds/groups\.csv"),
    ("shared calendars", r"feeds/.*\.ics"),
    ("search", r"search/.*"),
    ("finder", r"finder/.*"),
)
_OTHER = "the rest"
_LISTING = _KINDS[0][0]


def kind_of(path: str) -> str:
    """Give the kind of a file by its path below the site."""
    return next((name for name, pattern in _KINDS if re.fullmatch(pattern, path)), _OTHER)


def weigh(site: Path) -> tuple[Counter[str], Counter[str]]:
    """Give the bytes and the number of a site's files by kind."""
    weight: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_file():
            kind = kind_of(path.relative_to(site).as_posix())
            weight[kind] += path.stat().st_size
            number[kind] += 1
    return weight, number


def table(site: Path) -> str:
    """Write the table, raw bytes: a host packs them on the way, but counts them as they are."""
    weight, number = weigh(site)
    lines = ["| kind | files | MB | bytes a file |", "|---|---|---|---|"]
    for kind, size in weight.most_common():
        lines.append(f"| {kind} | {number[kind]:,} | {size / 1e6:,.1f} | {size / number[kind]:,.0f} |")
    lines.append(f"| all | {number.total():,} | {weight.total() / 1e6:,.1f} | |")
    if number[_LISTING]:
        lines += ["", f"The page of a listing: {weight[_LISTING] / number[_LISTING]:,.0f} bytes on average."]
    return "\n".join(lines)


def main() -> None:
    """Weigh from the command line."""
    parser = argparse.ArgumentParser(prog="./hub bench sizes", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, help="the folder of a finished site")
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    if given.site:
        print(table(given.site))
        return
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hub = Hub(Tools(folder))
        hub.write(folder, given.articles, given.groups, folder)
        hub.build(folder)
        print(table(folder / hub.output))


if __name__ == "__main__":
    main()
