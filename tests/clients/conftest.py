"""Programs of others that load what the hub publishes. They come from npm and from a repository, in a job of its own.

HUB_CLIENTS names the folder that holds them: `node_modules` with what package.json here names, and `tsml-ui` with the
published app of that name. Without it nothing here is collected; with it nothing is skipped.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("HUB_CLIENTS", ""))
collect_ignore_glob = [] if os.environ.get("HUB_CLIENTS") else ["test_*.py"]


def client(*parts: str) -> Path:
    """Find a program, or fail: a test that nobody runs shows nothing."""
    path = FOLDER.joinpath(*parts).resolve()
    if not path.exists():
        pytest.fail(
            f"{path} is not there; the job `clients` of .github/workflows/checks.yml says where it comes from"
        )
    return path
