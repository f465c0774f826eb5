"""A build asks no other computer for anything: Python itself tells of every socket, and this one refuses each."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sites.hubs import make_hub, run

# Python tells an audit hook of each socket before it is made (PEP 578); libraries written in C are told of too, as
# long as they ask Python for it. `sitecustomize` is imported by every Python that starts, its children included.
GUARD = """
import sys

def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.stderr.write(f"ASKED FOR THE NETWORK: {event} {arguments!r}\\n")
        raise PermissionError(event)

sys.addaudithook(refuse)
"""


def guard(folder: Path) -> str:
    """Write the guard, and give the PYTHONPATH with which each Python that is started refuses sockets."""
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return str(folder / "guard")


def test_the_guard_works(tmp_path: Path) -> None:
    """A program that does open a socket is stopped and told of; else the test below would prove nothing."""
    for program in ("import socket; socket.socket()", "import socket; socket.getaddrinfo('hub.example', 80)"):
        folder = tmp_path / str(len(program))
        folder.mkdir()
        done = run([sys.executable, "-c", program], folder, {"PYTHONPATH": guard(folder)})
        assert done.code != 0
        assert "ASKED FOR THE NETWORK" in done.err


def test_a_build_opens_no_socket(tmp_path: Path) -> None:
    """The whole site is built, in a process of its own, without one socket: no look-up, no connection, no server."""
    hub = make_hub(tmp_path)
    done = hub.process("build", PYTHONPATH=guard(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert (hub.site / "get-help-now" / "index.html").exists()
