"""A hub in other languages, some of which run from right to left, is laid out as well as one in English."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.axe import axe
from tests.browser.conftest import OpenPage
from tests.browser.measures import measure
from tests.browser.none import assert_none
from tests.browser.server import SiteServer
from tests.browser.sites import SHOWCASE, Site, build_site, made_once

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "finder": "groups/",
    "list": "groups/topics/example-worry.html",
    "listing": "groups/example-fresh.html",
    "article": "using-a-group/every-markdown-feature/",
    "help": "get-help-now/",
}
# Two that run from right to left, and two whose words are longer than English ones.
LANGUAGES = {"ar-XB": "", "ar": "ar/", "de": "de/", "en-XA": "en-XA/"}
ARABIC = "مجموعة الثلاثاء"
MIXED = "Tuesday مجموعة!"


# Where each digit of a link begins, in the order in which they are written.
EDGES = """link => {
  const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data.matchAll(/[0-9]/g)].map(({ index }) => {
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().left;
  });
}"""
SPEAKS = "links => links.map((link) => `${link.dir} ${link.getAttribute('lang') ?? ''}`)"


def _write(home: Path) -> None:
    """Write the showcase as a hub in several languages with a group whose name is Arabic; the rest stays English."""
    root = home / "hub"
    shutil.copytree(SHOWCASE, root, ignore=shutil.ignore_patterns("site", ".cache"))
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(
        r"language: en\b", f"languages: [{', '.join(LANGUAGES)}]", re.sub(r"stage: \w+", "stage: example", config)
    )
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    groups = (root / "data" / "groups.yaml").read_text(encoding="utf-8")
    groups = groups.replace("name: Example Fresh Group", f"name: {ARABIC}", 1)
    groups = groups.replace("name: Example Ageing Group", f'name: "{MIXED}"', 1)
    (root / "data" / "groups.yaml").write_text(groups, encoding="utf-8")
    words = (root / "data" / "vocabulary.yaml").read_text(encoding="utf-8")
    topic = "    label: Example worry\n"
    words = words.replace(topic, f"{topic}    in: {{de: {{label: Sorgengruppe}}}}\n", 1)
    (root / "data" / "vocabulary.yaml").write_text(words, encoding="utf-8")
    build_site(root, home / "site")


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory, site_server: Callable[..., SiteServer]) -> Site:
    """Build a hub in Arabic once, and serve it."""
    home = made_once(tmp_path_factory, "arabic", _write)
    return Site(home / "site", site_server(home / "site", "name"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_reaches_over_the_edge(arabic: Site, open_page: OpenPage, name: str, language: str) -> None:
    """The page says its language and direction, fits the smallest screens, and breaks no rule of axe-core."""
    page, _ = open_page(arabic, LANGUAGES[language] + PAGES[name], width=320, height=640)
    direction = "rtl" if language.startswith("ar") else "ltr"
    assert page.locator(f"html[lang={language}][dir={direction}]").count() == 1
    assert_none([*measure(page, "sideways"), *axe(page)])


def test_the_layout_is_mirrored(arabic: Site, open_page: OpenPage) -> None:
    """The name stands at the right and search at the left; the arrow back points to the right."""
    page, _ = open_page(arabic, PAGES["listing"])
    name, search = (page.locator(f".hub-header__{part}").bounding_box() for part in ("name", "search"))
    assert name is not None
    assert search is not None
    assert name["x"] > search["x"]
    arrow = page.locator(".hub-trail a").evaluate("link => getComputedStyle(link, '::before').transform")
    assert arrow == "matrix(-1, 0, 0, 1, 0, 0)"


def test_names_and_numbers_keep_their_own_order(arabic: Site, open_page: OpenPage) -> None:
    """An Arabic name runs to the left, an English one to the right, and a number is read from its beginning."""
    page, _ = open_page(arabic, PAGES["listing"])
    assert page.locator("h1").evaluate("title => getComputedStyle(title).direction") == "rtl"
    page, _ = open_page(arabic, PAGES["help"])
    edges = page.locator(".hub-first a").nth(1).evaluate(EDGES)
    assert edges == sorted(edges)


@pytest.mark.parametrize(("prefix", "spoken"), [("", ""), ("de/", "ar-XB")])
def test_what_scripts_draw_knows_its_direction(arabic: Site, open_page: OpenPage, prefix: str, spoken: str) -> None:
    """A card of the finder and a result of the search take their direction from what people wrote.

    They name its language where that is not the page's.
    """
    page, _ = open_page(arabic, prefix + PAGES["finder"])
    page.locator("[data-finder-starts] [data-finder-open=work]").click()
    names = page.locator("[data-finder-cards] h3 a")
    expect(names.first).to_be_visible()
    assert set(names.evaluate_all(SPEAKS)) == {f"auto {spoken}"}
    page, _ = open_page(arabic, f"{prefix}search/")
    page.locator("#hub-search-field").fill("Village")
    results = page.locator("[data-search-results] li a")
    expect(results.first).to_be_visible()
    assert set(results.evaluate_all(SPEAKS)) == {f"auto {spoken}"}


def test_search_knows_the_forms_of_the_languages_own_words(arabic: Site, open_page: OpenPage) -> None:
    """A German plural finds what is written in the singular."""
    page, _ = open_page(arabic, "de/search/")
    page.locator("#hub-search-field").fill("Sorgengruppen")
    results = page.locator("[data-search-results] li a")
    expect(results.first).to_be_visible()
    assert "Sorgengruppe" in results.all_inner_texts()
