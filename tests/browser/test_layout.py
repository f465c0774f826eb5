"""Layout that holds: no sideways scrolling, visible focus, targets large enough, spacing and colours overridden."""

from __future__ import annotations

import pytest
from tests.browser.conftest import OpenPage
from tests.browser.measures import measure, whole
from tests.browser.none import assert_none
from tests.browser.pages import LAYOUTS, SHOWCASE_PAGES, STATES
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

MOST_STOPS = 45
FORCED = ("home", "listing-sensitive", "list-first-page", "search", "help-danger", "directory")
SHEETS = ("search-open", "search-results", "search-danger", "article-all-open", "help-all-open", "listing-all-open")


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_lost_when_something_is_open(showcase: Site, open_page: OpenPage, name: str) -> None:
    """At 320 px an open sheet or disclosure scrolls only down, and its targets have 24 px."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[STATES[name].page], width=320, height=640)
    STATES[name].act(page)
    assert_none([*measure(page, "sideways"), *measure(page, "smallTargets")])


@pytest.mark.parametrize("kind", LAYOUTS)
def test_targets_and_motion_on_a_wide_screen(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """At 1280 px every target has 24 px, and wider text spacing clips and covers nothing.

    A reader who asked for less motion gets none: no animation, no transition, no smooth scrolling.
    """
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind], reduced_motion="reduce")
    found = measure(page, "moving")
    whole(page, 1280)
    found += [*measure(page, "sideways"), *measure(page, "smallTargets")]
    measure(page, "spaceText")
    whole(page, 1280)
    assert_none(found + [line for name in ("sideways", "clipped", "covered") for line in measure(page, name)])


# 1280 by 1024 px at 400 % leaves 320 by 256.
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 256)], ids=["wide", "zoomed-to-400"])
@pytest.mark.parametrize("kind", LAYOUTS)
def test_focus_is_seen_at_every_stop(showcase: Site, open_page: OpenPage, kind: str, width: int, height: int) -> None:
    """The Tab key goes through the page in order; each stop shows a ring and is not hidden under anything."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind], width=width, height=height, reduced_motion="reduce")
    found = measure(page, "sideways")
    expected = min(measure(page, "stops"), MOST_STOPS)
    met = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = measure(page, "focused")
        if stop is None:
            break
        met += 1
        found += stop["wrong"]
    if met < expected:
        found.append(f"the Tab key reaches {met} of at least {expected} stops")
    assert_none(found)


@pytest.mark.parametrize("kind", FORCED)
def test_focus_is_seen_with_forced_colours(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """With the reader's own colours forced, focus still shows, and buttons still look like buttons."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind], forced_colors="active")
    found = measure(page, "borderless")
    for _ in range(15):
        page.keyboard.press("Tab")
        found += (measure(page, "focused") or {"wrong": []})["wrong"]
    assert_none(found)


def test_what_is_printed_can_be_read(showcase: Site, open_page: OpenPage) -> None:
    """Printed in either scheme, without grounds, each word stands out from white paper: the help lines above all."""
    page, _ = open_page(showcase, "")
    found: list[str] = []
    for kind in LAYOUTS:
        for scheme in ("light", "dark"):
            page.emulate_media(media="print", color_scheme=scheme)
            page.goto(showcase.url + SHOWCASE_PAGES[kind])
            found += [f"{kind}, {scheme}: {line}" for line in measure(page, "paleInk")]
    assert_none(found)


# How far what a reader sees moves by itself, as browsers count it: https://web.dev/articles/cls
_MOVED = """() => new Promise((resolve) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) moved += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 200);
})"""


@pytest.mark.parametrize("width", [360, 1350])
@pytest.mark.parametrize("path", ["search/", "groups/", "suggest/", ""], ids=["search", "finder", "forms", "home"])
def test_nothing_moves_while_a_page_loads(shipped: Site, open_page: OpenPage, path: str, width: int) -> None:
    """On a slow line, what the scripts add has its room already."""
    page, _ = open_page(shipped, "about/", width=width, height=640)
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.goto(shipped.url + path, wait_until="networkidle")
    assert page.evaluate(_MOVED) < 0.1
