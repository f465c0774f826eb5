"""The top of every page: help, the way out, name, menu and search, small on a phone and whole at any size of text."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.measures import measure, whole
from tests.browser.none import assert_none
from tests.browser.pages import LAYOUTS, SHIPPED_PAGES, SHOWCASE_PAGES
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

HIGHEST = 112
LONG = "The Carmarthenshire and Pembrokeshire Neighbourhood Peer Support Hub for Young Adult Carers"
ONE_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
TOP = re.compile("hub-(?:help|header|exit)")
HITS = """(element) => {
    const box = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
}"""


def top(page: Page) -> float:
    """Where the content begins."""
    return float(page.locator("main").bounding_box()["y"])  # type: ignore[index]  # it is there


@pytest.mark.parametrize("kind", [*SHIPPED_PAGES, "help-danger"])
def test_the_top_is_small_on_a_phone(shipped: Site, open_page: OpenPage, kind: str) -> None:
    """At 360 and 320 px help, the way out, the demo's line, name, menu and search take 112 px, and all can be hit."""
    path = {**SHOWCASE_PAGES, **SHIPPED_PAGES}[kind]
    page, _ = open_page(shipped, path, width=360, height=740, has_touch=True, is_mobile=True)
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        assert top(page) <= HIGHEST
        links = page.locator(".hub-help-bar a:visible, .hub-exit__link, .hub-header :is(a, summary):visible").all()
        assert [link.inner_text().split()[-1] for link in links[:5]] == ["page", "999", "123", "help", "Hub"]
        assert_none([f"{link.inner_text()} is covered" for link in links if not link.evaluate(HITS)])
        assert {round(float(box["y"])) for link in links[1:4] if (box := link.bounding_box())} == {0}


@pytest.mark.parametrize("kind", ["home", "help", "listing-sensitive"])
def test_long_names_and_large_text(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """A long name, or one long word, with text at 200 %: nothing is cut off, covered or pushed out of sight."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind], width=320, height=740)
    found: list[str] = []
    for name, (width, text) in product((LONG, ONE_WORD), ((320, 100), (320, 200), (360, 200), (1280, 200))):
        page.set_viewport_size({"width": width, "height": 740})
        page.locator(".hub-header__name").evaluate("(link, name) => { link.textContent = name; }", name)
        page.locator("html").evaluate("(root, text) => { root.style.fontSize = `${1.125 * text}%`; }", text)
        whole(page, width)
        wrong = [line for one in ("sideways", "clipped", "covered", "smallTargets") for line in measure(page, one)]
        found += [f"{name[:5]}, {width} px, {text} %: {line}" for line in wrong if TOP.search(line)]
    assert_none(found)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("kind", ["article", "help"])
def test_the_menu_opens_without_a_script(showcase: Site, open_page: OpenPage, kind: str, scripts: bool) -> None:
    """On a phone the menu is folded; it opens over the page, below the way out, and moves nothing."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind], width=360, height=740, java_script_enabled=scripts)
    before = top(page)
    entry = page.get_by_role("banner").get_by_role("link", name="Find a group")
    expect(entry).to_be_hidden()
    page.locator("summary", has_text="Menu").click()
    expect(entry).to_be_visible()
    assert top(page) == before
    page.mouse.wheel(0, 60)
    if scripts and page.locator(".hub-exit__link").count():
        assert page.locator(".hub-exit__link").evaluate(HITS)
    entry.click()
    page.wait_for_url(showcase.url + "groups/")


@pytest.mark.parametrize("kind", LAYOUTS)
def test_the_menu_is_open_where_there_is_room(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """At 1280 px name, menu and search stand in one row, and nothing has to be opened."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind])
    header = page.get_by_role("banner")
    expect(page.locator("summary", has_text="Menu")).to_be_hidden()
    boxes = [link.bounding_box() for link in header.locator("a").all()]
    middles = [round(box["y"] + box["height"] / 2) for box in boxes if box]
    assert len(middles) == 5
    assert max(middles) - min(middles) <= 2
    assert header.get_by_role("link", name="Find a group").evaluate(HITS)


def test_the_way_out_is_as_wide_as_its_words(shipped: Site, open_page: OpenPage) -> None:
    """On a phone it says one word; it covers nothing else of the page that is scrolled below it."""
    page, _ = open_page(shipped, "why-it-helps/stigma/", width=360, height=740, has_touch=True, is_mobile=True)
    box = page.locator(".hub-exit__link").bounding_box()
    assert box is not None
    assert box["width"] <= 70
    page.evaluate("scrollTo(0, 800)")
    left = "document.elementFromPoint(40, 20).closest('.hub-exit') === null"
    assert page.evaluate(left)
    assert page.locator(".hub-exit__link").evaluate(HITS)


def test_content_notes_in_proportion(showcase: Site, open_page: OpenPage) -> None:
    """A page that mentions something hard has one line with a way to help; one that is about it has a box."""
    page, _ = open_page(showcase, SHOWCASE_PAGES["landing"], width=360, height=740)
    note = page.get_by_role("note")
    expect(note.get_by_role("link", name="Get help now")).to_be_visible()
    assert note.evaluate("(note) => note.offsetHeight") <= 60
    expect(page.get_by_role("complementary", name="Before you read")).to_have_count(0)
    page.goto(showcase.url + SHOWCASE_PAGES["article-reviewed-sensitive"])
    box = page.get_by_role("complementary", name="Before you read")
    expect(box.get_by_role("link", name="Call 999")).to_be_visible()


FIRST_THINGS = {
    "home": (".hub-hero__actions a", 500),
    "article": (".hub-lead", 420),
    "listing": (".hub-when", 480),
}


@pytest.mark.parametrize("kind", FIRST_THINGS)
def test_what_matters_most_is_seen_first(shipped: Site, open_page: OpenPage, kind: str) -> None:
    """On a phone the way to groups, an article's first sentence and when a group meets stand near the top."""
    selector, lowest = FIRST_THINGS[kind]
    page, _ = open_page(shipped, SHIPPED_PAGES[kind], width=360, height=740)
    box = page.locator(selector).first.bounding_box()
    assert box
    assert box["y"] < lowest
