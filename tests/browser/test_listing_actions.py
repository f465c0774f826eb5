"""A listing's page is one that a reader can act on: keep it, copy it, and go back to the list as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import OpenPage
from tests.browser.finder_driving import WORK, open_work
from tests.browser.pages import SHOWCASE_PAGES
from tests.browser.sites import BUILT, Site

pytestmark = pytest.mark.browser

OPEN = "Keep, copy or share it"


def test_a_listing_is_kept_and_taken_off_on_its_own_page(showcase: Site, open_page: OpenPage) -> None:
    """Nothing is kept before it is asked for; then the finder's list has it; taken off, nothing stays."""
    page, watch = open_page(showcase, SHOWCASE_PAGES["listing-fresh"])
    assert watch.wrong(page) == []
    page.get_by_text(OPEN).click()
    page.get_by_role("button", name="Keep it on this device").click()
    expect(page.get_by_role("main")).to_contain_text("Others who use the device can see that.")
    assert watch.wrong(page, {"localStorage": ["hub-list"]}) == []
    assert json.loads(page.evaluate("localStorage.getItem('hub-list')")) == ["example-fresh"]
    page.goto(showcase.url + "groups/")
    expect(page.get_by_role("button", name="My list (1)").first).to_be_visible()
    page.goto(showcase.url + SHOWCASE_PAGES["listing-fresh"])
    page.get_by_text(OPEN).click()
    page.get_by_role("button", name="Take off my list").click()
    assert watch.wrong(page) == []


def test_the_details_are_copied(showcase: Site, open_page: OpenPage) -> None:
    """Name, time, place and address are copied as text; of a sensitive group nothing is offered to be kept."""
    page, _ = open_page(showcase, SHOWCASE_PAGES["listing-fresh"])
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.get_by_text(OPEN).click()
    page.get_by_role("button", name="Copy the details").click()
    expect(page.get_by_text("The details are copied.")).to_be_visible()
    copied = page.evaluate("window.copied")
    for part in ("Example Fresh Group", "Every Tuesday", "1 Example Street", "groups/example-fresh.html"):
        assert part in copied
    page.goto(showcase.url + SHOWCASE_PAGES["listing-sensitive"])
    page.get_by_text("Copy or share it").click()
    expect(page.get_by_role("button", name="Copy the details")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it on this device")).to_have_count(0)
    expect(page.get_by_text("This site never keeps this group on your device")).to_be_visible()


def test_the_way_back_leads_to_the_list_as_it_was(showcase: Site, launch: Any) -> None:
    """What was added to the list, and not kept on the device, is there after a look at a listing."""
    keeping: Browser = launch(whole=True, ignore_default_args=["--disable-back-forward-cache"])
    page = keeping.new_page()
    page.clock.set_fixed_time(datetime.fromtimestamp(BUILT, UTC))
    page.goto(showcase.url + "groups/")
    open_work(page)
    page.locator("[data-finder-cards] [data-save]").first.click()
    page.locator(f"{WORK} .hub-card__name a").first.click()
    expect(page.get_by_text(OPEN)).to_be_visible()
    page.get_by_role("link", name="All groups").click(no_wait_after=True)
    expect(page.locator(WORK).get_by_role("button", name="My list (1)")).to_be_visible()
    keeping.close()
