"""Small helpers for HTML that the core makes itself."""

from __future__ import annotations

import json
import re
from typing import Any

import nh3
from markupsafe import Markup, escape

# What a description of a listing may hold: text that a volunteer would write in a letter.
_DESCRIPTION_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}

_SPECIAL = re.compile("[&<>\"']")


def trusted(text: str) -> Markup:
    """Mark as safe the HTML of our own templates, of nh3, of `script_json` and of `browser_form`; nothing else."""
    return Markup(text)  # noqa: S704 - this is the one place that vouches, for the makers named above


def escaped(text: str) -> str:
    """Escape plain text for HTML, as markupsafe does; `Markup` is taken as it is.

    Most texts hold nothing that must be escaped, and of a large directory there are millions.
    """
    return str(escape(text)) if type(text) is str and _SPECIAL.search(text) else text


def script_json(value: Any) -> Markup:
    """Write JSON for a data block in a page; `<`, `>` and `&` are escaped so that no tag can end the block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return trusted(text)


def safe_line(html: str) -> Markup:
    """Keep emphasis and links of a line of HTML, such as a line on copyright; everything else goes."""
    tags, schemes = {"a", "em", "strong"}, {"https", "mailto"}
    return trusted(nh3.clean(html, tags=tags, attributes={"a": {"href"}}, url_schemes=schemes, link_rel="noreferrer"))


def safe_description(rendered: str) -> Markup:
    """Keep paragraphs, lists, emphasis and links of rendered Markdown; everything else becomes text or goes."""
    return trusted(
        nh3.clean(
            rendered,
            tags=_DESCRIPTION_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noreferrer nofollow",
        )
    )
