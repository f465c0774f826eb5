"""What a search answers by itself: questions, readers' words for topics, and honesty about what is not there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import open_search
from tests.browser.sites import Site

pytestmark = pytest.mark.browser


def ask(page: Page, words: str) -> Locator:
    """Type, wait until it is answered, and give the answers."""
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
    return page.locator("[data-search-answers] section")


def links(page: Page) -> list[str]:
    """The addresses of the results, in order."""
    found: list[str] = page.locator("[data-search-results] li a").evaluate_all("links => links.map((a) => a.href)")
    return found


@pytest.mark.parametrize(
    ("words", "heading", "address"),
    [
        ("would i have to pay for it", "What does it cost?", "using-a-group/choosing-a-group/#what-does-it-cost"),
        ("is it ok to bring my mate along", "Can you bring someone?", "using-a-group/your-first-meeting/"),
        ("can i keep my camra off", "Can you keep the camera off?", "#if-you-meet-online"),
        ("M1 1AA", "Which groups are near you?", "groups/#near"),
        ("can my boyfriend read what i searched", "Could somebody see what you looked at?", "stay-safe-online/"),
        ("how do i persuade my sister to go", "Are you living with somebody who is unwell?", "#bringing-up-a-group"),
        ("anything on thursdays", "Groups on a Thursday", "groups/days/thursday.html"),
    ],
)
def test_a_question_is_answered_above_the_results(
    shipped: Site, open_page: OpenPage, words: str, heading: str, address: str
) -> None:
    """In any words a question brings its answer first, with the place that says more; the live region says so."""
    page, watch = open_page(shipped, "search/")
    answer = ask(page, words).first
    expect(answer.get_by_role("heading")).to_have_text(heading)
    link = answer.get_by_role("link").first
    assert address in str(link.evaluate("link => link.href"))
    expect(page.locator("[data-search-status]")).to_contain_text("An answer comes first.")
    page.get_by_role("searchbox").press("ArrowDown")
    expect(link).to_be_focused()
    assert watch.wrong(page) == []


@pytest.mark.parametrize("words", ["hearing things in my head at night", "he moved here with his family to live"])
def test_a_stray_word_draws_no_answer(shipped: Site, open_page: OpenPage, words: str) -> None:
    """An answer to another question, for the sake of one word or of a likeness, is worse than none."""
    page, _ = open_page(shipped, "search/")
    assert ask(page, words).count() == 0


@pytest.mark.parametrize("words", ["qqqqzzzz", "gravel"])
def test_where_it_is_not_known_what_was_meant_help_stands_quietly(
    shipped: Site, open_page: OpenPage, words: str
) -> None:
    """Words that nobody understood may have been a cry for help."""
    page, _ = open_page(shipped, "search/")
    ask(page, words)
    expect(page.locator("[data-search-answers] .hub-search__soft")).to_be_visible()
    expect(page.locator("[data-search-status]")).not_to_contain_text("An answer comes first.")


@pytest.mark.parametrize(
    "words",
    [
        "divorce",
        "my baby was stillborn",
        "my perimenopause",
        "infertility",
        "stillbirth",
    ],
)
def test_what_is_missing_is_said_with_what_is_nearest(shipped: Site, open_page: OpenPage, words: str) -> None:
    """No unrelated result stands for what the hub does not have: it says so, and leads to what is nearest."""
    page, _ = open_page(shipped, "search/")
    answers = ask(page, words)
    expect(page.locator("[data-search-status]")).to_contain_text("We have nothing on")
    assert answers.last.get_by_role("link").count() >= 2
    assert links(page) == []


@pytest.mark.parametrize("words", ["qqqqzzzz", "donkey", "gravel"])
def test_no_word_is_guessed_without_ground(shipped: Site, open_page: OpenPage, words: str) -> None:
    """A word that is like none that is common here finds nothing; ways on are shown, and no word is blamed."""
    page, _ = open_page(shipped, "search/")
    ask(page, words)
    expect(page.locator("[data-search-status]")).to_have_text("We have nothing on this yet.")
    assert page.locator("[data-search-results] a").count() > 3


@pytest.mark.parametrize(
    ("slip", "word"),
    [("lonley", "lonely"), ("anxeity", "anxiety"), ("bipoler", "bipolar"), ("skitsofrenia", "schizophrenia")],
)
def test_a_slip_finds_what_the_word_finds(shipped: Site, open_page: OpenPage, slip: str, word: str) -> None:
    """The same results in the same order."""
    page, _ = open_page(shipped, "search/")
    ask(page, word)
    right = links(page)
    ask(page, slip)
    assert right
    assert links(page) == right


@pytest.mark.parametrize(
    ("words", "topic"), [("coke problem", "addiction"), ("enby", "lgbtq"), ("always overthinking", "anxiety")]
)
def test_readers_words_lead_to_their_topic(shipped: Site, open_page: OpenPage, words: str, topic: str) -> None:
    """The topic's list comes first among groups, with what is about the topic below it."""
    page, _ = open_page(shipped, "search/")
    ask(page, words)
    assert links(page)[0] == f"{shipped.url}groups/topics/{topic}.html"
    assert len(links(page)) > 1


def test_answers_come_without_the_index(shipped: Site, open_page: OpenPage) -> None:
    """When no part of the index arrives, the answer still does, and what is missing is said."""
    page, _ = open_page(shipped, "search/")
    page.context.route(re.compile(r"/search/[0-9a-f]+/[td]\d+\.json"), lambda route: route.abort())
    answer = ask(page, "how much does it cost").first
    expect(answer).to_contain_text("What does it cost?")
    expect(page.locator("[data-search-status]")).to_contain_text(re.compile("could not be loaded"))


def test_in_danger_help_stands_alone(shipped: Site, open_page: OpenPage) -> None:
    """Nothing stands between somebody in danger and help."""
    page, _ = open_page(shipped, "search/")
    answers = ask(page, "how much does it cost, i want to die")
    expect(page.locator("[data-search-help] section").first).to_be_visible()
    assert answers.count() == 0


def test_an_empty_search_shows_what_people_ask(shipped: Site, open_page: OpenPage) -> None:
    """Popular questions are plain links, there before anything is typed and again after it is deleted."""
    page, watch = open_page(shipped, "search/")
    popular = page.locator("[data-search-popular]")
    expect(popular.get_by_role("link", name="What does it cost?")).to_be_visible()
    ask(page, "stigma")
    expect(popular).to_be_hidden()
    ask(page, "")
    expect(popular).to_be_visible()
    assert watch.wrong(page) == []


@pytest.mark.parametrize("words", ["how much does it cost", "divorce", "scarborough", "stigma", "lonely"])
def test_the_first_result_stands_above_a_phone_s_keyboard(shipped: Site, open_page: OpenPage, words: str) -> None:
    """At 360 by 740 px the first answer or result begins within 300 px of the sheet's top."""
    page, _ = open_page(shipped)
    page.set_viewport_size({"width": 360, "height": 740})
    open_search(page)
    ask(page, words)
    first = page.locator("[data-search-answers] :is(h3, a), [data-search-results] a").first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] < 300
