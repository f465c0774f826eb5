"""How results are shown: help first, a few of each kind, more on request, filters and arrow keys beside Tab."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def search(page: Page, words: str) -> None:
    """Type into the page's field, and wait for an answer."""
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")


def headings(page: Page) -> list[str]:
    """The headings of the sections that can be seen, in order."""
    return [
        heading.inner_text() for heading in page.locator("[data-search-results] h2").all() if heading.is_visible()
    ]


def test_help_comes_first_then_what_fits_best(shipped: Site, open_page: OpenPage) -> None:
    """Helplines stand above everything; a town brings its group before articles."""
    page, watch = open_page(shipped, "search/")
    search(page, "suicide")
    first = page.locator("[data-search-results] h2").first
    expect(first).to_have_text("Help")
    search(page, "scarborough")
    expect(first).to_have_text("Groups and services")
    expect(page.locator("[data-search-results] mark").first).to_have_text("Scarborough")
    assert watch.wrong(page) == []


def test_what_has_arrived_is_shown_while_the_rest_is_on_its_way(shipped: Site, open_page: OpenPage) -> None:
    """Help is there as soon as its own file is, and the list says that more is to come."""
    page, _ = open_page(shipped, "search/")
    page.context.route(re.compile(r"/search/[0-9a-f]+/d[1-9]\d*\.json"), lambda route: None)  # never answered
    page.get_by_role("searchbox").fill("samaritans suicide")
    expect(page.locator("[data-search-results] a[href*='gb-samaritans']")).to_be_visible()
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "true")


def test_a_helpline_leads_to_its_place_on_the_help_page(shipped: Site, open_page: OpenPage) -> None:
    """A helpline's result leads to the very line."""
    page, _ = open_page(shipped, "search/")
    search(page, "samaritans")
    page.locator("[data-search-results] a[href*='gb-samaritans']").click()
    page.wait_for_url(shipped.url + "get-help-now/#gb-samaritans")
    expect(page.locator("#gb-samaritans")).to_be_in_viewport()


def test_more_can_be_asked_for(shipped: Site, open_page: OpenPage) -> None:
    """A few are shown at first; the button brings the next, and the focus goes to the first of them."""
    page, _ = open_page(shipped, "search/")
    search(page, "depression")
    groups = page.locator("[data-kind=group] a")
    before = groups.count()
    more = page.locator("section[data-kind=group]").get_by_role("button", name="Show more")
    more.click()
    expect(groups.nth(before)).to_be_focused()


def test_kinds_can_be_chosen(shipped: Site, open_page: OpenPage) -> None:
    """One kind alone can be shown, the button says so, and everything comes back."""
    page, _ = open_page(shipped, "search/")
    search(page, "anxiety")
    all_kinds = headings(page)
    assert len(all_kinds) > 1
    button = page.get_by_role("button", name="Articles", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert headings(page) == ["Articles"]
    page.get_by_role("button", name="Everything").click()
    assert headings(page) == all_kinds


def test_arrow_keys_walk_through_the_results(shipped: Site, open_page: OpenPage) -> None:
    """Down goes from the field to the first result and on, up goes back into the field; Tab works as always."""
    page, _ = open_page(shipped, "search/")
    search(page, "stigma")
    links = page.locator("[data-search-answers] a, [data-search-results] a")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_late_answer_leaves_the_focus_in_the_search(shipped: Site, open_page: OpenPage) -> None:
    """Whoever walks on before the last letter is answered is put back into the field, not at the top of the page."""
    page, _ = open_page(shipped, "search/")
    search(page, "anxiety")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.press("ArrowDown")
    expect(page.locator("[data-search-results] a").first).to_be_focused()
    field.evaluate("(field) => { field.value = 'grief'; field.dispatchEvent(new Event('input')); }")
    expect(field).to_be_focused()


def test_a_topic_can_be_chosen(shipped: Site, open_page: OpenPage) -> None:
    """Results narrow to a topic, helplines stay whatever is chosen, and an empty rest says how to get all back."""
    page, watch = open_page(shipped, "search/")
    topic = page.get_by_label("About", exact=True)
    expect(topic).to_be_hidden()
    search(page, "suicide")
    status = page.locator("[data-search-status]")
    expect(status).to_have_text(re.compile(r"\d+ results$"))
    everything = status.inner_text()
    topic.select_option(label="Bereavement by suicide")
    expect(status).not_to_have_text(everything)
    expect(page.locator("[data-search-results] h2").first).to_have_text("Help")
    groups = page.locator("section[data-kind=group] a")
    expect(groups.first).to_be_visible()
    search(page, "scarborough")
    topic.select_option(label="Hoarding")
    alone = "An answer comes first. None of these are about that topic. Choose “Any topic” to see them."
    expect(status).to_have_text(alone)
    topic.select_option(label="Any topic")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    assert watch.wrong(page) == []
