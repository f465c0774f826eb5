"""The files that search reads: lunr's index, built before anybody asks, and what to show for each reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from lunr import lunr

from peerhub.hub import Hub
from peerhub.pages.cards import place_words, shown_listings
from peerhub.pages.lists import by_topic
from peerhub.search.documents import (
    BOOSTS,
    SearchDocument,
    article_documents,
    listing_document,
    topic_document,
)

INDEX = "search/index.json"
DOCUMENTS = "search/documents.json"


def search_documents(hub: Hub) -> list[SearchDocument]:
    """List everything that search can find, in a fixed order: articles, topics, listings."""
    found: list[SearchDocument] = []
    for article in hub.articles.values():
        if article.path != "search.md":
            found += article_documents(article.address, article.front, article.html, hub.directory)
    found += [topic_document(topic, hub.directory) for topic, listings in by_topic(hub).items() if listings]
    found += [listing_document(listing, hub.directory, place_words(hub, listing)) for listing in shown_listings(hub)]
    return found


def search_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give the index and the documents' words."""
    documents = search_documents(hub)
    shown = {
        found.ref: {"title": found.title, "href": found.ref, "kind": found.kind, "text": found.note or found.excerpt}
        for found in documents
    }
    yield INDEX, _index(hub, documents)
    yield DOCUMENTS, _json(shown)


def _index(hub: Hub, documents: list[SearchDocument]) -> bytes:
    rows = [asdict(found) for found in documents]
    given = _json(rows)
    kept = hub.cache.get("lunr", given)
    if kept is None:
        fields = [{"field_name": name, "boost": boost} for name, boost in BOOSTS.items()]
        kept = _json(lunr(ref="ref", fields=fields, documents=rows).serialize())
        hub.cache.put(kept, "lunr", given)
    return kept


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
