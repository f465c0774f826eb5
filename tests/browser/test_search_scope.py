"""Whom a search is for: readers get what speaks to them, contributors their own pages; home comes before abroad."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import open_search
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def found(page: Page, words: str) -> list[str]:
    """Type, and give the addresses of all that is found."""
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
    addresses: list[str] = page.locator("[data-search-results] a").evaluate_all("links => links.map((a) => a.href)")
    return addresses


def test_pages_for_contributors_are_not_in_readers_way(shipped: Site, open_page: OpenPage) -> None:
    """No page on data, code or inner safety answers a reader, even when it has the very words."""
    page, watch = open_page(shipped, "search/")
    for words in ("wheelchair", "adding a listing", "clinical safety hazard", "mens group monday"):
        inner = [url for url in found(page, words) if "/contribute/" in url or "/clinical-safety/" in url]
        assert inner == [], words
    assert watch.wrong(page) == []


def test_contributors_search_their_own_pages(shipped: Site, open_page: OpenPage) -> None:
    """On a page for contributors the sheet searches those pages, says so, and leads to the other search."""
    page, watch = open_page(shipped, "contribute/adding-a-listing/")
    open_search(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You are searching the pages for people who help")
    urls = found(page, "listing fields")
    assert urls
    assert all("/contribute/" in url or "/about/" in url for url in urls)
    expect(dialog.get_by_role("link", name="Search everything else")).to_have_attribute(
        "href", shipped.url + "search/"
    )
    assert watch.wrong(page) == []


@pytest.mark.parametrize(
    ("words", "comes"),
    [("listeners", False), ("somebody to talk to", False), ("listeners on example isle", True), ("isle", True)],
)
def test_a_line_abroad_comes_when_it_is_asked_for(
    showcase: Site, open_page: OpenPage, words: str, comes: bool
) -> None:
    """Another country's line answers its own name or its country's, and never a word that it happens to share."""
    page, _ = open_page(showcase, "search/")
    assert any(url.endswith("#example-isle-listeners") for url in found(page, words)) is comes
