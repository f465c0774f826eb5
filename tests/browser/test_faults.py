"""Each part of the page breaks in turn: the rest works, and the page says what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.axe import axe
from tests.browser.conftest import OpenPage, settle
from tests.browser.none import assert_none
from tests.browser.sites import Site
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

# A page on which each component stands, and what is said where it does not start; some show nothing until they do.
COMPONENTS = {
    "colour-scheme": ("groups/example-sensitive-group.html", ""),
    "freshness": ("groups/example-sensitive-group.html", "how old the checks are today"),
    "search": ("groups/example-sensitive-group.html", "quick search"),
    "next-meeting": ("groups/example-fresh.html", "the next dates in your time"),
    "print": ("groups/example-fresh.html", ""),
    "listing-actions": ("groups/example-fresh.html", ""),
    "copy-address": ("using-a-group/every-markdown-feature/", ""),
    "finder": ("groups/", "the finder"),
    "search-panel": ("search/", "the search"),
    "suggest": ("suggest/", "the form"),
}
MODULES = {"listing-actions": "listing-actions/offer", "search-panel": "search/panel", "search": "search/search"}


def lost(route: Route) -> None:
    route.abort()


def throwing(route: Route) -> None:
    route.fulfill(body='export function start() { throw new Error("broken"); }', content_type="text/javascript")


def not_a_module(route: Route) -> None:
    route.fulfill(body="<!doctype html><title>Not here</title>", content_type="text/html")


def late(route: Route) -> None:
    route.fulfill(body='export async function start() { throw new Error("later"); }', content_type="text/javascript")


def lost_fetch(route: Route) -> None:
    """Lose what a script asks for, and not what the reader opens."""
    route.abort() if route.request.resource_type == "fetch" else route.continue_()


def started(page: Page) -> dict[str, str]:
    """Each component of the page and whether it started."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-component]')]"
        ".map((element) => [element.dataset.component, element.dataset.started]))"
    )
    return found


def visit(page: Page, watch: Watch, address: str, module: str, fault: Callable[[Route], None]) -> None:
    """Open a page while one of its scripts is broken in this way."""
    pattern = re.compile(rf"/components/{module}\.m?js(\?|$)")
    page.route(pattern, fault)
    page.goto(address)
    settle(page, watch)
    page.unroute(pattern)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_that_breaks_breaks_alone(showcase: Site, open_page: OpenPage, name: str) -> None:
    """Lost or throwing: the others start, and what is missing is named."""
    break_in_turn(showcase, open_page, name, (lost, throwing))


@pytest.mark.long
@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_that_breaks_otherwise(showcase: Site, open_page: OpenPage, name: str) -> None:
    """The same holds where it throws later, or where no script arrives in its place."""
    break_in_turn(showcase, open_page, name, (late, not_a_module))


def break_in_turn(
    showcase: Site, open_page: OpenPage, name: str, faults: tuple[Callable[[Route], None], ...]
) -> None:
    """Open the component's page with each fault, and look at all else."""
    path, words = COMPONENTS[name]
    module = MODULES.get(name, f"{name}/{name}")
    page, watch = open_page(showcase, path)
    whole = started(page)
    assert whole[name] == "yes"
    plain = page.locator("h1").inner_text()
    for fault in faults:
        visit(page, watch, showcase.url + path, module, fault)
        assert started(page) == {**whole, name: "no"}
        said = expect(page.locator("[data-missing]"))
        said.to_contain_text(f"Could not be loaded: {words}. The rest works.") if words else said.to_be_hidden()
        expect(page.locator("h1")).to_have_text(plain)
        expect(page.get_by_role("complementary", name="Get help now").get_by_role("link").first).to_be_visible()
    if name in ("finder", "search-panel"):
        assert_none(axe(page))
    assert [line for line in watch.console if line.startswith("uncaught")] == []


@pytest.mark.parametrize("script", ["start", "early", "exit-page/exit-page"])
def test_a_script_that_all_pages_share(showcase: Site, open_page: OpenPage, script: str) -> None:
    """Without the file that starts all else the plain page says what does not work; each link is what it was."""
    page, watch = open_page(showcase, "about/")
    page.route(re.compile(rf"/components/{script}\.m?js"), lost)
    for path in ("groups/example-sensitive-group.html", "groups/", "search/"):
        page.goto(showcase.url + path)
        if script == "start":
            expect(page.locator("[data-missing]")).to_contain_text("quick search")
            expect(page.locator("button:visible, select:visible, input:visible")).to_have_count(0)
        else:
            settle(page, watch)
            assert set(started(page).values()) == {"yes"}
    page.goto(showcase.url + "groups/example-sensitive-group.html")
    page.context.route("https://exit.example/**", lambda route: route.fulfill(body="<h1>Sunny spells</h1>"))
    page.locator(".hub-exit__link").click()
    page.wait_for_url("https://exit.example/")


def test_every_fetch_fails(showcase: Site, open_page: OpenPage) -> None:
    """When no data arrives, dates keep their plain words, and finder and search say that they could not be loaded."""
    page, watch = open_page(showcase, "groups/example-fresh.html", java_script_enabled=False)
    plain = page.locator(".hub-when").inner_text()
    page, watch = open_page(showcase, "about/")
    page.route(re.compile(r"\.json(\?|$)|/search/$"), lost_fetch)
    page.goto(showcase.url + "groups/example-fresh.html")
    settle(page, watch)
    # The browser then says the next date in its own way: the day and the hour are the same.
    assert "24 November 2026" in plain
    expect(page.locator(".hub-when")).to_contain_text(re.compile("24 November 2026|November 24, 2026"))
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    page.wait_for_url(showcase.url + "search/")
    page.get_by_role("searchbox").fill("example")
    expect(page.locator("[data-search-status]")).to_contain_text("could not be loaded")
    page.get_by_role("searchbox").fill("he hits me")
    expect(page.locator("[data-search-help]")).to_contain_text("Example Safety Line")
    page.goto(showcase.url + "groups/")
    settle(page, watch)
    page.get_by_role("button", name="Look through all groups").click()
    expect(page.locator("[data-finder-status]")).to_contain_text("could not be loaded")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible()


def test_pictures_sheets_and_fonts_fail(showcase: Site, open_page: OpenPage) -> None:
    """Without any sheet, picture or font the words, the help and the components are there."""
    page, watch = open_page(showcase, "about/")
    page.route(re.compile(r"\.(css|woff2|svg|png)(\?|$)"), lost)
    for path in ("", "groups/", "groups/example-fresh.html", "using-a-group/every-markdown-feature/"):
        page.goto(showcase.url + path)
        settle(page, watch)
        assert set(started(page).values()) == {"yes"}
        expect(page.locator("h1")).to_be_visible()
        expect(page.get_by_role("complementary", name="Get help now").get_by_role("link").first).to_be_visible()
        expect(page.locator("[data-missing]")).to_be_hidden()
