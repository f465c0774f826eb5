"""The files that search reads: a small manifest, the shards of the index, the term list, and what to show."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.cards import card, freshness, shown_listings
from peerhub.pages.helplines import country_name
from peerhub.pages.lists import by_topic
from peerhub.search.documents import (
    BOOSTS,
    SearchDocument,
    article_documents,
    document,
    helpline_document,
    listing_document,
    topic_document,
)
from peerhub.search.index import build_index, text_terms
from peerhub.search.shards import cut, encode, term_lists

MANIFEST = "search/manifest.json"
# Documents in a file of what to show: a result costs one such file at most.
CHUNK = 24
# Lines whose kind is no word that anybody would type.
_PLAIN_KINDS = ("crisis", "listening")
_FOR_CONTRIBUTORS = "contribute/"


def search_documents(hub: Hub) -> list[SearchDocument]:
    """List everything that search can find, in a fixed order: helplines, articles, topics, and listings by freshness.

    Among equals lunr keeps this order, and what stands side by side is fetched together: so what nobody checked
    comes last, and groups about one topic are neighbours.
    """
    return hub.once("search documents", _search_documents)


def search_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give the manifest and, in a folder named by their content, everything that it leads to."""
    documents = search_documents(hub)
    files: dict[str, bytes] = {}
    manifest = {
        "fields": list(BOOSTS),
        "count": len(documents),
        "bands": bands(hub, documents),
        "articles": [len(list(parts)) for _, parts in groupby(filter(_in_article, documents), key=_page)],
        **_quickly(lambda: index_files(documents, files)),
    }
    version = hashlib.blake2b(digest_size=6)
    for name, content in (*files.items(), ("manifest", encode(manifest))):
        version.update(hashlib.blake2b(name.encode() + b"\0" + content).digest())
    folder = version.hexdigest()
    yield MANIFEST, encode({"folder": folder, **manifest})
    for name, content in files.items():
        yield f"search/{folder}/{name}.json", content


def index_files(documents: list[SearchDocument], files: dict[str, bytes]) -> dict[str, Any]:
    """Put the shards, the term list and what to show into `files`, and say what the manifest must know of them."""
    known: dict[str, tuple[int, dict[str, int]]] = {}  # many documents share a text: each is looked at once

    def terms(text: str) -> tuple[int, dict[str, int]]:
        found = known.get(text)
        if found is None:
            found = known[text] = text_terms(text)
        return found

    index = build_index([[terms(getattr(found, name)) for name in BOOSTS] for found in documents], BOOSTS)
    known.clear()
    keys: dict[str, Any] = {}
    for name, shards in (("t", cut(index)), ("w", term_lists(index, False)), ("n", term_lists(index, True))):
        keys[name] = []
        for number, shard in enumerate(shards):
            keys[name].append(shard.key)
            files[f"{name}{number}"] = shard.content
    for number, start in enumerate(range(0, len(documents), CHUNK)):
        shown = [[found.shown, found.ref, found.excerpt] for found in documents[start : start + CHUNK]]
        files[f"d{number}"] = encode(shown)
    files["about"] = encode(about(documents))
    return {"shards": keys["t"], "words": keys["w"], "figures": keys["n"], "chunk": CHUNK}


def about(documents: list[SearchDocument]) -> dict[str, Any]:
    """Say what each document is about: sets of topics, and runs of neighbours that share one, as [set, how many]."""
    sets: dict[tuple[str, ...], int] = {}
    runs = [
        [sets.setdefault(topics, len(sets)), len(list(same))]
        for topics, same in groupby(documents, key=lambda entry: entry.topics)
    ]
    return {"sets": list(sets), "runs": runs}


def _quickly(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Make something without Python's search for circles: an index has none, and a million lists to look through."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if collecting:
            gc.enable()


def bands(hub: Hub, documents: list[SearchDocument]) -> list[list[Any]]:
    """Say from which document on which kind and state hold: the order makes that a few lines.

    The state is a listing's freshness, of an article whether it is for contributors, and of a helpline whether it
    serves another country than the hub's own, whose lines come first.
    """
    own = hub.directory.helplines.countries.get(hub.settings.country)
    at_home = len(own.lines) if own else 0
    states = {found.id: freshness(hub, found).value for found in shown_listings(hub)}
    found: list[list[Any]] = []
    for number, entry in enumerate(documents):
        state = ""
        if entry.kind == "group":
            state = states[entry.ref.removeprefix("groups/").removesuffix(".html")]
        elif entry.kind == "help" and number >= at_home:
            state = "abroad"
        elif entry.ref.startswith(_FOR_CONTRIBUTORS):
            state = "contributors"
        if not found or found[-1][1:] != [entry.kind, state]:
            found.append([number, entry.kind, state])
    return found


def _in_article(entry: SearchDocument) -> bool:
    return entry.kind == "article"


def _page(entry: SearchDocument) -> str:
    """Give the article that a section belongs to: readers are shown the best of its sections."""
    return entry.ref.partition("#")[0]


def _search_documents(hub: Hub) -> list[SearchDocument]:
    directory, say = hub.directory, hub.words.say

    def near(listing: Listing) -> tuple[object, ...]:
        # Groups about the same for the same people have the same words in the same weights: side by side, a posting
        # says so in a third less, and what a search for a topic shows is fetched in fewer pieces.
        abroad = listing.country not in (hub.settings.country, None)
        return abroad, listing.topics, listing.audience, listing.format or "", card(hub, listing).place, listing.id

    found: list[SearchDocument] = []
    for code in dict.fromkeys((hub.settings.country, *hub.settings.help_countries)):
        country = directory.helplines.countries.get(code)
        for line in country.lines if country else ():
            label = "" if line.kind in _PLAIN_KINDS else say(f"help.kinds.{line.kind}")
            found.append(helpline_document(line, country_name(hub, code), label, directory))
    for article in sorted(hub.articles.values(), key=lambda article: article.address.startswith(_FOR_CONTRIBUTORS)):
        if hub.withheld(article):
            excerpt = say("article.withheld_short")
            note = article.front.content_note
            found.append(document(article.address, "article", article.front.title, "", excerpt=excerpt, note=note))
        elif article.path != "search.md":
            found += article_documents(article.address, article.front, article.html, directory)
    found += [topic_document(topic, directory) for topic, listings in by_topic(hub).items() if listings]
    for _, same in groupby(shown_listings(hub), key=lambda listing: freshness(hub, listing)):
        found += [listing_document(listing, card(hub, listing), directory) for listing in sorted(same, key=near)]
    return found
