"""Pictures of each kind of page, for people to look at: artifacts/screenshots/, in both schemes.

Nothing is compared. A picture that cannot be taken, or that shows nothing, fails. The ordinary run takes a phone in
light and a desk in dark, the long run each width in both.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import OpenPage
from tests.browser.pages import LAYOUTS, SHIPPED_PAGES, SHOWCASE_PAGES, STATES
from tests.browser.sites import ROOT, Site

pytestmark = pytest.mark.browser

FOLDER = ROOT / "artifacts" / "screenshots"
USUAL = ((360, "light"), (1280, "dark"))
ALL = tuple((width, scheme) for width in (320, 360, 768, 1280) for scheme in ("light", "dark"))
# Long lists are cut: the picture is for the eye.
HIGHEST = 4000
SHOWN = tuple(kind for kind in LAYOUTS if kind not in SHIPPED_PAGES)
SHEETS = ("search-results", "search-danger", "leaving-begun")


def take(page: Page, name: str, views: tuple[tuple[int, str], ...] = USUAL) -> None:
    """Take one page at these widths and in these schemes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
        page.set_viewport_size({"width": width, "height": max(900, height)})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two words it takes
        # As PNG a long page takes a second of packing.
        path = FOLDER / f"{name}-{width}-{scheme}.jpeg"
        picture = page.screenshot(path=path, type="jpeg", quality=80)
        assert len(picture) > 5_000, f"{name} at {width} px, {scheme}, shows nothing"


@pytest.mark.parametrize("kind", SHIPPED_PAGES)
def test_pictures_of_the_shipped_hub(shipped: Site, open_page: OpenPage, kind: str) -> None:
    """Each kind of page of the shipped hub."""
    page, _ = open_page(shipped, SHIPPED_PAGES[kind])
    take(page, f"shipped-{kind}")


@pytest.mark.parametrize("kind", SHOWN)
def test_pictures_of_the_showcase(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """The kinds that the shipped hub has no page of."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind])
    take(page, kind)


@pytest.mark.long
@pytest.mark.parametrize("kind", SHIPPED_PAGES)
def test_more_pictures_of_the_shipped_hub(shipped: Site, open_page: OpenPage, kind: str) -> None:
    """Each at every width, in both schemes."""
    page, _ = open_page(shipped, SHIPPED_PAGES[kind])
    take(page, f"shipped-{kind}", ALL)


@pytest.mark.long
@pytest.mark.parametrize("kind", SHOWCASE_PAGES)
def test_pictures_of_everything(showcase: Site, open_page: OpenPage, kind: str) -> None:
    """Every kind and state of the showcase, at every width."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[kind])
    take(page, kind, ALL)


@pytest.mark.parametrize("name", SHEETS)
def test_pictures_of_states(showcase: Site, open_page: OpenPage, name: str) -> None:
    """What a page looks like after somebody did something."""
    page, _ = open_page(showcase, SHOWCASE_PAGES[STATES[name].page])
    STATES[name].act(page)
    take(page, name)
