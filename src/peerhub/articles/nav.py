"""A new page in the navigation of mkdocs.yml: one line more beside its neighbours, and every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_LINE_END = re.compile("\r\n|\n|\r")


def with_page(config: str, page: str) -> str | None:
    """Give mkdocs.yml with a page behind the last one of its folder; None where a person must choose the place.

    `page` is a path inside docs/. The answer is the text as it is when the page stands there already, or when there
    is no `nav:`, which leads to every page.
    """
    nav = _nav(config)
    if nav is None:
        return config if _is_mapping(config) else None
    pages = list(_pages(nav))
    if any(node.value == page for node, _ in pages):
        return config
    folder = page.rpartition("/")[0]
    neighbours = [item for node, item in pages if node.value.rpartition("/")[0] == folder]
    if not neighbours:
        return None
    new = _after(config, neighbours[-1], page)
    after = _nav(new) if new is not None else None
    # Only what was meant: the pages that were there, and the new one behind its neighbour.
    meant = [node.value for node, _ in pages]
    place = max(at for at, (_, item) in enumerate(pages) if item is neighbours[-1])
    meant.insert(place + 1, page)
    return new if after is not None and [node.value for node, _ in _pages(after)] == meant else None


def _after(config: str, item: yaml.Node, page: str) -> str | None:
    """Put a line behind the one on which an item of a list ends."""
    start = config.rfind("\n", 0, item.start_mark.index) + 1
    before = config[start : item.start_mark.index]
    if not re.fullmatch(r" *- +", before):
        return None
    found = _LINE_END.search(config, item.end_mark.index - 1)
    newline = _LINE_END.search(config)
    line = f"{before}{page}"
    if found is None:
        return f"{config}{newline[0] if newline else chr(10)}{line}"
    return f"{config[: found.end()]}{line}{found[0]}{config[found.end() :]}"


def _nav(config: str) -> yaml.Node | None:
    root = _root(config)
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for key, value in root.value if key.value == "nav"), None)


def _is_mapping(config: str) -> bool:
    return isinstance(_root(config), yaml.MappingNode)


def _root(config: str) -> Any:
    # Composing builds no values, so the tags that MkDocs allows in its file mean nothing here.
    try:
        return yaml.compose(config, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _pages(node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Give each page, and the item of a list in which it stands: the page itself, or its title with it."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.ScalarNode):
                yield item, item
            elif isinstance(item, yaml.MappingNode):
                for _, value in item.value:
                    if isinstance(value, yaml.ScalarNode):
                        yield value, item
                    else:
                        yield from _pages(value)
