"""The tests' own server treats addresses as GitHub Pages does, and the browser is a real one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.server import SiteServer

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path, site_server: Callable[..., SiteServer]) -> SiteServer:
    """A site of one page, one listing, one module and a page for what is not there."""
    (tmp_path / "groups").mkdir()
    (tmp_path / "index.html").write_text(
        '<!doctype html><title>Home</title><script type="module" src="hello.mjs"></script><h1>Home</h1>',
        encoding="utf-8",
    )
    (tmp_path / "groups" / "a.html").write_text("<!doctype html><title>A group</title>", encoding="utf-8")
    (tmp_path / "hello.mjs").write_text('document.querySelector("h1").textContent = "Hello";', encoding="utf-8")
    (tmp_path / "404.html").write_text("<!doctype html><title>Not here</title>", encoding="utf-8")
    return site_server(tmp_path, "a-hub")


def test_a_site_is_served_below_its_name(served: SiteServer, page: Page) -> None:
    """The home page and its module load below /a-hub/, and nothing else is asked for but an icon."""
    page.goto(served.url)
    page.get_by_role("heading", name="Hello").wait_for()
    assert served.url.endswith("/a-hub/")
    assert set(served.requests) - {"/favicon.ico"} == {"/a-hub/", "/a-hub/hello.mjs"}


@pytest.mark.parametrize("address", ["groups/a.html", "groups/a"])
def test_a_flat_page_is_found_with_and_without_its_ending(served: SiteServer, page: Page, address: str) -> None:
    """Hosts serve groups/a.html as groups/a too."""
    answer = page.goto(served.url + address)
    assert answer is not None
    assert (answer.status, page.title()) == (200, "A group")


@pytest.mark.parametrize("address", ["/a-hub/nothing", "/index.html", "/", "/a-hub/groups/", "/a-hub/../conftest.py"])
def test_what_is_not_there_gets_the_sites_own_page(served: SiteServer, page: Page, address: str) -> None:
    """Outside the site, in a folder without a page and at a wrong address, the answer is 404 with the site's page."""
    answer = page.goto(served.origin + address)
    assert answer is not None
    assert (answer.status, page.title()) == (404, "Not here")
