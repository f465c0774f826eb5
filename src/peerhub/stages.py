"""Stages: where the time of a build goes, told apart by the work it is spent on.

A stage counts only its own time: what runs inside another stage is that one's. The clock is handed in, so nothing
here reads one; without it every stage takes no time, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Moment(NamedTuple):
    """What a clock shows: seconds that passed, and seconds of computing, each since any fixed moment."""

    passed: float
    computed: float


Clock = Callable[[], Moment]


@dataclass(slots=True)
class Stage:
    """The time that one kind of work took: seconds that passed, and seconds of computing."""

    name: str
    passed: float = 0.0
    computed: float = 0.0


@dataclass
class Stages:
    """The stages of one build, in the order in which they began."""

    clock: Clock = lambda: Moment(0.0, 0.0)
    _found: dict[str, Stage] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _since: Moment = field(default_factory=lambda: Moment(0.0, 0.0))

    def begin(self, name: str) -> None:
        """Begin a stage; the one that is at work waits until this one ends."""
        self._count()
        self._found.setdefault(name, Stage(name))
        self._open.append(name)

    def end(self) -> None:
        """End the stage at work, if any is."""
        self._count()
        if self._open:
            self._open.pop()

    def turn(self, name: str) -> None:
        """End the stage at work and begin another."""
        self.end()
        self.begin(name)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Count what a `with` block does."""
        self.begin(name)
        try:
            yield
        finally:
            self.end()

    def each(self, name: str, items: Iterator[T]) -> Iterator[T]:
        """Count the making of items, but not what is done with each of them."""
        while True:
            self.begin(name)
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self.end()
            yield item

    def taken(self) -> tuple[Stage, ...]:
        """Give the stages so far."""
        self._count()
        return tuple(self._found.values())

    def take_over(self, stages: Iterable[Stage]) -> None:
        """Count what another process computed meanwhile; the time that passed is the same for both."""
        for stage in stages:
            self._found.setdefault(stage.name, Stage(stage.name)).computed += stage.computed

    def _count(self) -> None:
        now = self.clock()
        if self._open:
            stage = self._found[self._open[-1]]
            stage.passed += now.passed - self._since.passed
            stage.computed += now.computed - self._since.computed
        self._since = now
