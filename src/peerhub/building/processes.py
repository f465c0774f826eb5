"""Several processes at one piece of work, by the standard library's pool: each takes the next job that is left.

They are forked, so each has all that this one has read, and is handed nothing but the numbers of jobs. That is done
where it is safe: on Linux, and before any thread was started. Elsewhere one process does all.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar

from peerhub.problems import PeerHubError

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_MOST_PROCESSES = 4  # the last jobs are soon done: more would only wait
_WORTH_SHARING = 1000  # listings: below, what each process makes for itself costs as much as it saves
_MOST_JOBS = 256  # a job is named by one byte, which a pipe hands to one process only


class ProcessError(PeerHubError):
    """Occurs when another process at the same work ended before it had told what it did."""


def paying(listings: int) -> int:
    """Count the processes that pay for a directory of this size: one for each core that may be used, up to four."""
    if not _can_fork() or listings < _WORTH_SHARING:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def _can_fork() -> bool:
    return sys.platform.startswith("linux")


class Processes(Generic[T]):
    """This process and others beside it, which share out the numbers of jobs among them.

    The others begin at once with what `apart` does with the numbers that they take; what it returns is their report.
    This process takes its share whenever it asks for `open_jobs`. `end` must be called in the end.
    """

    def __init__(self, jobs: int, apart: Callable[[Iterator[int]], T], processes: int) -> None:
        self._jobs = jobs
        self._reading = -1
        self._reports: list[tuple[Future[None], IO[bytes]]] = []
        self._pool: ProcessPoolExecutor | None = None
        self._older = {child.pid for child in active_children()}
        others = min(processes - 1, jobs)
        if others < 1 or jobs > _MOST_JOBS or not _can_fork():
            return
        self._reading, to_do = os.pipe()
        os.write(to_do, bytes(range(jobs)))
        os.close(to_do)
        gc.freeze()  # what was read so far stays shared: a look at it would copy it into each process
        # A report goes through a file: the pool would wait for ever for the rest of a message half sent.
        files: list[IO[bytes]] = [TemporaryFile() for _ in range(others)]  # noqa: SIM115 - closed in `end`
        try:
            known = lambda: apart(_taken(self._reading)), files, os.getpid()
            self._pool = ProcessPoolExecutor(others, get_context("fork"), _work_until_parent_ends, known)
            self._reports = [(self._pool.submit(_report, number), file) for number, file in enumerate(files)]
        except (OSError, RuntimeError, NotImplementedError):
            self._kill()  # where there is no room for another process, this one does all

    def open_jobs(self) -> Iterator[int]:
        """Take one job after the other, until none is left that no process has taken."""
        return iter(range(self._jobs)) if self._reading < 0 else _taken(self._reading)

    def reports(self) -> Iterator[T]:
        """Return the others' reports as they end; what one of them raised is raised here.

        Raises ProcessError when one of them ended without a word.
        """
        for told, file in self._reports:
            try:
                told.result()
            except BrokenProcessPool:
                raise ProcessError(
                    "A part of the build was ended from outside, perhaps for want of memory. "
                    "The old site stands as it was."
                ) from None
            file.seek(0)
            yield pickle.load(file)  # noqa: S301 - not from elsewhere: a copy of this very process wrote it

    def end(self) -> None:
        """End the others where they still work; harmless when they are done."""
        self._kill()
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1
            gc.unfreeze()

    def _kill(self) -> None:
        for child in active_children():
            if child.pid not in self._older:
                child.kill()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._reports.clear()


def _taken(open_jobs: int) -> Iterator[int]:
    while number := os.read(open_jobs, 1):
        yield number[0]


_work: Callable[[], Any]
_files: list[IO[bytes]]


def _work_until_parent_ends(work: Callable[[], Any], files: list[IO[bytes]], parent: int) -> None:
    """Make a new process ready to `_report` on some work."""
    global _work, _files
    _work, _files = work, files
    # A build that is killed must leave nothing behind that goes on writing, and holds its lock.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches every process, and is told by the first
    if os.getppid() != parent:
        os._exit(1)


def _report(number: int) -> None:
    """Work, and write down what came of it."""
    try:
        pickle.dump(_work(), _files[number], pickle.HIGHEST_PROTOCOL)
        _files[number].flush()
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - some errors can be written, but not read again
        except Exception:
            raise ProcessError(f"A part of the build failed: {type(error).__name__}: {error}") from None
        raise
