"""Nobody under 18 is offered a group for adults: what names such an age, and what a search then shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "ages.yaml").read_text(encoding="utf-8"))
_READ = """async (texts) => {
  const { youngIn } = await import("./components/search/young.mjs");
  const kind = (found) => (found === null ? "adult" : found.beside ? "beside" : "young");
  return texts.map((text) => kind(youngIn(text)));
}"""


def search(page: Page, words: str) -> list[str]:
    """Type into the page's field, wait for an answer, and name the first groups and lists of groups in it."""
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
    section = page.locator("[data-search-results] section[data-kind=group]")
    links = section.get_by_role("link").all()
    return [(link.get_attribute("href") or "").rpartition("/")[2] for link in links]


def test_an_age_under_18_is_noticed(shipped: Site, open_page: OpenPage) -> None:
    """However it is put; what counts something else, was long ago or is about the dead is no age."""
    page, _ = open_page(shipped, "./")
    for kind, texts in CASES.items():
        found = page.evaluate(_READ, texts)
        assert dict(zip(texts, found, strict=True)) == dict.fromkeys(texts, kind)


@pytest.mark.parametrize("words", ["i am 15", "my 14 year old depression", "15yo anxiety", "year 9 lonely group"])
def test_no_group_for_adults_is_offered(shipped: Site, open_page: OpenPage, words: str) -> None:
    """Neither a group nor a list of groups; the page for the young and lines of their own stand first."""
    page, watch = open_page(shipped, "search/")
    assert search(page, words) == []
    help_ = page.locator("[data-search-help]")
    expect(help_.get_by_role("link", name="If you are under 18")).to_be_visible()
    expect(help_.get_by_text("Childline")).to_be_visible()
    expect(page.locator("[data-search-status]")).to_contain_text("Help is shown first.")
    assert search(page, "depression"), "and when the age is gone, groups are back"
    expect(help_).to_be_empty()
    assert watch.wrong(page) == []


def test_what_welcomes_that_age_is_offered(showcase: Site, open_page: OpenPage) -> None:
    """A group that says so, for the ages that it says; and groups for a parent who asks for parents."""
    page, _ = open_page(showcase, "search/")
    assert search(page, "i am 15 example worry") == ["example-one-to-one.html"]
    assert search(page, "i am 12 example worry") == []
    assert len(search(page, "example worry for parents of teenagers")) > 1
    expect(page.locator("[data-search-help]").get_by_role("heading", name="For anyone under 18")).to_be_visible()


def test_pages_that_must_not_offer_groups_offer_none(shipped: Site) -> None:
    """For the young, for a crisis and for safety, on the evidence, and for those who run groups or the hub."""
    offering = {
        page.relative_to(shipped.folder).as_posix().removesuffix("index.html")
        for page in shipped.pages()
        if "Groups that may fit" in page.read_text(encoding="utf-8")
    }
    none = (
        *("using-a-group/young-people", "using-a-group/safeguarding", "using-a-group/when-a-crisis", "evidence/"),
        *("contribute/", "about/", "get-help-now/", "using-a-group/facilitating"),
    )
    assert not {page for page in offering if page.startswith(none)}
    assert "using-a-group/men/" in offering
