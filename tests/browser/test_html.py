"""The HTML of both sites, page by page: well formed, nothing inline, the policy first, and the policy holds."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import html5lib
import pytest
from tests.browser.conftest import OpenPage
from tests.browser.none import assert_none
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

# Data in a script element runs nothing.
DATA = {"application/json", "application/ld+json"}
DIRECTIVES = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "base-uri": "'none'"}
# Of pages that differ only in their data a few are enough; the long run reads them all.
SAMPLE = 60


def wrong_in(page: Path) -> list[str]:
    """Read one page as strictly as html5lib can, and look for what the policy would refuse."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    try:
        tree: Any = parser.parse(page.read_bytes().decode("utf-8"))
    except html5lib.html5parser.ParseError as error:
        return [f"{page}: {error} near {parser.errors[-1:]}"]
    found = [
        f"{page}: {line}" for element in tree.iter() if isinstance(element.tag, str) for line in _inline(element)
    ]
    first = tree.find("head")[0]
    policy = first.get("content", "")
    if first.get("http-equiv") != "Content-Security-Policy":
        found.append(f"{page}: the policy is not first in the head")
    found += [
        f"{page}: the policy lacks {name} {value}"
        for name, value in DIRECTIVES.items()
        if f"{name} {value}" not in policy
    ]
    if "unsafe" in policy or "http" in policy:
        found.append(f"{page}: the policy lets something in: {policy}")
    identities = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
    found += [f"{page}: the id {name} stands twice" for name in {n for n in identities if identities.count(n) > 1}]
    return found


def _inline(element: Any) -> Iterator[str]:
    if element.tag == "style":
        yield "holds a style element"
    if element.tag == "script" and not element.get("src") and element.get("type") not in DATA:
        yield "holds an inline script"
    for name, value in element.attrib.items():
        if str(name).lower().startswith("on"):
            yield f"<{element.tag}> has the handler {name}"
        if name == "style":
            yield f"<{element.tag}> has an inline style"
        if str(value).strip().lower().startswith("javascript:"):
            yield f"<{element.tag}> has a javascript: address"
    away = element.tag == "a" and str(element.get("href", "")).startswith(("http:", "https:"))
    if away and "noreferrer" not in str(element.get("rel", "")).split():
        yield f"the link to {element.get('href')} tells that site where the reader came from"


def sample(site: Site, whole: bool) -> list[Path]:
    """Choose pages of every folder of the site, evenly."""
    pages = site.pages()
    return pages if whole else pages[:: max(1, len(pages) // SAMPLE)]


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["sample", "every-page"])
@pytest.mark.parametrize("name", ["shipped", "showcase"])
def test_the_html_is_sound(request: pytest.FixtureRequest, name: str, whole: bool) -> None:
    """A strict parser accepts each page; no page holds inline code or style; the policy is the first of its head."""
    site: Site = request.getfixturevalue(name)
    pages = sample(site, whole)
    if not whole:
        assert_none(line for page in pages for line in wrong_in(page))
        return
    with ProcessPoolExecutor(2) as pool:
        assert_none(line for found in pool.map(wrong_in, pages, chunksize=20) for line in found)


def test_an_injected_script_does_not_run(showcase: Site, open_page: OpenPage) -> None:
    """Code and style that somebody managed to put into a page are refused by its policy."""
    page, _ = open_page(showcase, "groups/example-fresh.html")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 'script'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"window.ran = 'handler'\\">");
            document.body.insertAdjacentHTML("beforeend", "<p id=styled style='color: red'>x</p>");
            const elsewhere = document.createElement("script");
            elsewhere.src = "https://elsewhere.example/x.js";
            document.body.append(elsewhere);
        }"""
    )
    page.wait_for_function("window.__refused.length >= 4")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.querySelector('#styled')).color") != "rgb(255, 0, 0)"
    refused = " ".join(page.evaluate("window.__refused"))
    assert "script-src-elem" in refused
    assert "script-src-attr" in refused
    assert "style-src-attr" in refused
    assert "elsewhere.example" in refused
