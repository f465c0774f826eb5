"""The report puts each citation beside the sentence that rests on it, and names the sources that nobody cites."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import html5lib
from tests.core.feeds.hubs import add_article, make_hub

from peerhub.articles.article import Article
from peerhub.articles.cited import cited_sentences
from peerhub.articles.front_matter import parse_document
from peerhub.directory.references import Reference
from peerhub.hub import Hub
from peerhub.problems import Problems
from peerhub.report.figures import make_report
from peerhub.report.page import report_page
from peerhub.report.report_formats import report_json, report_text
from peerhub.report.source_uses import CitedSentence, ClaimUse, source_uses

BODY = """## What this means

One thing is so [@lyons-2021].
Another is *not*, in p. 3
of a long sentence [@lyons-2021; @white-2020, p. 12]. A third has no source.

| Outcome | Found |
|---|---|
| Hope | No gain [@white-2020] |

> Somebody said so [@white-2020].

`[@lyons-2021]` is how to cite.
"""


def article(body: str) -> Article:
    front = "---\ntitle: T\ndescription: D\nkind: guide\n---\n"
    return Article("a.md", parse_document(front + body, "docs/a.md", Problems()))


def hub_with_sources(folder: Path) -> Hub:
    hub = make_hub(folder)
    claims = [{"id": "gain", "says": "A small gain.", "direction": "better"}]
    references = {
        "lyons-2021": Reference.model_validate(
            {"key": "lyons-2021", "authors": ["Lyons, N."], "title": "Groups", "claims": claims}
        ),
        "smit-2023": Reference(key="smit-2023", authors=("Smit, D.",), title="<b>People</b>"),
    }
    return replace(hub, directory=replace(hub.directory, references=references), _made={})


def test_a_citation_comes_with_its_sentence() -> None:
    """A sentence is given as readers see it, over its line breaks; a table gives its row, a quotation its line."""
    found = [(citation.key, citation.line, sentence) for citation, sentence in cited_sentences(article(BODY))]
    long = "Another is not, in p. 3 of a long sentence."
    assert found == [
        ("lyons-2021", 8, "One thing is so."),
        ("lyons-2021", 10, long),
        ("white-2020", 10, long),
        ("white-2020", 14, "Hope | No gain"),
        ("white-2020", 16, "Somebody said so [@white-2020]."),
    ]


def test_every_claim_is_listed(tmp_path: Path) -> None:
    """A claim has the sentences of all articles; what names no claim comes last, and an uncited source is there."""
    hub = hub_with_sources(tmp_path)
    page = add_article(hub, "why/hope.md", "title: Hope\ndescription: D\nkind: guide\n")
    page.document = replace(
        page.document, body="It may help [@lyons-2021#gain, p. 4]. It was studied [@lyons-2021].\n"
    )
    line = page.document.first_line
    used, unused = source_uses(hub)
    assert used.claims == (
        ClaimUse("gain", "A small gain.", (CitedSentence("why/hope.md", line, "It may help.", "p. 4"),)),
        ClaimUse("", "", (CitedSentence("why/hope.md", line, "It was studied.", ""),)),
    )
    assert (unused.key, unused.claims, unused.cited) == ("smit-2023", (), False)


def test_every_format_lists_the_pairs(tmp_path: Path) -> None:
    """Text, JSON and page hold a claim beside its sentences, tell what nobody read, and print titles as text."""
    hub = hub_with_sources(tmp_path)
    page = add_article(hub, "why/hope.md", "title: Hope\ndescription: D\nkind: guide\n")
    page.document = replace(page.document, body="It may help [@lyons-2021#gain, p. 4].\n")
    report = make_report(hub)
    text = report_text(report)
    assert "lyons-2021#gain: A small gain.\n    why/hope.md:" in text
    assert "<b>People</b> (no text of it was read)" in text.partition("no article cites yet")[2]
    assert json.loads(report_json(report))["sources"][0]["claims"][0]["sentences"][0]["sentence"] == "It may help."
    parsed = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(report_page(report))
    words = "".join(parsed.itertext())
    assert "A small gain." in words
    assert "It may help." in words
    assert "<b>People</b>" in words
    assert not list(parsed.iter("b"))


def test_articles_are_counted_by_what_they_are(tmp_path: Path) -> None:
    """Reading level, length, sources and the quarter of the next review each have a table, and lose no article."""
    hub = hub_with_sources(tmp_path)
    front = "title: Hope\ndescription: D\nkind: guide\nlast_updated: 2024-01-01\nnext_review: {}\n"
    add_article(hub, "a.md", front.format("2026-01-01"))
    add_article(hub, "b.md", front.format("2026-12-01"))
    add_article(hub, "c.md", "title: Hope\ndescription: D\nkind: guide\n")
    tables = {
        table.id: {row.label: row.counts[0] for row in table.rows if row.counts[0]}
        for table in make_report(hub).tables
    }
    assert tables["grades"] == {"Too short to tell": 3}
    assert tables["lengths"] == {"0 to 249 words": 3}
    assert tables["sources-per-article"] == {"0": 3}
    assert tables["reviews"] == {"Overdue": 1, "2026, October on": 1, "No date": 1}
