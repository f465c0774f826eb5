"""A server that gives the browser a built site as a host would, and the two sites that most tests read."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.exit_driving import EXIT, NEUTRAL, NOON, PAGE, Start
from tests.browser.pages import wait_until
from tests.browser.server import SiteServer
from tests.browser.sites import BUILT, ROOT, Site, build_showcase, build_site, made_once
from tests.browser.watch import Watch

# Nothing is proven by haste: a state that must come may take its time on a busy machine.
expect.set_options(timeout=20_000)

Opened = tuple[Page, Watch]
OpenPage = Callable[..., Opened]


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


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, site_server: Callable[..., SiteServer]) -> Site:
    """Build the hub as shipped and serve it below /name/."""
    home = made_once(tmp_path_factory, "shipped", lambda home: build_site(ROOT, home / "site"))
    return Site(home / "site", site_server(home / "site", "name"))


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory, site_server: Callable[..., SiteServer]) -> Site:
    """Build the showcase of every kind and state, and serve it below /name/."""
    home = made_once(tmp_path_factory, "showcase", build_showcase)
    return Site(home / "site", site_server(home / "site", "name"))


@pytest.fixture
def open_page(browser: Browser) -> Generator[OpenPage]:
    """Open a page of a site under watch, in a fresh profile, on the day on which the sites were built.

    `open_page(site, "groups/", width=320, scheme="dark")` gives the page and its watch. Further options go to
    Playwright's `new_context`.
    """
    contexts: list[BrowserContext] = []

    def opened(
        site: Site, path: str = "", width: int = 1280, height: int = 800, scheme: str = "light", **options: Any
    ) -> Opened:
        settings: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "color_scheme": scheme,
            "locale": "en-GB",
            "timezone_id": "Europe/London",
            **options,
        }
        context = browser.new_context(**settings)
        contexts.append(context)
        watch = Watch(context, site.origin, runs_scripts=bool(options.get("java_script_enabled", True)))
        page = context.new_page()
        page.clock.set_fixed_time(datetime.fromtimestamp(BUILT, UTC))
        page.goto(site.url + path, wait_until="load")
        settle(page, watch)
        return page, watch

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def start(browser: Browser, showcase: Site) -> Generator[Start]:
    """Open a page of the showcase in a new tab, where the neutral page of the way out answers at once.

    With `still` the page's timers stand, so that five seconds never pass by themselves between two presses. Such a
    page is told nothing of its own navigation, so it is no use for going back.
    """
    contexts: list[BrowserContext] = []

    def started(path: str = PAGE, on: Browser | None = None, still: bool = False, **options: Any) -> Page:
        context = (on or browser).new_context(**options)
        contexts.append(context)
        context.route(EXIT + "**", lambda route: route.fulfill(body=NEUTRAL, content_type="text/html"))
        page = context.new_page()
        if still:
            page.clock.install(time=NOON)
            page.clock.pause_at(NOON + timedelta(seconds=1))
        page.goto(showcase.url + path)
        return page

    yield started
    for context in contexts:
        context.close()


_STARTED = """() => !document.querySelector("script[type=module]")
    || [...document.querySelectorAll("[data-component]")].every((element) => element.dataset.started)"""


def settle(page: Page, watch: Watch) -> None:
    """Wait until each component has started or said that it cannot, and nothing more arrives."""
    if watch.runs_scripts:
        wait_until(page, _STARTED)
    quiet = 0
    while quiet < 3:
        page.wait_for_timeout(20)
        quiet = 0 if watch.under_way else quiet + 1
