"""A listing's description as HTML: a safe subset of Markdown.

Most descriptions are paragraphs and short lists without a single special character. Those are written here, since
Markdown's own parser takes a millisecond for each; a test holds both ways to be the same.
"""

from __future__ import annotations

import re
from functools import cache

import markdown
from markupsafe import Markup

from peerhub.pages.html import safe_description, trusted

# What means nothing to Markdown or to HTML, wherever it stands in a line that begins with a letter.
_PLAIN = r"[A-Za-zÀ-ÖØ-öø-ÿ][0-9A-Za-zÀ-ÖØ-öø-ÿ ,.;:?()'’“”£€%/–-]*(?<! )"
_PARAGRAPH = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*")
_LIST = re.compile(rf"- {_PLAIN}(?:\n- {_PLAIN})*")


def description_html(text: str | None) -> Markup:
    """Render the safe subset of Markdown that a description may use."""
    if not text:
        return Markup()
    plain = _plain_html(text)
    return trusted(plain) if plain else safe_description(_markdown().reset().convert(text))


@cache
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists"])


def _plain_html(text: str) -> str:
    """Write paragraphs and lists of plain words; empty where a text holds anything else."""
    found: list[str] = []
    list_before = False
    for block in text.strip("\n").split("\n\n"):
        if _PARAGRAPH.fullmatch(block):
            found.append(f"<p>{block}</p>")
            list_before = False
        elif _LIST.fullmatch(block) and not list_before:  # two lists side by side are one, with room between
            rows = "".join(f"<li>{row}</li>\n" for row in block.removeprefix("- ").split("\n- "))
            found.append(f"<ul>\n{rows}</ul>")
            list_before = True
        else:
            return ""
    return "\n".join(found)
