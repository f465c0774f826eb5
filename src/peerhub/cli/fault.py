"""A fault of the engine: what nobody foresaw becomes one line to report, and a log for whoever mends it."""

from __future__ import annotations

import io
import os
import platform
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from peerhub.building.standing import Standing
from peerhub.problems import PeerHubError

FAULT = 70  # EX_SOFTWARE of sysexits.h
ASKED_FOR = "HUB_TRACEBACK"
PLACED = "The new site is in place."
_HERE = Path(__file__).resolve().parents[1]
_LONGEST = 300


class FaultError(PeerHubError):
    """Occurs when the engine itself fails: its message names what was raised, and the last line of ours before it."""


def told(error: BaseException, root: Path | None = None) -> BaseException:
    """Give what to raise in an unforeseen error's place: one line, or the error where HUB_TRACEBACK asks for it."""
    return error if os.environ.get(ASKED_FOR) else as_fault(error, root)


def as_fault(error: BaseException, root: Path | None = None) -> FaultError:
    """Put an unforeseen error into one line, and its traceback into a file of the cache of the hub at `root`."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST].rstrip(".: ")
    log = _logged(error, root)
    more = f" with the file {log}" if log else f"; {ASKED_FOR}=1 shows more"
    return FaultError(
        f"A fault of the engine, not of yours{_place(error)}: {what}. {stands()} Please report this line{more}."
    )


def stands() -> str:
    """Say which site stands: the new one from the moment on at which it took the old one's place."""
    return PLACED if Standing.new else "What was published stands as it was."


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


def _logged(error: BaseException, root: Path | None) -> Path | None:
    """Write the traceback of an error into a file, and give the file; None where none can be written."""
    folders = [root / ".cache"] if root is not None and (root / "mkdocs.yml").is_file() else []
    for folder in (*folders, Path(tempfile.gettempdir())):
        with suppress(OSError, ValueError, MemoryError):
            folder.mkdir(exist_ok=True)
            log = folder / "hub-fault.log"
            log.unlink(missing_ok=True)  # a link that somebody put there is not written through
            with log.open("x", encoding="utf-8", errors="backslashreplace") as file:
                file.write(f"{' '.join(sys.argv)}\nPython {sys.version}, {platform.platform()}\n")
                file.writelines(traceback.format_exception(error))
            return log
    return None


def _place(error: BaseException) -> str:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_HERE) and path.name != "engine.py":
            return f" ({path.relative_to(_HERE).as_posix()}:{frame.lineno})"
    return ""
