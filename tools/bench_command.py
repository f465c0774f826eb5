"""`./hub bench`: the benchmarks behind the README's figures, on this machine."""

from __future__ import annotations

import subprocess
import sys

import click

from peerhub.cli import ENGINE

# Each is a module of bench/, whose first line says more.
BENCHMARKS = {
    "builds": "the hub's build beside other builders', with the same content",
    "danger": "how much danger is recognised in searches that somebody labelled",
    "directory": "reading, checking, calendars and feeds of a large directory by themselves",
    "notes": "how much of people's own notes is read: secrets and rhythms",
    "places": "how near the table of towns and postcodes is to other open data",
    "growth": "how time, memory and output grow with the directory",
    "profile": "where a build's time goes, by stage and by function: clean, warm and after an edit",
    "sizes": "what a large hub weighs by kind of file, and the page of a listing",
    "search": "the search beside Pagefind's and Material's: bytes, times and judged queries",
    "serve": "how long an author waits for an edited page",
    "finder": "the finder's bytes and times on large directories",
    "lighthouse": "Lighthouse on the hub as shipped",
    "wording": "how much the wording rules find of sentences that somebody judged",
}
_LIST = "\n".join(f"  {name:11}{words}" for name, words in BENCHMARKS.items())


@click.command(
    name="bench",
    context_settings={"ignore_unknown_options": True},
    epilog="\b\nThe benchmarks:\n" + _LIST,
)
@click.argument("name", type=click.Choice(list(BENCHMARKS)), default="builds", metavar="[NAME]")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(name: str, arguments: tuple[str, ...]) -> None:
    """Measure the hub beside others, and print a table.

    Without a name, builds are compared. What stands after the name goes to the benchmark, as in
    `./hub bench builds --small`, which only proves that it runs. Other builders are installed outside the project.
    """
    done = subprocess.run([sys.executable, "-m", f"bench.{name}", *arguments], cwd=ENGINE, check=False)  # noqa: S603 - a module of ours
    sys.exit(min(done.returncode, 1))
