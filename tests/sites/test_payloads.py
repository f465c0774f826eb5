"""What people with bad intentions write stays words: every payload of payloads.yaml in every text field of a hub.

The rules would refuse most of it. They are left out here, so that pages and feeds are safe without them; and nothing
here leans on the content security policy, which not every host and every reader's program keeps.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import html5lib
import icalendar
import pytest
import yaml
from markdown import Markdown
from playwright.sync_api import Browser
from pydantic import BaseModel
from tests.core.articles.written import write_text
from tests.core.pages.elements import elements
from tests.core.pages.theme import Theme, opened
from tests.sites.hubs import OLD_SITE, SITES, make_hub, tree, with_old_site
from tests.sites.payload_hub import NO_TEXT, hostile

from peerhub.addresses import file_of
from peerhub.articles.article import read_article
from peerhub.articles.article_check import check_article
from peerhub.articles.context import Context
from peerhub.articles.rules.raw_html import KEPT as TAGS
from peerhub.directory.rules.url_form import wrong_address
from peerhub.feeds.feed_files import feed_files
from peerhub.feeds.plain import one_line, plain
from peerhub.hub import Hub
from peerhub.pages.article_html import ATTRIBUTES, SCHEMES, clean_article, removed
from peerhub.pages.finder.finder_files import finder_files
from peerhub.pages.findings_picture import findings_picture
from peerhub.pages.page_views import article_context
from peerhub.problems import Problems, Severity
from peerhub.search.search_files import search_files

CORPUS: dict[str, list[str]] = yaml.safe_load((SITES / "payloads.yaml").read_text(encoding="utf-8"))
TEXT, ARTICLES, ADDRESSES = CORPUS["text"], CORPUS["articles"], CORPUS["addresses"]
# Of the lists of a topic and of a region, which show cards, a fifth is read as a parser does; the long run reads all.
EVERY_PAGE = bool(os.environ.get("HUB_NEW_CASES"))
LISTS = re.compile(r"groups/(?:topics/topic-|places/gb/area)(\d+)x")
# The ids of pages are the same in both hubs, and so must everything else be that a browser would act on.
ACTS = frozenset(
    {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "svg", "math", "img"}
)


def seen(text: str) -> str:
    """A text as a reader of plain text sees it."""
    return one_line(text)


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theme]:
    """The smallest hub, opened."""
    hub = make_hub(tmp_path_factory.mktemp("payloads"))
    with opened(hub.root, hub.site) as found:
        yield found


@pytest.fixture(scope="module")
def both(theme: Theme) -> tuple[Hub, Hub]:
    """The hub with every payload, and the same with harmless words."""
    return hostile(theme, TEXT), hostile(theme, ["words"] * len(TEXT))


@pytest.fixture(scope="module")
def pages(theme: Theme, both: tuple[Hub, Hub]) -> tuple[dict[str, str], dict[str, str]]:
    """Every page of both hubs; each filled page from data was compared with the same page rendered whole."""
    found, clean = (theme.pages(hub) | dict(_written(theme, hub)) for hub in both)
    return _alike(found), _alike(clean)


def _alike(pages: dict[str, str]) -> dict[str, str]:
    """Name a town's page by its region, which has no payload: the town's own name has, as far as an address can."""
    return {
        re.sub(r"(groups/places/gb/area[^/]+)/[^/]+\.html", r"\1/town.html", path): page
        for path, page in pages.items()
    }


def _written(theme: Theme, hub: Hub) -> Iterator[tuple[str, str]]:
    """Render what comes from docs/: articles, the home page, help and search, as MkDocs has them rendered."""
    for path, article in hub.articles.items():
        page = SimpleNamespace(content=article.html, url=article.address)
        template = article.front.template or "main.html"
        context = {**article_context(hub, path, None, None), "page": page}
        yield file_of(article.address), theme.render(template, context)
    yield "findings.html", f"<!doctype html><title>Words in a drawing</title>{findings_picture(hub)}"


@pytest.fixture(scope="module")
def feeds(both: tuple[Hub, Hub]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Every file of open data, search and the finder, of both hubs."""
    hostile_, harmless = ({**dict(feed_files(h)), **dict(search_files(h)), **dict(finder_files(h))} for h in both)
    return hostile_, harmless


def test_the_corpus_is_one() -> None:
    """There are enough payloads, none stands twice, and each is text."""
    assert len(TEXT) + len(ARTICLES) + len(ADDRESSES) >= 300
    for found in CORPUS.values():
        assert len(set(found)) == len(found)
        assert all(isinstance(payload, str) for payload in found)


@pytest.fixture(scope="module")
def trees(pages: tuple[dict[str, str], dict[str, str]]) -> dict[str, Any]:
    """Hostile pages as a browser's parser sees them: every one in the long run, else some of the lists."""
    cut: set[str] = set()
    return {
        path: html5lib.parse(_cut(page, cut), namespaceHTMLElements=False)
        for path, page in pages[0].items()
        if EVERY_PAGE or not (number := LISTS.match(path)) or int(number[1]) % 5 == 0
    }


def _round(page: str) -> str:
    return page[page.find("<body") : page.find("<main")] + page[page.rfind("</main>") :]


def _cut(page: str, seen: set[str]) -> str:
    """Leave out the header and the footer where another page had the same, letter by letter: they are half of it."""
    body, main, end = page.find("<body"), page.find("<main"), page.rfind("</main>")
    round_it = _round(page)
    if min(body, main, end) < 0 or round_it not in seen:
        seen.add(round_it)
        return page
    return f"{page[:body]}<body>{page[main:end]}</main>"


def test_pages_gain_nothing(trees: dict[str, Any], pages: tuple[dict[str, str], dict[str, str]]) -> None:
    """No page has an element or an attribute that a page of its kind with harmless words has not."""
    assert pages[0].keys() == pages[1].keys()
    clean: dict[tuple[str, bool], list[tuple[str, tuple[str, ...]]]] = {}
    letter = {tag: set(ATTRIBUTES["*"]) | ATTRIBUTES.get(tag, set()) for tag in TAGS}
    for path, tree_ in trees.items():
        kind = re.sub(r"\d+", "0", path)  # all harmless listings are alike, and so are all their lists
        whole = tree_.find("body/footer") is not None
        if (kind, whole) not in clean:
            round_it: set[str] = set() if whole else {_round(pages[1][path])}
            clean[kind, whole] = elements(_cut(pages[1][path], round_it))
        plain = clean[kind, whole]
        found = [(str(node.tag).rpartition("}")[2], tuple(sorted(map(str, node.attrib)))) for node in _nodes(tree_)]
        for tag, attributes in {*found} - {*plain}:
            # A description is Markdown: what a letter may hold, nh3 has let through.
            assert set(attributes) <= letter.get(tag, set()), (path, tag, attributes)
        assert [one for one in found if one[0] in ACTS] == [one for one in plain if one[0] in ACTS], path


def test_no_field_of_text_is_left_out(both: tuple[Hub, Hub]) -> None:
    """Whatever field a listing, a line, a topic, a reference, an article or the settings have, a payload is in it."""
    hub = both[0]
    country = hub.directory.helplines.countries["GB"]
    page = hub.articles["learn/a0.md"]
    models: list[tuple[str, Any]] = [
        ("listing", next(iter(hub.directory.listings.values()))),
        ("line", country.lines[0]),
        ("emergency", country.emergency),
        ("finder", hub.directory.helplines.international[0]),
        ("danger", hub.directory.phrases.dangers["abuse"]),
        ("topic", hub.directory.vocabulary.topics["topic-0x"]),
        ("audience", hub.directory.vocabulary.audiences["men"]),
        ("reference", hub.directory.references["author-0"]),
        ("front", page.front),
        ("settings", hub.settings),
    ]
    assert {field for name, model in models for field in _harmless(name, model)} == HARMLESS


# What holds no text: addresses, tags and ids, which have tests of their own; dates, numbers and choices; a region,
# which becomes an address; and the cases of the tests of phrases, which are shown to nobody.
_HARMLESS = """
    danger.over danger.shows danger.silent finder.checked front.last_reviewed front.redirects_from front.related
    front.sources front.template listing.ages listing.checked.facts listing.closed
    listing.first_visit.bring_someone listing.first_visit.camera_optional listing.meetings.cancelled
    listing.meetings.extra listing.meetings.not_in listing.meetings.weeks listing.place.holiday_subdivision
    listing.place.region listing.removed listing.source.quality
    listing.source.year listing.written_in line.interpreters reference.doi settings.contact
    settings.edit_url settings.exit_url
    settings.footer.to settings.help_countries settings.helpful_url settings.languages settings.menu.to topic.help
"""
HARMLESS = frozenset(_HARMLESS.split())


def _harmless(name: str, value: Any) -> Iterator[str]:
    """Name the texts in a value that no payload is in."""
    if isinstance(value, BaseModel):
        for field, part in value:
            if field.rstrip("_") not in NO_TEXT:
                yield from _harmless(f"{name}.{field}", part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _harmless(name, part)
    elif isinstance(value, tuple) and value:
        yield from _harmless(name, value[-1])
    elif value in (None, (), "") or (isinstance(value, str) and not set(value) & set("<>=")):
        yield name


def test_links_lead_nowhere_else(trees: dict[str, Any]) -> None:
    """Addresses have schemes that browsers do not run, and what pages load comes from the site itself."""
    for path, tree_ in trees.items():
        for node in _nodes(tree_):
            for name in {*node.attrib} & {"href", "src", "action", "formaction", "srcset"}:
                bare = _as_browsers_read(node.attrib[name])
                assert _scheme(bare) in ({*SCHEMES, "webcal", ""} if name == "href" else {""}), (path, bare)
                assert not bare.startswith(("//", "\\", "/\\")), (path, bare)


def _nodes(tree_: Any) -> Iterator[Any]:
    return (node for node in tree_.iter() if isinstance(node.tag, str))


def _as_browsers_read(address: str) -> str:
    """An address as the URL standard begins: without white space round it, and no tab or line break inside."""
    return re.sub(r"[\t\r\n]", "", address.strip("".join(map(chr, range(33)))))


def _scheme(address: str) -> str:
    found = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return found[1].lower() if found else ""


def test_pages_say_it(trees: dict[str, Any]) -> None:
    """The payload is there to read, letter by letter, and so are the data blocks."""
    for number, payload in enumerate(TEXT):
        root = trees[f"groups/listing-{number}.html"]
        said = "\n".join(node.text or "" for node in _nodes(root))
        # A parser of HTML leaves NUL out, or puts a sign in its place, and knows one line break.
        assert f"Talk {payload}".replace("\r\n", "\n").replace("\0", "") in said, payload
        blocks = [json.loads(node.text) for node in root.iter("script") if "json" in node.get("type", "")]
        assert any(block.get("name") == f"Circle {number} {payload}" for block in blocks if isinstance(block, dict))


def test_calendars_hold_no_line_of_others(feeds: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Calendars have the properties of harmless ones, and say the payload."""
    found, clean = feeds
    paths = [path for path in found if path.endswith(".ics")]
    assert len(paths) > len(TEXT)
    for path in paths:
        assert _lines(found[path]) == _lines(clean[path]), path
    for number, payload in enumerate(TEXT):
        calendar = icalendar.Calendar.from_ical(found[f"groups/listing-{number}.ics"])
        summary = str(calendar.walk("VEVENT")[0]["SUMMARY"])
        assert seen(summary) == seen(f"Circle {number} {payload}"), payload


def _lines(raw: bytes) -> list[str]:
    text = raw.decode()
    assert not {"\0", "\x85", "\u2028"} & set(text)
    assert all(line.endswith("\r\n") for line in text.splitlines(keepends=True))
    return [line.partition(":")[0].partition(";")[0] for line in text.replace("\r\n ", "").splitlines()]


def test_feeds_parse_back(feeds: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """JSON and Atom are whole and as long as harmless ones; nothing of a feed is markup to the reader of another."""
    found, clean = feeds
    assert {path for path in found if path.startswith("feeds/")} == {
        path for path in clean if path.startswith("feeds/")
    }
    for path, raw in found.items():
        if path.endswith(".json"):
            json.loads(raw)
        elif path.endswith(".xml"):
            assert [element.tag for element in _xml(raw)] == [element.tag for element in _xml(clean[path])], path
    names = json.dumps(json.loads(found["feeds/groups.json"]), ensure_ascii=False)
    assert all(
        json.dumps(payload, ensure_ascii=False)[1:-1] in names for payload in TEXT if plain(payload) == payload
    )


def _xml(raw: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(raw).iter())  # noqa: S314 - our own feed, and what is in it is the question


def test_tables_run_nothing(feeds: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Every row has every column, and no cell begins as a formula does."""
    rows = list(csv.reader(io.StringIO(feeds[0]["feeds/groups.csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) == len(TEXT) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]


def test_addresses_are_refused() -> None:
    """No field for an address of the web takes what is none, or what a browser would run."""
    assert [address for address in ADDRESSES if wrong_address(address) is None] == []


@pytest.mark.parametrize("payload", [*ARTICLES, *TEXT])
def test_an_article_is_a_letter(payload: str, markdown: Markdown) -> None:
    """What Markdown makes of a payload cannot run, load, or leave its place; and what had to go is told."""
    rendered = markdown.reset().convert(payload)
    cleaned = clean_article(rendered)
    root: Any = html5lib.parse(f"<main>{cleaned}</main><footer></footer>", namespaceHTMLElements=False)
    assert [node.tag for node in root.find("body")] == ["main", "footer"]
    for node in root.find("body/main").iter():
        assert node.tag in {"main", *TAGS}
        assert set(node.attrib) <= ATTRIBUTES["*"] | ATTRIBUTES.get(node.tag, set())
        for name in ("href", "src"):
            bare = _as_browsers_read(node.get(name, ""))
            assert _scheme(bare) in ({*SCHEMES, ""} if name == "href" else {""})
            assert name == "href" or not bare.startswith(("//", "\\", "/\\"))
    if "alert(1)" in rendered and _would_run(rendered):
        article = read_article(write_text(payload, {}), "page.md", "docs", Problems())
        told = check_article(article, Context(date(2026, 11, 24)))
        assert removed(rendered, cleaned) or any(problem.severity is Severity.ERROR for problem in told)


@pytest.fixture(scope="module")
def markdown(theme: Theme) -> Markdown:
    """Markdown with the extensions of the hub."""
    from peerhub.cli import Place, engine

    config = engine.load(Place(theme.hub.root))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def _would_run(html: str) -> bool:
    """Tell whether a browser would run something of this HTML."""
    for node in html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False).iter():
        if not isinstance(node.tag, str):
            continue
        values = ["".join(value.split()).lower() for value in node.attrib.values()]
        if node.tag.endswith("script") or any(name.startswith("on") for name in node.attrib):
            return True
        if any(value.startswith("javascript:") for value in values):
            return True
    return False


ATTACKS = [
    "*word*{: onclick=alert(1) }",
    "[x](java&#115;cript:alert(1))",
    "<br/onmouseover=alert(1)>",
    "</main>",
    "<!-- editorial: allow raw-html because x -->\n<script>alert(1)</script>",
]


@pytest.mark.parametrize("payload", ATTACKS)
def test_a_build_refuses_it(tmp_path: Path, payload: str) -> None:
    """No comment and no odd shape gets it past a build: the line is named, and the old site stands."""
    hub = make_hub(tmp_path, with_old_site())
    hub.replace("docs/learn/helping.md", "When you can", f"\n{payload}\n\nWhen you can")
    done = hub.hub("build")
    assert done.code == 1
    line = (hub.root / "docs/learn/helping.md").read_text().splitlines().index(payload.splitlines()[-1]) + 1
    # What the page would hold is looked at last: a rule that finds it in the Markdown has refused it by then.
    refused = f"docs/learn/helping.md:{line}: error: would hold", "[raw-html]", "[markdown-shown]"
    assert any(reason in done.err for reason in refused)
    assert tree(hub.site) == OLD_SITE
    checked = hub.hub("check")
    assert checked.code == 1
    # A check goes on to what the page would hold, where a build has stopped.
    assert set(done.err.splitlines()[:-1]) <= set(checked.out.splitlines())


@pytest.mark.browser
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["sample", "every-page"])
def test_nothing_runs_in_a_browser(
    pages: tuple[dict[str, str], dict[str, str]], browser: Browser, whole: bool
) -> None:
    """Every page with a payload, opened without the policy and without the theme's own scripts, runs nothing."""
    ran: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.expose_function("alert", lambda *_: ran.append(page.url))
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.route("**/*", lambda route: _answer(route, pages[0], ran))
    # One of each kind holds the payloads that every page has; the long run opens all.
    for name in pages[0] if whole else list({re.sub(r"\d+", "", name): name for name in pages[0]}.values()):
        page.goto(f"http://hub.test/{name}", wait_until="domcontentloaded")
        page.evaluate("for (const e of document.querySelectorAll('main *')) { e.dispatchEvent(new Event('click')) }")
    context.close()
    assert ran == []


def _answer(route: Any, pages: dict[str, str], ran: list[str]) -> None:
    """Serve a page as a host without headers would; note whatever asks another site."""
    url = route.request.url
    if not url.startswith("http://hub.test/"):
        ran.append(url)
    page = pages.get(url.removeprefix("http://hub.test/"), "")
    html = page.replace('http-equiv="Content-Security-Policy"', 'name="none"')
    route.fulfill(status=200 if page else 404, content_type="text/html; charset=utf-8", body=html)
