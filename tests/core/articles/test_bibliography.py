"""Bibliography and CSL-JSON: what is shown of a reference, and what is not."""

from __future__ import annotations

import json
from typing import Any

from tests.core.articles.written import reference

from peerhub.articles.bibliography import list_references, reference_href, render_reference
from peerhub.articles.citations import cite
from peerhub.articles.csl import csl_item, to_csl_json
from peerhub.directory.references import Reference

FULL: dict[str, Any] = {
    "authors": ["Doe, J.", "Roe, R."],
    "year": 2021,
    "title": "Groups & their <members>",
    "container": "A Journal",
    "volume": "21",
    "issue": "1",
    "pages": "315",
    "doi": "10.1234/a<b>(c)",
    "url": "https://doi.org/10.1234/a",
    "type": "review",
}


def full(**fields: Any) -> Reference:
    """A reference with every field."""
    return reference("doe-2021", **{**FULL, **fields})


def test_rendered() -> None:
    """Authors, year, title, journal and DOI link, all escaped."""
    assert render_reference(full()) == (
        "Doe, J., Roe, R. (2021). Groups &amp; their &lt;members&gt;. <cite>A Journal</cite>, 21(1), 315. "
        '<a href="https://doi.org/10.1234/a%3Cb%3E(c)" rel="noreferrer">https://doi.org/10.1234/a%3Cb%3E(c)</a>'
    )


def test_unverified_is_not_shown() -> None:
    """A field that nobody has read is left out, and missing authors and year are said to be so."""
    hidden = full(unverified=["authors", "year", "volume", "pages", "doi"])
    assert render_reference(hidden) == (
        "Authors not checked (no date). Groups &amp; their &lt;members&gt;. <cite>A Journal</cite>."
    )
    assert set(csl_item(hidden)) == {"id", "type", "title", "container-title"}


def test_many_authors() -> None:
    """A long list of authors is cut."""
    authors = [f"Author{number}, A." for number in range(8)]
    assert render_reference(full(authors=authors)).startswith("Author0, A., Author1, A.")
    assert "Author5, A. and others (2021)" in render_reference(full(authors=authors))


def test_address_without_doi() -> None:
    """Without a DOI the publication's own page is linked; without either nothing is."""
    assert reference_href(full(doi=None, url="https://example.org/a")) == "https://example.org/a"
    assert "<a " not in render_reference(full(doi=None, url=None))


def test_list_with_back_links() -> None:
    """The list has the order of first use, and links back to each place."""
    known = {key: reference(key, doi=None) for key in ("a-2001", "b-2002")}
    citations = cite("[@b-2002] [@a-2001] [@b-2002]", known)
    listed = list_references(citations, known)
    assert [(entry.key, entry.number) for entry in listed] == [("b-2002", 1), ("a-2001", 2)]
    assert [entry.back_links for entry in listed] == [("cite-b-2002-1", "cite-b-2002-2"), ("cite-a-2001-1",)]


def test_csl_json() -> None:
    """The export has CSL's names and types, in the order of the keys."""
    other = reference("aa-2000", authors=["World Health Organization"], type="report", doi=None)
    items = json.loads(to_csl_json([full(), other]))
    assert items[0] == {
        "id": "aa-2000",
        "type": "report",
        "title": "A study of something",
        "author": [{"literal": "World Health Organization"}],
    }
    assert items[1] == {
        "id": "doe-2021",
        "type": "article-journal",
        "title": "Groups & their <members>",
        "author": [{"family": "Doe", "given": "J."}, {"family": "Roe", "given": "R."}],
        "issued": {"date-parts": [[2021]]},
        "container-title": "A Journal",
        "volume": "21",
        "issue": "1",
        "page": "315",
        "DOI": "10.1234/a<b>(c)",
        "URL": "https://doi.org/10.1234/a%3Cb%3E(c)",
    }
