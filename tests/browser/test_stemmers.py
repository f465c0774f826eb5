"""The index and the browser stem each language alike."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

import pytest
from playwright.sync_api import Browser
from tests.browser.server import SiteServer
from tests.browser.sites import ROOT

from peerhub.folding import fold
from peerhub.search.stemmers import stemmer, stemmer_name

pytestmark = pytest.mark.browser

_ASK = """async ([name, words]) => {
  const script = (address) => new Promise((onload, onerror) => {
    const element = document.createElement("script");
    document.head.append(Object.assign(element, { src: address, charset: "utf-8", onload, onerror }));
  });
  await script("/name/vendor/lunr/lunr.min.js");
  const { useStemmer } = await import("/name/components/search/stemmers.mjs");
  await useStemmer(lunr, name, script);
  return words.map((word) => lunr.stemmer(new lunr.Token(word)).toString());
}"""


@pytest.mark.parametrize("language", ["ar", "cy", "de", "es"])
def test_words_are_stemmed_as_the_browser_stems_them(
    browser: Browser, site_server: Callable[..., SiteServer], language: str
) -> None:
    """Every word of a language's catalogue, English ones among them, has the same stem on both sides."""
    text = resources.files("peerhub.words").joinpath(f"{language}.po").read_text(encoding="utf-8")
    words, name = sorted(set(fold(text).split())), stemmer_name(language)
    page = browser.new_page()
    page.goto(site_server(ROOT / "overrides", "name").url + "404.html")
    found = page.evaluate(_ASK, [name, words])
    page.close()
    stems = list(map(stemmer(name), words))
    assert list(zip(words, found, strict=True)) == list(zip(words, stems, strict=True))
    assert len(words) > 1_500
    # Welsh has no stemmer of Snowball, and its words stay whole.
    assert (stems == words) is (language == "cy")
