"""Where the links and pictures of articles lead, told from their Markdown alone, before anything is built.

What only the finished site shows, such as a link inside HTML or a place that a template makes, is left to the
build's own check (`peerhub.building.linkcheck`), which is the stricter of the two.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from markdown.extensions.toc import slugify

from peerhub.articles.article import Article
from peerhub.articles.markdown_links import SCHEMES
from peerhub.articles.structure import resolve
from peerhub.hub import Hub
from peerhub.pages.article_links import unknown_of
from peerhub.problems import Problem, Severity, did_you_mean, shown
from peerhub.store.cache import digest
from peerhub.text import MAIL_ADDRESS

FOLLOWED = frozenset({"http", "https", "mailto", "tel", "sms", "webcal"})

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST = re.compile(r"www\.|[a-z0-9-]+\.(?:com|org|net|info|uk|ie|eu)(?:/|\Z)", re.IGNORECASE)
_ANCHOR = re.compile(r"\{:?[^}\n]*#([\w-]+)[^}\n]*\}|\b(?:id|name)=[\"']?([\w-]+)")
# Places that a page's own text does not name: its citations, and what stands round every article.
_MADE = re.compile(r"(?:cite|ref|fn|fnref|path|article)[-:]|(?:content|contents|in-brief|sources)\Z")
_WIKI = re.compile(r"\[\[([^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\](?!\()")
_NUMBER = re.compile(r"_\d+\Z")
_ATTRIBUTES = re.compile(r"\{:?[^{}]*\}\s*\Z")
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".avif")
_OPEN = re.compile(r"\[[^\[\]\n]+\]\((?=[^)\[\n]*(?:\[|$))", re.MULTILINE)
_MEND = "Mend the link, or remove it."


class _Target(NamedTuple):
    """A link or a picture as it is written."""

    written: str
    line: int
    image: bool


def check_targets(hub: Hub, articles: Iterable[Article]) -> None:
    """Tell of every link and picture of the articles that leads nowhere, each with what may be meant."""
    known = _Known(hub, articles := tuple(articles))
    for article in articles:
        for target in known.targets(article):
            hub.problems.extend(_problems(article, target, known))
        hub.problems.extend(_as_text(article, known))


class _Known:
    """What links may lead to: the files of docs/, and the places on each page."""

    def __init__(self, hub: Hub, articles: tuple[Article, ...]) -> None:
        self.hub = hub
        self.articles = {article.path: article for article in articles}
        self._table = hub.cache.table("targets")
        # Where data could not be read, what it would have had is not missed a second time.
        wrong = {problem.where.path for problem in hub.problems.errors}
        data = {"group": "data/groups", "topic": "data/vocabulary"}
        self.unsure = {scheme for scheme, start in data.items() if any(path.startswith(start) for path in wrong)}

    @cached_property
    def files(self) -> frozenset[str]:
        """The files of docs/, as they are spelled there."""
        docs = self.hub.docs
        return frozenset(file.relative_to(docs).as_posix() for file in docs.rglob("*"))

    def targets(self, article: Article) -> Iterator[_Target]:
        """Give the links and pictures of an article, found once for the same text."""
        key = digest("links", article.document.body, str(article.document.first_line))
        rows = self._table.get(key)
        if rows is None:
            rows = [[link.target, link.line, link.image] for link in article.links]
            self._table.put(key, rows)
        return (_Target(*row) for row in rows)

    def anchors(self, page: str) -> frozenset[str] | None:
        """Give the places on a page, or None of one whose places its template or the hub's data make."""
        article, built = self.articles.get(page), self.hub.articles.get(page)
        if built is None or article is None or built.front.template or "<!-- generated:" in built.document.body:
            return None
        key = digest("anchors", article.document.body)
        found = self._table.get(key)
        if found is None:
            found = [one or other for one, other in _ANCHOR.findall(article.document.body)]
            so_far = Counter(name for one in found for name in {one, _NUMBER.sub("", one)})
            for heading in article.headings:
                made = slugify(_ATTRIBUTES.sub("", heading.text), "-")
                found.append(one := f"{made}_{so_far[made]}" if so_far[made] else made)
                so_far.update({one, _NUMBER.sub("", one)})
            self._table.put(key, found)
        return frozenset(found)

    def nearest(self, article: Article, target: _Target) -> str:
        """Give the way from an article to the page or file that a mistyped path means, or nothing."""
        folder, path = posixpath.dirname(article.path), unquote(target.written.partition("#")[0])
        bare = posixpath.normpath(path).lstrip("./")
        wanted = posixpath.normpath(posixpath.join(folder, path))
        pictures = [one for one in self.files if one.endswith(_PICTURES)]
        choices = pictures if target.image else [*self.hub.articles, *(self.files if "." in bare else ())]
        choices = sorted({*choices} - {article.path})
        by_name = [one for one in choices if posixpath.basename(one).lower() in _names(bare)]
        if len(by_name) != 1:
            meant = did_you_mean(wanted, by_name or choices).removeprefix("Did you mean '").removesuffix("'?")
            by_name = [meant] if meant else []
        return posixpath.relpath(by_name[0], folder or ".") if by_name else ""


def _as_text(article: Article, known: _Known) -> Iterator[Problem]:
    """Tell of what is written like a link in other places, or not to its end, and would be shown as it stands."""
    body, first = article.document.body, article.document.first_line
    for found in _WIKI.finditer(article.masked) if "[[" in body else ():
        line = first + article.masked.count("\n", 0, found.start())
        hint = f"Write [the words]({known.nearest(article, _Target(found[1], line, False)) or 'its-file.md'})."
        yield article.problem("broken-link", line, f"shows {shown(found[0])}, which is no link", hint)
    for found in _OPEN.finditer(article.masked) if "](" in body else ():
        line = first + article.masked.count("\n", 0, found.start())
        hint = "Close it with ')' on the same line."
        yield article.problem("broken-link", line, f"has a link that is not closed: {shown(found[0])}", hint)


def _names(path: str) -> set[str]:
    """Give how a page's file may be called, of which the name, the address or the file is written."""
    name = posixpath.basename(path).lower()
    stem = name.removesuffix(".html").removesuffix(".md")
    return {name, f"{stem}.md", f"{re.sub('[^a-z0-9]+', '-', stem)}.md"}


def _problems(article: Article, target: _Target, known: _Known) -> Iterator[Problem]:
    written = target.written
    verb = "shows" if target.image else "links to"
    wrong = _wrong(article, target, known)
    if wrong is not None:
        why, hint = wrong
        rule = "unknown-link" if why.startswith("the unknown") else "broken-link"
        got = f"{verb} {why if rule == 'unknown-link' else f'{shown(written)}, which {why}'}"
        yield article.problem(rule, target.line, got, hint)
    listing = known.hub.directory.listings.get(written.removeprefix("group:"))
    if written.startswith("group:") and listing is not None and listing.removed:
        got, hint = (
            "links to a listing that was taken down",
            "Take the link out, and what the text says of that group.",
        )
        yield article.problem("removed-link", target.line, got, hint, Severity.WARNING)


def _wrong(article: Article, target: _Target, known: _Known) -> tuple[str, str] | None:
    """Say what is wrong with where a link leads, and what to do; None of a link that may be right."""
    written = target.written
    path, hash_, anchor = written.partition("#")
    if not written:
        return "is empty", "Write between the round brackets where it leads, or take the link out."
    scheme = _SCHEME.match(written)
    if scheme is not None:
        return None if scheme[1] in known.unsure else _wrong_scheme(known.hub, scheme[1], written[scheme.end() :])
    if path.startswith(("/", "?")):
        return None  # the rule absolute-path tells of these
    page = resolve(article.path, written) if path else article.path
    if page is None:
        # An address of the site may stand above docs/: only the build knows all of those.
        nearest = known.nearest(article, target) if posixpath.basename(path).count(".") == 1 else None
        return None if nearest is None else ("leads out of docs/", _meant(nearest, hash_ + anchor))
    if path and (wrong := _wrong_path(article, target, path, page, hash_ + anchor, known)) is not None:
        return wrong
    places = known.anchors(page) if anchor and page.endswith(".md") else None
    place = unquote(anchor).partition("=")[0]
    if places is None or place in places or _MADE.match(place):
        return None
    near = did_you_mean(place, places).removeprefix("Did you mean '").removesuffix("'?")
    return f"leads to the place '#{place}', which is not on that page", _meant(f"{path}#{near}" if near else "", "")


def _wrong_path(
    article: Article, target: _Target, path: str, page: str, mark: str, known: _Known
) -> tuple[str, str] | None:
    name = posixpath.basename(unquote(path).rstrip("/"))
    front = known.articles[page].front if page in known.articles else None
    if front is not None and front.draft:
        return "leads to a page that is a draft", "Take 'draft: true' out there, or the link here."
    if page in known.hub.articles or page in known.files:
        return None  # what may be wrong with that page is told there
    if _HOST.match(path):
        return "leads to a page that is not there", f"Did you mean 'https://{path}{mark}'?"
    if "." not in name.strip("."):
        # An address of the site, perhaps of a page that is made from data: only the build knows all.
        known_page = not path.endswith("/") and (f"{page}.md" in known.hub.articles)
        return ("leads to a page that is not there", f"Did you mean '{path}.md{mark}'?") if known_page else None
    if path.endswith((".html", ".ics", ".json", ".csv", ".xml")):
        stem = page.rpartition(".")[0]
        if f"{stem}.md" not in known.hub.articles:
            return None
        return "leads to a page that is not there", f"Did you mean '{path.rpartition('.')[0]}.md{mark}'?"
    return "leads to a page that is not there" if path.endswith(".md") else "is not there", _meant(
        known.nearest(article, target), mark if path.endswith(".md") else "", path
    )


def _wrong_scheme(hub: Hub, scheme: str, rest: str) -> tuple[str, str] | None:
    if scheme in SCHEMES:
        return unknown_of(hub, scheme, rest)
    if scheme.lower() in FOLLOWED:
        return None
    near = did_you_mean(scheme, [*FOLLOWED, *SCHEMES]).removeprefix("Did you mean '").removesuffix("'?")
    return f"begins with '{scheme}:', which no browser follows", f"Did you mean '{near}:{rest}'?" if near else _MEND


def _meant(path: str, mark: str, written: str = "") -> str:
    if not path and MAIL_ADDRESS.fullmatch(written):
        return f"Write mailto:{written}, where it is no person's own."
    return f"Did you mean '{path}{mark}'?" if path else _MEND
