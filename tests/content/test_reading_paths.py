"""The ways through this hub's articles: thinking of going, having gone once, wanting to start a group."""

from __future__ import annotations

from pathlib import Path

from peerhub.articles.article import read_article
from peerhub.articles.reading_paths import reading_paths
from peerhub.problems import Problems

DOCS = Path(__file__).parents[2] / "docs"


def test_each_way_leads_from_article_to_article() -> None:
    """The three ways are there, no step is missing, and none is walked twice."""
    text = (DOCS / "using-a-group" / "index.md").read_text(encoding="utf-8")
    found = {
        path.title: path for path in reading_paths(read_article(text, "using-a-group/index.md", "docs", Problems()))
    }
    assert list(found) == ["I am thinking of going", "I went once", "I want to start one"]
    for path in found.values():
        pages = [step.page for step in path.steps]
        assert len(pages) == len(set(pages)) >= 3
        assert [page for page in pages if not (DOCS / page).is_file()] == []
