"""Exit this page, as readers need it: by link, by Shift, by touch, with Back closed behind it. See CARE's rules.

The neutral page is answered by the test itself, at the address that the showcase's settings name.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.browser.pages import open_search
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

EXIT = "https://exit.example/"
NEUTRAL = "<!doctype html><html lang=en><title>Weather</title><h1>Sunny spells</h1>"
PAGE = "groups/example-sensitive-group.html"
FIVE_DEEP = ("", "groups/", "groups/topics/example-sensitive.html", "why-it-helps/example-benefit/", PAGE)
Start = Callable[..., Page]


@pytest.fixture
def start(browser: Browser, showcase: Site) -> Generator[Start]:
    """Open a page of the showcase in a new tab; `start.left` tells how often the neutral page was asked for."""
    contexts: list[BrowserContext] = []

    def started(path: str = PAGE, on: Browser | None = None, **options: Any) -> Page:
        context = (on or browser).new_context(**options)
        contexts.append(context)
        context.route(EXIT + "**", lambda route: route.fulfill(body=NEUTRAL, content_type="text/html"))
        page = context.new_page()
        page.goto(showcase.url + path)
        if options.get("java_script_enabled", True):
            wait_for_exit(page)
        return page

    yield started
    for context in contexts:
        context.close()


def wait_for_exit(page: Page) -> None:
    """Wait until the component has started, where the page has one."""
    keys = page.locator(".hub-exit__keys")
    # The help page has a way out and no script, so that it is light and cannot fail.
    if keys.count() and page.locator("script[type=module]").count():
        expect(keys).not_to_have_attribute("hidden", "")


def status(page: Page) -> str:
    """What has been announced to a screen reader."""
    return page.locator(".hub-exit [role=status]").inner_text().strip()


def stays(page: Page) -> bool:
    """Whether the hub is still shown, after time enough to leave."""
    page.wait_for_timeout(150)
    return not page.url.startswith(EXIT)


def press_shift(page: Page, times: int = 3) -> None:
    """Press and release Shift."""
    for _ in range(times):
        page.keyboard.press("Shift")


def test_the_link_leaves_in_the_same_tab(start: Start) -> None:
    """The link is a real one, tells the next site nothing, and replaces the page in the history."""
    page = start()
    link = page.locator(".hub-exit__link")
    assert link.get_attribute("href") == EXIT
    assert set((link.get_attribute("rel") or "").split()) >= {"nofollow", "noreferrer"}
    assert link.get_attribute("target") is None
    before = page.evaluate("history.length")
    link.click()
    page.wait_for_url(EXIT)
    assert page.evaluate("history.length") == before
    assert page.evaluate("document.referrer") == ""


def test_a_second_link_follows_the_skip_link(start: Start) -> None:
    """With the Tab key the skip link comes first and the way out second; it shows when it is reached."""
    page = start()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == EXIT
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") >= 24
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)


def test_three_shifts_leave_and_each_is_announced(start: Start) -> None:
    """Two presses tell how many are left; the third leaves."""
    page = start()
    assert status(page) == ""
    press_shift(page, 1)
    assert "two more" in status(page)
    press_shift(page, 1)
    assert "one more" in status(page)
    press_shift(page, 1)
    page.wait_for_url(EXIT)


def test_another_key_begins_the_count_again(start: Start) -> None:
    """Any other key between the presses resets the count, and takes the announcement back."""
    page = start()
    press_shift(page, 2)
    page.keyboard.press("a")
    assert status(page) == ""
    press_shift(page, 2)
    assert stays(page)
    press_shift(page, 1)
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("keys", ["Shift+A", "Shift+Tab", "Control+Shift", "Alt+Shift", "Escape"])
def test_shift_with_another_key_does_not_count(start: Start, keys: str) -> None:
    """Capital letters, going back through the page and other shortcuts never leave it; nor does Esc."""
    page = start()
    for _ in range(4):
        page.keyboard.press(keys)
    assert stays(page)
    assert status(page) == ""


def test_capital_letters_typed_in_a_field_do_not_leave(start: Start) -> None:
    """Somebody who types in capitals stays where they are."""
    page = start()
    open_search(page)
    for letter in "HELP":
        page.keyboard.down("Shift")
        page.keyboard.press(letter)
        page.keyboard.up("Shift")
    assert stays(page)
    assert page.get_by_role("searchbox").input_value() == "HELP"


def test_slow_presses_are_forgotten(start: Start, browser: Browser, showcase: Site) -> None:
    """Five seconds without a press end the attempt, and that is announced too."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.clock.install(time=datetime(2026, 11, 24, tzinfo=UTC))
        page.goto(showcase.url + PAGE)
        wait_for_exit(page)
        press_shift(page, 2)
        page.clock.run_for(5_100)
        assert "ended" in status(page)
        press_shift(page, 1)
        assert "two more" in status(page)
        assert page.url.startswith(showcase.url)
        # Presses less than five seconds apart do count.
        page.clock.run_for(4_000)
        press_shift(page, 1)
        page.clock.run_for(4_000)
        assert "one more" in status(page)
    finally:
        context.close()


def test_a_held_shift_counts_once(start: Start) -> None:
    """A key that repeats while it is held down is one press."""
    page = start()
    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    assert stays(page)
    assert "two more" in status(page)


# Told through a binding, because the page is gone before a test could ask it.
_AT_THE_COVER = """
new MutationObserver(() => {
    const cover = document.querySelector(".hub-exit__cover");
    if (!cover) return;
    const corners = [[5, 5], [innerWidth / 2, innerHeight / 2], [innerWidth - 20, innerHeight - 5]];
    window.tell({
        blank: document.title.trim() === "",
        covered: corners.every(([x, y]) => document.elementFromPoint(x, y).closest(".hub-exit__cover")),
        alert: cover.getAttribute("role") === "alert" ? cover.innerText : "",
    });
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize("sheet", [False, True], ids=["page", "open-sheet"])
def test_the_page_is_hidden_at_once(start: Start, showcase: Site, sheet: bool) -> None:
    """Before the next page is asked for a blank sheet covers everything, the title is blank, and it is announced."""
    page = start("about/")
    told: list[dict[str, Any]] = []
    page.expose_binding("tell", lambda _, seen: told.append(seen))
    page.add_init_script(_AT_THE_COVER)
    page.goto(showcase.url + PAGE)
    wait_for_exit(page)
    if sheet:
        open_search(page)
    press_shift(page)
    page.wait_for_url(EXIT)
    assert told, "no cover was laid over the page"
    assert told[0]["blank"]
    assert told[0]["covered"], "something of the page can still be seen"
    assert "Leaving" in told[0]["alert"]


def test_touch(start: Start) -> None:
    """On a phone one tap leaves, and nothing speaks of keys that a phone has not got."""
    page = start(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    expect(page.locator(".hub-exit__keys")).to_be_hidden()
    page.locator(".hub-exit__link").tap()
    page.wait_for_url(EXIT)


def test_without_javascript_it_is_a_plain_link(start: Start) -> None:
    """Without JavaScript the link still leaves, and promises nothing about keys."""
    page = start(java_script_enabled=False)
    expect(page.locator(".hub-exit__keys")).to_be_hidden()
    page.locator(".hub-exit__link").click()
    page.wait_for_url(EXIT)


@pytest.fixture(scope="module")
def remembering(launch: Callable[..., Browser]) -> Generator[Browser]:
    """Start a browser with the back-forward cache that readers have, and that Playwright turns off."""
    launched = launch(ignore_default_args=["--disable-back-forward-cache"])
    yield launched
    launched.close()


@pytest.mark.parametrize("cached", [False, True], ids=["fresh", "back-forward-cache"])
def test_back_never_shows_the_hub_again(
    start: Start, showcase: Site, browser: Browser, remembering: Browser, cached: bool
) -> None:
    """From five pages deep, every step Back goes on to the neutral page, and nothing of the hub is painted."""
    page = start(FIVE_DEEP[0], on=remembering if cached else browser)
    for path in FIVE_DEEP[1:]:
        page.goto(showcase.url + path)
        wait_for_exit(page)
    press_shift(page)
    page.wait_for_url(EXIT)
    for _ in FIVE_DEEP[1:]:
        page.evaluate("void setTimeout(() => history.back())")
        page.wait_for_timeout(400)
        page.wait_for_url(EXIT)
        assert page.get_by_role("heading", name="Sunny spells").is_visible()


def test_the_back_forward_cache_is_really_on(remembering: Browser, showcase: Site) -> None:
    """The browser of the test above does bring pages back from memory, so that the test means what it says."""
    context = remembering.new_context()
    try:
        page = context.new_page()
        page.goto(showcase.url + "groups/")
        page.evaluate("window.stillHere = true")
        page.goto(showcase.url + "about/")
        page.evaluate("void setTimeout(() => history.back())")
        page.wait_for_url("**/groups/", wait_until="commit")
        page.wait_for_timeout(200)
        assert page.evaluate("window.stillHere === true")
    finally:
        context.close()


_WHILE_BACK = """
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
    const look = () => {
        const hidden = getComputedStyle(document.documentElement).display === "none";
        if (document.body && !hidden) window.tell(location.href);
        requestAnimationFrame(look);
    };
    look();
}
"""


def test_nothing_is_painted_on_the_way_back(start: Start, showcase: Site) -> None:
    """A page that Back brings up is hidden before it is painted, however slow the neutral page is."""
    page = start("about/")
    painted: list[str] = []
    page.expose_binding("tell", lambda _, address: painted.append(address))
    page.add_init_script(_WHILE_BACK)
    for path in ("groups/", PAGE):
        page.goto(showcase.url + path)
        wait_for_exit(page)
    press_shift(page)
    page.wait_for_url(EXIT)
    page.context.unroute(EXIT + "**")

    def answer_slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.fulfill(body=NEUTRAL, content_type="text/html")

    page.context.route(EXIT + "**", answer_slowly)
    page.evaluate("void setTimeout(() => history.back())")
    page.wait_for_timeout(300)
    page.wait_for_url(EXIT)
    assert painted == []


def test_coming_back_on_purpose_is_allowed(start: Start, showcase: Site) -> None:
    """Somebody who types the hub's address in the same tab gets the hub, and the mark is gone."""
    page = start()
    press_shift(page)
    page.wait_for_url(EXIT)
    page.goto(showcase.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage)") == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (PAGE, True),
        ("groups/example-protected-group.html", True),
        ("groups/topics/example-sensitive.html", True),
        ("why-it-helps/example-benefit/", True),
        ("get-help-now/", True),
        ("stay-safe-online/", True),
        ("", False),
        ("groups/example-fresh.html", False),
    ],
)
def test_where_the_way_out_stands(start: Start, path: str, shown: bool) -> None:
    """With `quick_exit: sensitive` it stands on help, on safety and on what belongs to sensitive topics."""
    page = start(path)
    assert page.locator(".hub-exit__link").count() == int(shown)
