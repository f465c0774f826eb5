"""The finder as readers drive it: filters, orders, questions; by mouse, keyboard and touch."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.finder_driving import WORK, ask, count, fitting, open_work, step
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def tab_to(page: Page, words: str, stops: int = 40, tag: str = "") -> None:
    for _ in range(stops):
        page.keyboard.press("Tab")
        found = page.evaluate("[document.activeElement.innerText ?? '', document.activeElement.tagName]")
        if words in found[0] and tag in found[1]:
            return
    raise AssertionError(f"the Tab key does not reach {words!r} in {stops} stops")


def test_choices_narrow_and_widen(showcase: Site, open_page: OpenPage) -> None:
    """A choice narrows the results, its chip takes it back, one press clears all, and nothing is in the address."""
    page, watch = open_page(showcase, "groups/")
    open_work(page)
    everything = count(page)
    page.locator("[data-finder-form]").get_by_label("Example worry").check()
    some = count(page)
    assert 0 < some < everything
    page.get_by_role("button", name="Remove: Example worry").click()
    assert count(page) == everything
    page.locator(f"{WORK} details:has-text('Day') > summary").first.click()
    page.locator("[data-finder-form] [data-facet=days]").nth(1).check()
    page.locator("[data-finder-form] [data-facet=formats]").first.check()
    assert count(page) < everything
    page.get_by_role("button", name="Clear all choices").click()
    assert count(page) == everything
    assert page.url == showcase.url + "groups/"
    assert watch.wrong(page) == []


def test_the_count_is_told_once_it_settles(showcase: Site, open_page: OpenPage) -> None:
    """A status region says how many fit, after a pause and not at each press."""
    page, _ = open_page(showcase, "groups/")
    open_work(page)
    page.locator("[data-finder-form] [data-facet=topics]").first.check()
    expect(page.locator("[data-finder-heard][role=status]")).to_have_text(
        page.locator("[data-finder-count]").inner_text()
    )


def test_twenty_more(showcase: Site, open_page: OpenPage) -> None:
    """Twenty cards at a time; the next twenty take the focus to the first of them, and the links are real."""
    page, _ = open_page(showcase, "groups/")
    open_work(page)
    cards = page.locator("[data-finder-cards] .hub-card")
    expect(cards).to_have_count(20)
    page.get_by_role("button", name="Show 20 more").click()
    expect(cards).to_have_count(40)
    expect(cards.nth(20).get_by_role("link")).to_be_focused()
    assert (cards.nth(20).get_by_role("link").get_attribute("href") or "").startswith(showcase.url + "groups/")


@pytest.mark.parametrize("order", ["fresh", "soon", "name", "near"])
def test_orders(showcase: Site, open_page: OpenPage, order: str) -> None:
    """Each order shows the same groups; by name they are in the order of the alphabet."""
    page, watch = open_page(showcase, "groups/")
    open_work(page)
    everything = count(page)
    page.get_by_label("Sort by").select_option(order)
    if order == "near":
        page.get_by_label("Town or postcode").fill("example town")
        page.get_by_role("button", name="Show what is near").click()
        expect(page.locator("[data-finder-cards] .hub-card").first).to_contain_text("About 1 mile away")
        expect(page.locator("[data-finder-cards] .hub-card__name").first).to_have_text("Example Fresh Group")
    if order == "name":
        expect(page.locator("[data-finder-cards] .hub-card__name").first).to_have_text("Example Ageing Group")
    if order == "soon":
        expect(page.locator("[data-finder-cards] .hub-card__name").first).to_have_text("Example Fresh Group")
    assert count(page) == everything
    assert watch.wrong(page) == []


def test_the_gentle_start(showcase: Site, open_page: OpenPage) -> None:
    """Four questions, one at a time, end in a short list that says why; the focus follows."""
    page, watch = open_page(showcase, "groups/")
    ask(page)
    page.locator("[data-finder-step=topics]").get_by_label("Example worry").check()
    step(page)
    expect(page.get_by_role("heading", name="Who is it for?")).to_be_focused()
    page.locator("[data-finder-step=who]").get_by_label("How old is that person?").fill("40")
    step(page)
    step(page, "Skip this")
    page.locator("[data-finder-step=when]").get_by_label("Thursday").check()
    step(page, "Show what fits")
    expect(page.get_by_role("heading", name="What we found")).to_be_focused()
    assert set(fitting(page)) > {"Example Ageing Group", "Example Online Group"}
    expect(page.locator("[data-finder-fits] .hub-card")).to_have_count(2)
    expect(page.locator("[data-finder-nearest] .hub-card")).to_have_count(1)
    expect(page.locator(".hub-card__reason").first).to_contain_text("About Example worry")
    assert watch.wrong(page) == []


def test_i_am_not_safe(showcase: Site, open_page: OpenPage) -> None:
    """The first answer leads to each danger, each with its lines, without fetching anything, and back."""
    page, watch = open_page(showcase, "groups/")
    ask(page)
    asked = len(watch.requests)
    first = page.locator("[data-finder-step=topics]").locator("button, input").first
    assert first.inner_text() == "I am not safe"
    first.click()
    expect(page.get_by_role("heading", name="You can get help right now")).to_be_focused()
    dangers = page.locator("[data-finder-step=unsafe] details")
    expect(dangers).to_have_count(6)
    expect(page.locator("[data-finder-step=unsafe]").get_by_role("link", name=re.compile("Call"))).to_be_visible()
    dangers.first.locator("summary").click()
    expect(dangers.first.get_by_role("link").first).to_be_visible()
    assert len(watch.requests) == asked
    page.get_by_role("button", name="Back to the questions").click()
    expect(page.get_by_role("heading", name="What is going on?")).to_be_focused()


@pytest.mark.parametrize("age", ["9", "15", "17"])
def test_an_adult_group_is_never_offered_to_a_child(showcase: Site, open_page: OpenPage, age: str) -> None:
    """Under 18 only groups that say the age is welcome are offered, in the list, at its end and among finders."""
    page, _ = open_page(showcase, "groups/")
    ask(page)
    step(page)
    page.locator("[data-finder-step=who]").get_by_label("How old is that person?").fill(age)
    step(page)
    step(page)
    step(page, "Show what fits")
    # One listing of the showcase says that it is for people from 13 to 17.
    assert fitting(page) == ([] if age == "9" else ["Example One to One"])
    expect(page.locator("[data-finder-minors]")).to_be_visible()
    assert page.locator("[data-finder-remote] .hub-card, [data-finder-finders] a").count() == 0


def test_who_has_not_said_who_they_are(showcase: Site, open_page: OpenPage) -> None:
    """A group for certain people is offered only to who said that they are such; then its own words come with it."""
    page, _ = open_page(showcase, "groups/")
    for who, expected in ((None, False), ("Example men", True)):
        page.goto(showcase.url + "about/")
        page.goto(showcase.url + "groups/")
        ask(page)
        page.locator("[data-finder-step=topics]").get_by_label("Example worry").check()
        step(page)
        if who:
            page.locator("[data-finder-step=who]").get_by_label(who).check()
        step(page)
        step(page)
        step(page, "Show what fits")
        assert ("Example Fresh Group" in fitting(page)) is expected
    bound = page.locator("[data-finder-bound] .hub-card")
    expect(bound).to_contain_text("Only for people who live in Example Town.")


def test_nothing_left_is_no_dead_end(showcase: Site, open_page: OpenPage) -> None:
    """Where nothing fits, the end names which answer to loosen, online groups and organisations; a press loosens."""
    page, _ = open_page(showcase, "groups/")
    ask(page)
    page.locator("[data-finder-step=topics]").get_by_label("Example worry").check()
    step(page)
    step(page)
    page.locator("[data-finder-step=how]").get_by_label("By phone").check()
    step(page)
    sunday = page.locator("[data-finder-step=when]").get_by_label("Sunday")
    expect(sunday).to_be_disabled()
    expect(sunday.locator("xpath=..")).to_contain_text("none fits")
    # Nothing fits, as from a link to choices that nothing fits any more.
    sunday.evaluate("(box) => { box.disabled = false; }")
    sunday.check()
    step(page, "Show what fits")
    expect(page.locator("[data-finder-nearest] .hub-card").first).to_be_visible()
    assert page.locator("[data-finder-fits] .hub-card").count() == 0
    end = page.locator("[data-finder-end]")
    expect(end.locator("[data-finder-remote] .hub-card").first).to_be_visible()
    expect(end.locator("[data-finder-finders] a").first).to_be_visible()
    expect(end.get_by_role("link", name="Talk to someone now")).to_be_visible()
    end.get_by_role("button", name="Without “By phone”").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-finder-fits] .hub-card")).to_have_count(1)


def test_keyboard_alone(showcase: Site, open_page: OpenPage) -> None:
    """From the page's top to a filtered list and a group's page without a mouse."""
    page, _ = open_page(showcase, "groups/")
    tab_to(page, "Look through all groups")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All groups", exact=True)).to_be_focused()
    everything = count(page)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert count(page) < everything
    page.keyboard.press("Tab")
    tab_to(page, "Example", stops=60, tag="A")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"groups/example-.*\.html"))


def test_touch_on_a_phone(showcase: Site, open_page: OpenPage) -> None:
    """At 320 px the filters are a sheet that says how many it will show; closing it gives the focus back."""
    page, watch = open_page(showcase, "groups/", width=320, height=640, has_touch=True)
    page.get_by_role("button", name="Look through all groups").tap()
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()
    page.get_by_role("button", name="Filters").tap()
    sheet = page.get_by_role("dialog", name="Filters")
    sheet.get_by_text("Example worry").tap()
    button = sheet.get_by_role("button", name=re.compile(r"Show \d+ groups"))
    shown = int((re.search(r"\d+", button.inner_text()) or [0])[0])
    button.tap()
    expect(page.get_by_role("button", name="Filters")).to_be_focused()
    assert count(page) == shown
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert watch.wrong(page) == []
