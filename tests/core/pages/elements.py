"""The elements of a page as a browser's parser sees them, for tests that markup in data stays text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib


def elements(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """List a page's elements in order, each with the names of its attributes."""
    return [(str(node.tag).rpartition("}")[2], tuple(sorted(map(str, node.attrib)))) for node in _nodes(html)]


def words(html: str) -> str:
    """Join all text of a page, attributes' values included."""
    parts: list[str] = []
    for node in _nodes(html):
        parts += [node.text or "", node.tail or "", *node.attrib.values()]
    return "\n".join(parts)


def _nodes(html: str) -> Iterator[Any]:
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return (node for node in root.iter() if isinstance(node.tag, str))
