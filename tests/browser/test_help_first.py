"""Who is in danger decides what a search shows: each voice has its own words, its own lines, and its own results."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site

from peerhub import addresses
from peerhub.directory.needs import NEEDS

pytestmark = pytest.mark.browser


# Which voice a text has is another part's task; here the test says whose it is.
# All else in the module stays as it is: answers are found by the same reader of patterns.
def _heard(module: str) -> str:
    """The module of dangers, with a recogniser that hears what the test says."""
    stands = "export function dangersIn("
    assert module.count(stands) == 1
    return module.replace(stands, "export const dangersIn = () => globalThis.heard ?? [];\nfunction unheard(")


@pytest.fixture
def panel(shipped: Site, open_page: OpenPage) -> Page:
    """Open the search page of the shipped hub, where each test says who speaks."""
    page, _ = open_page(shipped)
    page.context.route(
        re.compile(r"/search/dangers\.[^/]*mjs"),
        lambda route: route.fulfill(content_type="text/javascript", body=_heard(route.fetch().text())),
    )
    page.goto(f"{shipped.url}search/")
    return page


def search(page: Page, words: str, *heard: str) -> None:
    """Type into the page's field in the voice of somebody, and wait for an answer."""
    page.evaluate("(heard) => { globalThis.heard = heard; }", list(heard))
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-search-status]")).not_to_be_empty()


def shown(page: Page) -> Locator:
    return page.locator("[data-search-help]")


def found(page: Page) -> list[str]:
    """The addresses of what was found, from the site's root and in the order of the page."""
    links = page.locator("[data-search-results] a").all()
    return [str(link.evaluate("link => link.href")).removeprefix(page.url.removesuffix("search/")) for link in links]


@pytest.mark.parametrize("need", NEEDS)
def test_each_voice_has_its_page_and_its_lines(panel: Page, need: str) -> None:
    """A block of help leads to the page for this need and to all help, and links a line by phone or chat."""
    search(panel, "group", need)
    expect(shown(panel).locator(f"a[href$='get-help-now/{need}/']")).to_be_visible()
    expect(shown(panel).locator("a[href$='get-help-now/']")).to_be_visible()
    assert shown(panel).locator("li a").count() >= 1


def test_the_bereaved_are_not_spoken_to_as_if_they_would_act(panel: Page) -> None:
    """Grief lines, groups and the page about it come first, and not a word on acting on thoughts or on 999."""
    search(panel, "suicide bereavement group", "loss")
    expect(shown(panel)).to_contain_text("We are sorry for your loss")
    expect(shown(panel)).not_to_contain_text(re.compile("act on|999|emergency"))
    expect(shown(panel).locator("a[href$='using-a-group/after-a-suicide/']")).to_be_visible()
    assert panel.locator("[data-search-results] h2").first.inner_text() == "Groups and services"
    assert "bereavement-by-suicide" in found(panel)[0] or found(panel)[0].startswith("groups/")


@pytest.mark.parametrize(
    ("text", "heard"),
    [("my friend is suicidal", ["worried"]), ("someone i love is suicidal", ["worried", "suicide"])],
)
def test_who_fears_for_another_is_not_sent_to_grieve(panel: Page, text: str, heard: list[str]) -> None:
    """Nothing about bereavement is found for a fear, in any section, until words of loss stand in the query."""
    search(panel, text, *heard)
    expect(shown(panel)).to_contain_text("You can help somebody to stay safe")
    assert [address for address in found(panel) if re.search("bereave|grief|loss|after-a-suicide", address)] == []
    search(panel, f"my brother died and {text}", *heard)
    assert [address for address in found(panel) if re.search("bereave|grief|loss|after-a-suicide", address)]


def test_two_dangers_show_both_the_more_urgent_first(panel: Page) -> None:
    """The order is that in which they were heard, and the quiet line gives way to a louder one."""
    search(panel, "tablets", "medical", "suicide", "soft")
    headings = [heading.inner_text() for heading in shown(panel).locator("h2").all()]
    assert headings == ["This may need a doctor quickly", "You do not have to be alone with this"]
    expect(shown(panel)).not_to_contain_text("Is it getting too much?")


def test_a_soft_word_brings_one_quiet_line(panel: Page) -> None:
    """It offers somebody to talk to, by phone and by text, and costs no more than a line."""
    search(panel, "i give up", "soft")
    expect(shown(panel)).to_contain_text("Is it getting too much? You can talk to somebody now.")
    expect(shown(panel).locator("a[href='tel:116123']")).to_be_visible()
    expect(shown(panel).locator("a[href^='sms:85258']")).to_be_visible()
    expect(shown(panel).locator("section, h2, .hub-button")).to_have_count(0)


def test_a_child_is_offered_no_group_for_adults(panel: Page) -> None:
    """To a child no group is offered; an adult who fears for one may find some."""
    search(panel, "group anxiety", "child")
    assert [address for address in found(panel) if address.startswith("groups/")] == []
    search(panel, "group anxiety", "child-worry")
    assert [address for address in found(panel) if address.startswith("groups/")]


def test_the_live_region_says_first_that_help_is_shown(panel: Page) -> None:
    """Help comes before any number of results, and is all that is said before they are there."""
    status = panel.locator("[data-search-status]")
    search(panel, "depression", "suicide")
    expect(status).to_have_text(re.compile(r"^Help is shown first\. \d+ results$"))
    search(panel, "depression")
    expect(status).to_have_text(re.compile(r"^\d+ results$"))
    panel.context.route("**/search/*/*.json", lambda route: None)  # never answered
    panel.reload()
    panel.evaluate("globalThis.heard = ['suicide']")
    panel.get_by_role("searchbox").fill("stigma")
    expect(status).to_have_text(re.compile(r"^Help is shown first\."))


@pytest.mark.parametrize("heard", [[], ["suicide"], ["soft"]], ids=["none", "suicide", "soft"])
def test_nothing_found_blames_nobody_and_leads_on(panel: Page, heard: list[str]) -> None:
    """No remark on a reader's words; ways to help, to groups and to topics; beside help it is said as what it is."""
    search(panel, "qqqqzzzz", *heard)
    status = panel.locator("[data-search-status]")
    expect(status).not_to_have_text(re.compile("nothing found|try|fewer|plainer|words", re.IGNORECASE))
    beside = "Help is shown first. We have nothing else on this yet."
    expect(status).to_have_text(beside if heard else "We have nothing on this yet.")
    ways = panel.locator("[data-search-results] a")
    for way in ("get-help-now/", "groups/", "groups/topics/anxiety.html"):
        assert any(str(link.evaluate("link => link.href")).endswith(way) for link in ways.all())


def test_pages_on_the_hub_itself_never_answer_a_danger(panel: Page) -> None:
    """Without a danger pages on how the hub works are found; with one they are not."""
    about = re.compile("^(about|contribute)/")
    search(panel, "a danger that search does not notice")
    assert [address for address in found(panel) if about.search(address)]
    for danger in ("suicide", "worried", "abuse", "child", "medical", "soft"):
        search(panel, "a danger that search does not notice", danger)
        assert [address for address in found(panel) if about.search(address)] == []


def test_home_comes_first_among_lines(panel: Page, shipped: Site) -> None:
    """Whatever is typed, no line of another country stands above one of the reader's own."""
    for text in ("suicide", "child", "lifeline", "abuse", "young people"):
        search(panel, text)
        more = panel.locator("section[data-kind=help]").get_by_role("button", name="Show more")
        if more.count() and more.is_visible():
            more.click()
            expect(panel.locator("section[data-kind=help] li")).not_to_have_count(3)
        lines = [address.partition("#")[2] for address in found(panel) if addresses.HELP in address]
        abroad = [not line.startswith("gb-") for line in lines]
        assert abroad == sorted(abroad), (text, lines)
