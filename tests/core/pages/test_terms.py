"""Terms of the glossary are linked where an article first uses them, and explained beside that place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import html5lib
from tests.core.feeds.hubs import add_article, make_hub

from peerhub.hub import ArticlePage, Hub
from peerhub.pages.article_html import clean_article
from peerhub.pages.terms import Term, anchored, read_terms, with_terms

GLOSSARY = """## Groups

Carer <!-- also: carers, carer's -->
:   Someone who looks after a relative.
    You need not use the word.

CBT
:   A talking [therapy](a.md) that works on *thoughts* [@lyons-2021].

Peer <!-- not linked -->
:   A person on the same level as you.

Peer worker
:   A person whom a service employs, "a peer & more".

```
Not a term
:   In code.
```
"""
FRONT = "title: {}\ndescription: D\nkind: {}\n"


def hub_with_glossary(folder: Path) -> Hub:
    hub = make_hub(folder)
    page = add_article(hub, "glossary.md", FRONT.format("Glossary", "guide"))
    page.document = replace(page.document, body=GLOSSARY)
    return hub


def article(hub: Hub, title: str = "An evening", kind: str = "guide") -> ArticlePage:
    return add_article(hub, "a/b.md", FRONT.format(title, kind))


def test_a_glossary_is_read() -> None:
    """Terms have their forms and the first sentence of what they mean; a marked one is not linked, code is none."""
    assert read_terms(GLOSSARY) == (
        Term("term-carer", "Carer", ("carer", "carers", "carer's"), "Someone who looks after a relative.", True),
        Term("term-cbt", "CBT", ("cbt", "cbts"), "A talking therapy that works on thoughts.", True),
        Term("term-peer", "Peer", ("peer", "peers"), "A person on the same level as you.", False),
        Term(
            "term-peer-worker",
            "Peer worker",
            ("peer worker", "peer workers"),
            'A person whom a service employs, "a peer & more".',
            True,
        ),
    )


def test_the_first_use_is_linked_and_explained(tmp_path: Path) -> None:
    """Only the first use is a link; the explanation follows its block, to be shown beside it or folded below it."""
    hub = hub_with_glossary(tmp_path)
    html = "<p>Some <em>carers</em> do CBT.</p>\n<ul><li>A carer or a peer worker.</li></ul>"
    told = with_terms(hub, article(hub), html)
    links = re.findall(r'<a class="hub-term" href="([^"]+)">([^<]+)</a>', told)
    assert links == [
        ("../../glossary/#term-carer", "carers"),
        ("../../glossary/#term-cbt", "CBT"),
        ("../../glossary/#term-peer-worker", "peer worker"),
    ]
    first, second = told.split("<ul>")
    for part, words in ((first, "relative"), (second, "&#34;a peer &amp; more&#34;")):
        assert part.count(words) == 2, "once beside the text, once folded"
        assert part.index("</p>" if part is first else "</ul>") < part.index(words)
    assert "<summary>In plain words: Carer, CBT</summary>" in first


def test_a_form_with_an_apostrophe_is_found(tmp_path: Path) -> None:
    """The text is matched as it stands in the page's HTML, where `&` is escaped and an apostrophe is not."""
    hub = hub_with_glossary(tmp_path)
    told = with_terms(hub, article(hub), clean_article("<p>You &amp; a carer's day.</p>"))
    assert ">carer's</a> day" in told


def test_what_stays_as_it_is(tmp_path: Path) -> None:
    """Links, quotations, code, headings and tables are left alone, and so is part of a longer word."""
    hub = hub_with_glossary(tmp_path)
    untouched = (
        '<h2 id="a">A carer</h2>\n<p><a href="x">a carer</a> <code>carer</code> CBT-like ecbt peer</p>\n'
        "<blockquote><p>A carer</p></blockquote>\n<table><tbody><tr><td>carer</td></tr></tbody></table>"
    )
    assert with_terms(hub, article(hub), untouched) == untouched


def test_a_page_about_a_term_does_not_explain_it(tmp_path: Path) -> None:
    """A word in a page's title is what the page is about; landings explain nothing, nor does a hub without one."""
    hub = hub_with_glossary(tmp_path)
    html = "<p>A carer.</p>"
    assert with_terms(hub, article(hub, title="For carers"), html) == html
    assert with_terms(hub, article(hub, kind="landing"), html) == html
    assert with_terms(hub, article(hub), html) != html
    del hub.articles["glossary.md"]
    hub = replace(hub, _made={})
    assert with_terms(hub, article(hub), html) == html


def test_the_glossary_has_an_anchor_for_each_term(tmp_path: Path) -> None:
    """Every link that an article may hold leads to a term of the glossary's page, which links to nothing itself."""
    hub = hub_with_glossary(tmp_path)
    html = "<dl><dt>Carer</dt><dd>Someone.</dd><dt>Peer worker</dt><dd>A carer.</dd></dl>"
    told = with_terms(hub, hub.articles["glossary.md"], html)
    assert told == anchored(html)
    assert re.findall(r'<dt id="([^"]+)">', told) == ["term-carer", "term-peer-worker"]
    assert "hub-term" not in told


def test_the_result_is_sound_html(tmp_path: Path) -> None:
    """What comes out is well formed, with attributes that hold a bracket and with empty elements."""
    hub = hub_with_glossary(tmp_path)
    html = clean_article('<p title="a > b">One<br>carer <img src="a.png" alt="x > y"> <strong>CBT</strong></p>')
    told = with_terms(hub, article(hub), html)
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(told)
    assert told.count('class="hub-term"') == 2
