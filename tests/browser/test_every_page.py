"""Every kind of page and every state, wide and narrow, light and dark: usable by all, silent, and self-contained."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.axe import axe
from tests.browser.conftest import OpenPage
from tests.browser.golden import differs
from tests.browser.measures import lost
from tests.browser.none import assert_none
from tests.browser.pages import LAYOUTS, SHIPPED_PAGES, SHOWCASE_PAGES, STATES
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}


def seen_every_way(page: Page) -> list[str]:
    """Run axe at both widths and in both schemes, on the page as it stands."""
    found = [f"1280 px, light: {line}" for line in axe(page)]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # Playwright's own TypedDict
    found += [f"320 px, light: {line}" for line in axe(page, without=("color-contrast",))]
    # Colours are all that a scheme changes.
    page.emulate_media(color_scheme="dark")
    found += [f"320 px, dark: {line}" for line in axe(page, only=("color-contrast",))]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # as above
    found += [f"1280 px, dark: {line}" for line in axe(page, only=("color-contrast",))]
    return found


def seen_briefly(page: Page) -> list[str]:
    """Run axe where most goes wrong, and look at the other scheme's colours: enough where only the words differ."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # as above
    found = [f"320 px, light: {line}" for line in axe(page)]
    page.emulate_media(color_scheme="dark")
    return found + [f"320 px, dark: {line}" for line in axe(page, only=("color-contrast",))]


@pytest.mark.parametrize("kind", SHOWCASE_PAGES)
def test_each_kind_of_page(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """Each kind of page passes axe-core, asks nobody else for anything, keeps nothing and complains of nothing.

    A screen reader is told its content as it was when somebody last read it through. At 320 px it does not scroll
    sideways, every target has 24 px, and wider text spacing clips and covers nothing.
    """
    page, watch = open_page(showcase, SHOWCASE_PAGES[kind])
    told = differs(kind, page.get_by_role("main").aria_snapshot())
    if kind == "not-found":
        # The browser notes that the address was not found: that is the point of the page.
        watch.console = [line for line in watch.console if "404 (" not in line]
    found = seen_every_way(page) if kind in LAYOUTS else seen_briefly(page)
    assert_none(told + found + watch.wrong(page) + lost(page))


@pytest.mark.parametrize("kind", SHIPPED_PAGES)
def test_each_kind_of_shipped_page(shipped: Site, open_page: OpenPage, kind: str) -> None:
    """The same holds for the hub as shipped, with its banner, its words and its real listings."""
    page, watch = open_page(shipped, SHIPPED_PAGES[kind])
    assert_none(seen_briefly(page) + watch.wrong(page) + lost(page))


@pytest.mark.long
@pytest.mark.parametrize("kind", [kind for kind in SHOWCASE_PAGES if kind not in LAYOUTS])
def test_each_other_kind_every_way(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """Where only the words differ from a kind that was seen both wide and narrow, the same holds both ways too."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind])
    assert_none(seen_every_way(page))


@pytest.mark.long
@pytest.mark.parametrize("kind", SHIPPED_PAGES)
def test_each_shipped_kind_every_way(shipped: Site, open_page: OpenPage, kind: str) -> None:
    """And so it does for the hub as shipped."""
    page, _ = open_page(shipped, SHIPPED_PAGES[kind])
    assert_none(seen_every_way(page))


@pytest.mark.parametrize("name", STATES)
def test_each_state(showcase: Site, open_page: OpenPage, name: str) -> None:
    """The same holds after a reader did something; only what is declared is kept, and only where it was asked for."""
    state = STATES[name]
    page, watch = open_page(showcase, SHOWCASE_PAGES[state.page])
    state.act(page)
    may_keep = {state.keeps[0]: [state.keeps[1]]} if state.keeps else {}
    assert_none(seen_briefly(page) + watch.wrong(page, may_keep))


@pytest.mark.long
@pytest.mark.parametrize("name", STATES)
def test_each_state_every_way(showcase: Site, open_page: OpenPage, name: str) -> None:
    """And so it does wide and narrow, in both schemes."""
    state = STATES[name]
    page, _ = open_page(showcase, SHOWCASE_PAGES[state.page])
    state.act(page)
    assert_none(seen_every_way(page))


@pytest.mark.parametrize("kind", SHOWCASE_PAGES)
def test_each_kind_without_javascript(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """Without JavaScript each page has its words and its help, asks nobody else, and shows no dead control."""
    page, watch = open_page(showcase, SHOWCASE_PAGES[kind], width=320, java_script_enabled=False)
    watch.console = [line for line in watch.console if "404 (" not in line]
    assert_none(watch.wrong(page, script=False))
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("complementary", name="Get help now").get_by_role("link").first.is_visible()
    # A control that only a script can make work is hidden until the script is there; disclosures need none.
    assert_none(page.locator("button:visible, select:visible, input:visible").all_inner_texts())
