"""What happens to an article over time: it moves, it is signed off, its text changes, its review falls due."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.sites.hubs import TinyHub, make_hub, open_doors, tree

from peerhub.articles.front_matter import parse_document
from peerhub.articles.reviews import text_hash
from peerhub.problems import Problems

ARTICLE = "docs/learn/listening.md"
PAGE = "learn/listening/index.html"


@pytest.fixture
def hub(tmp_path: Path) -> TinyHub:
    """A tiny hub of its own."""
    return make_hub(tmp_path)


def built(hub: TinyHub) -> str:
    done = hub.hub("build")
    assert done.code == 0, done.err
    return done.err


def page(hub: TinyHub, path: str = PAGE) -> str:
    return (hub.site / path).read_text(encoding="utf-8")


def sign_off(hub: TinyHub) -> None:
    """Sign the article off as it now stands."""
    document = parse_document((hub.root / ARTICLE).read_text(encoding="utf-8"), ARTICLE, Problems())
    entry = f"{{by: A. Example, role: Clinical reviewer, on: 2026-11-20, hash: '{text_hash(document)}'}}"
    hub.write("data/reviews.yaml", f"articles:\n  learn/listening.md: {entry}\n")


def test_a_moved_article_is_found_at_its_former_address(hub: TinyHub) -> None:
    """The former address leads on by itself and by a plain link, and asks search engines to forget it."""
    hub.replace(ARTICLE, "kind: ", "redirects_from: [old/hearing.md]\nkind: ")
    built(hub)
    former = page(hub, "old/hearing/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../../learn/listening/">' in former
    assert '<a href="../../learn/listening/">' in former
    assert '<meta name="robots" content="noindex">' in former


def test_nobody_has_reviewed_it(hub: TinyHub) -> None:
    """Without a sign-off the page says so, and is an Article to machines."""
    built(hub)
    assert "No clinician has reviewed it." in page(hub)
    assert kind_for_machines(page(hub)) == "Article"


def test_software_that_helped_is_named(hub: TinyHub) -> None:
    """Who wrote an article is said as it is: software that helped, and that nobody put a name to it."""
    hub.replace(ARTICLE, "author: The tests\n", "author: none\nsoftware: true\n")
    built(hub)
    said = "Written with the help of software from the sources below. No person has put a name to it."
    assert said in page(hub)
    assert '"author"' not in page(hub)
    assert "with the help of software" not in page(hub, "learn/helping/index.html")


def test_a_page_that_wants_no_clinician(hub: TinyHub) -> None:
    """What every hub says of its own working is no advice: that no clinician has read it is not worth a word."""
    built(hub)
    assert "Clinical review" in page(hub)
    assert "Clinical review" not in page(hub, "about/privacy/index.html")


def test_a_sign_off_is_shown_until_the_text_changes(hub: TinyHub) -> None:
    """The reviewer is named with the day; after a change the page says that it was of another text."""
    sign_off(hub)
    built(hub)
    assert "Reviewed by A. Example, Clinical reviewer on 20 November 2026" in page(hub)
    assert kind_for_machines(page(hub)) == "MedicalWebPage"
    text = (hub.root / ARTICLE).read_text(encoding="utf-8")
    hub.write(ARTICLE, f"{text}\nOne more sentence stands here.\n")
    said = built(hub)
    assert "data/reviews.yaml:2: warning" in said
    assert "[review-lapsed]" in said
    assert "An earlier version was reviewed by A. Example" in page(hub)
    assert kind_for_machines(page(hub)) == "Article"


def test_a_sign_off_of_a_page_that_is_not_there(hub: TinyHub) -> None:
    """A slip in the path is an error with its line and the nearest page."""
    sign_off(hub)
    hub.replace("data/reviews.yaml", "learn/listening.md", "learn/listenin.md")
    done = hub.hub("check")
    assert done.code == 1
    assert "data/reviews.yaml:2: error: articles.learn/listenin.md" in done.out
    assert "Did you mean 'learn/listening.md'?" in done.out


def test_an_overdue_review_is_said_and_stops_nothing(hub: TinyHub) -> None:
    """Past its date a page says that parts may be out of date, the check warns, and the build goes on."""
    text = (hub.root / ARTICLE).read_text(encoding="utf-8")
    text = re.sub(r"last_updated: .*", "last_updated: 2024-01-01", text)
    hub.write(ARTICLE, re.sub(r"next_review: .*", "next_review: 2026-10-01", text))
    assert "[overdue-review]" in built(hub)
    assert "should have been reviewed by 1 October 2026" in page(hub)


def built_on(hub: TinyHub, year: int, month: int, day: int) -> str:
    done = hub.hub("build", SOURCE_DATE_EPOCH=str(int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())))
    assert done.code == 0, done.err
    return done.err


def test_long_after_its_review_only_a_short_page_is_left(hub: TinyHub) -> None:
    """Half a year past its date not a word of the text is on the page, in search or in a feed, and nothing fails.

    Links to it, and to places in it, go on working; the last day before is whole.
    """
    text = (
        (hub.root / "docs/learn/helping.md")
        .read_text(encoding="utf-8")
        .replace("[]", "[]\ncontent_note: Hard words.")
    )
    hub.write("docs/learn/helping.md", text.replace("When you can", "Nowhereelse you can"))
    hub.write("docs/about/index.md", POLICY)
    assert "[article-withheld]" not in built_on(hub, 2028, 10, 31)
    assert "Nowhereelse" in page(hub, "learn/helping/index.html")
    said = built_on(hub, 2028, 11, 1)
    assert "docs/learn/helping.md:12: warning: next_review is so long overdue" in said
    left = page(hub, "learn/helping/index.html")
    assert "Its review was due by 1 May 2028" in left
    assert "Hard words." in left
    assert NOINDEX in left
    for words in ("Nowhereelse", "What you can do for somebody", "You may just listen", "application/ld+json"):
        assert words not in left
    assert "helping/#when-to-help" not in left
    assert "being reviewed" not in page(hub, "about/index.html")
    everything = {path: content for path, content in tree(hub.site).items() if path.endswith((".json", ".xml"))}
    assert not [path for path, content in everything.items() if b"owhereelse" in content]
    assert b"its text is not shown until then" in everything["feeds/articles.xml"]
    assert any(b"Hard words." in content for path, content in everything.items() if path.startswith("search/"))


def test_an_open_hub_leaves_a_short_page_out_of_its_sitemap(hub: TinyHub) -> None:
    """What is being reviewed is not offered to search engines, and what leads to others' pages does not name it."""
    open_doors(hub)
    hub.replace("docs/learn/helping.md", "next_review: 2028-05-01", "next_review: 2026-11-02")
    hub.replace("mkdocs.yml", "stage: open", "stage: open\n    articles_withheld_after: 10")
    done = hub.hub("build", HUB_SITE_URL="https://hub.example/")
    assert done.code == 0, done.err
    sitemap = page(hub, "sitemaps/pages.xml")
    assert "learn/listening/" in sitemap
    assert "learn/helping/" not in sitemap
    assert NOINDEX in page(hub, "learn/helping/index.html")
    assert NOINDEX not in page(hub)


NOINDEX = '<meta name="robots" content="noindex">'
POLICY = """---
title: About
description: Who runs this hub, and what it does when nobody has looked for a long time.
kind: policy
author: The tests
last_updated: 2026-11-01
next_review: 2027-01-01
---
## Who is responsible

The tests.
"""


def kind_for_machines(html: str) -> str:
    """The type that the page's JSON-LD states."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    return str(json.loads(found[1])["@type"])
