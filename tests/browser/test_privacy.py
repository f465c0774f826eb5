"""A reader does all that can be done here; of none of it anything is found afterwards but what is declared."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect
from tests.browser.conftest import OpenPage, settle
from tests.browser.finder_driving import open_work
from tests.browser.none import assert_none
from tests.browser.pages import open_search
from tests.browser.sites import Site
from tests.browser.watch import Watch

from peerhub.pages.site_claims import STORED

pytestmark = pytest.mark.browser

EXIT = "https://exit.example/"
# What this reader types, chooses and opens a link with: no address, request or store may ever hold it.
SECRETS = ("stigmaword", "example-sensitive", "16")
DECLARED = {(stored.where, stored.name) for stored in STORED}


class Reader:
    """Somebody whose every trace is looked for after each step."""

    def __init__(self, site: Site, page: Page, watch: Watch) -> None:
        self.site, self.page, self.watch = site, page, watch
        self.requests: list[Request] = []
        self.wrong: list[str] = []
        page.context.on("request", lambda request: self.requests.append(request))
        # With a route there is no cache: each request is sent, and its headers are those that the host sees.
        page.context.route(lambda url: False, lambda route: None)

    def look(self, step: str, kept: set[str] = frozenset()) -> None:  # type: ignore[assignment]  # an empty default
        """Look through addresses, history, storage and requests; only `kept` may be there, and it is declared."""
        page = self.page
        found = self.watch.wrong(page, _by_area(kept))
        found += [f"{name} is kept and not declared" for name in kept if name not in {name for _, name in DECLARED}]
        address = urlsplit(page.url)
        found += [f"the address is {page.url}"] if address.query or address.fragment else []
        state = page.evaluate("history.state") or {}
        marks = {stored.name for stored in STORED if stored.where == "history"}
        if not state.keys() <= marks or any(secret in str(state) for secret in SECRETS):
            found.append(f"the history keeps {state}")
        for request in self.requests:
            found += _told_by(request, self.site)
        self.requests.clear()
        self.wrong += [f"{step}: {line}" for line in found]


def _by_area(kept: set[str]) -> dict[str, list[str]]:
    areas: dict[str, list[str]] = {"localStorage": [], "sessionStorage": []}
    for stored in STORED:
        if stored.name in kept:
            areas[stored.where].append(stored.name)
    return areas


def _told_by(request: Request, site: Site) -> list[str]:
    """What a request tells more than which file of the site is wanted."""
    address = urlsplit(request.url)
    found = []
    if request.method != "GET" or request.post_data:
        found.append(f"{request.method} {request.url} sends {request.post_data}")
    if address.query and not address.query.startswith("v="):
        found.append(f"{request.url} has a query")
    # A font is asked for by its sheet, which has no policy of its own: it names the sheet, and no page.
    if ".css?v=" not in request.headers.get("referer", ".css?v="):
        found.append(f"{request.url} says where it was asked from")
    opened = request.is_navigation_request()
    if not opened and any(secret in request.url.removeprefix(site.url) for secret in SECRETS[:2]):
        found.append(f"{request.url} tells what was typed or chosen")
    return found


@pytest.fixture
def reader(showcase: Site, open_page: OpenPage) -> Reader:
    """Open the hub's front page in a fresh profile."""
    page, watch = open_page(showcase)
    return Reader(showcase, page, watch)


def search(reader: Reader) -> None:
    page = reader.page
    open_search(page)
    page.get_by_role("searchbox").fill(f"{SECRETS[0]} example")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.press("Enter")
    reader.look("searching")
    page.locator("[data-search-results] a[href*='groups/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page, reader.watch)
    reader.look("opening a result")


def filter_and_save(reader: Reader) -> None:
    page = reader.page
    page.goto(reader.site.url + "groups/")
    settle(page, reader.watch)
    open_work(page)
    page.locator(f"[data-finder-form] [data-facet=topics][value={SECRETS[1]}]").check()
    page.locator("[data-finder-form] details", has_text="Age").locator("summary").first.click()
    page.locator("[data-finder-form] input[type=number]").fill(SECRETS[2])
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Clear all choices").click()
    expect(page.locator("[data-finder-cards] .hub-card").first).to_be_visible()
    reader.look("filtering")
    page.locator("[data-finder-cards] [data-save]").first.click()
    reader.look("saving to the list of this visit")
    page.locator("[data-finder-work]").get_by_role("button", name="My list (1)").click()
    page.get_by_role("button", name="Keep it on this device").click()
    reader.look("keeping the list", {"hub-list"})


def share(reader: Reader) -> None:
    page = reader.page
    page.goto("about:blank")
    page.goto(reader.site.url + "groups/")
    settle(page, reader.watch)
    open_work(page)
    page.locator(f"[data-finder-form] [data-facet=topics][value={SECRETS[1]}]").check()
    page.get_by_role("button", name="Make a link to these choices").click()
    field = page.get_by_label("A link to these choices")
    expect(field).to_have_value(re.compile("#find="))
    link = field.input_value()
    reader.look("making a link", {"hub-list"})
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("[data-finder-cards] .hub-card").first).to_be_visible()
    reader.look("opening the link", {"hub-list"})


def print_it(reader: Reader) -> None:
    page = reader.page
    page.goto(reader.site.url + "groups/example-sensitive-group.html")
    settle(page, reader.watch)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").first.click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    reader.look("printing", {"hub-list"})
    page.emulate_media(media="screen")


def forget_and_leave(reader: Reader) -> None:
    page = reader.page
    page.goto(reader.site.url + "groups/")
    settle(page, reader.watch)
    page.get_by_role("button", name="My list (1)").first.click()
    page.get_by_role("button", name="Forget my list").click()
    expect(page.locator("[data-finder-list-note]")).to_contain_text("forgotten")
    reader.look("forgetting")
    page.goto(reader.site.url + "groups/example-sensitive-group.html")
    settle(page, reader.watch)
    reader.requests.clear()
    page.context.route(EXIT + "**", lambda route: route.fulfill(body="<h1>Sunny spells</h1>"))
    page.locator(".hub-exit__link").click()
    page.wait_for_url(EXIT)
    left: dict[str, Any] = page.context.storage_state()  # type: ignore[assignment]  # Playwright's own TypedDict
    reader.wrong += [f"leaving: keeps {left}"] if left["cookies"] or left["origins"] else []
    reader.wrong += [f"leaving: {line}" for request in reader.requests for line in _told_by(request, reader.site)]


STEPS: tuple[Callable[[Reader], None], ...] = (search, filter_and_save, share, print_it, forget_and_leave)


def test_nothing_is_found_of_a_visit(reader: Reader) -> None:
    """Search, filter, save, share, print, leave: addresses, history, storage and requests hold what is declared."""
    for step in STEPS:
        step(reader)
    assert_none(reader.wrong)


def test_the_privacy_page_says_how_to_count(shipped: Site) -> None:
    """It tells a hub how to count visits by totals of its host, and that nobody is followed for it."""
    html = (shipped.folder / "about" / "privacy" / "index.html").read_text(encoding="utf-8")
    assert "How a hub can count visits" in html
    assert "totals from its host" in html
    assert {stored.name for stored in STORED} == {name for name in (one.name for one in STORED) if name in html}
