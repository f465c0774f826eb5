"""Whole ways through the hub by the keyboard alone, found as a screen reader finds them: by role and name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import OpenPage, settle
from tests.browser.measures import measure
from tests.browser.none import assert_none
from tests.browser.sites import Site
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

# As narrow as WCAG 1.4.10 asks, and 1280 by 1024 px at 400 %, which leaves 320 by 256.
VIEWS: dict[str, dict[str, Any]] = {
    "zoomed-to-400-forced-colours": {"width": 320, "height": 256, "forced_colors": "active"},
    "320": {"width": 320, "height": 640},
    "wide-forced-colours": {"forced_colors": "active"},
    "wide": {},
}
MOST_STOPS = 90


class Keys:
    """Somebody at the keyboard, who reads names and presses keys; each stop on the way is looked at."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self.page, self.watch = page, watch
        self.wrong: list[str] = []

    def to(self, target: Locator) -> None:
        """Go on with the Tab key until the focus is there."""
        expect(target).to_have_count(1)
        for _ in range(MOST_STOPS):
            if target.evaluate("(element) => element === document.activeElement"):
                stop = measure(self.page, "focused")
                self.wrong += (stop or {"wrong": [f"nothing shows that {target} has the focus"]})["wrong"]
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not reach {target}")

    def follow(self, target: Locator, address: str) -> None:
        """Go to a link, follow it, and wait until its page is there."""
        self.to(target)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(address)
        settle(self.page, self.watch)

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Go to a control and press it."""
        self.to(target)
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        self.page.keyboard.type(words)


def to_a_groups_link(keys: Keys, root: str) -> None:
    """From home to the directory, a topic, a group, and its way in."""
    page = keys.page
    keys.follow(page.get_by_role("main").get_by_role("link", name="Find a group").first, root + "groups/")
    keys.follow(
        page.get_by_role("main").get_by_role("link", name="Example worry").first,
        root + "groups/topics/example-worry.html",
    )
    keys.follow(
        page.get_by_role("main").get_by_role("link", name="Example Fresh Group"), root + "groups/example-fresh.html"
    )
    join = page.get_by_role("main").get_by_role("link", name="See how to join").first
    keys.to(join)
    assert join.get_attribute("href") == "https://groups.example/fresh/join"


def through_the_finder(keys: Keys, root: str) -> None:
    """The four questions, answered with spaces and Enter, end at a group's page."""
    page = keys.page
    page.goto(root + "groups/")
    settle(page, keys.watch)
    keys.press(page.get_by_role("button", name="Ask me four short questions"))
    expect(page.get_by_role("heading", name="What is going on?")).to_be_focused()
    keys.press(page.locator("[data-finder-step=topics]").get_by_label("Example worry"), "Space")
    for question in ("Who is it for?", "How would you like to meet?", "When could you go?"):
        keys.press(page.locator("[data-finder-step]:visible").get_by_role("button", name="Next"))
        expect(page.get_by_role("heading", name=question)).to_be_focused()
    keys.press(page.locator("[data-finder-step]:visible").get_by_role("button", name="Show what fits"))
    expect(page.get_by_role("heading", name="What we found")).to_be_focused()
    group = page.locator("[data-finder-short]").get_by_role("link", name="Example Ageing Group")
    keys.follow(group, root + "groups/example-ageing.html")


def through_the_search(keys: Keys, root: str) -> None:
    """The sheet opens, finds, is walked with the arrows, and closes; then a result opens."""
    page = keys.page
    page.goto(root)
    settle(page, keys.watch)
    opener = page.get_by_role("banner").get_by_role("button", name="Search")
    keys.press(opener)
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    keys.type("example fresh")
    results = page.get_by_role("dialog").locator("[data-search-results]")
    found = results.get_by_role("link").first
    # The first letter is answered at once: whoever goes on before the last answer would be on a link that goes.
    expect(results).to_have_attribute("aria-busy", "false")
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(root)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def to_help(keys: Keys, root: str) -> None:
    """From any page to all help, to one danger's page, into another country, and to a number."""
    page = keys.page
    page.goto(root + "about/")
    settle(page, keys.watch)
    keys.follow(
        page.get_by_role("complementary", name="Get help now").get_by_role("link").last, root + "get-help-now/"
    )
    keys.follow(
        page.get_by_role("main").get_by_role("link", name="Someone hurts or controls me"),
        root + "get-help-now/abuse/",
    )
    keys.to(page.get_by_role("main").get_by_role("link", name="Call 0808 157 0456"))
    keys.press(page.locator("#country-IE > summary"))
    keys.to(page.locator("#country-IE").get_by_role("link", name="Call 01632 960 123"))


def to_a_letter(keys: Keys, root: str) -> None:
    """From a listing to a letter that says what has changed there."""
    page = keys.page
    page.goto(root + "groups/example-fresh.html")
    settle(page, keys.watch)
    keys.to(page.get_by_role("link", name="Has something changed"))
    page.keyboard.press("Enter")
    expect(page.locator("#changed h2")).to_be_focused()
    keys.to(page.locator("#changed form").get_by_label("Anything else"))
    keys.type("The door is at the back.")
    keys.press(page.locator("#changed").get_by_role("button", name="Show my text"))
    expect(page.get_by_role("heading", name="Your text")).to_be_focused()
    keys.to(page.locator("#changed [data-suggest-mail]"))


def out(keys: Keys, root: str) -> None:
    """The second stop of a sensitive page leads away."""
    page = keys.page
    page.context.route("https://exit.example/**", lambda route: route.fulfill(body="<h1>Sunny spells</h1>"))
    page.goto(root + "groups/example-sensitive-group.html")
    settle(page, keys.watch)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    keys.to(page.locator(".hub-exit .hub-skip"))
    page.keyboard.press("Enter")
    page.wait_for_url("https://exit.example/")


JOURNEYS: dict[str, Callable[[Keys, str], None]] = {
    "group": to_a_groups_link,
    "finder": through_the_finder,
    "search": through_the_search,
    "help": to_help,
    "letter": to_a_letter,
    "exit": out,
}


def travel(site: Site, open_page: OpenPage, view: str) -> None:
    """Go every way, one after the other, in one window."""
    page, watch = open_page(site, "", reduced_motion="reduce", **VIEWS[view])
    keys = Keys(page, watch)
    for name, journey in JOURNEYS.items():
        journey(keys, site.url)
        found = [f"{name}: {line}" for line in keys.wrong]
        if name != "exit":
            found += [f"{name}: {line}" for line in measure(page, "sideways")]
        assert_none(found)


def test_every_way_by_keyboard_when_least_is_seen(showcase: Site, open_page: OpenPage) -> None:
    """With 400 % zoom and forced colours: to a group's way in, finder, search, help, a letter, and out."""
    travel(showcase, open_page, "zoomed-to-400-forced-colours")


@pytest.mark.long
@pytest.mark.parametrize("view", [view for view in VIEWS if not view.startswith("zoomed")])
def test_every_way_by_keyboard(showcase: Site, open_page: OpenPage, view: str) -> None:
    """The same ways on other windows."""
    travel(showcase, open_page, view)
