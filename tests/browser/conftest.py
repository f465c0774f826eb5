"""A real browser, and a server that gives it a built site as a host would."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.server import SiteServer

from peerhub.cli.test_command import find_browser


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """Start the browser that `./hub test` found, once for all tests of this process."""
    path = os.environ.get("HUB_BROWSER") or find_browser()
    if not path:
        pytest.skip("no Chromium, Chrome or Edge is installed; `./hub test` fetches one")
    with sync_playwright() as playwright:
        # Chromium's own sandbox refuses to run as root, as CI's containers do.
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Generator[BrowserContext]:
    """Open a fresh profile: nothing stored, nothing cached."""
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page in a fresh profile."""
    return context.new_page()


@pytest.fixture(scope="session")
def site_server() -> Generator[Callable[..., SiteServer]]:
    """Serve a built site's folder below a sub-path, as GitHub Pages does: `site_server(folder).url`."""
    with ExitStack() as stack:

        def serve(folder: Path, name: str = "hub-name") -> SiteServer:
            return stack.enter_context(SiteServer(folder, name))

        yield serve
