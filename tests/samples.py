"""Other publishers' files beside this repository: what needs one is skipped without it, in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("HUB_SAMPLES") or Path(__file__).parents[2] / "shared" / "samples")


def sample(name: str) -> Path:
    """Find one of the files; the test that asks for it is skipped where it is not there."""
    path = FOLDER / name
    if not path.exists():
        # All from this one line, so that pytest's summary counts them in one.
        pytest.skip("needs other publishers' files beside this repository (HUB_SAMPLES names the folder)")
    return path
