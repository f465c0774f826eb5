"""Reading paths: the numbered lists of links on a landing page, each under the heading that names it.

An author writes a path once, for readers; from the same lines every article of the path knows its place in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.kinds import Kind
from peerhub.articles.prose import clean_inline
from peerhub.articles.structure import resolve

_HEADING = re.compile(r"^##[ \t]+(?P<title>[^\n#][^\n]*)$", re.MULTILINE)
_STEP = re.compile(r"^\d{1,2}\.[ \t]+(?P<step>[^\n]*)", re.MULTILINE)
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: an article inside docs/, the words of the link, and the place in it after `#`, if any."""

    page: str
    words: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """A path: the landing page on which it stands, the heading above it, and its steps in order."""

    landing: str
    title: str
    steps: tuple[Step, ...]


def reading_paths(article: Article) -> tuple[ReadingPath, ...]:
    """Read the paths of a landing page; a list of which an item leads to no article is no path."""
    if article.kind is not Kind.LANDING:
        return ()
    parts = _HEADING.split(article.masked)
    found = []
    for title, text in zip(parts[1::2], parts[2::2], strict=True):
        steps = [_step(article.path, match["step"]) for match in _STEP.finditer(text)]
        whole = tuple(step for step in steps if step is not None)
        if len(steps) >= _LEAST and len(whole) == len(steps):
            found.append(ReadingPath(article.path, " ".join(clean_inline(title).split()), whole))
    return tuple(found)


def _step(page: str, text: str) -> Step | None:
    link = _LINK.match(text)
    target = resolve(page, link["target"]) if link else None
    if link is None or target is None or not target.endswith(".md"):
        return None
    return Step(target, " ".join(clean_inline(link["words"]).split()), link["target"].partition("#")[2])
