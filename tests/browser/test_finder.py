"""The finder as readers drive it: questions, filters, my list, and everything that can go wrong on the way."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import BUILT, Site

pytestmark = pytest.mark.browser

WORK = "[data-finder-work]"


def open_work(page: Page) -> None:
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator(f"{WORK} .hub-card").first).to_be_visible()


def count(page: Page) -> int:
    text = page.locator("[data-finder-count]").inner_text()
    return int((re.search(r"\d+", text.replace(",", "")) or [0])[0])


def ask(page: Page) -> None:
    page.get_by_role("button", name="Ask me four short questions").click()
    expect(page.get_by_role("heading", name="What is going on?")).to_be_focused()


def step(page: Page, press: str = "Next") -> None:
    page.locator("[data-finder-step]:visible").get_by_role("button", name=press).click()


def fitting(page: Page) -> list[str]:
    expect(page.locator("[data-finder-skipped]")).not_to_be_empty()
    expect(page.locator("[data-finder-end]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page.locator("[data-finder-short] .hub-card__name").all_inner_texts()


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
        page.get_by_label("Or choose a town").fill("example town")
        page.get_by_role("button", name="Sort by distance").click()
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
    expect(page.get_by_role("heading", name="These may fit")).to_be_focused()
    assert sorted(fitting(page)) == ["Example Ageing Group", "Example Online Group"]
    expect(page.locator(".hub-card__reason").first).to_contain_text("About Example worry")
    assert watch.wrong(page) == []


def test_i_am_not_safe(showcase: Site, open_page: OpenPage) -> None:
    """The first answer leads to the four dangers, each with its lines, without fetching anything, and back."""
    page, watch = open_page(showcase, "groups/")
    ask(page)
    asked = len(watch.requests)
    first = page.locator("[data-finder-step=topics]").locator("button, input").first
    assert first.inner_text() == "I am not safe"
    first.click()
    expect(page.get_by_role("heading", name="You can get help right now")).to_be_focused()
    dangers = page.locator("[data-finder-step=unsafe] details")
    expect(dangers).to_have_count(4)
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
    # No listing of the showcase says that children are welcome.
    assert fitting(page) == []
    expect(page.locator("[data-finder-minors]")).to_be_visible()
    assert page.locator("[data-finder-remote] .hub-card, [data-finder-finders] a").count() == 0


def test_who_has_not_said_who_they_are(showcase: Site, open_page: OpenPage) -> None:
    """A group for certain people is offered only to who said that they are such; then its own words come with it."""
    page, _ = open_page(showcase, "groups/")
    for who, expected in ((None, False), ("Example men", True)):
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
    page.locator("[data-finder-step=when]").get_by_label("Sunday").check()
    step(page, "Show what fits")
    assert fitting(page) == []
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


def tab_to(page: Page, words: str, stops: int = 40, tag: str = "") -> None:
    for _ in range(stops):
        page.keyboard.press("Tab")
        found = page.evaluate("[document.activeElement.innerText ?? '', document.activeElement.tagName]")
        if words in found[0] and tag in found[1]:
            return
    raise AssertionError(f"the Tab key does not reach {words!r} in {stops} stops")


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


def save_two(page: Page) -> None:
    for number in (0, 1):
        page.locator("[data-finder-cards] [data-save]").nth(number).click()
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
    page.goto(showcase.url + "groups/")
    page.get_by_role("button", name="My list (2)").first.click()
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(2)
    page.get_by_role("button", name="Forget my list").click()
    expect(page.locator("[data-finder-list-note]")).to_contain_text("forgotten")
    assert watch.wrong(page) == []


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
    page.reload()
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
    # Tuesday 1 December is cancelled in the data.
    assert "DTSTART:20261124T190000Z" in text
    assert "DTSTART:20261201" not in text
    expect(page.locator("[data-finder-list-note]")).to_contain_text("Appointment")


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
    expect(page.locator("[data-finder-near-note]")).to_contain_text("You can choose a town.")
    page.get_by_label("Or choose a town").fill("Atlantis")
    page.get_by_role("button", name="Sort by distance").click()
    expect(page.locator("[data-finder-near-note]")).to_contain_text("We do not know that town.")
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


def refuse(page: Page, pattern: str, **answer: Any) -> None:
    def handle(route: Route) -> None:
        route.fulfill(**answer) if answer else route.abort()

    page.route(re.compile(pattern), handle)


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
    expect(page.locator("[data-finder-status]")).to_contain_text("This takes longer than usual.", timeout=8000)
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
    assert (told == "0") is (clock.year > 2000)
    assert watch.wrong(page) == []


def test_back_from_memory_and_back_without_it(showcase: Site, launch: Any, open_page: OpenPage) -> None:
    """Back from the browser's memory has the choices; where the browser dropped the page, one line says so."""
    keeping: Browser = launch(ignore_default_args=["--disable-back-forward-cache"])
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
    dropped, _ = open_page(showcase, "groups/")
    open_work(dropped)
    dropped.goto(showcase.url + "about/")
    dropped.go_back()
    expect(dropped.locator("[data-finder-note]")).to_contain_text("Your choices were not kept")
    expect(dropped.get_by_role("heading", name="By topic")).to_be_visible()
