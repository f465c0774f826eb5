"""Where to read on: the paths on which an article lies, and what to read next with the reason for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from peerhub import addresses
from peerhub.articles.article import Article
from peerhub.articles.reading_paths import ReadingPath, reading_paths
from peerhub.hub import ArticlePage, Hub
from peerhub.pages.related import articles_for_topics
from peerhub.pages.views import PathView
from peerhub.shown.facts import Link

_SHOWN = 5


def hub_paths(hub: Hub) -> tuple[ReadingPath, ...]:
    """Give the reading paths of a hub's landing pages; steps that this build leaves out are not in them."""
    return hub.memo("reading paths", _paths)


def _paths(hub: Hub) -> tuple[ReadingPath, ...]:
    found = []
    for page in hub.articles.values():
        for path in reading_paths(Article(page.path, page.document)):
            steps = tuple(step for step in path.steps if step.page in hub.readable)
            found.append(ReadingPath(path.landing, path.title, steps))
    return tuple(found)


def paths_of(hub: Hub, article: ArticlePage) -> tuple[PathView, ...]:
    """Give the paths on which an article lies, each with its steps; `here` is the number of the article's own."""
    views = []
    for path in hub_paths(hub):
        pages = [step.page for step in path.steps]
        if article.path in pages:
            steps = tuple(
                Link(step.words, hub.articles[step.page].address + (f"#{step.anchor}" if step.anchor else ""))
                for step in path.steps
            )
            views.append(PathView(path.title, addresses.article(path.landing), steps, pages.index(article.path) + 1))
    return tuple(views)


def first_steps(hub: Hub, count: int) -> tuple[Link, ...]:
    """Give the first articles of the first path, for pages that nothing was written about."""
    for path in hub_paths(hub):
        pages = list(dict.fromkeys(step.page for step in path.steps))[:count]
        return tuple(_link(hub, page, hub.articles[page].front.description) for page in pages)
    return ()


def read_next(hub: Hub, article: ArticlePage) -> tuple[Link, ...]:
    """List what its author named, then what is about the same topics, then what rests on the same sources."""
    found: dict[str, Link] = {}
    for link in (*_named(hub, article), *_same_topics(hub, article), *_same_sources(hub, article)):
        if link.href != article.address:
            found.setdefault(link.href, link)
    return tuple(found.values())[:_SHOWN]


def _named(hub: Hub, article: ArticlePage) -> Iterator[Link]:
    for path in article.front.related:
        if path in hub.readable:
            yield _link(hub, path, hub.articles[path].front.description)


def _same_topics(hub: Hub, article: ArticlePage) -> Iterator[Link]:
    yield from articles_for_topics(hub, article.front.topics)


def _same_sources(hub: Hub, article: ArticlePage) -> Iterator[Link]:
    """Give the articles that share sources, those that share most first, each with how many."""
    citing = hub.memo("articles by source", _by_source)
    shared = Counter(path for source in set(article.front.sources) for path in citing.get(source, ()))
    for path, count in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        if path != article.path:
            yield _link(hub, path, hub.words.say("related.same_sources", n=count))


def _by_source(hub: Hub) -> dict[str, list[str]]:
    """Give the articles that cite each source."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in hub.readable.values():
        for source in set(page.front.sources) if not page.for_contributors else ():
            found[source].append(page.path)
    return found


def _link(hub: Hub, path: str, note: str) -> Link:
    page = hub.articles[path]
    return Link(page.front.title, page.address, note, page.language)
