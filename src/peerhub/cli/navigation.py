"""The pages that a configuration's navigation leads to."""

from __future__ import annotations

from collections.abc import Iterator


def linked_pages(nav: object) -> frozenset[str] | None:
    """List the paths inside docs/ that `nav:` names; None when there is no `nav:`, which leads to every page."""
    return None if nav is None else frozenset(_paths(nav))


def _paths(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _paths(value)
