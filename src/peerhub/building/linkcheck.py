"""The link check: every link and anchor of the finished site leads somewhere inside it, or is reported.

Pages are read once, tag by tag, with a regular expression: our templates and Python-Markdown both write attributes
in double quotes. The shipped hub's 270 pages take 0.06 seconds; parsed by selectolax they take 1.5 times as long, and
by html.parser 16 times. What most pages share, the chrome before and after `<main>`, is read once, and an address
that many pages of a folder link to is followed once.

A page that stands as an earlier check found it leads somewhere as long as all that it may lead to is still there: it
is read again only where a file, or a place on a page, is gone.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from peerhub.addresses import file_of
from peerhub.store.cache import digest
from peerhub.store.previous_site import PreviousSite

_TAG = re.compile(r'<[a-zA-Z][^<>]*="[^<>]*>')  # without an attribute, there is nothing to read
_ATTRIBUTE = re.compile(r'\s(id|name|href|src|srcset)="([^"]*)"')

# The hub's own schemes (group:, topic: ...) are resolved before; one that is left over would lead nowhere.
_KNOWN_SCHEMES = {"http", "https", "mailto", "tel", "sms", "webcal", "data"}
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")
_AS_WRITTEN = re.compile(r"#?[A-Za-z0-9._-]+")  # in a link, this is written so, or with % and &
_CODED = re.compile(r'\s(?:href|src|srcset)="([^"]*[%&][^"]*)"')
_MOST_NAMES = 20  # looking for more takes longer than reading all
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
    """What was read of a site: its files, of each page the ids and the links, and which pages stand as before."""

    files: set[str]
    ids: dict[str, frozenset[str]]
    links: dict[str, tuple[str, ...]]
    as_before: set[str]


class LinkCheck:
    """Collects the pages of a site, then names every link inside it that leads nowhere.

    `base` is the path below which the site is served (`/name/`), for pages that use absolute paths (404.html).
    `cut_short` are pages whose text is left out for a while: a link to a place in it counts as a link to the page.
    `read` gives the HTML of a page that was added as it stood before.
    """

    def __init__(
        self,
        base: str = "/",
        cut_short: frozenset[str] = frozenset(),
        read: Callable[[str], str] = lambda file: "",
    ) -> None:
        self._base = base
        self._cut_short = cut_short
        self._read_page = read
        self._files: set[str] = set()
        self._ids: dict[str, frozenset[str]] = {}
        self._links: dict[str, tuple[str, ...]] = {}
        self._as_before: set[str] = set()
        self._same: dict[frozenset[str], frozenset[str]] = {}
        self.linked: set[str] = set()  # the files to which pages that were read lead, once `broken` has followed them

    @property
    def files(self) -> set[str]:
        """The files that were added."""
        return self._files

    @property
    def pages(self) -> int:
        """How many pages were added."""
        return len(self._links) + len(self._as_before)

    @property
    def cache_key(self) -> str:
        """A digest of what decides, beside the files of a site, which of its links work."""
        return digest(self._base, *sorted(self._cut_short))

    def add_file(self, file: str) -> None:
        """Add a file that is no page: it can be linked to."""
        self._files.add(file)

    def add_page(self, file: str, html: str) -> None:
        """Add a page: its links are checked and its ids can be linked to."""
        self._files.add(file)
        ids: set[str] = set()
        links: dict[str, None] = {}
        for own, part in _parts(html):
            found_ids, found_links = _read(part) if own else _read_shared(part)
            ids.update(found_ids)
            links.update(dict.fromkeys(found_links))
        # Thousands of listings have the same ids: the set is kept once.
        self._ids[file] = self._same.setdefault(found := frozenset(ids), found)
        self._links[file] = tuple(links)

    def add_as_before(self, file: str) -> None:
        """Add a file that stands as it stood when the previous site was checked."""
        self._files.add(file)
        if file.endswith(".html"):
            self._as_before.add(file)

    def found(self) -> FoundLinks:
        """Tell what was read so far, for a check that another process makes."""
        return FoundLinks(self._files, self._ids, self._links, self._as_before)

    def take_over(self, found: FoundLinks) -> None:
        """Add what another process read."""
        self._files |= found.files
        self._ids.update((file, self._same.setdefault(ids, ids)) for file, ids in found.ids.items())
        self._links.update(found.links)
        self._as_before |= found.as_before

    def look_again(self, previous_site: PreviousSite) -> None:
        """Read pages that stand as before where something is gone to which they may lead.

        To be called once all files were added; `previous_site` is the one in which they stood when it was checked.
        """
        if not self._as_before:
            return
        gone = self._gone(previous_site)
        if gone is not None and not gone:
            return
        for file in sorted(self._as_before):
            html = self._read_page(file)
            if gone is None or _mentions(html, gone):
                self._as_before.discard(file)
                self.add_page(file, html)

    def _gone(self, previous_site: PreviousSite) -> set[str] | None:
        """Give texts, one of which stands in any link to what is gone; None where there is no such text."""
        if previous_site.links_key != self.cache_key:
            return None
        folders: set[str] = set()
        for folder in {posixpath.dirname(file) for file in self._files}:
            folders.update(accumulate(folder.split("/"), "{}/{}".format))
        names = {_outermost_gone(file, folders) for file in previous_site.linked if file not in self._files}
        if "index.html" in names:  # a link from inside its folder need not name it
            return None
        for file in self._links:
            if previous_site.note(file) is None:
                continue
            html = previous_site.read(file) if previous_site.is_as_noted(file) else None
            if html is None:
                return None
            names |= {f"#{id_}" for id_ in _ids(html.decode("utf-8")) - self._ids[file]}
        return names if len(names) <= _MOST_NAMES and all(map(_AS_WRITTEN.fullmatch, names)) else None

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
            self.linked.add(target)
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
        self.linked.add(target)
        # What follows "=" is for the script of a page, as in suggest/#changed=some-group: its place stands before.
        anchor = unquote(parts.fragment).partition("=")[0]
        if anchor and not self._has_place(target, anchor) and target not in self._cut_short:
            return f"{target}#{anchor}", f"leads to the place '#{anchor}', which is not on that page"
        return target, ""

    def _has_place(self, file: str, anchor: str) -> bool:
        """Whether a file has a place of this name; what is no page may have any."""
        if file in self._as_before and file not in self._ids:
            self._ids[file] = _ids(self._read_page(file))
        return file not in self._ids or anchor in self._ids[file]

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


def _mentions(html: str, names: set[str]) -> bool:
    """Whether one of several texts stands in a page, as it is or as a link may spell it with % and &."""
    if any(name in html for name in names):
        return True
    coded = unquote(unescape(" ".join(_CODED.findall(html))))
    return any(name in coded for name in names)


def _outermost_gone(file: str, folders: set[str]) -> str:
    """Name a file, or the outermost of its folders that is gone too: each link to it from outside names that."""
    while (folder := posixpath.dirname(file)) and folder not in folders:
        file = folder
    return posixpath.basename(file)


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


def _ids(html: str) -> frozenset[str]:
    return frozenset(id_ for own, part in _parts(html) for id_ in (_read(part) if own else _read_shared(part))[0])


_read_shared = lru_cache(maxsize=64)(_read)
