"""My list: kept only when asked, forgotten in one press, printed, copied, put on a calendar."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import OpenPage
from tests.browser.finder_driving import WORK, open_work
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def save_two(page: Page) -> None:
    for name in ("example-online", "example-fresh"):
        page.locator(f"[data-finder-cards] [data-save={name}]").click()
    page.locator(WORK).get_by_role("button", name="My list (2)").click()
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(2)


def test_my_list_is_kept_only_when_asked_and_forgotten_in_one_press(showcase: Site, open_page: OpenPage) -> None:
    """Adding keeps nothing; Keep keeps ids and nothing else, over visits; Forget erases all of it."""
    page, watch = open_page(showcase, "groups/")
    open_work(page)
    save_two(page)
    expect(page.locator("[data-finder-list]")).to_contain_text("Others who use this device can see")
    assert watch.wrong(page) == []
    page.get_by_role("button", name="Keep it on this device").click()
    assert watch.wrong(page, {"localStorage": ["hub-list"]}) == []
    kept = json.loads(page.evaluate("localStorage.getItem('hub-list')"))
    assert len(kept) == 2
    page.goto("about:blank")  # the same address again would bring the open list back
    page.goto(showcase.url + "groups/")
    page.get_by_role("button", name="My list (2)").first.click()
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(2)
    page.get_by_role("button", name="Forget my list").click()
    expect(page.locator("[data-finder-list-note]")).to_contain_text("forgotten")
    assert watch.wrong(page) == []


def test_forgotten_while_it_is_drawn(showcase: Site, open_page: OpenPage) -> None:
    """A list that is forgotten before its cards arrive stays empty and says so, whatever arrives later."""
    page, _ = open_page(showcase, "groups/")
    page.evaluate("localStorage.setItem('hub-list', JSON.stringify(['example-fresh']))")
    page.reload()
    held: list[Route] = []
    page.route(re.compile(r"/i[0-9a-z]+\.json"), lambda route: held.append(route))
    page.get_by_role("button", name="My list (1)").first.click()
    page.get_by_role("button", name="Forget my list").click()
    expect(page.locator("[data-finder-list-note]")).to_contain_text("forgotten")
    for route in held:
        route.continue_()
    page.wait_for_timeout(200)
    expect(page.locator("[data-finder-list-note]")).to_contain_text("forgotten")
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(0)


def test_ten_are_the_most(showcase: Site, open_page: OpenPage) -> None:
    """The eleventh is refused beside its button, and the list stays as it was."""
    page, _ = open_page(showcase, "groups/")
    open_work(page)
    for number in range(11):
        page.locator("[data-finder-cards] [data-save]").nth(number).click()
    expect(page.locator("[data-finder-cards] .hub-card").nth(10)).to_contain_text("Your list holds ten groups.")
    expect(page.locator(WORK).get_by_role("button", name="My list (10)")).to_be_visible()


def test_a_group_that_is_gone(showcase: Site, open_page: OpenPage) -> None:
    """A kept id that is no longer here is said to be gone; whatever else stands in storage does no harm."""
    page, watch = open_page(showcase, "groups/")
    page.evaluate("localStorage.setItem('hub-list', JSON.stringify(['example-fresh', 'long-gone', 7, '__proto__']))")
    page.reload()
    page.get_by_role("button", name="My list").first.click()
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(1)
    expect(page.locator("[data-finder-list-note]")).to_contain_text("2 groups of your list are no longer here.")
    page.evaluate("localStorage.setItem('hub-list', '{broken')")
    page.goto("about:blank")
    page.goto(showcase.url + "groups/")
    open_work(page)
    assert watch.console == []


def test_storage_refused(showcase: Site, open_page: OpenPage) -> None:
    """A browser that keeps nothing says so, and the list lasts in memory."""
    page, watch = open_page(showcase, "groups/")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page.reload()
    open_work(page)
    save_two(page)
    page.get_by_role("button", name="Keep it on this device").click()
    expect(page.locator("[data-finder-list-note]")).to_contain_text("This browser keeps nothing.")
    assert watch.console == []


def test_the_calendar_file(showcase: Site, open_page: OpenPage) -> None:
    """One file holds the dates of what was checked lately; a sensitive group is called an appointment, nowhere."""
    page, _ = open_page(showcase, "groups/")
    page.evaluate(
        "localStorage.setItem('hub-list', JSON.stringify("
        "['example-fresh', 'example-sensitive-group', 'example-stale', 'example-unchecked']))"
    )
    page.reload()
    page.get_by_role("button", name="My list (4)").first.click()
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(4)
    with page.expect_download() as download:
        page.get_by_role("button", name="Calendar file").click()
    assert download.value.suggested_filename == "dates.ics"
    text = download.value.path().read_bytes().decode()
    assert "SUMMARY:Example Fresh Group" in text
    assert "SUMMARY:Appointment" in text
    assert "ensitive" not in text.replace("\r\n ", "")
    assert "Stale" not in text
    assert "Unchecked" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    expect(page.locator("[data-finder-list-note]")).to_contain_text("Appointment")
    # An older list had the sensitive group; it is never kept.
    assert "example-sensitive-group" not in page.evaluate("localStorage.getItem('hub-list')")
    expect(page.locator("[data-finder-list]")).to_contain_text("Groups on sensitive topics are never kept")
    page.get_by_role("button", name="Keep it on this device").click()
    expect(page.locator("[data-finder-list-note]")).to_contain_text("without the groups on sensitive topics")
    assert len(json.loads(page.evaluate("localStorage.getItem('hub-list')"))) == 3
    # Tuesday 1 December is cancelled in the data.
    assert "DTSTART:20261124T190000Z" in text
    assert "DTSTART:20261201" not in text


def test_copy_as_text(showcase: Site, open_page: OpenPage) -> None:
    """The list is copied as plain text; where copying is refused, the text is shown to be taken by hand."""
    page, _ = open_page(showcase, "groups/")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    open_work(page)
    save_two(page)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("[data-finder-list-note]")).to_have_text("Your list is copied.")
    assert "groups/example-" in page.evaluate("window.copied")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_label("My list as text")).to_be_focused()
    assert "groups/example-" in page.get_by_label("My list as text").input_value()


def test_print_shows_the_list_alone(showcase: Site, open_page: OpenPage) -> None:
    """On paper there are the groups of the list and the help, and no button."""
    page, _ = open_page(showcase, "groups/")
    open_work(page)
    save_two(page)
    page.emulate_media(media="print")
    assert page.locator("[data-finder-kept] .hub-card").first.is_visible()
    assert page.locator("main button:visible").count() == 0
