"""Text out of other people's feeds: markup becomes plain words, and what nobody can see goes.

Feeds are written by many hands and shown by many programs. Whatever a text was meant to be, here it is words.
"""

from __future__ import annotations

import html
import re

import nh3

from peerhub.text import HIDDEN_OR_TAB

_MAYBE_MARKUP = re.compile(r"[<&]")
_MAYBE_MORE = re.compile(r"[<&\]!]")
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>", re.IGNORECASE)
_POINTS = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
# What is left of a tag, a picture or a Markdown link may look like one to the next program.
_LOOKS_LIKE_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\]\s*(?=[(:])")
_LINK_ELSEWHERE = re.compile(r"\](?!\((?:https?://|mailto:|tel:))\s*(?=[(:])")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MANY_LINES = re.compile(r"\n{3,}")


def line_of(text: str, *, links: bool = False) -> str:
    """Put a text on one line of plain words; `links` to pages stay where a hub like this one wrote them.

    >>> line_of(" Tea &amp; <b>cake</b>\\n for all")
    'Tea & cake for all'
    """
    if text.isascii() and text.isprintable() and not _MAYBE_MORE.search(text):  # most texts, many times faster
        return " ".join(text.split())
    return " ".join(lines_of(text, links=links).split())


def lines_of(text: str, *, links: bool = False) -> str:
    """Make plain words of a text and keep its lines, with at most one empty line between two.

    >>> lines_of("<p>Come in.</p><p>Sit down.</p>")
    'Come in.\\nSit down.'
    """
    if not text:
        return ""
    text = _LINE_ENDS.sub("\n", text)
    if _MAYBE_MARKUP.search(text):
        text = _POINTS.sub("\n- ", _BREAKS.sub("\n", text))
        text = html.unescape(nh3.clean(text, tags=set()))
        if _LOOKS_LIKE_TAG.search(text):  # feeds escape twice
            text = html.unescape(nh3.clean(text, tags=set()))
        # What still looks like a tag must not become one.
        text = _LOOKS_LIKE_TAG.sub("", _LINE_ENDS.sub("\n", text))
    text = HIDDEN_OR_TAB.sub(lambda found: " " if found.group() in "\t\x1f" else "", text)
    link = _LINK_ELSEWHERE if links else _LINK
    text = link.sub("] ", text).replace("![", "[") if "]" in text or "![" in text else text
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def shortened(text: str, limit: int) -> str:
    """Cut a text at the end of a word so that it fits, and show that it goes on.

    >>> shortened("Tea and cake", 9)
    'Tea and…'
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:-–") + "…"
