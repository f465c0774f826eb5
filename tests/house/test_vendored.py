"""What others made is what it claims to be: each vendored file matches its checksum and has a licence beside it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).parents[2] / "overrides" / "vendor"
FILES = [file for file in sorted(VENDOR.rglob("*")) if file.is_file() and file.name != "README.md"]
MADE_BY_OTHERS = [file for file in FILES if not file.name.startswith("LICENSE")]


def stated() -> dict[str, str]:
    """Read the checksums from the README: a line names a file and, after it, its sha256, both in backticks."""
    readme = VENDOR / "README.md"
    if not readme.exists():
        return {}
    pairs = re.findall(r"`([^`\n]+)`[^`\n]*`([0-9a-f]{64})`", readme.read_text(encoding="utf-8"))
    return {name.rpartition("/")[2]: checksum for name, checksum in pairs}


@pytest.mark.parametrize("file", MADE_BY_OTHERS, ids=lambda file: file.name)
def test_a_vendored_file_matches_its_checksum(file: Path) -> None:
    """The README states the sha256 of every vendored file, and the file still has it."""
    assert stated().get(file.name) == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("file", MADE_BY_OTHERS, ids=lambda file: file.name)
def test_a_vendored_file_has_its_licence_beside_it(file: Path) -> None:
    """A folder of vendored files holds the licence under which they may be passed on."""
    assert list(file.parent.glob("LICENSE*")), f"{file.parent.name} has no licence"
