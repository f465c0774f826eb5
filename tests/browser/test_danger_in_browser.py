"""What recognises danger in the browser and what `./hub check` tries examples with answer alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.sites import ROOT, Site

from peerhub.directory.danger.compiling import compile_phrases
from peerhub.directory.danger.matching import Recogniser
from peerhub.directory.load import load_directory
from peerhub.directory.phrases import Phrases
from peerhub.problems import Problems

pytestmark = pytest.mark.browser

_ASK = """async ([root, compiled, texts]) => {
    const { dangersIn } = await import(new URL("components/search/dangers.mjs", root));
    return texts.map((text) => [...dangersIn(text, compiled)]);
}"""


def texts(phrases: Phrases) -> Iterator[str]:
    """Every example, as it is and with slips, disguises and letters set apart."""
    rng = random.Random(1)  # noqa: S311 - repeatable slips, no secrets
    for danger in phrases.dangers.values():
        for text in (*(one for shown in danger.shows.values() for one in shown), *danger.silent):
            yield text
            at = rng.randrange(len(text))
            yield text[:at] + text[at + 1 :]
            yield text[:at] + rng.choice("abcdefgh") + text[at:]
            yield text.replace(" ", "")
            yield text.replace("i", "1").upper()
            yield " ".join(text)
            yield ".".join(text)
            yield f"he'd {text} i’D"
    yield from ("", " ", "\u200d", "a" * 10_000, "kill " * 2_000)
    yield from ("suicde word " * 200, "word " * 99 + "suicde suicde")


def test_the_browser_finds_what_the_check_finds(page: Page, shipped: Site) -> None:
    """Both find the same dangers, in the same order, in some thousand texts."""
    phrases = load_directory(ROOT, Problems()).phrases
    compiled = compile_phrases(phrases)
    recogniser, tried = Recogniser(compiled), list(texts(phrases))
    page.goto(f"{shipped.url}search/")
    found = page.evaluate(_ASK, [shipped.url, compiled, tried])
    wrong = [
        (text[:80], theirs, ours)
        for text, theirs in zip(tried, found, strict=True)
        if theirs != (ours := recogniser.dangers(text))
    ]
    assert not wrong, wrong[:10]


def test_what_is_damaged_may_be_danger(page: Page, shipped: Site) -> None:
    """A compiled file that did not arrive whole takes any text for what may be danger, and is no error."""
    page.goto(f"{shipped.url}search/")
    damaged: tuple[object, ...] = ({}, None, [], {"words": 3})
    for compiled in damaged:
        assert page.evaluate(_ASK, [shipped.url, compiled, ["book club", " "]]) == [["soft"], []]


@pytest.mark.parametrize("damaged", ["", "{", "{}", "null", '{"words":";;","phrases":{"en":"|"}}'])
def test_with_damaged_phrases_the_plain_help_line_stands_above_every_search(
    page: Page, shipped: Site, damaged: str
) -> None:
    """The page is served with its phrases cut off: whatever is typed, a line of help stands above."""
    address = f"{shipped.url}search/"

    def damage(route: Route) -> None:
        before, sign, rest = route.fetch().text().partition("data-search-phrases>")
        assert sign
        route.fulfill(content_type="text/html", body=before + sign + damaged + rest[rest.index("</script>") :])

    page.route(address, damage)
    page.goto(address)
    help_line = page.locator("[data-search-help] .hub-search__soft")
    for text in ("men's group", "i want to die"):
        page.get_by_role("searchbox").fill(text)
        expect(help_line.locator("a[href$='get-help-now/']")).to_be_visible()
        expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
        expect(help_line).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(help_line).to_have_count(0)
