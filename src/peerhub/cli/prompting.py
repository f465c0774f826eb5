"""Asking a person at a terminal, or reading the answers from a pipe, one line each."""

from __future__ import annotations

import sys
from typing import Protocol

import click

from peerhub.problems import PeerHubError

# What leads to the question before.
BACK = ("back", "<")
# What explains a question.
EXPLAIN = "?"


class Asker(Protocol):
    """Gives an answer to a question; empty means that there is none."""

    patient: bool  # whether a wrong answer may be given again

    def answer(self, question: str, offered: str) -> str:
        """Ask, and give the answer without white space at its ends."""


class Terminal:
    """Asks a person. An empty line takes what is offered in brackets, or leaves the answer out."""

    patient = True

    def answer(self, question: str, offered: str) -> str:
        """Ask on standard error, so that standard output stays the command's own."""
        said: str = click.prompt(question, default=offered, show_default=bool(offered), prompt_suffix=" ", err=True)
        return said.strip()


class Pipe:
    """Reads one answer a line, in the order of the questions; where the lines end, the rest is left out."""

    patient = False

    def answer(self, question: str, offered: str) -> str:
        """Read the next line."""
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            raise PeerHubError("The answers are not UTF-8 text. Nothing was written.") from None
        if line.strip().lower() in (*BACK, EXPLAIN):
            raise PeerHubError(f"'{line.strip()}' is understood at a terminal only. Nothing was written.")
        return line.strip() or offered


def somebody() -> Asker:
    """Give whoever is at the other end of standard input."""
    return Terminal() if sys.stdin.isatty() else Pipe()
