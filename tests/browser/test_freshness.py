"""Freshness by the reader's clock: a page that is read long after its build says what a build of that day would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage, settle
from tests.browser.sites import BUILT, Site
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

DAY_OF_BUILD = datetime.fromtimestamp(BUILT, UTC)
# example-fresh was checked on 1 November 2026, 23 days before the build.
CHECKED = datetime(2026, 11, 1, tzinfo=UTC)


def read_on(page: Page, watch: Watch, moment: datetime) -> None:
    """Read the same page again on another day."""
    page.clock.set_fixed_time(moment)
    page.reload()
    settle(page, watch)


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (183, "fresh", "Checked by phone on 1 November 2026"),
        (184, "ageing", "Checked by phone on 1 November 2026. Ask before you travel."),
        (365, "ageing", "Checked by phone on 1 November 2026. Ask before you travel."),
        (366, "stale", "Last checked by phone on 1 November 2026. Much may have changed, so please ask first."),
        (545, "stale", "Last checked by phone on 1 November 2026. Much may have changed, so please ask first."),
    ],
)
def test_a_listing_goes_on_ageing(showcase: Site, open_page: OpenPage, days: int, state: str, words: str) -> None:
    """On the last day of each state and on the day after, the badge says what a build of that day would say."""
    page, watch = open_page(showcase, "groups/example-fresh.html")
    read_on(page, watch, CHECKED + timedelta(days=days, hours=12))
    badge = page.locator(".hub-listing__side .hub-badge")
    expect(badge).to_have_text(words)
    expect(badge).to_have_attribute(f"data-{state}", CHECKED.strftime("%Y-%m-%d"))
    near_the_time = page.locator(".hub-when .hub-badge")
    expect(near_the_time).to_be_hidden() if state == "fresh" else expect(near_the_time).to_have_text(words)
    # A date and a calendar are promises: they go where the check is too old.
    promised = expect(page.get_by_role("link", name="Add to my calendar"))
    promised.to_be_hidden() if state == "stale" else promised.to_be_visible()
    assert watch.wrong(page) == []


def test_past_the_limit_the_details_are_withheld(showcase: Site, open_page: OpenPage) -> None:
    """After 545 days neither time nor place nor way in is shown, and the page says why and where else to look."""
    page, watch = open_page(showcase, "groups/example-fresh.html")
    read_on(page, watch, CHECKED + timedelta(days=546))
    expect(page.get_by_text("so we do not show its details")).to_be_visible()
    expect(page.get_by_role("link", name="Find another group")).to_be_visible()
    expect(page.locator(".hub-when")).to_be_hidden()
    expect(page.locator(".hub-listing__columns")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_cards_age_each_by_its_own_check(showcase: Site, open_page: OpenPage) -> None:
    """In a list each card has its own state; one past the limit says so and names no time any more."""
    page, watch = open_page(showcase, "groups/topics/example-worry.html")
    read_on(page, watch, CHECKED + timedelta(days=546))
    card = page.locator(".hub-cards > li", has=page.locator("a[href$='example-fresh.html']"))
    expect(card.locator(".hub-badge")).to_contain_text("too long ago to rely on")
    expect(card.locator(".hub-card__when")).to_be_hidden()
    unchecked = page.locator(".hub-cards > li", has=page.locator("a[href$='example-unchecked.html']"))
    expect(unchecked.locator(".hub-badge")).to_have_text("Nobody has checked this yet. Ask before you go.")
    for folded in page.locator("details.hub-fold > summary").all():
        folded.click()
    expect(unchecked.locator(".hub-card__when")).to_be_visible()


@pytest.mark.parametrize("moment", [datetime(1970, 1, 1, tzinfo=UTC), DAY_OF_BUILD - timedelta(days=1), DAY_OF_BUILD])
def test_a_clock_before_the_build_changes_nothing(showcase: Site, open_page: OpenPage, moment: datetime) -> None:
    """A device that has lost its clock reads the page as it was built."""
    page, _ = open_page(showcase, "groups/example-ageing.html", java_script_enabled=False)
    plain = page.locator("main").inner_text()
    page, watch = open_page(showcase, "groups/example-ageing.html")
    read_on(page, watch, moment)
    expect(page.locator(".hub-when .hub-badge")).to_contain_text("Ask before you travel")
    expect(page.locator("[data-old]")).to_be_hidden()
    badges = page.locator(".hub-badge:visible").all_inner_texts()
    assert badges
    assert all(badge in plain for badge in badges)


@pytest.mark.parametrize(("days", "shown"), [(14, False), (15, True), (400, True)])
def test_an_old_page_says_so(showcase: Site, open_page: OpenPage, days: int, shown: bool) -> None:
    """From the fifteenth day after the build the foot of every page says that it is old."""
    page, watch = open_page(showcase, "")
    read_on(page, watch, DAY_OF_BUILD + timedelta(days=days))
    old = expect(page.locator("[data-old]"))
    old.to_be_visible() if shown else old.to_be_hidden()
