"""The files that search reads: a small manifest, the shards of the index, the term list, and what to show."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from peerhub import addresses
from peerhub.articles.kinds import Kind
from peerhub.hub import Hub
from peerhub.search.collecting import entries
from peerhub.search.documents import BOOSTS, Result
from peerhub.search.index import build_index
from peerhub.search.shards import cut, encode, term_lists
from peerhub.shown.cards import freshness, shown_listings

T = TypeVar("T")

MANIFEST = "search/manifest.json"
_LETTERS = {"shards": "t", "words": "w", "figures": "n"}  # a file's name begins with what it holds
# Documents in a file of what to show: a result costs one such file at most.
CHUNK = 24


def search_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give the manifest and, in a folder named by their content, everything that it leads to."""
    results: list[Result] = []
    files: dict[str, bytes] = {}
    keys = _quickly(lambda: index_files(_terms(hub, results), files))
    files |= shown_files(results)
    manifest = {
        "fields": list(BOOSTS),
        "count": len(results),
        "bands": bands(hub, results),
        "articles": [len(list(parts)) for _, parts in groupby(filter(_in_article, results), key=_page)],
        **keys,
        "chunk": CHUNK,
    }
    version = hashlib.blake2b(digest_size=6)
    for name, content in (*files.items(), ("manifest", encode(manifest))):
        version.update(hashlib.blake2b(name.encode() + b"\0" + content).digest())
    folder = version.hexdigest()
    yield MANIFEST, encode({"folder": folder, **manifest})
    for name, content in files.items():
        yield f"search/{folder}/{name}.json", content


def _terms(hub: Hub, results: list[Result]) -> Iterator[tuple[str, ...]]:
    """Give the terms of each document, and keep what is shown of it: nobody needs the terms for longer."""
    for result, terms in entries(hub):
        results.append(result)
        yield terms


def index_files(documents: Iterable[Sequence[str]], files: dict[str, bytes]) -> dict[str, list[str]]:
    """Put the shards and the term lists of documents into `files`, and give the keys that lead to them."""
    index = build_index(documents, BOOSTS)
    keys: dict[str, list[str]] = {"shards": [], "words": [], "figures": []}
    parts = (("shards", cut(index)), ("words", term_lists(index, False)), ("figures", term_lists(index, True)))
    for name, shards in parts:
        for number, shard in enumerate(shards):
            keys[name].append(shard.key)
            files[f"{_LETTERS[name]}{number}"] = shard.content
    return keys


def shown_files(results: list[Result]) -> Iterator[tuple[str, bytes]]:
    """Give what to show of the documents, some in a file, and what they are about."""
    for number, start in enumerate(range(0, len(results), CHUNK)):
        shown = [[found.shown, found.ref, found.excerpt] for found in results[start : start + CHUNK]]
        yield f"d{number}", encode(shown)
    yield "about", encode(about([found.topics for found in results]))


def about(documents: list[tuple[str, ...]]) -> dict[str, Any]:
    """Say what each document is about: sets of topics, and runs of neighbours that share one, as [set, how many]."""
    sets: dict[tuple[str, ...], int] = {}
    runs = [[sets.setdefault(topics, len(sets)), len(list(same))] for topics, same in groupby(documents)]
    return {"sets": list(sets), "runs": runs}


def _quickly(make: Callable[[], T]) -> T:
    """Make something without Python's search for circles: an index has none, and a million lists to look through."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if collecting:
            gc.enable()


def bands(hub: Hub, documents: list[Result]) -> list[list[Any]]:
    """Say from which document on which kind and state hold: the order makes that a few lines.

    The state is a listing's freshness, of an article whether it is for contributors or states a policy, and of a
    helpline whether it serves another country than the hub's own, whose lines come first.
    """
    own = hub.directory.helplines.countries.get(hub.settings.country)
    at_home = len(own.lines) if own else 0
    policies = {article.address for article in hub.articles.values() if article.front.kind is Kind.POLICY}
    states = {found.id: freshness(hub, found).value for found in shown_listings(hub)}
    found: list[list[Any]] = []
    for number, entry in enumerate(documents):
        state = ""
        if entry.kind == "group":
            state = states[entry.ref.removeprefix("groups/").removesuffix(".html")]
        elif entry.kind == "help" and number >= at_home:
            state = "abroad"
        elif entry.ref.startswith(addresses.FOR_CONTRIBUTORS):
            state = "contributors"
        elif _page(entry) in policies:
            state = "policy"
        if not found or found[-1][1:] != [entry.kind, state]:
            found.append([number, entry.kind, state])
    return found


def _in_article(entry: Result) -> bool:
    return entry.kind == "article"


def _page(entry: Result) -> str:
    """Give the article that a section belongs to: readers are shown the best of its sections."""
    return entry.ref.partition("#")[0]
