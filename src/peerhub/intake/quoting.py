"""Strangers' words inside Markdown: as code, where they name nobody, link nowhere and format nothing."""

from __future__ import annotations

import re

_LONGEST = 4_000


def code(text: str) -> str:
    """Put text into a span of code on one line, whatever it holds.

    >>> code("a | b"), code("`x`")
    ('`a | b`', '`` `x` ``')
    """
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split()) or " "
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    ticks = "`" * (longest + 1)
    return f"{ticks} {plain} {ticks}" if "`" in plain else f"`{plain}`"


def block(text: str) -> str:
    """Put text into a block of code, whatever it holds; what is very long is cut."""
    kept = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    plain = "\n".join("".join(char if char.isprintable() else " " for char in line) for line in kept.splitlines())
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    return f"{fence}text\n{plain}\n{fence}"
