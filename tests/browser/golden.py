"""What a screen reader is told, as golden files in snapshots/: compared, or written anew."""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

SNAPSHOTS = Path(__file__).parent / "snapshots"
MOST_LINES = 400


def differs(name: str, tree: str) -> list[str]:
    """Compare a tree with its golden file, or write the file when that was asked for."""
    lines = tree.splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"# and {len(lines) - MOST_LINES} more lines of the same"]
    text = "\n".join(lines) + "\n"
    file = SNAPSHOTS / f"{name}.yaml"
    if os.environ.get("HUB_UPDATE_SNAPSHOTS") == "1":
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return []
    if not file.is_file():
        return [f"there is no {file.name} yet; write it with HUB_UPDATE_SNAPSHOTS=1"]
    wanted = file.read_text(encoding="utf-8").splitlines()
    changes = [*unified_diff(wanted, lines, "as it was", "as it is", lineterm="", n=1)]
    return [f"{file.name} differs; if on purpose: HUB_UPDATE_SNAPSHOTS=1", *changes] if changes else []
