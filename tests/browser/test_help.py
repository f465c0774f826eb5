"""Help, when nothing else works: the help page and the page for each need, and the ways that lead there."""

from __future__ import annotations

import re

import pytest
import yaml
from playwright.sync_api import Page, expect
from tests.browser.axe import axe
from tests.browser.conftest import OpenPage
from tests.browser.finder_driving import ask
from tests.browser.none import assert_none
from tests.browser.pages import open_search
from tests.browser.sites import SHOWCASE, Site

from peerhub import addresses
from peerhub.directory.needs import NEEDS
from peerhub.pages.help_views import telephone, text_message

pytestmark = pytest.mark.browser

PAGES = (addresses.HELP, *(addresses.help_page(need) for need in NEEDS))
DATA = yaml.safe_load((SHOWCASE / "data" / "helplines.yaml").read_text(encoding="utf-8"))["countries"]


def links_of_data(danger: str = "") -> set[str]:
    """Every link that dials or texts which the data says, in every country; of one danger, or of all."""
    found = set()
    for country in DATA.values():
        emergency = country["emergency"]
        found |= {telephone(number) for number in (emergency["number"], *emergency.get("also", ()))}
        for line in country["lines"]:
            if danger and danger not in line["dangers"]:
                continue
            found |= {telephone(line["phone"]["number"])} if "phone" in line else set()
            found |= {text_message(line["text"]["number"], line["text"].get("body"))} if "text" in line else set()
    return found


def dialled(page: Page) -> set[str]:
    """Every link of the page's content that dials or texts."""
    links = page.locator("main a[href^='tel:'], main a[href^='sms:']").all()
    return {str(link.get_attribute("href")) for link in links}


@pytest.mark.parametrize("path", PAGES)
def test_help_when_every_asset_fails(showcase: Site, open_page: OpenPage, path: str) -> None:
    """Without a sheet, a script, a picture or anything but its own text, a help page has every number of the data.

    Its one script serves the way out and may fail, so this is also the page of a reader without JavaScript.
    """
    page, _ = open_page(showcase)
    page.route(re.compile(r"\.(css|m?js|woff2|svg|png)"), lambda route: route.abort())
    page.goto(showcase.url + path)
    assert page.locator("script").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.hub-call')).display") == "inline"
    danger = path.removeprefix(addresses.HELP).strip("/")
    # The page on grief is no page for emergencies; the bar above every page has the number.
    first = "Call 0808 157 0600" if danger == "loss" else "Call 999"
    assert dialled(page) == links_of_data(danger) - ({"tel:999"} if danger == "loss" else set())
    expect(page.get_by_role("main").get_by_role("link", name=first).first).to_be_visible()
    # The reader says where they are, by opening a country: nothing has to run for it.
    expect(page.get_by_role("link", name="Call 112")).to_be_hidden()
    page.locator("#country-IE > summary").click()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    expect(page.get_by_role("link", name="Call 01632 960 123")).to_be_visible()
    expect(page.get_by_role("link", name="Example Finder")).to_be_visible()


@pytest.mark.parametrize("danger", NEEDS)
def test_each_danger_has_its_page(showcase: Site, open_page: OpenPage, danger: str) -> None:
    """It passes axe-core, keeps and asks for nothing, has a way out, and leads to all help and to the others."""
    page, watch = open_page(showcase, addresses.help_page(danger), width=320)
    assert_none([*axe(page), *watch.wrong(page)])
    expect(page.locator(".hub-exit__link")).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="All ways to get help")).to_be_visible()
    others = {f"../{other}/" for other in NEEDS if other != danger}
    hrefs = {str(link.get_attribute("href")) for link in main.locator("nav a").all()}
    assert hrefs == {f"../../get-help-now/{other.strip('./')}/" for other in others}


@pytest.mark.parametrize("path", PAGES)
def test_the_first_line_is_in_sight(shipped: Site, open_page: OpenPage, path: str) -> None:
    """On a small phone the first number for this need stands in the first screen, without a scroll."""
    page, _ = open_page(shipped, path, width=360, height=740)
    first = page.locator("main a.hub-call").first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740
    number = {"": "tel:999", "medical": "tel:999", "abuse": "tel:08082000247", "child": "tel:08001111"}
    number |= dict.fromkeys(("suicide", "worried", "loss"), "tel:116123") | {"child-worry": "tel:08088005000"}
    assert first.get_attribute("href") == number[path.removeprefix(addresses.HELP).strip("/")]


def test_a_silent_call_is_there_to_open(shipped: Site, open_page: OpenPage) -> None:
    """How to call without a word stands behind one line, which opens without a script."""
    page, _ = open_page(shipped, addresses.help_page("abuse"), width=360)
    how = page.get_by_text("Press 55 when asked")
    expect(how).to_be_hidden()
    page.get_by_text("If you cannot speak", exact=True).click()
    expect(how).to_be_visible()


def test_who_fears_for_somebody_is_told_what_to_do(shipped: Site, open_page: OpenPage) -> None:
    """What to say and do comes after the first line and the emergency number, and before further lines."""
    page, _ = open_page(shipped, addresses.help_page("worried"))
    order = [heading.inner_text() for heading in page.locator("main h2").all()]
    assert order.index("Danger to life") < order.index("Ask plainly") < order.index("More people who can help")
    expect(page.get_by_role("main")).to_contain_text("“Are you thinking about suicide?”")
    page.goto(shipped.url + addresses.HELP)
    expect(page.locator("main a[href$='get-help-now/worried/']")).to_be_visible()


def test_the_page_on_grief_is_no_page_for_emergencies(shipped: Site, open_page: OpenPage) -> None:
    """The bereaved are not told what to do if they act on thoughts; grief lines, groups and the article lead on."""
    page, _ = open_page(shipped, addresses.help_page("loss"))
    main = page.get_by_role("main")
    expect(main).not_to_contain_text(re.compile("999|act on"))
    expect(main.locator("a[href='tel:08088081677']")).to_be_visible()
    expect(main.locator("a[href$='using-a-group/after-a-suicide/']")).to_be_visible()
    expect(main.locator("a[href$='groups/topics/bereavement-by-suicide.html']")).to_be_visible()


def test_doubts_stand_beside_the_line(shipped: Site, open_page: OpenPage) -> None:
    """What is not sure about a line is told to readers, and where its number was read."""
    page, _ = open_page(shipped, addresses.help_page("suicide"))
    line = page.locator("#gb-papyrus")
    expect(line).to_contain_text("we do not know whether it could")
    expect(line).to_contain_text("The page where we read it has no date.")
    expect(line.get_by_role("link", name="Where we read it")).to_have_attribute("href", re.compile("papyrus"))


def test_beside_each_line_stands_what_a_caller_must_know(showcase: Site, open_page: OpenPage) -> None:
    """Ages, hours, languages and whether somebody calls back stand with the line; how to be safe comes first."""
    page, _ = open_page(showcase, addresses.help_page("abuse"))
    line = page.locator("#example-safety-line")
    expect(line).to_contain_text("Every day, 8 am to 8 pm")
    expect(line).to_contain_text("They may call you back. Take care if someone else can see your phone.")
    order = [heading.inner_text() for heading in page.locator("main h2").all()]
    assert order[:2] == ["Example Safety Line", "Danger to life"]
    assert order.index("Before you call or text") < order.index("Who can help")
    expect(page.get_by_role("region", name="Before you call or text")).to_contain_text("Do not save the number")
    page.goto(showcase.url + addresses.HELP)
    expect(page.locator("#example-listeners")).to_contain_text("English, Welsh")
    expect(page.locator("#example-listeners")).to_contain_text("They do not call back")
    expect(page.locator("#example-child-line")).to_contain_text("Up to age 18")


def test_the_age_of_a_check_is_true_on_any_day(showcase: Site, open_page: OpenPage) -> None:
    """Without a script the words hold whenever they are read; unchecked, the service's own site comes first."""
    page, _ = open_page(showcase, addresses.HELP)
    # 1 November 2026 and ninety days.
    fresh = page.locator("#example-listeners")
    expect(fresh).to_contain_text("Checked on 1 November 2026 by Example safety editor.")
    expect(fresh).to_contain_text("After 30 January 2027 that is too long ago to rely on.")
    due = page.locator("#example-texters")
    expect(due).to_contain_text("Last checked on 1 November 2025, too long ago to rely on.")
    for line, first in (
        ("example-texters", "https://texters.example/"),
        ("example-safety-line", "https://safety.exam"),
    ):
        assert (page.locator(f"#{line} a").first.get_attribute("href") or "").startswith(first)
    expect(page.locator("#example-child-line")).to_contain_text("Not checked by us yet.")


def test_search_and_finder_lead_to_the_page(showcase: Site, open_page: OpenPage) -> None:
    """Words of danger in the search, and the finder's first answer, lead to the page of that danger."""
    page, _ = open_page(showcase)
    open_search(page)
    page.get_by_role("searchbox").fill("he hits me")
    page.locator("[data-search-help] a", has_text="Someone hurts or controls me").click()
    page.wait_for_url(showcase.url + addresses.help_page("abuse"))
    page.goto(showcase.url + addresses.DIRECTORY)
    ask(page)
    page.get_by_role("button", name="I am not safe").click()
    dangers = page.locator("[data-finder-step=unsafe] details")
    for number, danger in enumerate(need for need in NEEDS if need != "loss"):
        dangers.nth(number).locator("summary").click()
        link = dangers.nth(number).locator("a[href*='get-help-now/']")
        expect(link).to_be_visible()
        assert (link.get_attribute("href") or "").endswith(addresses.help_page(danger))


def test_help_prints_its_numbers(showcase: Site, open_page: OpenPage) -> None:
    """On paper there are the numbers, and nothing of menus."""
    page, _ = open_page(showcase, addresses.help_page("suicide"))
    page.emulate_media(media="print")
    expect(page.get_by_role("main").get_by_role("link", name="Call 0808 157 0123")).to_be_visible()
    expect(page.locator(".hub-header")).to_be_hidden()
