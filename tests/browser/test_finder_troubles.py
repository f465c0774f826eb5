"""The finder when something is wrong: links, positions, data, networks, clocks and the way back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import OpenPage
from tests.browser.finder_driving import WORK, count, open_work
from tests.browser.pages import wait_until
from tests.browser.sites import BUILT, Site

pytestmark = pytest.mark.browser


def refuse(page: Page, pattern: str, **answer: Any) -> None:
    def handle(route: Route) -> None:
        route.fulfill(**answer) if answer else route.abort()

    page.route(re.compile(pattern), handle)


def test_a_link_is_made_on_request_and_warns(showcase: Site, open_page: OpenPage) -> None:
    """The fragment of the link holds the choices; it warns where a topic is sensitive, and brings them back."""
    page, watch = open_page(showcase, "groups/")
    open_work(page)
    page.locator("[data-finder-form]").get_by_label("Example sensitive topic").check()
    page.get_by_role("button", name="Make a link to these choices").click()
    expect(page.locator("[data-finder-link]")).to_contain_text("Send it only to people you trust.")
    link = page.get_by_label("A link to these choices").input_value()
    assert "#find=topics=example-sensitive" in link
    some = count(page)
    asked = len(watch.requests)
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("button", name="Remove: Example sensitive topic")).to_be_visible()
    assert count(page) == some
    assert page.url == showcase.url + "groups/"
    assert not any("sensitive" in url for url in watch.requests[asked:])


@pytest.mark.parametrize(
    "fragment",
    [
        "#find=topics=__proto__,constructor&days=9,NaN&age=1e9&nothing=1",
        "#find=region=Nowhere&country=XX&age=-4",
        "#find=%E0%A4%A&topics=<img src=x onerror=alert(1)>",
    ],
)
def test_a_tampered_link(showcase: Site, open_page: OpenPage, fragment: str) -> None:
    """What a link says and nobody here knows is left out and said; nothing breaks."""
    page, watch = open_page(showcase, "groups/" + fragment)
    expect(page.locator("[data-finder-note]")).to_contain_text("A part of the link means nothing here.")
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()
    assert watch.wrong(page) == []


def test_position_refused(showcase: Site, open_page: OpenPage) -> None:
    """Where a reader is is asked on a press alone; refused, the page says what else can be done."""
    page, watch = open_page(showcase, "groups/")
    open_work(page)
    page.get_by_label("Sort by").select_option("near")
    page.get_by_role("button", name="Use where I am").click()
    expect(page.locator("[data-finder-near-note]")).to_contain_text("You can type a town.")
    page.get_by_label("Town or postcode").fill("Atlantis")
    page.get_by_role("button", name="Show what is near").click()
    expect(page.locator("[data-finder-near-note]")).to_contain_text("We do not know that place.")
    assert watch.wrong(page) == []


def test_position_given(showcase: Site, open_page: OpenPage) -> None:
    """Given, it sorts on the device: nothing is sent, nothing kept."""
    page, watch = open_page(
        showcase, "groups/", permissions=["geolocation"], geolocation={"latitude": 54.2, "longitude": -0.4}
    )
    open_work(page)
    page.get_by_label("Sort by").select_option("near")
    page.get_by_role("button", name="Use where I am").click()
    expect(page.locator("[data-finder-cards] .hub-card").first).to_contain_text("About 6 miles away")
    assert not any("54.2" in url for url in watch.requests)
    assert watch.wrong(page) == []


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        (r"facets\.json", {"status": 404, "body": "gone"}),
        (r"facets\.json", {"body": '{"form":1,"count":3,"columns":{}}'}),
        (r"facets\.json", {"body": "<html>"}),
        (r"facets\.json", {}),
        (r"app\.mjs", {}),
    ],
)
def test_the_plain_page_stays_when_data_fails(
    showcase: Site, open_page: OpenPage, pattern: str, answer: dict[str, Any]
) -> None:
    """Whatever is wrong with the facets, one line says so and the plain lists stay; a later press works."""
    page, _ = open_page(showcase, "groups/")
    refuse(page, pattern, **answer)
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator("[data-finder-status]")).to_contain_text("The finder could not be loaded.")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible()
    if pattern.startswith("facets"):
        page.unroute(re.compile(pattern))
        page.get_by_role("button", name="Look through all groups").click()
        expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()


@pytest.mark.parametrize("body", ['["nothing"]', "[[1,2,3]]", "{"])
def test_a_corrupt_chunk(showcase: Site, open_page: OpenPage, body: str) -> None:
    """Where cards cannot be shown the page says so; choices and counts stay."""
    page, _ = open_page(showcase, "groups/")
    refuse(page, r"/c\d+\.json", body=body)
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator("[data-finder-note]")).to_contain_text("Some groups could not be loaded.")
    assert count(page) > 20


def test_the_first_cards_wait_for_no_chunk(showcase: Site, open_page: OpenPage) -> None:
    """What stands first comes with the facets, so that a slow network shows a first result a round trip earlier."""
    page, _ = open_page(showcase, "groups/")
    page.route(re.compile(r"/c\d+\.json"), lambda route: None)  # never answered
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator(f"{WORK} .hub-card")).to_have_count(4)


def test_a_deploy_in_between(showcase: Site, open_page: OpenPage) -> None:
    """When the folder that the page names is gone, the page is read once more and its new folder is used."""
    page, _ = open_page(showcase, "groups/")
    page.evaluate("document.querySelector('[data-finder-folder]').dataset.finderFolder = 'finder/000000000000'")
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()


def test_a_slow_network(showcase: Site, open_page: OpenPage) -> None:
    """After four seconds the page says that it takes long, and the plain lists work meanwhile."""
    page, _ = open_page(showcase, "groups/")
    held: list[Route] = []
    page.route(re.compile(r"facets\.json"), lambda route: held.append(route))
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator("[data-finder-status]")).to_contain_text("Getting the groups ready.")
    expect(page.locator("[data-finder-status]")).to_contain_text("This takes longer than usual.")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible()
    for route in held:
        route.continue_()


@pytest.mark.parametrize("clock", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)])
def test_a_clock_that_is_wrong(showcase: Site, open_page: OpenPage, clock: datetime) -> None:
    """In 1970 the build's day counts; years later what was checked is withheld, and the unchecked stay."""
    page, watch = open_page(showcase, "groups/")
    page.clock.set_fixed_time(clock)
    page.reload()
    open_work(page)
    fresh = page.locator("[data-finder-form] [data-facet=fresh][value=fresh]")
    told = fresh.locator("xpath=..").locator("[data-count]").text_content()
    assert (told == "none fits") is (clock.year > 2000)
    assert watch.wrong(page) == []


def test_back_from_memory_and_back_without_it(showcase: Site, launch: Any, open_page: OpenPage) -> None:
    """Back and reload bring the choices again, also where the browser dropped the page; but never a sensitive one."""
    keeping: Browser = launch(whole=True, ignore_default_args=["--disable-back-forward-cache"])
    page = keeping.new_page()
    page.clock.set_fixed_time(datetime.fromtimestamp(BUILT, UTC))
    page.goto(showcase.url + "groups/")
    open_work(page)
    page.locator("[data-finder-form] [data-facet=topics]").first.check()
    some = count(page)
    page.evaluate("window.same = true")
    page.goto(showcase.url + "about/")
    # Playwright's own go_back waits for a load that a page out of memory does not have.
    page.evaluate("setTimeout(() => history.back(), 0)")
    page.wait_for_url(showcase.url + "groups/", wait_until="commit")
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()
    assert page.evaluate("window.same") is True, "the browser did not keep the page, so nothing was tried"
    assert count(page) == some
    keeping.close()
    dropped, _ = open_page(showcase, "groups/", width=360)
    open_work(dropped)
    dropped.get_by_role("button", name="Filters").click()
    dropped.locator("[data-finder-form] [data-facet=topics]").first.check()
    dropped.locator("[data-finder-sheet-show]").click()
    wait_until(dropped, "history.state.layers === 1 && history.state.finder.find !== '#find='")
    chip = dropped.locator("[data-finder-chips] button")
    dropped.locator(f"{WORK} .hub-card__name a").first.click()
    dropped.wait_for_url(re.compile("example-"))
    dropped.go_back()
    expect(chip).to_have_count(1)
    dropped.reload()
    expect(chip).to_have_count(1)
    assert count(dropped) == some
    dropped.set_viewport_size({"width": 1280, "height": 800})
    dropped.locator("[data-finder-form]").get_by_label("Example sensitive topic").check()
    assert "sensitive" not in dropped.evaluate("JSON.stringify(history.state)")
    dropped.reload()
    expect(dropped.locator("[data-finder-note]")).to_contain_text("Your choices were not kept")
    expect(dropped.get_by_role("heading", name="By topic")).to_be_visible()
