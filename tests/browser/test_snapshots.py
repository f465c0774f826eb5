"""What a screen reader is told of each kind of page: the accessibility tree, as golden files in snapshots/.

Changed a page on purpose? `HUB_UPDATE_SNAPSHOTS=1 ./hub test -- tests/browser/test_snapshots.py` writes them anew;
read the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import OpenPage
from tests.browser.pages import SHOWCASE_PAGES, STATES
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

SNAPSHOTS = Path(__file__).parent / "snapshots"
MOST_LINES = 400
# The parts around the content are the same on every page: they are kept once.
AROUND = {"around-home": "home", "around-sensitive-listing": "listing-sensitive", "around-help": "help"}
OPEN = ("search-open", "search-danger")


def compare(name: str, tree: str) -> None:
    """Compare a tree with its golden file, or write the file when that was asked for."""
    lines = tree.splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"# and {len(lines) - MOST_LINES} more lines of the same"]
    text = "\n".join(lines) + "\n"
    file = SNAPSHOTS / f"{name}.yaml"
    if os.environ.get("HUB_UPDATE_SNAPSHOTS") == "1":
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    assert file.is_file(), f"there is no {file.name} yet; write it with HUB_UPDATE_SNAPSHOTS=1"
    assert text == file.read_text(encoding="utf-8"), f"{file.name} differs; if on purpose: HUB_UPDATE_SNAPSHOTS=1"


def all_but_the_content(page: Page) -> str:
    """The tree of the page without its main part."""
    page.evaluate("document.querySelector('main').remove()")
    return page.locator("body").aria_snapshot()


@pytest.mark.parametrize("kind", SHOWCASE_PAGES)
def test_the_content_of_each_kind(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """The content of each kind of page is told as it was when somebody last read it through."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind])
    compare(kind, page.get_by_role("main").aria_snapshot())


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_the_content(showcase: Site, open_page: OpenPage, name: str) -> None:
    """Help, the way out, the header and the footer are told the same."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[AROUND[name]])
    compare(name, all_but_the_content(page))


@pytest.mark.parametrize("name", OPEN)
def test_the_search_sheet(showcase: Site, open_page: OpenPage, name: str) -> None:
    """The sheet is a dialog with a name and a field with a label; help in danger is headings and links."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[STATES[name].page])
    STATES[name].act(page)
    # What is found, and in which order, is the search's own affair and its tests'.
    page.evaluate("document.querySelectorAll('[data-search-results], [data-search-status]').forEach(e => e.remove())")
    compare(name, page.get_by_role("dialog").aria_snapshot().replace(showcase.url, "/"))


def test_no_golden_file_is_left_over() -> None:
    """Each golden file belongs to a kind of page or a state."""
    assert {file.stem for file in SNAPSHOTS.glob("*.yaml")} == {*SHOWCASE_PAGES, *AROUND, *OPEN}
