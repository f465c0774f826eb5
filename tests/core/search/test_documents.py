"""What search is given: sections of articles, notes instead of excerpts, readers' own words, and folded text."""

from __future__ import annotations

from typing import Any

from peerhub.articles.front_matter import FrontMatter
from peerhub.directory.model import Directory
from peerhub.search.documents import article_documents, document
from peerhub.search.search_files import about

HTML = """<p>The opening.</p>
<h2 id="what-this-means">What <em>this</em> means</h2><p>Nobody&rsquo;s café.</p>
<h2 id="limits" class="x">Limits</h2><p>Some text about limits.</p>"""


def front(**more: Any) -> FrontMatter:
    given = {"title": "Stigma", "description": "A promise to the reader.", "kind": "guide", "author": "Editors"}
    return FrontMatter.model_construct(
        **{**given, "topics": (), "in_brief": ("In brief.",), "content_note": "", **more}
    )


def test_an_article_is_cut_at_its_headings() -> None:
    """What stands above the first heading is the page; every section is found under both names, and linked."""
    page, meaning, limits = article_documents("why/stigma/", front(), HTML, Directory())
    assert (page.ref, page.shown, page.excerpt) == ("why/stigma/", "Stigma", "A promise to the reader.")
    assert page.text == "a promise to the reader in brief the opening"
    assert (meaning.ref, meaning.shown) == ("why/stigma/#what-this-means", "Stigma: What this means")
    assert (meaning.title, meaning.text) == ("stigma what this means", "nobodys cafe")
    assert limits.excerpt == "Some text about limits."


def test_a_content_note_stands_for_every_excerpt() -> None:
    """Nothing of a page with a content note is shown unasked; its words are found all the same."""
    note = "This page mentions suicide."
    found = list(article_documents("a/", front(content_note=note), HTML, Directory()))
    assert {entry.excerpt for entry in found} == {note}
    assert found[1].text == "nobodys cafe"


def test_what_lunr_is_given_is_folded() -> None:
    """The name that is shown keeps its letters; what is searched is folded."""
    found = document("a", "group", "Café Łódź", "It’s for men’s health", "can't sleep")
    assert (found.shown, found.title, found.text, found.words) == (
        "Café Łódź",
        "cafe lodz",
        "its for mens health",
        "cant sleep",
    )


def test_sections_are_about_what_their_article_is_about() -> None:
    """Results can be narrowed to a topic: every section of an article has its topics."""
    found = list(article_documents("a/", front(topics=("anxiety", "caring")), HTML, Directory()))
    assert {entry.topics for entry in found} == {("anxiety", "caring")}


def test_topics_are_told_in_runs() -> None:
    """Neighbours that are about the same share a run, and each set of topics is written once."""
    entries: list[tuple[str, ...]] = [("a",), ("a",), (), ("a",), ("a", "b")]
    assert about(entries) == {"sets": [("a",), (), ("a", "b")], "runs": [[0, 2], [1, 1], [0, 1], [2, 1]]}
