"""What tests of the way out do again and again. The neutral page is answered by the test itself."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page, Route
from tests.browser.sites import Site

EXIT = "https://exit.example/"  # as the showcase's settings name it
NEUTRAL = "<!doctype html><html lang=en><title>Weather</title><h1>Sunny spells</h1>"
PAGE = "groups/example-sensitive-group.html"
PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 740}}
Start = Callable[..., Page]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def back(page: Page) -> None:
    """Go one step back, and wait until the neutral page has been arrived at once more."""
    with page.expect_navigation(url=EXIT):
        page.evaluate("void setTimeout(() => history.back())")


def press_shift(page: Page, times: int = 3) -> None:
    """Press and release Shift."""
    for _ in range(times):
        page.keyboard.press("Shift")


@contextmanager
def neutral_page_held(page: Page) -> Generator[Callable[[], None]]:
    """Leave the neutral page unanswered in this block, then answer it; the call that it gives waits for the request.

    Until the neutral page has arrived the browser holds back whatever a test asks the page itself.
    """
    held: list[Route] = []

    def wait() -> None:
        while not held:
            page.wait_for_timeout(10)

    page.route(EXIT + "**", lambda route: held.append(route))
    yield wait
    for route in held:
        route.fulfill(body=NEUTRAL, content_type="text/html")
    page.unroute(EXIT + "**")
    page.wait_for_url(EXIT)


def noted(page: Page, showcase: Site) -> Any:
    """What a script of a test noted in the tab before the page was left; it is read from another page of the hub."""
    page.goto(showcase.url + "about/")
    return page.evaluate("JSON.parse(sessionStorage.getItem('noted'))")
