"""The files that search reads: a small manifest, the shards of the index, the term list, and what to show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from peerhub import addresses
from peerhub.articles.kinds import Kind
from peerhub.folding import fold
from peerhub.hub import ArticlePage, Hub
from peerhub.search.answers import CHUNK as ANSWERS
from peerhub.search.answers import answer_files
from peerhub.search.collecting import Entry, contributors_entries, entries, is_abroad
from peerhub.search.documents import BOOSTS, Result, country_names
from peerhub.search.index import build_index, terms_of
from peerhub.search.shards import cut, encode, term_lists
from peerhub.search.stemmers import stemmer_name
from peerhub.shown.cards import freshness, shown_listings
from peerhub.shown.ways import lines
from peerhub.yaml.parse import no_collecting

_BASE = "search/"
_LETTERS = {"shards": "t", "words": "w", "figures": "n"}  # a file's name begins with what it holds
# Documents in a file of what to show: a result costs one such file at most.
CHUNK = 24


def search_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give what readers search, and apart from it what contributors search on the pages that are for them.

    Each has a manifest and, in a folder named by their content, everything that it leads to.
    """
    yield from _searched(hub, _BASE, entries(hub), answers=True)
    if any(article.for_contributors for article in hub.articles.values()):
        yield from _searched(hub, _BASE + addresses.FOR_CONTRIBUTORS, contributors_entries(hub))


def _searched(hub: Hub, base: str, found: Iterable[Entry], *, answers: bool = False) -> Iterator[tuple[str, bytes]]:
    results: list[Result] = []
    stemmed = stemmer_name(hub.settings.language)
    files: dict[str, bytes] = {}
    with no_collecting():
        keys = index_files(_terms(found, results), files)
    files |= shown_files(results)
    if answers:
        files |= {name: encode(content) for name, content in answer_files(hub, results)}
    manifest = {
        "fields": list(BOOSTS),
        "count": len(results),
        "bands": bands(hub, results),
        "articles": [len(list(parts)) for _, parts in groupby(filter(_in_article, results), key=_page)],
        **keys,
        "chunk": CHUNK,
        "bare": _bare(results, stemmed),
        **({} if stemmed == "english" else {"stemmer": stemmed}),
        "answers": ANSWERS if "q" in files else 0,
    }
    version = hashlib.blake2b(digest_size=6)
    for name, content in (*files.items(), ("manifest", encode(manifest))):
        version.update(hashlib.blake2b(name.encode() + b"\0" + content).digest())
    folder = version.hexdigest()
    yield f"{base}manifest.json", encode({"folder": folder, **manifest})
    for name, content in files.items():
        yield f"{base}{folder}/{name}.json", content


def _bare(results: list[Result], stemmed: str) -> dict[str, list[int]]:
    """Name what is called by stop words alone, such as "ME": the index has no term for it."""
    found: dict[str, list[int]] = {}
    for number, result in enumerate(results):
        name = fold(result.shown)
        if name and not terms_of(name, stemmed):
            found.setdefault(name, []).append(number)
    return found


def _terms(found: Iterable[Entry], results: list[Result]) -> Iterator[tuple[str, ...]]:
    """Give the terms of each document, and keep what is shown of it: nobody needs the terms for longer."""
    for result, terms in found:
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
        shown = [[found.shown, found.ref, found.excerpt, *found.langs] for found in results[start : start + CHUNK]]
        yield f"d{number}", encode(shown)
    yield "about", encode(about([found.topics for found in results]))


def about(documents: list[tuple[str, ...]]) -> dict[str, Any]:
    """Say what each document is about: sets of topics, and runs of neighbours that share one, as [set, how many]."""
    sets: dict[tuple[str, ...], int] = {}
    runs = [[sets.setdefault(topics, len(sets)), len(list(same))] for topics, same in groupby(documents)]
    return {"sets": list(sets), "runs": runs}


def bands(hub: Hub, documents: list[Result]) -> list[list[Any]]:
    """Say from which document on which kind and state hold: the order makes that a few lines.

    The state is a listing's freshness, and of an article whether it is for contributors or states a policy. Names
    follow where lines and listings serve another country than the hub's own: of lines those by which it is asked for.
    """
    countries = [code for code, _ in lines(hub)]
    states = {found.id: freshness(hub, found).value for found in shown_listings(hub)}
    articles = {article.address: article for article in hub.articles.values()}
    found: list[list[Any]] = []
    for number, entry in enumerate(documents):
        band: list[Any] = [entry.kind, ""]
        if entry.kind == "group":
            id_ = entry.ref.removeprefix("groups/").removesuffix(".html")
            band[1] = states[id_]
            if is_abroad(hub, hub.directory.listings[id_]):
                band.append([])
        elif entry.kind == "help" and countries[number] != hub.settings.country:
            band.append(country_names(hub.directory, countries[number]))
        elif entry.kind == "article":
            article = articles[_page(entry)]
            band[1] = _state(article)
        if not found or found[-1][1:] != band:
            found.append([number, *band])
    return found


def _state(article: ArticlePage) -> str:
    if article.for_contributors:
        return "contributors"
    return "policy" if article.front.kind is Kind.POLICY else ""


def _in_article(entry: Result) -> bool:
    return entry.kind == "article"


def _page(entry: Result) -> str:
    """Give the article that a section belongs to: readers are shown the best of its sections."""
    return entry.ref.partition("#")[0]
