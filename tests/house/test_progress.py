"""Who waits at a terminal sees how far work is; a pipe or a file never gets a bar, a colour or a cursor's moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.house.terminal import Terminal
from tests.sites.hubs import make_hub

ESCAPE = "\x1b["


@pytest.mark.long
def test_a_bar_at_a_terminal(tmp_path: Path) -> None:
    """Work of more than a second names what it is at; NO_COLOR keeps the bar without colours."""
    pytest.importorskip("pty")
    hub = make_hub(tmp_path)
    slow = "https://192.0.2.1"  # nobody is there (RFC 5737), so that the question waits until its time is up
    for name in ("groups", "helplines", "references"):
        text = (hub.root / "data" / f"{name}.yaml").read_text("utf-8")
        hub.write(f"data/{name}.yaml", text.replace("https://example.org", slow))
    for environment in ({}, {"NO_COLOR": "1"}):
        screen = Terminal("links", cwd=hub.root, **{"TERM": "xterm", "COLUMNS": "100", **environment})
        screen.wait_for("Asking other sites")
        screen.end("\x03")
        assert ("\x1b[38;" in screen.said or "\x1b[3" in screen.said) == (not environment)


@pytest.mark.long
def test_no_bar_and_no_colour_in_a_pipe(tmp_path: Path) -> None:
    """In a pipe a table and a build are plain text, whatever TERM says."""
    hub = make_hub(tmp_path)
    due = hub.process("due", "--week", "53", TERM="xterm-256color", FORCE_COLOR=None)
    assert "Evening Circle" in due.out
    built = hub.process("build", TERM="xterm-256color", FORCE_COLOR=None)
    assert "pages" in built.out
    for done in (due, built):
        assert ESCAPE not in done.out + done.err
