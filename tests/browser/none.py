"""An assertion whose failure is a list that a person can work through."""

from __future__ import annotations

from collections.abc import Iterable


def assert_none(found: Iterable[str]) -> None:
    """Fail with one line for each thing that was found."""
    lines = list(found)
    assert not lines, "\n".join(lines)
