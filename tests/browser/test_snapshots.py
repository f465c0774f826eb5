"""What a screen reader is told of each kind of page: the accessibility tree, as golden files in snapshots/.

The content of each kind is compared in test_every_page.py, which has the page open. Changed one on purpose?
`HUB_UPDATE_SNAPSHOTS=1 ./hub test -- tests/browser/test_every_page.py tests/browser/test_snapshots.py` writes them
anew; read the difference before you commit it.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import OpenPage
from tests.browser.golden import SNAPSHOTS, differs
from tests.browser.pages import SHOWCASE_PAGES, STATES
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

# The parts around the content are the same on every page: they are kept once.
AROUND = {"around-home": "home", "around-sensitive-listing": "listing-sensitive", "around-help": "help"}
OPEN = ("search-open", "search-danger")


def all_but_the_content(page: Page) -> str:
    """The tree of the page without its main part."""
    page.evaluate("document.querySelector('main').remove()")
    return page.locator("body").aria_snapshot()


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_the_content(showcase: Site, open_page: OpenPage, name: str) -> None:
    """Help, the way out, the header and the footer are told the same."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[AROUND[name]])
    assert not differs(name, all_but_the_content(page))


@pytest.mark.parametrize("name", OPEN)
def test_the_search_sheet(showcase: Site, open_page: OpenPage, name: str) -> None:
    """The sheet is a dialog with a name and a field with a label; help in danger is headings and links."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[STATES[name].page])
    STATES[name].act(page)
    # What is found, and in which order, is the search's own affair and its tests'.
    page.evaluate("document.querySelectorAll('[data-search-results], [data-search-status]').forEach(e => e.remove())")
    assert not differs(name, page.get_by_role("dialog").aria_snapshot().replace(showcase.url, "/"))


def test_no_golden_file_is_left_over() -> None:
    """Each golden file belongs to a kind of page or a state."""
    assert {file.stem for file in SNAPSHOTS.glob("*.yaml")} == {*SHOWCASE_PAGES, *AROUND, *OPEN}
