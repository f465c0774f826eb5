"""A real terminal for tests: a pseudo-terminal in which a command asks, and a person's keys come back."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

SECONDS = 40


class Terminal:
    """Runs `./hub WORDS` in a pseudo-terminal; `said` is everything that it showed."""

    def __init__(self, *words: str, cwd: Path, **environment: str) -> None:
        import pty

        self._own, theirs = pty.openpty()
        self.said = ""
        self._read = 0
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "peerhub.cli", *words],
            cwd=cwd,
            env={**os.environ, "TERM": "dumb", **environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_take_the_terminal,
        )
        os.close(theirs)

    def wait_for(self, text: str) -> None:
        """Wait until something stands on the screen that was not there before."""
        until = time.monotonic() + SECONDS
        while text not in self.said[self._read :]:
            if time.monotonic() > until:
                self.process.kill()
                raise AssertionError(f"{text!r} never came:\n{self.said}")
            if self._ready() and not self._take():
                raise AssertionError(f"it ended before {text!r}:\n{self.said}")
        self._read = self.said.index(text, self._read) + len(text)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._own, keys.encode())

    def end(self, keys: str = "") -> int:
        """Press keys and wait for the end, then give the exit code.

        A Ctrl+C that arrives just before Python begins to wait for a line is noticed only with the next key, so
        the keys are pressed again when nothing has happened for a while.
        """
        until = time.monotonic() + SECONDS
        again = time.monotonic()
        while self.process.poll() is None or (self._ready() and self._take()):
            if keys and time.monotonic() >= again and self.process.poll() is None:
                self.type(keys)
                again = time.monotonic() + SECONDS / 4
            if self._ready():
                self._take()
            if time.monotonic() > until:
                self.process.kill()
                raise AssertionError(f"it did not end:\n{self.said}")
        os.close(self._own)
        return self.process.wait(SECONDS)

    def _ready(self) -> bool:
        return bool(select.select([self._own], [], [], 0.2)[0])

    def _take(self) -> bool:
        try:
            more = os.read(self._own, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.said += more.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(more)


def _take_the_terminal() -> None:
    """Make the pseudo-terminal the session's own, so that Ctrl+C reaches the command."""
    import fcntl
    import signal
    import termios

    # Whoever started the tests in the background may have told them to ignore it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
