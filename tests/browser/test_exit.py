"""Exit this page, as readers need it: by link, by Shift, by touch, from sheets and without scripts."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect
from tests.browser.exit_driving import EXIT, PAGE, PHONE, Start, back, neutral_page_held, noted, press_shift
from tests.browser.pages import open_search
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def announced(page: Page, words: str) -> None:
    """What has been announced to a screen reader holds these words; with none, nothing has."""
    status = page.locator(".hub-exit [data-exit-status]")
    expect(status).to_contain_text(words) if words else expect(status).to_have_text("")


def stays(page: Page) -> bool:
    """Whether nothing of leaving has begun: a press is answered before this is asked."""
    return bool(
        page.evaluate(
            "!document.querySelector('.hub-exit__cover') && sessionStorage.getItem('hub-exit') === null"
            " && document.querySelector('.hub-exit') !== null"
        )
    )


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


KEEP = """() => {
    localStorage.setItem("hub-list", '["example-fresh"]');
    localStorage.setItem("hub-scheme", "dark");
    sessionStorage.setItem("hub-near", "Leeds");
    localStorage.setItem("another site's", "1");
}"""


def test_the_link_leaves_in_the_same_tab(start: Start, showcase: Site) -> None:
    """The link is a real one, tells the next site nothing, replaces the page, and forgets what was kept."""
    page = start()
    page.evaluate(KEEP)
    link = page.locator(".hub-exit__link")
    assert link.get_attribute("href") == EXIT
    assert set((link.get_attribute("rel") or "").split()) >= {"nofollow", "noreferrer"}
    assert link.get_attribute("target") is None
    before = page.evaluate("history.length")
    link.click()
    page.wait_for_url(EXIT)
    assert page.evaluate("history.length") == before
    assert page.evaluate("document.referrer") == ""
    page.goto(showcase.url + "about/")
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == ["another site's"]


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


@pytest.mark.parametrize("path", [PAGE, "get-help-now/", "get-help-now/abuse/"])
def test_touch(start: Start, path: str) -> None:
    """On a phone one tap leaves, and nothing speaks of keys that a phone has not got."""
    page = start(path, **PHONE)
    expect(page.locator(".hub-exit__keys")).to_be_hidden()
    page.locator(".hub-exit__link").tap()
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("path", [PAGE, "get-help-now/abuse/"])
def test_keys_are_named_where_there_are_some(start: Start, path: str) -> None:
    """With a mouse, and so a keyboard, the link names the key, on the help pages as elsewhere."""
    page = start(path, viewport={"width": 1280, "height": 800})
    expect(page.locator(".hub-exit__keys")).to_have_text("or press Shift 3 times")
    expect(page.locator(".hub-exit__keys")).to_be_visible()
    press_shift(page)
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("path", [PAGE, "get-help-now/", "search/"])
def test_without_javascript_it_is_a_plain_link(start: Start, path: str) -> None:
    """Without JavaScript the link still leaves, and promises nothing about keys."""
    page = start(path, java_script_enabled=False)
    expect(page.locator(".hub-exit__keys")).to_be_hidden()
    page.locator(".hub-exit__link").click()
    page.wait_for_url(EXIT)


def test_it_works_before_the_page_is_there(start: Start, showcase: Site) -> None:
    """A link that is touched while the rest of the page is still on its way leaves as it should, past Back too."""
    page = start("get-help-now/")
    page.route("**/start.mjs*", lambda route: None)  # never answered
    page.goto(showcase.url + PAGE, wait_until="commit")
    page.locator(".hub-exit__link").click()
    page.wait_for_url(EXIT)
    back(page)


def test_the_page_is_whole_without_the_script(start: Start, showcase: Site) -> None:
    """When the script does not arrive, help is all there and the link is a plain one that names no keys."""
    page = start("about/")
    page.route("**/exit-page.js*", lambda route: route.abort())
    page.goto(showcase.url + "get-help-now/abuse/")
    expect(page.get_by_role("main").get_by_role("link", name="Call 999").first).to_be_visible()
    expect(page.locator(".hub-exit__keys")).to_be_hidden()
    page.locator(".hub-exit__link").click()
    page.wait_for_url(EXIT)


def open_filters(page: Page) -> None:
    """Open the finder's filter sheet as a reader with a phone does."""
    page.get_by_role("button", name="Look through all groups").click()
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()


SHEETS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "search": ("", open_search),
    "filters": ("groups/", open_filters),
}
_HITS = """(link) => {
    const box = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
}"""


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("by", ["tap", "keys"])
def test_the_way_out_of_a_sheet(start: Start, showcase: Site, name: str, by: str) -> None:
    """An open sheet has help and the way out at its top, also when it is scrolled, and Back is closed behind it."""
    path, act = SHEETS[name]
    page = start("get-help-now/abuse/", **PHONE)
    page.goto(showcase.url + path)
    act(page)
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("link", name="Call 999").first).to_be_visible()
    link = sheet.get_by_role("link", name="Exit this page")
    assert link.evaluate(_HITS)
    sheet.evaluate("(sheet) => sheet.scrollTo(0, sheet.scrollHeight)")
    assert link.evaluate(_HITS)
    if by == "tap":
        link.tap()
    else:
        press_shift(page)
    page.wait_for_url(EXIT)
    back(page)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (PAGE, True),
        ("groups/example-protected-group.html", True),
        ("groups/topics/example-sensitive.html", True),
        ("why-it-helps/example-benefit/", True),
        ("get-help-now/", True),
        ("get-help-now/medical/", True),
        ("stay-safe-online/", True),
        ("search/", True),
        ("groups/", True),
        ("", False),
        ("groups/example-fresh.html", False),
    ],
)
def test_where_the_way_out_stands(start: Start, path: str, shown: bool) -> None:
    """With `quick_exit: sensitive` it stands on help, safety, search and finder, and on sensitive topics."""
    page = start(path)
    assert page.locator(".hub-exit__link").count() == int(shown)


def test_as_shipped_it_stands_on_every_page(shipped: Site) -> None:
    """The hub as shipped has a way out at the top of each page; what only sends on shows nothing."""
    pages = {path: path.read_text(encoding="utf-8") for path in shipped.pages()}
    pages = {path: page for path, page in pages.items() if 'http-equiv="refresh"' not in page}
    assert [path for path, page in pages.items() if page.count('class="hub-exit__link"') != 1] == []
