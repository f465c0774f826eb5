"""What search knows: one document for each section of an article, each listing, each topic and each helpline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from peerhub import addresses
from peerhub.articles.front_matter import FrontMatter
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory
from peerhub.text import plain_text

_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)

# How much a word counts where it stands; `./hub export search-documents` states these beside the documents.
BOOSTS = {"title": 10.0, "words": 6.0, "place": 4.0, "text": 1.0}


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that search can find. `words` are readers' own words for its topics; `note` gates its excerpt."""

    ref: str
    kind: str
    title: str
    text: str
    words: str = ""
    place: str = ""
    excerpt: str = ""
    note: str = ""


def article_documents(address: str, front: FrontMatter, html: str, directory: Directory) -> Iterator[SearchDocument]:
    """Cut an article at its headings; what stands above the first heading belongs to the page itself."""
    words = topic_words(directory, front.topics)
    pieces = _SECTION.split(html)
    opening = plain_text(pieces[0])
    brief = " ".join((front.description, *front.in_brief))
    yield SearchDocument(
        address, "article", front.title, f"{brief} {opening}", words, "", front.description, front.content_note
    )
    for anchor, heading, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        text = plain_text(body)
        title = f"{front.title}: {plain_text(heading)}"
        yield SearchDocument(
            f"{address}#{anchor}", "article", title, text, "", "", _excerpt(text), front.content_note
        )


def listing_document(listing: Listing, directory: Directory, place: str) -> SearchDocument:
    """Describe a listing: what it is called, what it is about in everybody's words, and where it is."""
    known = directory.vocabulary.audiences
    audience_words = " ".join(
        " ".join((known[audience].label, *known[audience].words))
        for audience in listing.audience
        if audience in known
    )
    text = " ".join(
        part for part in (listing.summary, listing.description, listing.organisation, listing.eligibility) if part
    )
    words = f"{topic_words(directory, listing.topics)} {audience_words}".strip()
    return SearchDocument(addresses.listing(listing.id), "group", listing.name, text, words, place, listing.summary)


def topic_document(topic_id: str, directory: Directory) -> SearchDocument:
    """Describe the list of a topic."""
    topic = directory.vocabulary.topics[topic_id]
    description = topic.description or ""
    words = " ".join(topic.words)
    return SearchDocument(addresses.topic(topic_id), "topic", topic.label, description, words, "", description)


def topic_words(directory: Directory, topics: tuple[str, ...]) -> str:
    """Join the labels and the readers' own words of several topics."""
    known = directory.vocabulary.topics
    return " ".join(" ".join((known[topic].label, *known[topic].words)) for topic in topics if topic in known)


def _excerpt(text: str, limit: int = 160) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"
