"""External links: every address of another site that a hub shows, and each place where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.structure import find_links
from peerhub.directory.model import texts
from peerhub.hub import Hub
from peerhub.problems import Location
from peerhub.yaml.source import Source

_ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]]+")
_FIELDS = frozenset({"url", "website", "chat"})


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address without its fragment, and where it is written, in the order of the files."""

    url: str
    where: tuple[Location, ...]


def external_links(hub: Hub) -> tuple[ExternalLink, ...]:
    """List the external links of a hub's data and its own articles, each address once.

    Listings that ended are left out, since readers are led to them no longer.
    """
    found: dict[str, list[Location]] = {}
    for url, where in (*_of_listings(hub), *_of_files(hub), *_of_articles(hub)):
        places = found.setdefault(url.partition("#")[0], [])
        if where not in places:
            places.append(where)
    return tuple(ExternalLink(url, tuple(where)) for url, where in found.items())


def _of_listings(hub: Hub) -> Iterator[tuple[str, Location]]:
    for entry in hub.directory.entries:
        if not entry.listing.ended:
            for path, text in texts(entry.data):
                for url in _addresses(text, str(path[-1])):
                    yield url, entry.where(*path)


def _of_files(hub: Hub) -> Iterator[tuple[str, Location]]:
    for name in ("helplines", "references"):
        source = hub.directory.sources.get(name)
        if source is not None:
            yield from _of_source(source)


def _of_source(source: Source) -> Iterator[tuple[str, Location]]:
    for path, text in texts(source.data):
        if path[-1] == "doi":
            yield f"https://doi.org/{text}", source.locate(path)
        elif path[-1] in _FIELDS:
            yield from ((url, source.locate(path)) for url in _addresses(text, str(path[-1])))


def _of_articles(hub: Hub) -> Iterator[tuple[str, Location]]:
    for page, article in hub.articles.items():
        if page in hub.borrowed:
            continue
        document = article.document
        for link in find_links(Article(page, document).masked, document.first_line):
            if link.target.startswith(("http://", "https://")):
                yield link.target, Location(document.name, link.line)


def _addresses(text: str, field: str) -> list[str]:
    if field in _FIELDS:
        return [text] if text.startswith(("http://", "https://")) else []
    return [found.rstrip(".,;:!?") for found in _ADDRESS.findall(text)]
