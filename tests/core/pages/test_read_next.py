"""Reading paths are written once, on a landing page; articles know their place in them and what to read next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.core.feeds.hubs import add_article, make_hub

from peerhub.articles.article import Article
from peerhub.articles.front_matter import parse_document
from peerhub.articles.reading_paths import ReadingPath, Step, reading_paths
from peerhub.hub import Hub
from peerhub.pages.read_next import first_steps, paths_of, read_next
from peerhub.pages.related import articles_for_topics
from peerhub.problems import Problems
from peerhub.shown.facts import Link

LANDING = """Choose.

## I am *thinking* of going

1. [What it is](what.md)
   How it works.
2. [The day after](../first.md#afterwards)
3. [Gone](gone.md)

## I want ideas

- [What it is](what.md)
- [First](../first.md)

## How to copy this page

1. [Open it](what.md).
2. Press the button.
"""


def landing(kind: str = "landing") -> Article:
    front = f"---\ntitle: Using a group\ndescription: D\nkind: {kind}\n---\n"
    return Article("using/index.md", parse_document(front + LANDING, "docs/using/index.md", Problems()))


def hub_with_paths(folder: Path) -> Hub:
    hub = make_hub(folder)
    page = add_article(hub, "using/index.md", "title: Using a group\ndescription: D\nkind: landing\n")
    page.document = replace(page.document, body=LANDING)
    add_article(hub, "using/what.md", "title: What\ndescription: What it is.\nkind: guide\nsources: [a, b]\n")
    add_article(hub, "first.md", "title: First\ndescription: The first.\nkind: guide\nsources: [a]\n")
    return hub


def test_a_numbered_list_of_links_is_a_path() -> None:
    """Its heading names it; bullets are none, nor numbers of which one leads nowhere, nor a list in an article."""
    steps = (Step("using/what.md", "What it is"), Step("first.md", "The day after", "afterwards"))
    gone = Step("using/gone.md", "Gone")
    assert reading_paths(landing()) == (ReadingPath("using/index.md", "I am thinking of going", (*steps, gone)),)
    assert reading_paths(landing("policy")) == ()


def test_an_article_knows_its_step(tmp_path: Path) -> None:
    """Each article of a path has its steps, without those that this site lacks; others have no path."""
    hub = hub_with_paths(tmp_path)
    other = add_article(hub, "other.md", "title: Other\ndescription: D\nkind: guide\n")
    (path,) = paths_of(hub, hub.articles["first.md"])
    assert (path.title, path.here, path.landing) == ("I am thinking of going", 2, "using/")
    assert path.steps == (Link("What it is", "using/what/"), Link("The day after", "first/#afterwards"))
    assert paths_of(hub, other) == ()


def test_read_next_gives_the_reason(tmp_path: Path) -> None:
    """What its author named comes first, then what shares its topic, then its sources, each once and never itself."""
    hub = hub_with_paths(tmp_path)
    front = "title: {}\ndescription: D\nkind: guide\ntopics: [anxiety]\nsources: [a, b]\n"
    page = add_article(hub, "page.md", front.format("Page") + "related: [first.md]\n")
    add_article(hub, "worry.md", front.format("Worry"))
    assert read_next(hub, page) == (
        Link("First", "first/", "The first."),
        Link("Worry", "worry/", "About Anxiety"),
        Link("What", "using/what/", "Rests on 2 of the same studies"),
    )


def test_a_topic_leads_to_what_speaks_of_it(tmp_path: Path) -> None:
    """Articles about a topic come before those whose text leads to it; a landing, which leads everywhere, is none."""
    hub = hub_with_paths(tmp_path)
    add_article(hub, "z.md", "title: About\ndescription: D\nkind: guide\ntopics: [anxiety]\n")
    for path in ("first.md", "using/index.md"):
        page = hub.articles[path]
        page.document = replace(page.document, body=page.document.body + "\nSee [worry](topic:anxiety).\n")
    assert articles_for_topics(hub, ["anxiety", "voices"]) == (
        Link("About", "z/", "About Anxiety"),
        Link("First", "first/", "Speaks of Anxiety"),
    )


def test_first_steps_stand_where_nothing_was_written(tmp_path: Path) -> None:
    """The first path's first articles can be offered anywhere; a hub without paths has none to offer."""
    hub = hub_with_paths(tmp_path)
    assert first_steps(hub, 1) == (Link("What", "using/what/", "What it is."),)
    del hub.articles["using/index.md"]
    assert first_steps(replace(hub, _made={}), 1) == ()
