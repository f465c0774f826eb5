"""Parts that do not arrive: one silent retry, then an honest word, and the rest is searched all the same."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import OpenPage
from tests.browser.server import SiteServer
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def copied(shipped: Site, tmp_path: Path, site_server: Callable[..., SiteServer]) -> Site:
    """Copy the shipped site, so that a test may damage it."""
    folder = shutil.copytree(shipped.folder, tmp_path / "site")
    return Site(folder, site_server(folder, "name"))


def search(page: Page, words: str) -> None:
    """Type into the page's field, as a reader does."""
    page.get_by_role("searchbox").fill(words)


def shard_of(site: Site, term: str) -> Path:
    """Find the file that holds a term."""
    manifest = json.loads((site.folder / "search" / "manifest.json").read_text())
    folder: str = manifest["folder"]
    number = max(at for at, key in enumerate(manifest["shards"]) if key <= term)
    return site.folder / "search" / folder / f"t{number}.json"


@pytest.mark.parametrize("content", [None, b"", b"<!doctype html>", b"null", b"[]", b'{"terms": 1}', b"\xff\xfe"])
def test_a_lost_shard_is_said_and_the_rest_is_searched(
    copied: Site, open_page: OpenPage, content: bytes | None
) -> None:
    """A missing or damaged shard costs its own words only, and the status says that something may be missing."""
    lost = shard_of(copied, "stigma")
    assert lost != shard_of(copied, "bereav")
    if content is None:
        lost.unlink()
    else:
        lost.write_bytes(content)
    page, _ = open_page(copied, "search/")
    search(page, "stigma bereavement ")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("may be missing")
    search(page, "bereavement")
    expect(page.get_by_role("status")).to_contain_text("results")
    expect(page.get_by_role("status")).not_to_contain_text("may be missing")


def test_one_failure_is_mended_in_silence(shipped: Site, open_page: OpenPage) -> None:
    """A shard that arrives at the second try is searched as if nothing had been."""
    page, _ = open_page(shipped, "search/")
    failed: list[str] = []

    def fail_once(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort()

    page.context.route(re.compile(r"/search/[0-9a-f]+/t\d+\.json"), fail_once)
    search(page, "stigma")
    expect(page.locator("[data-search-results] a[href*='why-it-helps/stigma/']").first).to_be_visible()
    assert failed
    expect(page.get_by_role("status")).not_to_contain_text("missing")


def test_a_deploy_in_between_is_not_noticed(copied: Site, open_page: OpenPage) -> None:
    """When the site was published anew since the manifest was read, the question is asked again of the new one."""
    page, _ = open_page(copied, "search/")
    search(page, "bereavement")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    manifest_file = copied.folder / "search" / "manifest.json"
    manifest = json.loads(manifest_file.read_text())
    (copied.folder / "search" / manifest["folder"]).rename(copied.folder / "search" / "newer")
    manifest_file.write_text(json.dumps({**manifest, "folder": "newer"}))
    search(page, "stigma")
    expect(page.locator("[data-search-results] a[href*='why-it-helps/stigma/']").first).to_be_visible()
    expect(page.get_by_role("status")).not_to_contain_text("missing")


def test_a_deploy_between_finding_and_showing_is_not_noticed(copied: Site, open_page: OpenPage) -> None:
    """Results are numbers in one index: when that has gone before they are shown, the question is asked anew."""
    page, _ = open_page(copied, "search/")
    manifest_file = copied.folder / "search" / "manifest.json"
    manifest = json.loads(manifest_file.read_text())

    def publish(route: Route) -> None:
        folder = copied.folder / "search" / manifest["folder"]
        if folder.exists():
            folder.rename(copied.folder / "search" / "newer")
            manifest_file.write_text(json.dumps({**manifest, "folder": "newer"}))
        route.fulfill(status=404)

    page.context.route(re.compile(rf"/search/{manifest['folder']}/d\d+\.json"), publish)
    search(page, "stigma")
    expect(page.locator("[data-search-results] a[href*='why-it-helps/stigma/']").first).to_be_visible()
    expect(page.get_by_role("status")).not_to_contain_text("missing")


def test_nothing_at_all_arriving_is_said_plainly(shipped: Site, open_page: OpenPage) -> None:
    """When no part of the index arrives, the status says that the search could not be loaded."""
    page, _ = open_page(shipped, "search/")
    page.context.route(re.compile(r"/search/[0-9a-f]+/"), lambda route: route.abort())
    search(page, "stigma")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
