"""`./hub shots`: a picture of each kind of page, for people to look at."""

from __future__ import annotations

import subprocess
import sys

import click

from peerhub.cli import ENGINE


@click.command(name="shots")
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
def command(kinds: tuple[str, ...]) -> None:
    """Take a picture of each kind of page at every width, in both schemes, with forced colours and printed.

    They are written into artifacts/screenshots/, where git does not look. With a word, as in `./hub shots listing`,
    only the kinds and states are taken that have it in their name.
    """
    done = subprocess.run([sys.executable, "-m", "tests.browser.shots", *kinds], cwd=ENGINE, check=False)  # noqa: S603 - a module of ours
    sys.exit(min(done.returncode, 1))
