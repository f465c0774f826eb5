"""What a reader has to download, packed with gzip, stays within what the project promised."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.browser.conftest import OpenPage
from tests.browser.sites import Site

from peerhub import addresses
from peerhub.directory.needs import NEEDS

pytestmark = pytest.mark.browser

KB = 1024
ARTICLE_HTML, LISTING_HTML, SHEETS, SCRIPTS, FONTS = 12 * KB, 8 * KB, 32 * KB, 10 * KB, 45 * KB
HELP, HELP_SCRIPT = 18 * KB, 3 * KB
PHRASES = 9 * KB
# The heaviest page of each kind, and home.
PAGES = ("", "evidence/what-peer-support-can-and-cannot-do/", "groups/andys-man-club-scarborough.html", "groups/")


def packed(path: Path) -> int:
    """The size of a file as a host sends it; a font is packed already."""
    if path.suffix == ".woff2":
        return path.stat().st_size
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def packed_text(text: str) -> int:
    """The size of a text as a host sends it."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def danger_phrases(site: Site) -> str:
    """The compiled phrases in the search page."""
    page = (site.folder / "search" / "index.html").read_text(encoding="utf-8")
    return page.partition("data-search-phrases>")[2].partition("</script>")[0]


def loaded(site: Site, addresses: list[str]) -> dict[str, int]:
    """The files of the site behind the addresses that a page asked for, each with its packed size."""
    found = {}
    for address in addresses:
        name = unquote(urlsplit(address).path).removeprefix(urlsplit(site.url).path) or "index.html"
        path = site.folder / name
        path = path / "index.html" if path.is_dir() else path
        found[path.relative_to(site.folder).as_posix()] = packed(path)
    return found


def of(files: dict[str, int], *endings: str) -> dict[str, int]:
    """Those files whose names end in one of these."""
    return {name: size for name, size in files.items() if name.endswith(endings)}


def test_articles(shipped: Site) -> None:
    """No article's HTML weighs more than 12 KB."""
    pages = [page for page in shipped.pages() if "groups" not in page.relative_to(shipped.folder).parts]
    heavy = {page.relative_to(shipped.folder).as_posix(): packed(page) for page in pages}
    heavy["search/index.html"] -= packed_text(danger_phrases(shipped))
    assert {
        name: size for name, size in heavy.items() if size > ARTICLE_HTML and name != "references/index.html"
    } == {}


def test_danger_phrases(shipped: Site) -> None:
    """What search recognises danger by stands in the search page alone, and weighs at most 9 KB."""
    assert packed_text(danger_phrases(shipped)) <= PHRASES
    assert [page for page in shipped.pages() if b"data-search-phrases" in page.read_bytes()] == [
        shipped.folder / "search" / "index.html"
    ]


@pytest.mark.parametrize("name", ["shipped", "showcase"])
def test_listings(request: pytest.FixtureRequest, name: str) -> None:
    """No listing's HTML weighs more than 8 KB, not even one that fills in every field."""
    site: Site = request.getfixturevalue(name)
    listings = [page for page in (site.folder / "groups").glob("*.html") if page.stem not in ("index", "upcoming")]
    single = [page for page in listings if not page.stem.startswith("online")]
    assert {page.name: packed(page) for page in single if packed(page) > LISTING_HTML} == {}


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_loads(shipped: Site, open_page: OpenPage, path: str) -> None:
    """Before a reader touches anything, a page loads at most 32 KB of sheets, 10 KB of script and 45 KB of fonts."""
    _, watch = open_page(shipped, path)
    files = loaded(shipped, watch.requests)
    assert sum(of(files, ".css").values()) <= SHEETS, of(files, ".css")
    assert sum(of(files, ".js", ".mjs").values()) <= SCRIPTS, of(files, ".js", ".mjs")
    assert sum(of(files, ".woff2").values()) <= FONTS, of(files, ".woff2")


def test_a_listing_with_dates_loads_no_more(showcase: Site, open_page: OpenPage) -> None:
    """Working out the next dates in the browser stays within the 10 KB of script too."""
    _, watch = open_page(showcase, "groups/example-fresh.html")
    scripts = of(loaded(showcase, watch.requests), ".js", ".mjs")
    assert any("schedule" in name for name in scripts)
    assert sum(scripts.values()) <= SCRIPTS, scripts


@pytest.mark.parametrize("path", ["get-help-now/", *(addresses.help_page(need) for need in NEEDS)])
def test_help_in_all(shipped: Site, open_page: OpenPage, path: str) -> None:
    """A help page weighs at most 18 KB with everything that it loads; its only script, the way out, at most 3 KB."""
    _, watch = open_page(shipped, path)
    files = loaded(shipped, watch.requests)
    assert list(of(files, ".js", ".mjs", ".woff2")) == ["components/exit-page/exit-page.js"]
    assert sum(of(files, ".js").values()) <= HELP_SCRIPT, files
    assert sum(files.values()) <= HELP, files
