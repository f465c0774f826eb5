"""Plain text out of HTML that our own renderers wrote."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def plain_text(markup: str) -> str:
    """Take the tags out of rendered HTML, and fold its white space."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()
