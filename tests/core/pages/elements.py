"""The elements of a page as a browser's parser sees them, for tests that markup in data stays text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import html5lib

Element = tuple[str, tuple[str, ...]]
"""A tag and the names of its attributes."""


def elements(html: str) -> list[Element]:
    """List a page's elements in order, each with the names of its attributes."""
    return [(str(node.tag).rpartition("}")[2], tuple(sorted(map(str, node.attrib)))) for node in _nodes(html)]


def words(html: str) -> str:
    """Join all text of a page, attributes' values included."""
    parts: list[str] = []
    for node in _nodes(html):
        parts += [node.text or "", node.tail or "", *node.attrib.values()]
    return "\n".join(parts)


def _nodes(html: str) -> Iterator[Any]:
    return (node for node in _root(html).iter() if isinstance(node.tag, str))


# A page is asked for its elements, then for its words.
@lru_cache(maxsize=1)
def _root(html: str) -> Any:
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
