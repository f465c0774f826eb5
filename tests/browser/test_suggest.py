"""The page suggest/: a listing leads there, and its answers become a letter that the hub can read."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.none import assert_none
from tests.browser.sites import SHOWCASE, Site

from peerhub.directory.load import load_directory
from peerhub.intake.answers import Answers, read_letter_text
from peerhub.intake.forms import make_forms
from peerhub.problems import Problems

pytestmark = pytest.mark.browser


def read(text: str) -> Answers:
    """Read a letter as `./hub intake` does."""
    problems = Problems()
    forms = make_forms(load_directory(SHOWCASE, Problems()).vocabulary)
    answers = read_letter_text(text, "letter.txt", forms, problems)
    assert list(problems) == []
    assert answers is not None
    return answers


def said(answers: Answers) -> dict[str, str]:
    return {question: answer.text for question, answer in answers.answers.items()}


def change_of(page: Page, press: Callable[[], None]) -> str:
    form = page.locator("#changed form")
    expect(form.get_by_label("Which group has changed")).to_have_value("example-fresh")
    expect(page.locator("#closed-closed")).to_have_value("example-fresh")
    form.get_by_label("Tuesday").check()
    form.get_by_label("Start time").fill("19:30")
    form.get_by_label("Anything else").fill('They said: "ring twice" & wait.\n\nThen knock.')
    press()
    return page.locator("#changed textarea[readonly]").input_value()


def test_a_listing_leads_to_a_letter(showcase: Site, open_page: OpenPage) -> None:
    """From a listing to an e-mail: the listing is filled in, text and link say the same, and the hub can read it."""
    page, watch = open_page(showcase, "groups/example-fresh.html")
    page.get_by_role("link", name="Has something changed").click()
    text = change_of(page, lambda: page.locator("#changed").get_by_role("button", name="Show my text").click())
    expect(page.get_by_role("heading", name="Your text")).to_be_focused()
    assert said(read(text)) == {
        "changed": "example-fresh",
        "days": "Tuesday",
        "starts": "19:30",
        "more": 'They said: "ring twice" & wait.\n\nThen knock.',
    }
    link = page.locator("#changed [data-suggest-mail]").get_attribute("href") or ""
    assert unquote(urlsplit(link).path) == "concerns@hub.example"
    assert parse_qs(urlsplit(link).query)["body"] == [text.replace("\n", "\r\n")]
    assert "?" not in page.url
    assert_none(watch.wrong(page))


def test_a_long_letter_is_copied(showcase: Site, open_page: OpenPage) -> None:
    """Mail programs cut long links, so a long text is there to copy and has none."""
    page, _ = open_page(showcase, "suggest/#closed=example-fresh", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#closed").get_by_label("Anything else").fill("x" * 2900)
    page.locator("#closed").get_by_role("button", name="Show my text").click()
    expect(page.locator("#closed [data-suggest-long]")).to_be_visible()
    expect(page.locator("#closed [data-suggest-mail]")).to_be_hidden()
    page.locator("#closed").get_by_role("button", name="Copy the text").click()
    expect(page.locator("#closed [role=status]")).to_have_text("The text is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#closed [readonly]").input_value()


def test_needed_answers_are_asked_for(showcase: Site, open_page: OpenPage) -> None:
    """Nobody sends half a suggestion by mistake: the browser leads to the first needed question that is open."""
    page, _ = open_page(showcase, "suggest/")
    page.locator("#new summary", has_text="Answer the questions here").click()
    page.locator("#new").get_by_role("button", name="Show my text").click()
    expect(page.locator("#new").get_by_label("Name of the group")).to_be_focused()
    expect(page.locator("#new [data-suggest-result]")).to_be_hidden()
    boxes = page.locator("#new [data-needed] input")
    assert boxes.first.evaluate("box => box.validationMessage") == "Please choose at least one."
    boxes.nth(1).check()
    assert boxes.first.evaluate("box => box.validationMessage") == ""


@pytest.mark.parametrize("fragment", ["#changed=<img>", "#evil=example-fresh"])
def test_a_strange_fragment_does_nothing(showcase: Site, open_page: OpenPage, fragment: str) -> None:
    """Only an id that a listing can have is filled in."""
    page, watch = open_page(showcase, f"suggest/{fragment}")
    expect(page.locator("#changed-changed")).to_have_value("")
    assert_none(watch.wrong(page))


def test_it_works_without_scripts(showcase: Site, open_page: OpenPage) -> None:
    """Without JavaScript each form is an e-mail link with its questions, and the same text to copy."""
    page, _ = open_page(showcase, "suggest/", java_script_enabled=False)
    expect(page.locator("form").filter(has=page.locator("[data-label]")).first).to_be_hidden()
    for form in make_forms(load_directory(SHOWCASE, Problems()).vocabulary).values():
        section = page.locator(f"#{form.id}")
        link = section.get_by_role("link", name="Write this as an e-mail").get_attribute("href") or ""
        body = parse_qs(urlsplit(link).query)["body"][0].replace("\r\n", "\n")
        assert body == section.locator("pre").text_content()
        filled = body.replace(f"{form.questions[0].label}: ", f"{form.questions[0].label}: Something")
        assert form.id == read_only_form(filled)


def read_only_form(text: str) -> str:
    forms = make_forms(load_directory(SHOWCASE, Problems()).vocabulary)
    answers = read_letter_text(text, "letter.txt", forms, Problems())
    return answers.form.id if answers else ""


def test_without_an_address_it_says_so(shipped: Site, open_page: OpenPage) -> None:
    """As shipped there is nobody to write to: the page says it, and offers the text and no dead link."""
    page, watch = open_page(shipped, "suggest/#closed=andys-man-club-sunderland")
    expect(page.get_by_text("there is no address to write to")).to_be_visible()
    page.locator("#closed").get_by_role("button", name="Show my text").click()
    expect(page.locator("#closed").get_by_role("button", name="Copy the text")).to_be_visible()
    expect(page.locator("#closed [data-suggest-mail]")).to_be_hidden()
    assert page.locator("main a[href^='mailto:']").count() == 0
    assert_none(watch.wrong(page))
