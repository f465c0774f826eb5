"""The search as readers meet it: it finds, brings help first, keeps what is typed to itself, and fails plainly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import open_search
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

PRIVATE = "stigma"


def search(page: Page, words: str) -> None:
    """Type into the sheet or the page's field, as a reader does."""
    page.get_by_role("searchbox").fill(words)


def results(page: Page) -> list[tuple[str, str]]:
    """What was found, as name and address, once something has been."""
    links = page.locator("[data-search-results][aria-busy=false] a")
    links.first.wait_for()
    return [(link.inner_text(), str(link.evaluate("link => link.href"))) for link in links.all()]


@pytest.mark.parametrize("path", ["", "groups/andys-man-club-scarborough.html", "why-it-helps/stigma/"])
def test_it_finds_a_group_and_an_article_from_any_depth(shipped: Site, open_page: OpenPage, path: str) -> None:
    """On the shipped hub, below a sub-path, a search finds a group and an article, and the results open."""
    page, watch = open_page(shipped, path)
    open_search(page)
    search(page, "scarborough")
    assert any(url == shipped.url + "groups/andys-man-club-scarborough.html" for _, url in results(page))
    search(page, PRIVATE)
    expect(page.locator("[data-search-results] a[href*='why-it-helps/stigma/']").first).to_be_visible()
    assert watch.wrong(page) == []
    page.locator("[data-search-results] a[href*='why-it-helps/stigma/']").first.click()
    expect(page.get_by_role("heading", level=1, name="Stigma")).to_be_visible()


def test_half_a_word_and_a_slip_find_too(shipped: Site, open_page: OpenPage) -> None:
    """The last word may be half typed, and a letter may be wrong."""
    page, _ = open_page(shipped, "search/")
    for words in ("scarbor", "scarborogh"):
        search(page, words)
        expect(page.locator("[data-search-results] a[href*='scarborough']").first).to_be_visible()


@pytest.mark.parametrize("path", ["", "search/"], ids=["sheet", "page"])
def test_what_is_typed_stays_on_the_page(shipped: Site, open_page: OpenPage, path: str) -> None:
    """No address, no history, no storage and no request ever holds a word of it; Enter changes nothing in that."""
    page, watch = open_page(shipped, path)
    if not path:
        open_search(page)
    url, length = page.url, page.evaluate("history.length")
    search(page, PRIVATE)
    results(page)
    page.keyboard.press("Enter")
    # Were Enter to send the form, the page would be gone before it could answer this.
    search(page, f"{PRIVATE} qqqqzzzz")
    expect(page.locator("[data-search-status]")).to_contain_text("Nothing has all of your words")
    assert (page.url, page.evaluate("history.length")) == (url, length)
    assert page.evaluate("history.state") == (None if path else {"layers": 1})
    assert [request for request in watch.requests if PRIVATE in request] == []
    assert watch.wrong(page) == []


def test_the_sheet_forgets_when_it_is_closed(shipped: Site, open_page: OpenPage) -> None:
    """Whoever opens the sheet next sees nothing of what was asked before."""
    page, _ = open_page(shipped)
    open_search(page)
    search(page, "I want to die")
    expect(page.get_by_role("dialog")).to_contain_text("Samaritans")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    open_search(page)
    assert page.get_by_role("searchbox").input_value() == ""
    expect(page.get_by_role("dialog").get_by_role("search")).not_to_contain_text("Samaritans")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("I want to die", "Example Listeners"),
        ("he hits me", "Example Safety Line"),
        ("my child is not safe", "Example Child Line"),
        ("took too many pills", "Example Poison Line"),
    ],
)
@pytest.mark.parametrize("path", ["", "search/"], ids=["sheet", "page"])
def test_danger_brings_help_before_anything_is_fetched(
    showcase: Site, open_page: OpenPage, path: str, words: str, line: str
) -> None:
    """Words of danger bring their lines and the emergency number at once, though no answer ever comes."""
    page, _ = open_page(showcase, path)
    if not path:
        open_search(page)
    for late in ("**/search/**/*.json*", "**/search/manifest.json*", "**/search/client.mjs*", "**/vendor/**"):
        page.context.route(late, lambda route: None)  # never answered
    search(page, words)
    help_shown = page.locator("[data-search-help]")
    expect(help_shown).to_contain_text(line)
    expect(help_shown.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")


def test_help_is_shown_with_no_result_too(showcase: Site, open_page: OpenPage) -> None:
    """That nothing is found is never all that a person in danger sees; other words take the help away again."""
    page, _ = open_page(showcase, "search/")
    search(page, "suicide qqqqzzzz")
    expect(page.locator("[data-search-help]")).to_contain_text("Example Texters")
    search(page, "qqqqzzzz")
    expect(page.get_by_role("status")).to_contain_text("We have nothing on this yet")
    expect(page.locator("[data-search-help]")).to_be_empty()


@pytest.mark.parametrize("lost", ["**/search/manifest.json*", "**/search/client.mjs*", "**/vendor/lunr/*"])
def test_a_lost_connection_is_said_plainly(shipped: Site, open_page: OpenPage, lost: str) -> None:
    """When something does not arrive the status says so in plain words, and the page goes on working."""
    page, _ = open_page(shipped)

    def fail(route: Route) -> None:
        route.abort("internetdisconnected")

    page.context.route(lost, fail)
    open_search(page)
    search(page, "stigma")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("could not be loaded")
    search(page, "I want to die")
    expect(page.get_by_role("dialog")).to_contain_text("Samaritans")


def test_a_sheet_that_does_not_arrive_leads_to_the_page(shipped: Site, open_page: OpenPage) -> None:
    """When the sheet cannot be fetched its button is the link that it was, and the search page works."""
    page, _ = open_page(shipped)
    page.context.route("**/sheet.mjs*", lambda route: route.abort())
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    page.wait_for_url(shipped.url + "search/")
    search(page, "scarborough")
    assert results(page)


def test_the_search_comes_back_with_the_network(shipped: Site, open_page: OpenPage) -> None:
    """A search that failed once works when it is tried again."""
    page, _ = open_page(shipped, "search/")
    page.context.set_offline(True)
    search(page, "stigma")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.context.set_offline(False)
    search(page, "stigma and")
    expect(page.locator("[data-search-results] a").first).to_be_visible()


def test_nothing_of_the_search_is_loaded_before_it_is_asked_for(shipped: Site, open_page: OpenPage) -> None:
    """A reader who does not search downloads no index and no search library."""
    _, watch = open_page(shipped)
    assert [url for url in watch.requests if "lunr" in url or url.endswith(".json") or "/search/client" in url] == []
