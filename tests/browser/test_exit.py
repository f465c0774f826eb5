"""Exit this page, as readers need it: by link, by Shift, by touch, with Back closed behind it. See CARE's rules.

The neutral page is answered by the test itself, at the address that the showcase's settings name.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route, expect
from tests.browser.pages import open_search
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

EXIT = "https://exit.example/"
NEUTRAL = "<!doctype html><html lang=en><title>Weather</title><h1>Sunny spells</h1>"
PAGE = "groups/example-sensitive-group.html"
FIVE_DEEP = ("", "groups/", "groups/topics/example-sensitive.html", "why-it-helps/example-benefit/", PAGE)
Start = Callable[..., Page]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def start(browser: Browser, showcase: Site) -> Generator[Start]:
    """Open a page of the showcase in a new tab, where the neutral page answers at once.

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


def announced(page: Page, words: str) -> None:
    """What has been announced to a screen reader holds these words; with none, nothing has."""
    status = page.locator(".hub-exit [role=status]")
    expect(status).to_contain_text(words) if words else expect(status).to_have_text("")


def stays(page: Page) -> bool:
    """Whether nothing of leaving has begun: a press is answered before this is asked."""
    return bool(
        page.evaluate(
            "!document.querySelector('.hub-exit__cover') && sessionStorage.getItem('hub-exit') === null"
            " && document.querySelector('.hub-exit') !== null"
        )
    )


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


def picture(devtools: CDPSession) -> bytes:
    """What is seen in the window: a picture that is taken without asking the page."""
    return base64.b64decode(devtools.send("Page.captureScreenshot")["data"])


@pytest.fixture(scope="module")
def white(browser: Browser) -> bytes:
    """What a window with nothing in it looks like, to the last pixel."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<body style='background: #fff'>")
    taken = picture(context.new_cdp_session(page))
    context.close()
    return taken


def noted(page: Page, showcase: Site) -> Any:
    """What a script of a test noted in the tab before the page was left; it is read from another page of the hub."""
    page.goto(showcase.url + "about/")
    return page.evaluate("JSON.parse(sessionStorage.getItem('noted'))")


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
    page = start(still=True)
    announced(page, "")
    press_shift(page, 1)
    announced(page, "two more")
    press_shift(page, 1)
    announced(page, "one more")
    press_shift(page, 1)
    page.wait_for_url(EXIT)


def test_another_key_begins_the_count_again(start: Start) -> None:
    """Any other key between the presses resets the count, and takes the announcement back."""
    page = start(still=True)
    press_shift(page, 2)
    page.keyboard.press("a")
    announced(page, "")
    press_shift(page, 2)
    assert stays(page)
    press_shift(page, 1)
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("keys", ["Shift+A", "Shift+Tab", "Control+Shift", "Alt+Shift", "Escape"])
def test_shift_with_another_key_does_not_count(start: Start, keys: str) -> None:
    """Capital letters, going back through the page and other shortcuts never leave it; nor does Esc."""
    page = start(still=True)
    for _ in range(4):
        page.keyboard.press(keys)
    assert stays(page)
    announced(page, "")


def test_capital_letters_typed_in_a_field_do_not_leave(start: Start) -> None:
    """Somebody who types in capitals stays where they are."""
    page = start(still=True)
    open_search(page)
    for letter in "HELP":
        page.keyboard.down("Shift")
        page.keyboard.press(letter)
        page.keyboard.up("Shift")
    assert stays(page)
    expect(page.get_by_role("searchbox")).to_have_value("HELP")


def test_slow_presses_are_forgotten(start: Start) -> None:
    """Five seconds without a press end the attempt, and that is announced too."""
    page = start(still=True)
    press_shift(page, 2)
    page.clock.run_for(5_100)
    announced(page, "ended")
    press_shift(page, 1)
    announced(page, "two more")
    # Presses less than five seconds apart do count.
    page.clock.run_for(4_900)
    press_shift(page, 1)
    page.clock.run_for(4_900)
    announced(page, "one more")
    assert stays(page)
    press_shift(page, 1)
    page.wait_for_url(EXIT)


def test_a_held_shift_counts_once(start: Start) -> None:
    """A key that repeats while it is held down is one press."""
    page = start(still=True)
    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    assert stays(page)
    announced(page, "two more")


# Runs in the very turn in which the cover is laid, before the browser paints or asks for the next page. What it sees
# is noted at once in the tab, because the page is gone before a test could ask it.
_AT_THE_COVER = """
new MutationObserver(() => {
    const cover = document.querySelector(".hub-exit__cover");
    if (!cover || sessionStorage.getItem("noted")) return;
    const corners = [[5, 5], [innerWidth / 2, innerHeight / 2], [innerWidth - 20, innerHeight - 5]];
    sessionStorage.setItem("noted", JSON.stringify({
        title: document.title.trim(),
        covered: corners.every(([x, y]) => document.elementFromPoint(x, y).closest(".hub-exit__cover") !== null),
        alert: cover.getAttribute("role") === "alert" ? cover.innerText : "",
    }));
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize("by", ["keys", "link", "open-sheet"])
def test_the_page_is_hidden_at_once(start: Start, showcase: Site, white: bytes, by: str) -> None:
    """Before the next page arrives a blank sheet covers everything, the title is blank, and it is announced."""
    page = start(still=True)
    page.evaluate(_AT_THE_COVER)
    devtools = page.context.new_cdp_session(page)
    if by == "open-sheet":
        open_search(page)
    with neutral_page_held(page) as wait:
        if by == "link":
            page.locator(".hub-exit__link").click(no_wait_after=True)
        else:
            press_shift(page)
        wait()
        assert picture(devtools) == white, "something of the page can still be seen"
    seen = noted(page, showcase)
    assert seen, "no cover was laid over the page"
    assert seen["title"] == ""
    assert seen["covered"]
    assert "Leaving" in seen["alert"]


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
        # Each step is over when the neutral page has been arrived at once more.
        with page.expect_navigation(url=EXIT):
            page.evaluate("void setTimeout(() => history.back())")
        expect(page.get_by_role("heading", name="Sunny spells")).to_be_visible()


def test_the_back_forward_cache_is_really_on(remembering: Browser, showcase: Site) -> None:
    """The browser of the test above does bring pages back from memory, so that the test means what it says."""
    context = remembering.new_context()
    try:
        page = context.new_page()
        page.goto(showcase.url + "groups/")
        page.evaluate("window.stillHere = true")
        page.goto(showcase.url + "about/")
        with page.expect_navigation(url="**/groups/", wait_until="commit"):
            page.evaluate("void setTimeout(() => history.back())")
        assert page.evaluate("window.stillHere === true")
    finally:
        context.close()


# Notes each step of a page that Back brought up: a body that is not hidden could be painted.
_WHILE_BACK = """
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward" && location.protocol === "http:") {
    const note = { hidden: false, bare: [] };
    new MutationObserver(() => {
        note.hidden = getComputedStyle(document.documentElement).display === "none";
        if (document.body && !note.hidden) note.bare.push(location.href);
        sessionStorage.setItem("noted", JSON.stringify(note));
    }).observe(document, { attributes: true, childList: true, subtree: true });
}
"""


def test_nothing_is_painted_on_the_way_back(start: Start, showcase: Site) -> None:
    """A page that Back brings up is hidden before there is anything to paint, however slow the neutral page is."""
    page = start("about/")
    page.add_init_script(_WHILE_BACK)
    for path in ("groups/", PAGE):
        page.goto(showcase.url + path)
        wait_for_exit(page)
    press_shift(page)
    page.wait_for_url(EXIT)
    with neutral_page_held(page) as wait:
        page.evaluate("void setTimeout(() => history.back())")
        wait()
        page.wait_for_timeout(200)  # time enough for more of the page, if any came
    seen = noted(page, showcase)
    assert seen == {"hidden": True, "bare": []}


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
