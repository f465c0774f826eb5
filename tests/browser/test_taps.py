"""What a hand has to do on a phone, on the hub as shipped: taps, screens and bytes are counted."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site
from tests.browser.test_weights import KB, loaded

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
STEP = "[data-finder-step]:visible"


class Hand:
    """Counts taps, and the screens that they open."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.screens = page, 0, 1

    def tap(self, target: Locator, screen: bool = False) -> None:
        """Tap once; `screen` says that another screen is there then."""
        target.first.tap()
        self.taps += 1
        self.screens += screen


def test_an_online_group_for_an_evening(shipped: Site, open_page: OpenPage) -> None:
    """From home to an online group for depression that meets in the evening: 7 taps, 3 screens, 90 KB."""
    page, watch = open_page(shipped, **PHONE)
    hand = Hand(page)
    hand.tap(page.get_by_role("main").get_by_role("link", name="Find a group"), screen=True)
    hand.tap(page.get_by_role("button", name="Look through all groups"))
    expect(page.locator("[data-finder-cards] .hub-card").first).to_be_visible()
    hand.tap(page.get_by_role("button", name="Filters"), screen=True)
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("link", name="Exit")).to_be_visible()
    for name in ("Close", "Clear"):
        expect(sheet.get_by_role("button", name=name)).to_be_visible()
    for choice in ("Depression", "Online", "Evening"):
        hand.tap(sheet.get_by_label(choice))
    expect(sheet.get_by_label("By phone")).to_be_disabled()
    expect(sheet.locator("label", has_text="By phone")).to_contain_text("none fits")
    hand.tap(sheet.get_by_role("button", name="Show 1 group"))
    expect(page.locator("[data-finder-cards] .hub-card")).to_have_count(1)
    assert (hand.taps, hand.screens) == (7, 3)
    assert sum(loaded(shipped, watch.requests).values()) <= 90 * KB
    page.get_by_role("button", name="Remove: Evening").tap()
    expect(page.locator("[data-finder-chips] button")).to_have_count(2)


def test_the_four_questions(shipped: Site, open_page: OpenPage) -> None:
    """Eight taps lead through the questions to groups that fit and to what to do where none does."""
    page, _ = open_page(shipped, "groups/", **PHONE)
    hand = Hand(page)
    hand.tap(page.get_by_role("button", name="Ask me four short questions"))
    hand.tap(page.locator(STEP).get_by_label("Depression"))
    hand.tap(page.locator(STEP).get_by_role("button", name="Next"))
    hand.tap(page.locator(STEP).get_by_role("button", name="Skip this"))
    hand.tap(page.locator(STEP).get_by_label("Online"))
    hand.tap(page.locator(STEP).get_by_role("button", name="Next"))
    hand.tap(page.locator(f"{STEP} input:enabled"))
    hand.tap(page.locator(STEP).get_by_role("button", name="Show what fits"))
    expect(page.locator("[data-finder-fits] .hub-card").first).to_be_visible()
    expect(page.get_by_role("heading", name="Not what you need?")).to_be_visible()
    assert hand.taps == 8
