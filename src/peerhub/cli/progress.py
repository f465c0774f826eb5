"""A progress bar for whoever waits at a terminal: it comes after a second, and never into a pipe or a file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_PATIENCE_SECONDS = 1.0


class Bar(Protocol):
    """What work tells of itself while it goes on."""

    def step(self) -> None:
        """One more piece is done."""

    def now(self, words: str) -> None:
        """The work has come to something else."""


class _NoBar:
    def step(self) -> None:
        pass

    def now(self, words: str) -> None:
        pass


@contextmanager
def progress(words: str, total: int | None = None) -> Iterator[Bar]:
    """Show on standard error how far work is, if it takes longer than a second; `total` is None when nobody knows.

    Where standard error is no terminal nothing is shown, and rich honours NO_COLOR and TERM=dumb.
    """
    import sys

    if not sys.stderr.isatty():
        yield _NoBar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    count = [MofNCompleteColumn()] if total is not None else []
    shown = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        *count,
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = shown.add_task(words, total=total)

    class Shown:
        def step(self) -> None:
            shown.advance(task)

        def now(self, words: str) -> None:
            shown.update(task, description=words)

    timer = threading.Timer(_PATIENCE_SECONDS, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield Shown()
    finally:
        timer.cancel()
        timer.join()
        shown.stop()
