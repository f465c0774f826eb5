"""A leaflet comes out of a printer on one sheet, with help at its top, whatever paper a country uses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import PdfMargins, expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

LEAFLETS = ("leaflets/what-is-a-peer-support-group/", "leaflets/your-first-meeting/")
# As a browser's own dialogue has them.
MARGINS: PdfMargins = {"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"}
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("path", LEAFLETS)
def test_it_prints_on_one_page(shipped: Site, open_page: OpenPage, path: str) -> None:
    """On A4 and on Letter nothing runs over, and the page that lies on a table says whom to ring."""
    page, _ = open_page(shipped, path)
    for paper in ("A4", "Letter"):
        printed = page.pdf(format=paper, print_background=True, margin=MARGINS)
        assert len(_PAGE.findall(printed)) == 1, paper
    page.emulate_media(media="print")
    expect(page.get_by_role("complementary", name="Get help now")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Print this leaflet")).to_be_hidden()
    expect(page.get_by_role("heading", name="Your group")).to_be_visible()


def test_longer_pages_take_more_paper(shipped: Site, open_page: OpenPage) -> None:
    """The count of pages can tell one from many: an article takes several."""
    page, _ = open_page(shipped, "using-a-group/your-first-meeting/")
    assert len(_PAGE.findall(page.pdf(format="A4", margin=MARGINS))) > 2
