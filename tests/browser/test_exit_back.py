"""After Exit no step Back shows a page of ours: over help pages, from the cache, with storage refused."""

from __future__ import annotations

from collections.abc import Callable, Generator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.exit_driving import EXIT, PAGE, Start, back, neutral_page_held, noted, press_shift
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

# Ways through the hub; what a reader looks at last may be anything, and so may what came before.
CHAINS = {
    "five-deep": ("", "groups/", "groups/topics/example-sensitive.html", "why-it-helps/example-benefit/", PAGE),
    "over-help": ("", "groups/", "get-help-now/", "get-help-now/abuse/", PAGE),
    "from-help": ("groups/", "get-help-now/suicide/", "", "get-help-now/", "get-help-now/child/"),
    "help-alone": ("get-help-now/medical/", "get-help-now/abuse/", "get-help-now/suicide/", "get-help-now/"),
    "over-nothing": ("get-help-now/", "groups/upcoming.html", "search/", "stay-safe-online/"),
}


@pytest.fixture(scope="module")
def remembering(launch: Callable[..., Browser]) -> Generator[Browser]:
    """Start a browser with the back-forward cache that readers have, and that Playwright turns off."""
    launched = launch(whole=True, ignore_default_args=["--disable-back-forward-cache"])
    yield launched
    launched.close()


# Notes each page that the browser brings back from its memory: it would be seen for a moment.
_KEPT = """
addEventListener("pageshow", (event) => {
    if (event.persisted) localStorage.setItem("kept", `${localStorage.getItem("kept") ?? ""} ${location.pathname}`);
});
"""


@pytest.mark.parametrize("cached", [False, True], ids=["fresh", "back-forward-cache"])
@pytest.mark.parametrize("chain", CHAINS)
def test_back_never_shows_the_hub_again(
    start: Start, showcase: Site, browser: Browser, remembering: Browser, cached: bool, chain: str
) -> None:
    """Through any pages, every step Back goes on to the neutral page, and no page comes back from the cache."""
    first, *others = CHAINS[chain]
    page = start(first, on=remembering if cached else browser)
    page.add_init_script(_KEPT)
    for path in others:
        page.goto(showcase.url + path)
    page.locator(".hub-exit__link").click()
    page.wait_for_url(EXIT)
    for _ in others:
        back(page)
        expect(page.get_by_role("heading", name="Sunny spells")).to_be_visible()
    page.goto(showcase.url + "about/")
    assert page.evaluate("localStorage.getItem('kept')") is None


def test_back_is_closed_where_nothing_may_be_stored(start: Start, showcase: Site) -> None:
    """A browser that refuses all storage keeps the mark in the tab's name, and a visit on purpose takes it away."""
    page = start("about/")
    page.add_init_script(
        "for (const area of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, area, { get() { throw new DOMException('refused', 'SecurityError'); } });"
    )
    for path in ("get-help-now/", PAGE):
        page.goto(showcase.url + path)
    press_shift(page)
    page.wait_for_url(EXIT)
    back(page)
    page.goto(showcase.url + "get-help-now/")
    expect(page.get_by_role("heading", name="Get help now", exact=True).first).to_be_visible()
    assert page.evaluate("window.name") == ""


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
    for path in ("get-help-now/", PAGE):
        page.goto(showcase.url + path)
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


@pytest.mark.parametrize("name", ["shipped", "showcase"])
def test_every_page_has_the_guard(request: pytest.FixtureRequest, name: str) -> None:
    """No page can be gone back to unguarded: each brings the script, before its sheets; redirects leave no trace."""
    site: Site = request.getfixturevalue(name)
    without = []
    for path in site.pages():
        head = path.read_text(encoding="utf-8").partition("<body")[0]
        guard, sheet = head.find("components/exit-page/exit-page.js"), head.find('rel="stylesheet"')
        if not 0 < guard < sheet and 'http-equiv="refresh"' not in head:
            without.append(path.relative_to(site.folder).as_posix())
    assert without == []
