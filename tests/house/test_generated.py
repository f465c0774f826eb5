"""What is made from the code and committed is as the code makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sites.hubs import tree

ROOT = Path(__file__).parents[2]


def test_what_is_made_from_the_code_is_current(tmp_path: Path) -> None:
    """Schemas for editors, references, the picture of the code and the issue forms follow each change of the code."""
    # In a process of its own: a command that another test has run may show its help in other words.
    words = [sys.executable, "-m", "tools.write_generated", str(tmp_path)]
    subprocess.run(words, cwd=ROOT, check=True)
    made = tree(tmp_path)
    old = [name for name, content in made.items() if (ROOT / name).read_bytes() != content]
    assert made
    assert not old, f"run `.venv/bin/python -m tools.write_generated` and commit what it writes: {old}"
