"""A fault of the engine: what nobody foresaw becomes one line that can be reported, and never a traceback."""

from __future__ import annotations

import io
import os
import sys
import traceback
from pathlib import Path

from peerhub.problems import PeerHubError

FAULT = 70  # EX_SOFTWARE of sysexits.h
ASKED_FOR = "HUB_TRACEBACK"
_HERE = Path(__file__).resolve().parents[1]
_LONGEST = 300


class FaultError(PeerHubError):
    """Occurs when the engine itself fails: its message names what was raised, and the last line of ours before it."""


def told(error: Exception) -> Exception:
    """Give what to raise in an unforeseen error's place: one line, or the error where HUB_TRACEBACK asks for it."""
    if os.environ.get(ASKED_FOR):
        return error
    what = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    return FaultError(
        f"A fault of the engine, not of yours{_place(error)}: {what}. What was published stands as it was. "
        f"Please report this line; {ASKED_FOR}=1 shows more."
    )


def unwritten_output() -> str:
    """Say why standard output takes nothing more, or nothing where it does; what waits to be printed is given up."""
    try:
        number = sys.stdout.fileno()
        os.write(number, b"\n")
    except io.UnsupportedOperation:  # a test's: nothing is printed
        return ""
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        return error.strerror or str(error)
    return ""


def _place(error: Exception) -> str:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_HERE) and path.name != "engine.py":
            return f" ({path.relative_to(_HERE).as_posix()}:{frame.lineno})"
    return ""
