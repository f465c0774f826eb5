"""The pages that a configuration's navigation leads to."""

from __future__ import annotations

from collections.abc import Iterator


def linked_pages(nav: object) -> frozenset[str]:
    """List the paths inside docs/ that `nav:` names; all pages are in the navigation when there is none."""
    return frozenset(_paths(nav))


def _paths(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _paths(value)
