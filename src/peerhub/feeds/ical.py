"""The content lines of RFC 5545: text escaped, lines folded, everything in a fixed order.

icalendar needs half a millisecond an event, which ten thousand calendars and the feeds over them cannot afford.
So these lines are written here; the tests have icalendar and a second parser read them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from peerhub.feeds.plain import plain

_OCTETS = 75
_SPECIAL = re.compile(r"[\\;,\n]")
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def text(value: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11).

    >>> text("Tea, cake;\\nand talk")
    'Tea\\\\, cake\\\\;\\\\nand talk'
    """
    return _SPECIAL.sub(lambda found: _ESCAPED[found.group()], plain(value))


def content(lines: Iterable[str]) -> str:
    """Join content lines, each folded and ended as RFC 5545 wants."""
    return "".join([f"{_folded(line)}\r\n" for line in lines])


def _folded(line: str) -> str:
    """Fold a line after at most 75 octets, never inside a character (RFC 5545, 3.1)."""
    if len(line) <= _OCTETS and (line.isascii() or len(line.encode()) <= _OCTETS):
        return line
    pieces: list[str] = []
    start, room, used = 0, _OCTETS, 0
    for at, char in enumerate(line):
        size = 1 if char < "\x80" else len(char.encode())
        if used + size > room:
            pieces.append(line[start:at])
            start, room, used = at, _OCTETS - 1, 0  # the space that marks a continued line counts
        used += size
    return "\r\n ".join([*pieces, line[start:]])
