"""What a command costs: processor time, wall time and memory, its children included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class FailedError(Exception):
    """Occurs when a measured command ends with an error; its message is the last that the command said."""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor and wall time, and the memory of the largest process in bytes."""

    cpu: float = 0.0
    wall: float = 0.0
    memory: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory))


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder and measure it. Raises FailedError when it does not end with 0.

    The kernel counts what a process and all its ended children used (getrusage, POSIX.1-2017).
    """
    log = folder / "bench.log"
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
    wall = time.perf_counter() - started
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise FailedError(f"{Path(str(command[0])).name} ended with {process.returncode}: {said[-1] if said else ''}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS gives bytes, Linux kilobytes
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit)


def size(folder: Path) -> tuple[int, int]:
    """Give the bytes and the number of the files under a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)
