"""The sitemap: an index and its parts, so that ten thousand listings stay within the protocol's limits.

https://www.sitemaps.org/protocol.html allows 50,000 addresses a file. A demo has none: it asks not to be indexed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.directory.needs import NEEDS
from peerhub.hub import Hub
from peerhub.pages.lists import list_pages
from peerhub.shown.cards import shown_listings

_A_FILE = 10_000
_PAGES = "sitemaps/pages.xml"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give the sitemap index and its parts; nothing for a demo or a hub whose own address is not known."""
    if not hub.site_url or hub.noindex:
        return
    # What is not translated stands in the sitemap of the language that it is in.
    articles = [(page.address, page.front.dated) for page in hub.readable.values() if not page.language]
    lists = [
        (addresses.DIRECTORY, None),
        (addresses.UPCOMING, None),
        (addresses.SUGGEST, None),
        (addresses.BIBLIOGRAPHY, None),
        *((addresses.help_page(need), None) for need in NEEDS),
        *((page.address, None) for page in list_pages(hub)),
    ]
    parts = {_PAGES: _urls(hub, [*articles, *lists])}
    listings = shown_listings(hub)
    for number, start in enumerate(range(0, len(listings), _A_FILE), 1):
        rows = [(addresses.listing(found.id), _changed(found)) for found in listings[start : start + _A_FILE]]
        parts[f"sitemaps/listings-{number}.xml"] = _urls(hub, rows)
    for path, text in parts.items():
        yield path, text.encode()
    if hub.first is not hub:
        return
    every = [edition.site_url + path for edition in hub.editions or (hub,) for path in parts]
    entries = "".join(f"<sitemap><loc>{_text(url)}</loc></sitemap>\n" for url in every)
    yield "sitemap.xml", f"{_XML}<sitemapindex {_NAMESPACE}>\n{entries}</sitemapindex>\n".encode()


def _text(value: str) -> str:
    return escape(value, quote=False)


def _urls(hub: Hub, rows: list[tuple[str, date | None]]) -> str:
    entries = "".join(
        f"<url><loc>{_text(hub.site_url + address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in rows
    )
    return f"{_XML}<urlset {_NAMESPACE}>\n{entries}</urlset>\n"


def _changed(listing: Listing) -> date | None:
    """The last day that the listing's own data names: a clock's day would make every build differ."""
    return listing.checked.on if listing.checked else (listing.source.seen if listing.source else None)
