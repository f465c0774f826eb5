"""Everything that search can find, in a fixed order, and what an earlier build read out of it.

Ten thousand listings seldom change together. Their terms are kept in the cache, so that after an edit only what was
edited is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.folding import fold
from peerhub.hub import Hub
from peerhub.reuse import by_listing
from peerhub.search.documents import (
    Result,
    SearchDocument,
    article_documents,
    document,
    helpline_document,
    listing_document,
    listing_words,
    narrowing,
    topic_document,
)
from peerhub.search.index import terms_of
from peerhub.search.stemmers import stemmer_name
from peerhub.shown.cards import by_topic, card, freshness, shown_listings
from peerhub.shown.facts import Card
from peerhub.shown.labels import country_name
from peerhub.shown.ways import lines

# Lines whose kind is no word that anybody would type.
_PLAIN_KINDS = ("crisis", "listening")

Entry = tuple[Result, tuple[str, ...]]
"""What is shown of a document, and the terms of each of its fields, in the order of BOOSTS."""


def search_documents(hub: Hub) -> Iterator[SearchDocument]:
    """Give everything that readers can find, in a fixed order: helplines, articles, topics, listings by freshness.

    Among equals lunr keeps this order, and what stands side by side is fetched together: so what nobody checked
    comes last, and groups about one topic are neighbours.
    """
    yield from _before_listings(hub)
    for same in _by_freshness(hub):
        placed = [(_near(hub, listing, card(hub, listing).place), listing) for listing in same]
        yield from (_listing_document(hub, listing, card(hub, listing)) for _, listing in sorted(placed))


def entries(hub: Hub) -> Iterator[Entry]:
    """Give the same documents as the index takes them in."""
    yield from (entry(hub, found) for found in _before_listings(hub))
    yield from _listing_entries(hub)


def contributors_entries(hub: Hub) -> Iterator[Entry]:
    """Give what those who look after a hub can find, which would be in readers' way: the pages that speak to them."""
    yield from (entry(hub, found) for found in _articles(hub, for_contributors=True))


def _listing_entries(hub: Hub) -> Iterator[Entry]:
    words: dict[tuple[object, ...], str] = {}  # many are about the same
    for same in _by_freshness(hub):
        kept = [(listing, _kept_terms(hub, listing)) for listing in same]
        for listing, (place, title, where, text) in sorted(kept, key=lambda found: _near(hub, found[0], found[1][0])):
            about = listing.kind, listing.topics, listing.audience, listing.format, listing.languages
            if about not in words:
                said = fold(listing_words(listing, hub.directory, _spoken(hub, listing)))
                words[about] = terms_of(said, stemmer_name(hub.settings.language))
            ref, excerpt = addresses.listing(listing.id), listing.summary or place
            result = Result(ref, "group", listing.name, excerpt, narrowing(listing), _langs(hub, listing))
            yield result, (title, words[about], where, text)


def _listing_document(hub: Hub, listing: Listing, shown: Card) -> SearchDocument:
    found = listing_document(listing, shown, hub.directory, _spoken(hub, listing))
    return replace(found, langs=_langs(hub, listing))


def _langs(hub: Hub, listing: Listing) -> tuple[str, ...]:
    """Name the languages of a listing's name and summary, where one of them is not the hub's."""
    name = hub.language_of(listing, "name")
    summary = hub.language_of(listing, "summary") if listing.summary else ""
    return (name, summary) if name or summary else ()


def _spoken(hub: Hub, listing: Listing) -> str:
    """Name the languages of a listing that are not the hub's own: those are what readers look for."""
    own = hub.settings.language.partition("-")[0]
    return " ".join(hub.words.language_name(tag) for tag in listing.languages if tag.partition("-")[0] != own)


def entry(hub: Hub, found: SearchDocument) -> Entry:
    """Read the terms out of a document."""
    stemmed = stemmer_name(hub.settings.language)
    terms = tuple(terms_of(text, stemmed) for text in (found.title, found.words, found.place, found.text))
    return Result(found.ref, found.kind, found.shown, found.excerpt, found.topics, found.langs), terms


def _before_listings(hub: Hub) -> Iterator[SearchDocument]:
    directory = hub.directory
    for code, line in lines(hub):
        label = "" if line.kind in _PLAIN_KINDS else hub.words.say(f"help.kinds.{line.kind}")
        found = helpline_document(line, country_name(hub, code), label, directory)
        yield replace(found, langs=_both(hub.first.settings.language)) if hub.prefix else found
    yield from _articles(hub, for_contributors=False)
    yield from (topic_document(topic, directory) for topic, listings in by_topic(hub).items() if listings)


def _articles(hub: Hub, *, for_contributors: bool) -> Iterator[SearchDocument]:
    directory, say = hub.directory, hub.words.say
    for article in hub.articles.values():
        if article.for_contributors is not for_contributors:
            continue
        langs = _both(article.language)
        if hub.withheld(article):
            excerpt = say("article.withheld_short")
            note = article.front.content_note
            found = document(article.address, "article", article.front.title, "", excerpt=excerpt, note=note)
            yield replace(found, langs=langs[:1] if not note else langs)
        elif article.path != "search.md":
            for found in article_documents(article.address, article.front, article.html, directory):
                yield replace(found, langs=langs) if langs else found


def _both(language: str) -> tuple[str, ...]:
    return (language, language) if language else ()


def _by_freshness(hub: Hub) -> Iterator[Iterator[Listing]]:
    for _, same in groupby(shown_listings(hub), key=lambda listing: freshness(hub, listing)):
        yield same


def is_abroad(hub: Hub, listing: Listing) -> bool:
    """Whether a listing serves another country than the hub's own."""
    return listing.country not in (hub.settings.country, None)


def _near(hub: Hub, listing: Listing, place: str) -> tuple[object, ...]:
    """Groups about the same for the same people have the same words in the same weights.

    Side by side, a posting says so in a third less, and what a search for a topic shows is fetched in fewer pieces.
    """
    return is_abroad(hub, listing), listing.topics, listing.audience, listing.format or "", place, listing.id


def _kept_terms(hub: Hub, listing: Listing) -> list[str]:
    """Give a listing's place in words, and the terms of its title, place and text, as an earlier build read them."""

    def read() -> list[str]:
        found = card(hub, listing)
        _, (title, _, where, text) = entry(hub, _listing_document(hub, listing, found))
        return [found.place, title, where, text]

    return by_listing(hub, "search", listing, read)
