"""Articles that a hub takes over from the engine: which, and what becomes of links to pages that stay behind."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Any

from peerhub.articles.kinds import Kind
from peerhub.hub import STANDARD_PAGES

CHOICES = ("all", "benefits", "none")
"""What a new hub may take: every article for readers, the five about what groups may give, or none."""

# For contributors to the engine, and what a hub writes itself.
_LEFT = ("contribute/", "index.md", "about/index.md")
_BENEFIT = re.compile(rf"^kind: {Kind.BENEFIT.value}$", re.MULTILINE)
_LINK = re.compile(r"(?<![!\\])\[([^\]\[]+)\]\(([^][()\s:#]+\.md)(?:#[^][()\s]*)?\)")
_DRAWING = re.compile(r"!\[[^\]\[]*\]\(([^][()\s:#]+\.svg)\)")
_LISTING = re.compile(r"(?<![!\\])\[([^\]\[]+)\]\(group:[^][()\s]+\)")
_ALSO = re.compile(r"also: \[([^][\n]*)\]")
_RELATED = re.compile(r"^related: \[(.*)\]$", re.MULTILINE)


def chosen_articles(docs: Path, choice: str) -> tuple[str, ...]:
    """Give the paths inside docs/ of the articles that a choice means; standard pages come with the engine anyway."""
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    pages = [page for page in pages if not page.startswith(_LEFT) and page not in STANDARD_PAGES]
    if choice == "benefits":
        return tuple(page for page in pages if _BENEFIT.search((docs / page).read_text(encoding="utf-8")))
    return tuple(pages) if choice == "all" else ()


def drawings_of(docs: Path, pages: Iterable[str]) -> tuple[str, ...]:
    """Give the paths inside docs/ of the drawings that pages show: they come along with their pages."""
    found = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), name))
        for page in pages
        for name in _DRAWING.findall((docs / page).read_text(encoding="utf-8"))
    )
    return tuple(dict.fromkeys(name for name in found if (docs / name).is_file()))


def linked_within(text: str, path: str, there: Set[str]) -> str:
    """Turn each link to an article that is not there into its words, and leave such pages out of `related`.

    Links to listings go too: those are the engine's own, and a new hub has none.

    >>> linked_within("See [hope](hope.md), [them](group:them) and [help](help:).", "a/b.md", set())
    'See hope, them and [help](help:).'
    """
    folder = posixpath.dirname(path)

    def kept(found: re.Match[str]) -> str:
        return found[0] if posixpath.normpath(posixpath.join(folder, found[2])) in there else found[1]

    def related(found: re.Match[str]) -> str:
        return f"related: [{', '.join(page for page in found[1].split(', ') if page in there)}]"

    return _LINK.sub(kept, _LISTING.sub(r"\1", _RELATED.sub(related, text)))


def answers_within(text: str, there: Set[str], lines: str) -> str:
    """Leave out of the further places of answers what a new hub lacks: articles, listings and lines.

    >>> answers_within("also: [line:gb-one, a.md, group:x, topic:y]", set(), "")
    'also: [topic:y]'
    """

    def kept(place: str) -> bool:
        page = place.partition("#")[0]
        if place.startswith("line:"):
            return f"id: {place.removeprefix('line:')}\n" in lines
        return page in there if page.endswith(".md") else not place.startswith("group:")

    return _ALSO.sub(lambda found: f"also: [{', '.join(filter(kept, found[1].split(', ')))}]", text)


def nav_within(nav: Iterable[Any], taken: Set[str]) -> Iterator[Any]:
    """Give the part of a navigation that leads to what was taken."""
    for entry in nav:
        if isinstance(entry, str):
            if entry in taken:
                yield entry
            continue
        for title, below in entry.items():
            inside = list(nav_within(below, taken)) if isinstance(below, list) else below
            if inside and (inside in taken if isinstance(inside, str) else True):
                yield {title: inside}
