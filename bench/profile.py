"""Where a build's time goes: `./hub bench profile` builds a hub clean, warm, and after one article and one group were
edited, and prints the stages of each and the functions that took most of it.

All of it runs in one process, under the standard library's profiler, which makes what calls much look up to twice as
slow as it is: the seconds, which are those of computing, are right beside each other and no further. Without numbers
the hub as shipped is built, in a copy.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from bench.builds import machine
from bench.corpus import write_hub
from bench.measured import run
from peerhub.cli import ENGINE

HOTTEST = 10
_SHIPPED = ("data", "docs", "hooks", "overrides", "templates", "mkdocs.yml")


class Hot(NamedTuple):
    """A function by the seconds spent in itself, and with what it called."""

    own: float
    whole: float
    calls: int
    where: str


def cases(hub: Path) -> Iterator[tuple[str, str, list[Hot]]]:
    """Build a hub four times: the case, the stages as `./hub build --profile` has them, and the hottest functions."""
    yield "clean", *_build(hub)
    yield "warm", *_build(hub)
    _edit_article(hub)
    yield "one article edited", *_build(hub)
    _edit_group(hub)
    yield "one group edited", *_build(hub)


def copy_shipped(hub: Path) -> None:
    """Copy what the hub as shipped is built from into a folder."""
    hub.mkdir(parents=True)
    for name in _SHIPPED:
        source = ENGINE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, hub / name)


def hottest(profile: Path, limit: int = HOTTEST) -> list[Hot]:
    """Read the functions of a profile in which most time was spent, most first."""
    stats = cast(dict[tuple[str, int, str], tuple[int, int, float, float, object]], _stats(profile))
    found = [Hot(own, whole, calls, _where(key)) for key, (_, calls, own, whole, _callers) in stats.items()]
    return sorted(found, reverse=True)[:limit]


def _stats(profile: Path) -> object:
    return pstats.Stats(str(profile)).stats  # type: ignore[attr-defined]  # typeshed leaves it out; it is documented


def _build(hub: Path) -> tuple[str, list[Hot]]:
    profile = hub.parent / "profile"
    command: list[str | Path] = [sys.executable, "-P", "-m", "bench.profile", "--into", profile, "--folder", hub]
    run(command, hub, {"PYTHONPATH": str(ENGINE)})
    said = (hub / "bench.log").read_text(encoding="utf-8")
    stages = [line for line in said.splitlines() if line[:7].strip().replace(".", "").isdigit() or "share" in line]
    return "\n".join(stages), hottest(profile)


def _edit_article(hub: Path) -> None:
    path = min((hub / "docs").glob("*/*.md"), key=lambda found: (found.name == "index.md", found))
    path.write_text(path.read_text(encoding="utf-8") + "\nA line that was not here.\n", encoding="utf-8")


def _edit_group(hub: Path) -> None:
    path = hub / "data" / "groups.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^( *summary: )(?=[A-Z])", r"\1Today ", text, count=1), encoding="utf-8")


def _where(key: tuple[str, int, str]) -> str:
    file, line, name = key
    parts = Path(file).parts
    within = next(
        (n for n, part in enumerate(parts) if part in ("peerhub", "site-packages", "hooks")), len(parts) - 1
    )
    place = "/".join(parts[within:])
    return f"{place}:{line} {name}" if line else name


def profiled(hub: Path, profile: Path) -> None:
    """Build a hub in this process, and write where the time went."""
    from peerhub.cli import main as command

    watched = cProfile.Profile(time.process_time)
    arguments = ["--root", str(hub), "build", "--profile", "--processes", "1"]
    try:
        watched.runcall(command, arguments)
    finally:
        watched.dump_stats(profile)


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(prog="./hub bench profile", description=__doc__)
    parser.add_argument("--groups", type=int, help="invented groups in place of the hub as shipped")
    parser.add_argument("--articles", type=int, default=50, help="invented articles beside them")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.into:
        profiled(given.folder, given.into)
        return
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        hub = Path(name) / "hub"
        if given.groups is None:
            copy_shipped(hub)
        else:
            write_hub(hub, given.groups, given.articles)
        for case, stages, functions in cases(hub):
            print(f"{case}\n{stages}\n\n{'own':>7} {'whole':>7} {'calls':>10}  function")
            for hot in functions:
                print(f"{hot.own:7.2f} {hot.whole:7.2f} {hot.calls:10,}  {hot.where}")
            print(flush=True)


if __name__ == "__main__":
    main()
