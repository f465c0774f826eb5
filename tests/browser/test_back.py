"""Back undoes what was opened last: a sheet closes, a question leads to the one before, and the page stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.exit_driving import EXIT, Start, back
from tests.browser.finder_driving import WORK, ask, open_work, step
from tests.browser.pages import open_search, wait_until
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def go(page: Page, steps: int) -> None:
    """Go back or on within the page, where no load follows."""
    page.evaluate("(steps) => void setTimeout(() => history.go(steps))", steps)


def test_back_closes_the_search_sheet_and_no_more(showcase: Site, open_page: OpenPage) -> None:
    """The page below is there as it was, and going on again opens nothing; the next Back leaves it."""
    page, watch = open_page(showcase, "about/", width=360)
    page.goto(showcase.url + "groups/")
    url = page.url
    open_search(page)
    page.get_by_role("searchbox").fill("example")
    go(page, -1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (page.url, page.evaluate("history.state")) == (url, None)
    go(page, 1)
    wait_until(page, "history.state?.layers === 1")
    expect(page.get_by_role("dialog")).to_have_count(0)
    go(page, -1)
    wait_until(page, "history.state === null")
    page.go_back()
    assert page.url == showcase.url + "about/"
    assert watch.wrong(page) == []


@pytest.mark.parametrize("how", ["Close", "Escape"])
def test_a_sheet_that_closes_otherwise_leaves_no_step(showcase: Site, open_page: OpenPage, how: str) -> None:
    """After Close or Escape, Back leaves the page at once, as if the sheet had never been open."""
    page, _ = open_page(showcase, "about/")
    page.goto(showcase.url + "groups/")
    for _ in range(2):
        open_search(page)
        page.keyboard.press("Escape") if how == "Escape" else page.get_by_role("button", name="Close").click()
        wait_until(page, "history.state === null")
    page.go_back()
    assert page.url == showcase.url + "about/"


def test_back_from_a_result_leads_to_the_page_below_the_sheet(showcase: Site, open_page: OpenPage) -> None:
    """A link in the sheet takes its place, so that nothing of the search is met on the way back."""
    page, _ = open_page(showcase, "about/")
    open_search(page)
    page.get_by_role("searchbox").fill("example")
    page.locator("[data-search-results] a").first.click()
    page.wait_for_url(lambda url: not url.endswith("about/"))
    page.go_back()
    assert page.url == showcase.url + "about/"
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_back_steps_through_the_questions(showcase: Site, open_page: OpenPage) -> None:
    """Each question is a step, the results too; before the first stands the page as it began."""
    page, watch = open_page(showcase, "groups/", width=360)
    headings = page.locator("[data-finder-gentle] [data-finder-heading]:visible")
    ask(page)
    asked = [headings.inner_text()]
    for _ in range(3):
        step(page)
        asked.append(headings.inner_text())
    step(page, "Show what fits")
    expect(page.locator("[data-finder-short]")).to_be_visible()
    for heading in reversed(asked):
        go(page, -1)
        expect(headings).to_have_text(heading)
        expect(headings).to_be_focused()
    go(page, -1)
    expect(page.get_by_role("button", name="Ask me four short questions")).to_be_focused()
    assert watch.wrong(page) == []


def test_back_from_all_groups_leads_to_the_page(showcase: Site, open_page: OpenPage) -> None:
    """The filters' sheet is closed first, then the list; the page's own button to close leaves no step either."""
    page, _ = open_page(showcase, "groups/", width=360)
    open_work(page)
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    go(page, -1)
    expect(page.get_by_role("dialog", name="Filters")).to_have_count(0)
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()
    page.locator("[data-finder-close]:visible").first.click()
    wait_until(page, "!history.state?.layers")
    expect(page.locator(WORK)).to_be_hidden()


def test_exit_from_a_sheet_closes_the_way_back(start: Start, showcase: Site) -> None:
    """The step of the sheet leads to no page of ours after Exit."""
    page = start("about/")
    page.goto(showcase.url + "groups/")
    open_search(page)
    page.get_by_role("dialog").locator("[data-exit]").first.click()
    page.wait_for_url(EXIT)
    back(page)
