"""A term of the glossary is explained where it is used, without a script: beside the text, or folded below it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

PATH = "evidence/what-peer-support-can-and-cannot-do/"
MEANING = "Living a life that feels worth living"


def test_on_a_phone_it_is_folded(shipped: Site, open_page: OpenPage) -> None:
    """One press, or one key, opens it below its paragraph; the note for wide screens takes no room."""
    page, _ = open_page(shipped, PATH, width=360, java_script_enabled=False)
    summary = page.get_by_text("In plain words: Personal recovery")
    folded = page.locator(".hub-terms--folded", has=summary)
    expect(folded.get_by_text(MEANING)).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(folded.get_by_text(MEANING)).to_be_visible()
    expect(page.locator(".hub-terms--beside").first).to_be_hidden()


def test_on_a_wide_screen_it_stands_beside(shipped: Site, open_page: OpenPage) -> None:
    """The note lies between the text and the list of parts, and covers neither."""
    page, _ = open_page(shipped, PATH, width=1280, java_script_enabled=False)
    note = page.get_by_role("note").filter(has_text=MEANING)
    expect(note).to_be_visible()
    expect(page.get_by_text("In plain words: Personal recovery")).to_be_hidden()
    link = page.get_by_role("link", name="personal recovery", exact=True).first
    expect(link).to_have_attribute("href", "../../glossary/#term-personal-recovery")
    boxes = [
        found.bounding_box() for found in (page.locator(".hub-prose"), note, page.locator(".hub-contents--open"))
    ]
    text, beside, contents = (box for box in boxes if box is not None)
    assert text["x"] + text["width"] <= beside["x"]
    assert beside["x"] + beside["width"] <= contents["x"]
