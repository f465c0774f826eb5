"""Processes do every job once, whoever takes it, and what goes wrong in one is known in the one that asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from peerhub.building.output import OutputError
from peerhub.building.processes import ProcessError, Processes, paying

Part = Callable[[Iterator[int]], Any]


def share(jobs: int, work: Part, apart: Part, processes: int) -> list[Any]:
    """Share out jobs, do this process's part, and give the reports of the others."""
    shared = Processes(jobs, apart, processes)
    try:
        work(shared.open_jobs())
        return list(shared.reports())
    finally:
        shared.end()


forks = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is shared out on Linux only")


class Work:
    """Jobs that note who did them; each process takes at least one, since all wait for the others at their first."""

    def __init__(self, folder: Path, processes: int) -> None:
        self.folder = folder
        self.processes = processes
        self.done: list[int] = []

    def __call__(self, numbers: Iterator[int]) -> None:
        for number in numbers:
            self.done.append(number)
            (self.folder / str(os.getpid())).touch()
            while len(list(self.folder.iterdir())) < self.processes:
                time.sleep(0.001)

    def apart(self, numbers: Iterator[int]) -> list[int]:
        self(numbers)
        return self.done


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=forks), pytest.param(3, marks=forks)])
def test_every_job_is_done_once(tmp_path: Path, processes: int) -> None:
    """No job is left out and none is done twice, with one process or several, each of which took some."""
    work = Work(tmp_path, processes)
    reports = share(40, work, work.apart, processes)
    assert len(reports) == processes - 1
    assert all([work.done, *reports])
    assert sorted([*work.done, *(number for report in reports for number in report)]) == list(range(40))


def nothing(numbers: Iterator[int]) -> None:
    """Take no job."""


@forks
def test_an_error_elsewhere_is_raised_here() -> None:
    """A full disk is the same line, whichever process met it."""

    def apart(numbers: Iterator[int]) -> None:
        raise OutputError("No space is left.")

    with pytest.raises(OutputError, match="No space is left"):
        share(4, nothing, apart, 2)


class Stubborn(Exception):  # noqa: N818 - a name for a test
    """An error that cannot be told to another process."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


@forks
def test_an_error_that_cannot_be_told_keeps_its_words() -> None:
    """What went wrong is said, even where the error itself cannot be handed on."""

    def apart(numbers: Iterator[int]) -> None:
        raise Stubborn(1, 2)

    with pytest.raises(ProcessError, match="Stubborn: 1 and 2"):
        share(4, nothing, apart, 2)


@forks
def test_a_process_that_is_killed_is_missed() -> None:
    """Killed for want of memory, it cannot say so: its silence is an error, and not half a site."""

    def apart(numbers: Iterator[int]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessError, match="ended from outside"):
        share(4, nothing, apart, 2)


class Endless:
    """A report whose end nobody sees."""

    def __reduce__(self) -> str:
        time.sleep(60)
        return "Endless"


@forks
def test_a_process_that_is_killed_while_it_reports(tmp_path: Path) -> None:
    """Half a report is no report, and no traceback."""

    def apart(numbers: Iterator[int]) -> list[Any]:
        (tmp_path / "process").write_text(str(os.getpid()))
        return [bytes(20_000_000), Endless()]

    def work(numbers: Iterator[int]) -> None:
        while not (tmp_path / "process").exists() or not (tmp_path / "process").read_text():
            time.sleep(0.001)
        time.sleep(0.2)
        os.kill(int((tmp_path / "process").read_text()), signal.SIGKILL)

    with pytest.raises(ProcessError, match="ended from outside"):
        share(4, work, apart, 2)


@forks
def test_an_error_here_ends_the_others(tmp_path: Path) -> None:
    """When this process gives up, none goes on writing behind its back."""

    def apart(numbers: Iterator[int]) -> None:
        (tmp_path / "process").write_text(str(os.getpid()))
        time.sleep(60)

    def work(numbers: Iterator[int]) -> None:
        while not (tmp_path / "process").exists() or not (tmp_path / "process").read_text():
            time.sleep(0.001)
        raise OutputError("Enough.")

    with pytest.raises(OutputError, match="Enough"):
        share(4, work, apart, 2)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "process").read_text()), 0)


@forks
def test_no_room_for_another_process(tmp_path: Path) -> None:
    """Where the system allows no more processes, this one does all: slower, but no less whole."""
    code = (
        "import os, resource, sys; from peerhub.building.processes import Processes\n"
        "if not os.getuid(): os.setgid(65534); os.setuid(65534)\n"
        "resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))\n"
        "shared = Processes(5, list, 2)\n"
        "print([*shared.open_jobs()], [*shared.reports()])\n"
        "shared.end()"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (said.stdout, said.stderr) == ("[0, 1, 2, 3, 4] []\n", "")


def test_a_small_directory_needs_no_second_process() -> None:
    """Sharing out a few pages costs more than it saves, and no machine is taken over whole."""
    assert paying(100) == 1
    assert 1 <= paying(10_000) <= 4
