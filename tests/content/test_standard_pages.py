"""The pages that every hub has: a hub without its own borrows them, and with them nothing else of this one."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest

from peerhub.articles.article import Article, read_article
from peerhub.articles.citations import find_citations
from peerhub.hub import STANDARD_PAGES
from peerhub.opening.demo_words import demo_words
from peerhub.problems import Problems

DOCS = Path(__file__).parents[2] / "docs"
# What is at the same address in every hub, and what lies outside of all.
FIXED = ("help:", "directory:", "https://", "mailto:", "tel:", "sms:", "#")


def read(path: str) -> Article:
    problems = Problems()
    article = read_article((DOCS / path).read_text(encoding="utf-8"), path, "docs", problems)
    assert not list(problems)
    return article


@pytest.mark.parametrize("path", STANDARD_PAGES)
def test_it_links_only_to_what_every_hub_has(path: str) -> None:
    """A link to any other article, group or topic would be broken in the hub that borrows the page."""
    strange = []
    for link in read(path).links:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.target.partition("#")[0]))
        if not link.target.startswith(FIXED) and target not in STANDARD_PAGES:
            strange.append(f"line {link.line}: {link.target}")
    assert not strange, f"docs/{path} links to what a hub may lack: {strange}"


@pytest.mark.parametrize("path", STANDARD_PAGES)
def test_it_names_no_page_topic_or_source_of_this_hub(path: str) -> None:
    """Related pages, topics and the bibliography are each hub's own."""
    article = read(path)
    front = article.document.front
    assert front is not None
    assert set(front.related) <= set(STANDARD_PAGES)
    assert front.topics == ()
    assert front.sources == ()
    assert find_citations(article.document.body) == []


@pytest.mark.parametrize("path", STANDARD_PAGES)
def test_it_is_shipped(path: str) -> None:
    """A page that is not in docs/ cannot be borrowed, and every hub would have a hole in its help."""
    assert (DOCS / path).is_file()


def test_no_page_for_readers_speaks_of_a_demo() -> None:
    """What is true of a demo alone is written by the build, so that an opened hub says nothing untrue of itself."""
    paths = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert list(demo_words({path: read(path).document for path in paths})) == []
