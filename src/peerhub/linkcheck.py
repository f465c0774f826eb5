"""The link check: every link and anchor of the finished site leads somewhere inside it, or is reported.

Pages are read once, tag by tag, with a regular expression: our templates and Python-Markdown both write attributes
in double quotes, and a check of forty thousand pages must take seconds. So what most pages share, the chrome before
and after `<main>`, is read once, and an address that many pages of a folder link to is followed once.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from peerhub.addresses import file_of
from peerhub.cache import Shelf, digest

_TAG = re.compile(r'<[a-zA-Z][^>]*="[^>]*>')  # without an attribute, there is nothing to read
_ATTRIBUTE = re.compile(r'\s(id|name|href|src|srcset)="([^"]*)"')

# The hub's own schemes (group:, topic: ...) are resolved before; one that is left over would lead nowhere.
_KNOWN_SCHEMES = {"http", "https", "mailto", "tel", "sms", "webcal", "data"}
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")
_PLAIN = re.compile(r"[\w./-]+")  # an address that has nothing but a path, and as it is written
_WRONG_HOST = re.compile(r"[^!-~]|[][]")  # only in these can urlsplit find something wrong


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads nowhere: the file it stands in, its address as written there, the file it means, and why."""

    file: str
    href: str
    target: str
    missing: str


class FoundLinks(NamedTuple):
    """What was read of a site: its files, and of each page the ids and the links."""

    files: set[str]
    ids: dict[str, frozenset[str]]
    links: dict[str, tuple[str, ...]]


class LinkCheck:
    """Collects the pages of a site, then names every link inside it that leads nowhere.

    `base` is the path below which the site is served (`/name/`), for pages that use absolute paths (404.html).
    `cut_short` are pages whose text is left out for a while: a link to a place in it counts as a link to the page.
    `shelf` holds what earlier builds read in the same pieces of pages.
    """

    def __init__(self, base: str = "/", cut_short: frozenset[str] = frozenset(), shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._base = base
        self._cut_short = cut_short
        self._files: set[str] = set()
        self._ids: dict[str, frozenset[str]] = {}
        self._links: dict[str, tuple[str, ...]] = {}
        self._same: dict[frozenset[str], frozenset[str]] = {}

    def _read_own(self, part: str) -> tuple[list[str], list[str]]:
        """Read a piece of HTML, or give what an earlier build read in the same."""
        if self._shelf is None:
            return _read(part)
        key = digest(part)
        row = self._shelf.get(key)
        if row is None:
            row = _read(part)
            self._shelf.put(key, [*row])
        ids, links = row
        return ids, [*map(sys.intern, links)]

    @property
    def pages(self) -> int:
        """How many pages were added."""
        return len(self._links)

    def add_file(self, file: str) -> None:
        """Add a file that is no page: it can be linked to."""
        self._files.add(file)

    def add_page(self, file: str, html: str) -> None:
        """Add a page: its links are checked and its ids can be linked to."""
        self._files.add(file)
        ids: set[str] = set()
        links: dict[str, None] = {}
        for own, part in _parts(html):
            found_ids, found_links = self._read_own(part) if own else _read_shared(part)
            ids.update(found_ids)
            links.update(dict.fromkeys(found_links))
        # Thousands of listings have the same ids: the set is kept once.
        self._ids[file] = self._same.setdefault(found := frozenset(ids), found)
        self._links[file] = tuple(links)

    def found(self) -> FoundLinks:
        """Tell what was read so far, for a check that another process makes."""
        return FoundLinks(self._files, self._ids, self._links)

    def take_over(self, found: FoundLinks) -> None:
        """Add what another process read."""
        self._files |= found.files
        self._ids.update((file, self._same.setdefault(ids, ids)) for file, ids in found.ids.items())
        self._links.update(found.links)

    def broken(self) -> Iterator[BrokenLink]:
        """Name every link that leads nowhere, page by page."""
        folders: dict[str, set[str]] = {}
        for file, links in self._links.items():
            folders.setdefault(posixpath.dirname(file), set()).update(links)
        # What an address means is the same for a whole folder, unless it names no file: then it is the page's own.
        missing = {
            (folder, href)
            for folder, found in folders.items()
            for href in found
            if not _is_own(href) and self._look_up(f"{folder}/" if folder else "", href)[1]
        }
        own = {href for found in folders.values() for href in found if _is_own(href)}
        suspects = own | {href for _, href in missing}
        fine: set[tuple[frozenset[str], str]] = set()  # places that all pages with the same ids have
        for file, links in sorted(self._links.items()):
            folder, ids = posixpath.dirname(file), self._ids[file]
            for href in links:
                if href not in suspects or (ids, href) in fine or not (href in own or (folder, href) in missing):
                    continue
                target, why = self._look_up(file, href)
                if why:
                    yield BrokenLink(file, href, target, why)
                elif href in own and file not in self._cut_short:
                    fine.add((ids, href))

    def _look_up(self, file: str, href: str) -> tuple[str, str]:
        """Give the file that a link means and what is missing there; nothing is missing from a link that works."""
        if href.startswith(_ELSEWHERE) and not _WRONG_HOST.search(href):
            return href, ""
        if _PLAIN.fullmatch(href) and (target := self._target(file, href)) in self._files:
            return target, ""
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
        # What follows "=" is for the script of a page, as in suggest/#changed=some-group: its place stands before.
        anchor = unquote(parts.fragment).partition("=")[0]
        if anchor and target in self._ids and anchor not in self._ids[target] and target not in self._cut_short:
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


def _is_own(href: str) -> bool:
    return not href or href[0] in "#?"


def _parts(html: str) -> Iterator[tuple[bool, str]]:
    """Cut a page where its own content begins and ends; the flag tells what is its own from what many pages share."""
    body, main, end = html.find("<body"), html.find("<main"), html.rfind("</main>")
    if not 0 <= body < main < end:
        yield True, html
        return
    yield True, html[:body]
    yield False, html[body:main]
    yield True, html[main:end]
    yield False, html[end:]


def _read(html: str) -> tuple[list[str], list[str]]:
    """Give the ids of a piece of HTML, and its links in their order."""
    ids: list[str] = []
    links: dict[str, None] = {}
    for tag in _TAG.findall(html):
        for name, value in _ATTRIBUTE.findall(tag):
            if name == "id" or (name == "name" and tag.startswith("<a ")):
                ids.append(sys.intern(unescape(value)))
            elif name == "name":
                continue  # of a meta or a field: not a place that a link can lead to
            elif name == "srcset":
                links.update((part.split()[0], None) for part in value.split(",") if part.strip())
            else:
                links[sys.intern(unescape(value))] = None
    return ids, [*links]


_read_shared = lru_cache(maxsize=64)(_read)
