"""A crew: several processes at one piece of work, each taking the next job that nobody has taken yet.

A forked process begins with all that its parent has read, so nothing is handed to it; only a report comes back, once
no job is left. Processes are forked where that is safe, which is on Linux and before any thread was started that
they would miss; elsewhere one process does all.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Generic, NoReturn, TypeVar, cast

from peerhub.problems import PeerHubError

T = TypeVar("T")

_KEY = "_processes"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_MOST_PROCESSES = 4  # the last jobs are soon done: more would only wait
_WORTH_SHARING = 1000  # listings: below, what each process makes for itself costs as much as it saves
_MOST_JOBS = 256  # a job is named by one byte, which a pipe hands to one process only


class CrewError(PeerHubError):
    """Occurs when another process at the same work ended before it had told what it did."""


def attach(extra: dict[str, Any], processes: int) -> None:
    """Keep in a configuration's `extra` how many processes may work at its build; 0 is as many as it pays."""
    extra[_KEY] = processes


def within(extra: Mapping[str, Any]) -> int:
    """The number of processes that was kept in a configuration's `extra`; one where none was."""
    return cast(int, extra.get(_KEY, 1))


def paying(listings: int) -> int:
    """Count the processes that pay for a directory of this size: one for each core that may be used, up to four."""
    if not _can_share() or listings < _WORTH_SHARING:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def _can_share() -> bool:
    return sys.platform.startswith("linux")


class Crew(Generic[T]):
    """This process and others beside it, which share out the numbers of jobs among them.

    The others begin at once with what `apart` does with the numbers that they take; what it returns is their report.
    This process takes its share whenever it asks for `open_jobs`. Whoever makes a crew must `end` it.
    """

    def __init__(self, jobs: int, apart: Callable[[Iterator[int]], T], processes: int) -> None:
        self._jobs = jobs
        self._reading = -1
        self._others: list[_Other[T]] = []
        if processes < 2 or jobs > _MOST_JOBS or not _can_share():
            return
        self._reading, to_do = os.pipe()
        os.write(to_do, bytes(range(jobs)))
        os.close(to_do)
        gc.freeze()  # what was read so far stays shared: a look at it would copy it into each process
        with suppress(OSError):  # where there is no room for another process, those that there are do all
            for _ in range(min(processes - 1, jobs)):
                self._others.append(_Other(lambda: apart(_taken(self._reading))))

    def open_jobs(self) -> Iterator[int]:
        """Take one job after the other, until none is left that no process has taken."""
        return iter(range(self._jobs)) if self._reading < 0 else _taken(self._reading)

    def reports(self) -> Iterator[T]:
        """Give the others' reports as they end; what one of them raised is raised here.

        Raises CrewError when one of them ended without a word.
        """
        for other in self._others:
            yield other.report()

    def end(self) -> None:
        """End the others where they still work; harmless when they are done."""
        for other in self._others:
            other.end()
        self._others.clear()
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1
            gc.unfreeze()


def _taken(open_jobs: int) -> Iterator[int]:
    while number := os.read(open_jobs, 1):
        yield number[0]


@contextmanager
def beside(work: Callable[[], T], processes: int) -> Iterator[Callable[[], T | None]]:
    """Let another process do one piece of work meanwhile; what is given waits for its end, and gives what it found.

    That is None where there is no other process, or where its end came too early: then it must be done here.
    """
    other: _Other[T] | None = None
    if processes > 1 and _can_share():
        with suppress(OSError):
            other = _Other(work)

    def found() -> T | None:
        if other is None:
            return None
        try:
            return other.report()
        except Exception:  # whatever stood in its way is met here too, and told
            return None

    try:
        yield found
    finally:
        if other is not None:
            other.end()


class _Other(Generic[T]):
    """A forked process at work."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._reading, writing = os.pipe()
        parent = os.getpid()
        try:
            self._process = os.fork()
        except OSError:
            os.close(self._reading)
            os.close(writing)
            raise
        if not self._process:
            os.close(self._reading)
            _be(work, writing, parent)
        os.close(writing)

    def report(self) -> T:
        """Wait until it is done, and give what it reports; raise what it raised."""
        with os.fdopen(self._reading, "rb") as file:
            said = file.read()
        self._reading = -1
        _, ended = os.waitpid(self._process, 0)
        self._process = 0
        if ended or not said:
            raise CrewError(
                "A part of the build was ended from outside, perhaps for want of memory. "
                "The old site stands as it was."
            )
        found = pickle.loads(said)  # noqa: S301 - not from elsewhere: a copy of this very process wrote it
        if isinstance(found, BaseException):
            raise found
        return cast(T, found)

    def end(self) -> None:
        """End it where it still works; harmless when it is done."""
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0


def _be(work: Callable[[], T], writing: int, parent: int) -> NoReturn:
    """Be the other process: work, report, and end without what a program does at its end."""
    try:
        # A build that is killed must leave nothing behind that goes on writing, and holds its lock.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            with os.fdopen(writing, "wb") as file:
                file.write(_said(work))
    finally:
        os._exit(0)


def _said(work: Callable[[], T]) -> bytes:
    try:
        return pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:
        try:
            said = pickle.dumps(error)
            pickle.loads(said)  # noqa: S301 - some errors can be written, but not read again
        except Exception:
            said = pickle.dumps(CrewError(f"A part of the build failed: {type(error).__name__}: {error}"))
        return said
