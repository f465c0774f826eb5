"""The link check: every link and anchor of the finished site leads somewhere inside it, or is reported.

Pages are read once, tag by tag, with a regular expression: our templates and Python-Markdown both write attributes
in double quotes, and a check of forty thousand pages must take seconds.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from peerhub.addresses import file_of

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(r'\s(id|name|href|src|srcset)="([^"]*)"')

# The hub's own schemes (group:, topic: ...) are resolved before; one that is left over would lead nowhere.
_KNOWN_SCHEMES = {"http", "https", "mailto", "tel", "sms", "webcal", "data"}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads nowhere: the file it stands in, its address as written there, the file it means, and why."""

    file: str
    href: str
    target: str
    missing: str


class LinkCheck:
    """Collects the pages of a site, then names every link inside it that leads nowhere.

    `base` is the path below which the site is served (`/name/`), for pages that use absolute paths (404.html).
    """

    def __init__(self, base: str = "/") -> None:
        self._base = base
        self._files: set[str] = set()
        self._ids: dict[str, frozenset[str]] = {}
        self._links: dict[str, tuple[str, ...]] = {}

    def add_file(self, file: str) -> None:
        """Add a file that is no page: it can be linked to."""
        self._files.add(file)

    def add_page(self, file: str, html: str) -> None:
        """Add a page: its links are checked and its ids can be linked to."""
        self._files.add(file)
        ids: set[str] = set()
        links: dict[str, None] = {}
        for tag in _TAG.findall(html):
            for name, value in _ATTRIBUTE.findall(tag):
                if name == "id" or (name == "name" and tag.startswith("<a ")):
                    ids.add(unescape(value))
                elif name == "name":
                    continue  # of a meta or a field: not a place that a link can lead to
                elif name == "srcset":
                    links.update((part.split()[0], None) for part in value.split(",") if part.strip())
                else:
                    links[unescape(value)] = None
        self._ids[file] = frozenset(ids)
        self._links[file] = tuple(links)

    def broken(self) -> Iterator[BrokenLink]:
        """Name every link that leads nowhere, page by page."""
        for file, links in self._links.items():
            for href in links:
                target, missing = self._look_up(file, href)
                if missing:
                    yield BrokenLink(file, href, target, missing)

    def _look_up(self, file: str, href: str) -> tuple[str, str]:
        """Give the file that a link means and what is missing there; nothing is missing from a link that works."""
        try:
            parts = urlsplit(href)
        except ValueError:
            return href, "is not an address"
        if parts.scheme and parts.scheme not in _KNOWN_SCHEMES:
            return href, f"begins with '{parts.scheme}:', which no browser follows"
        if parts.scheme or parts.netloc:
            return href, ""
        target = file if not parts.path else self._target(file, unquote(parts.path))
        if target is None or target not in self._files:
            return target or href, "leads to a page that is not there"
        anchor = unquote(parts.fragment)
        if anchor and target in self._ids and anchor not in self._ids[target]:
            return f"{target}#{anchor}", f"leads to the place '#{anchor}', which is not on that page"
        return target, ""

    def _target(self, file: str, path: str) -> str | None:
        if path.startswith("/"):
            if not path.startswith(self._base):
                return None
            joined = path.removeprefix(self._base)
        else:
            joined = posixpath.join(posixpath.dirname(file), path)
        folder = joined.endswith(("/", "/.", "/..")) or joined in (".", "..", "")
        normal = posixpath.normpath(joined) if joined else "."
        if normal.startswith(".."):
            return None
        if folder:
            return file_of("" if normal == "." else f"{normal}/")
        return normal
