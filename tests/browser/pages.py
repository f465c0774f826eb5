"""The kinds of page, and the states that a page can be put in: what every check of the harness goes through.

A new kind of page or a new state is one entry here, and every check then covers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Page, expect

# One page of the showcase for each kind, and for each state that the data gives a kind.
SHOWCASE_PAGES = {
    "home": "",
    "landing": "using-a-group/",
    "article": "using-a-group/every-markdown-feature/",
    "article-reviewed-sensitive": "why-it-helps/example-benefit/",
    "article-overdue": "using-a-group/what-is-a-peer-support-group/",
    "article-withheld": "using-a-group/being-reviewed/",
    "evidence": "evidence/what-peer-support-can-and-cannot-do/",
    "policy": "about/",
    "bibliography": "references/",
    "safety": "stay-safe-online/",
    "help": "get-help-now/",
    "help-danger": "get-help-now/abuse/",
    "search": "search/",
    "not-found": "an/address/that/leads/nowhere",
    "directory": "groups/",
    "upcoming": "groups/upcoming.html",
    "list-topic": "groups/topics/example-worry.html",
    "list-sensitive-topic": "groups/topics/example-sensitive.html",
    "list-first-page": "groups/topics/example-many.html",
    "list-last-page": "groups/topics/example-many-2.html",
    "list-empty": "groups/topics/example-empty.html",
    "list-region": "groups/places/gb/example-region.html",
    "list-day": "groups/days/tuesday.html",
    "list-online": "groups/online.html",
    "suggest": "suggest/",
    "listing-fresh": "groups/example-fresh.html",
    "listing-ageing": "groups/example-ageing.html",
    "listing-stale": "groups/example-stale.html",
    "listing-withheld": "groups/example-withheld.html",
    "listing-unchecked": "groups/example-unchecked.html",
    "listing-closed": "groups/example-closed.html",
    "listing-moved": "groups/example-moved.html",
    "listing-removed": "groups/example-removed.html",
    "listing-paused": "groups/example-paused.html",
    "listing-online": "groups/example-online.html",
    "listing-hybrid": "groups/example-hybrid.html",
    "listing-by-phone": "groups/example-by-phone.html",
    "listing-sensitive": "groups/example-sensitive-group.html",
    "listing-protected": "groups/example-protected-group.html",
    "listing-network": "groups/example-network.html",
    "listing-forum": "groups/example-forum.html",
}

# The kinds whose layout differs: slower checks keep to these, and the long run takes all.
LAYOUTS = (
    "home",
    "article",
    "article-reviewed-sensitive",
    "help",
    "search",
    "not-found",
    "directory",
    "upcoming",
    "list-first-page",
    "list-empty",
    "listing-fresh",
    "listing-unchecked",
    "listing-closed",
    "listing-sensitive",
)

# The same kinds on the hub as shipped, with its own words and its real data.
SHIPPED_PAGES = {
    "home": "",
    "article": "why-it-helps/stigma/",
    "evidence": "evidence/research-in-full/",
    "picture": "evidence/research-in-one-picture/",
    "leaflet": "leaflets/your-first-meeting/",
    "policy": "about/privacy/",
    "safety": "stay-safe-online/",
    "help": "get-help-now/",
    "search": "search/",
    "directory": "groups/",
    "upcoming": "groups/upcoming.html",
    "list-topic": "groups/topics/depression.html",
    "list-country": "groups/places/gb.html",
    "listing": "groups/andys-man-club-scarborough.html",
}


@dataclass(frozen=True)
class State:
    """A page of the showcase after somebody did something on it."""

    page: str
    act: Callable[[Page], None]
    keeps: tuple[str, str] | None = None
    """What it leaves on the device: the area of storage, and the name."""


def open_search(page: Page) -> None:
    """Open the search sheet as a reader does."""
    opener = page.get_by_role("banner").get_by_role("button", name="Search")
    opener.click()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()


def _type(words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.get_by_role("searchbox").fill(words)

    return act


def _search(words: str, then: str, in_sheet: bool = True) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        if in_sheet:
            open_search(page)
        _type(words)(page)
        expect(page.locator("[data-search-status]")).to_have_text(re.compile(r"\d results?$|We have nothing"))
        expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
        expect(page.locator("form[role=search]")).to_contain_text(then)

    return act


def _choose_dark(page: Page) -> None:
    page.get_by_label("Colours").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")


def _two_shifts(page: Page) -> None:
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator(".hub-exit [data-exit-status]")).not_to_be_empty()


def _open_all(page: Page) -> None:
    for summary in page.locator("main details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def _finder(press: str, then: str, choose: str = "") -> Callable[[Page], None]:
    """Open the finder with one of its buttons, perhaps choose something, and wait for what then is there."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=press).click()
        if choose:
            page.locator(choose).first.click()
        expect(page.locator(then).first).to_be_visible()
        page.wait_for_load_state("networkidle")

    return act


def _finder_short(page: Page) -> None:
    page.get_by_role("button", name="Ask me four short questions").click()
    for _ in range(4):
        page.locator("[data-finder-step]:visible [data-finder-skip]").click()
    expect(page.locator("[data-finder-fits] .hub-card").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def _finder_nothing(page: Page) -> None:
    # In the form what would find nothing cannot be chosen; a link may still ask for it.
    page.goto(f"{page.url}#find=topics=example-protected&formats=phone")
    expect(page.locator("[data-finder-loosen] button").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def _finder_list(page: Page) -> None:
    _finder("Look through all groups", "[data-finder-cards] .hub-card")(page)
    page.locator("[data-save]").first.click()
    page.locator("[data-finder-work] [data-finder-open=list]").click()
    expect(page.locator("[data-finder-kept] .hub-card")).to_have_count(1)
    page.locator("[data-list=keep]").click()
    expect(page.locator("[data-finder-list-note]")).not_to_be_empty()


def _suggest_text(page: Page) -> None:
    page.goto(f"{page.url}#changed=example-fresh")
    form = page.locator("#changed form")
    expect(form.get_by_label("Which group has changed")).to_have_value("example-fresh")
    form.get_by_label("Start time").fill("19:30")
    form.get_by_role("button", name="Show my text").click()
    expect(page.locator("#changed [data-suggest-result]")).to_be_visible()


_WORK_CARD = "[data-finder-cards] .hub-card"

STATES = {
    "search-open": State("home", open_search),
    "search-results": State("home", _search("example", "results")),
    "search-nothing": State("home", _search("zzzzqqqq", "These may lead you on")),
    "search-danger": State("home", _search("I want to die", "Example Listeners")),
    "search-page-results": State("search", _search("example", "results", in_sheet=False)),
    "search-page-danger": State("search", _search("he hits me", "Example Safety Line", in_sheet=False)),
    "dark-chosen": State("listing-fresh", _choose_dark, keeps=("localStorage", "hub-scheme")),
    "leaving-begun": State("listing-sensitive", _two_shifts),
    "article-all-open": State("article", _open_all),
    "help-all-open": State("help", _open_all),
    "listing-all-open": State("listing-fresh", _open_all),
    "suggest-text": State("suggest", _suggest_text),
    "finder-question": State("directory", _finder("Ask me four short questions", "[data-finder-step=topics]")),
    "finder-not-safe": State(
        "directory", _finder("Ask me four", "[data-finder-step=unsafe]", choose="[data-finder-unsafe]")
    ),
    "finder-short": State("directory", _finder_short),
    "finder-all": State("directory", _finder("Look through all groups", _WORK_CARD)),
    "finder-filtered": State(
        "directory", _finder("Look through all groups", _WORK_CARD, choose="[data-finder-form] [data-facet=topics]")
    ),
    "finder-nothing": State("directory", _finder_nothing),
    "finder-list": State("directory", _finder_list, keeps=("localStorage", "hub-list")),
}


def wait_until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression of the page is true, asked anew each time.

    Playwright's own `wait_for_function` looks again from inside the page, where our policy forbids to evaluate text:
    it passes only where the first look is enough.
    """
    for _ in range(1500):
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:  # the page was being left; the next one is asked
            if "context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(20)
    raise AssertionError(f"this did not come true: {expression}")
