"""What search knows: one document for each section of an article, each listing, each topic and each helpline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from peerhub import addresses
from peerhub.articles.front_matter import FrontMatter
from peerhub.directory.helplines import Helpline
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory
from peerhub.directory.people import ADULT
from peerhub.folding import fold
from peerhub.shown.facts import Card
from peerhub.text import plain_text

_SECTION = re.compile(r'<h2 id="([^"<>]+)"[^<>]*>((?:(?!<h2 ).)*?)</h2>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink"(?:(?!<a ).)*?</a>', re.DOTALL)

# How much a word counts where it stands; `./hub export search-documents` states these beside the documents.
BOOSTS = {"title": 10.0, "words": 6.0, "place": 4.0, "text": 1.0}


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that search can find: what lunr is given (folded), and what is shown.

    `words` are readers' own words for its `topics`, which results can be narrowed to. `shown` is its name, and
    `excerpt` the line below it: the content note instead of the text where there is one.
    """

    ref: str
    kind: str
    title: str
    words: str
    place: str
    text: str
    shown: str
    excerpt: str
    topics: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a document is and what is shown of it; its texts are in the index.

    `langs` are the languages of its name and its excerpt, where one of them is not the page's.
    """

    ref: str
    kind: str
    shown: str
    excerpt: str
    topics: tuple[str, ...]
    langs: tuple[str, ...] = ()


def document(
    ref: str,
    kind: str,
    shown: str,
    text: str,
    words: str = "",
    place: str = "",
    excerpt: str = "",
    note: str = "",
    topics: tuple[str, ...] = (),
) -> SearchDocument:
    """Fold what lunr is given, and let a content note stand for the excerpt."""
    return SearchDocument(
        ref, kind, fold(shown), fold(words), fold(place), fold(text), shown, note or excerpt, topics
    )


def article_documents(address: str, front: FrontMatter, html: str, directory: Directory) -> Iterator[SearchDocument]:
    """Cut an article at its headings; what stands above the first heading belongs to the page itself."""
    words = topic_words(directory, front.topics)
    pieces = _SECTION.split(_PERMALINK.sub("", html))
    opening = plain_text(pieces[0])
    text = " ".join((front.description, *front.in_brief, opening))
    note, topics = front.content_note, front.topics
    yield document(address, "article", front.title, text, words, excerpt=front.description, note=note, topics=topics)
    for anchor, heading, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        text = plain_text(body)
        title = f"{front.title}: {plain_text(heading)}"
        yield document(
            f"{address}#{anchor}", "article", title, text, excerpt=_excerpt(text), note=note, topics=topics
        )


def listing_document(listing: Listing, card: Card, directory: Directory, spoken: str = "") -> SearchDocument:
    """Describe a listing: what it is called, what it is about in everybody's words, when and where it meets."""
    text = (listing.summary, listing.description, listing.organisation, listing.eligibility, card.when)
    place = [card.place]
    if listing.place is not None:
        place += [part for part in (listing.place.venue, listing.place.postcode) if part]
    return document(
        addresses.listing(listing.id),
        "group",
        listing.name,
        " ".join(part for part in text if part),
        listing_words(listing, directory, spoken),
        " ".join(place),
        listing.summary or card.place,
        topics=narrowing(listing),
    )


def narrowing(listing: Listing) -> tuple[str, ...]:
    """Give what results with a listing can be narrowed to: its topics, and the ages under 18 that it welcomes.

    A search that names such an age offers no other group.
    """
    ages = listing.ages
    if ages is None or not ages.welcome_minors:
        return listing.topics
    last = ADULT - 1 if ages.to is None else min(ages.to, ADULT - 1)
    return *listing.topics, f"under-18:{ages.from_ or 0}-{last}"


def listing_words(listing: Listing, directory: Directory, spoken: str = "") -> str:
    """Join everybody's words for what a listing is, what it is about, for whom, how people meet, in which tongue."""
    known = directory.vocabulary
    kind = known.kinds.get(listing.kind)
    words = [topic_words(directory, listing.topics), kind.label if kind else listing.kind]
    words += [
        " ".join((known.audiences[audience].label, *known.audiences[audience].words))
        for audience in listing.audience
        if audience in known.audiences
    ]
    if listing.format and listing.format in known.formats:
        form = known.formats[listing.format]
        words.append(" ".join((form.label, *form.words)))
    words.append(spoken)
    return " ".join(words)


def topic_document(topic_id: str, directory: Directory) -> SearchDocument:
    """Describe the list of a topic."""
    topic = directory.vocabulary.topics[topic_id]
    description = topic.description or ""
    words = topic_words(directory, (topic_id,))
    return document(
        addresses.topic(topic_id), "topic", topic.label, description, words, excerpt=description, topics=(topic_id,)
    )


def helpline_document(line: Helpline, country: str, label: str, directory: Directory) -> SearchDocument:
    """Describe a helpline; `label` says in readers' words what kind of line it is."""
    dangers = directory.phrases.dangers
    words = [label, *(dangers[danger].label for danger in line.dangers if danger in dangers)]
    text = " ".join(part for part in (line.for_, line.what_happens) if part)
    ref = f"{addresses.HELP}#{line.id}"
    place = " ".join(part for part in (line.region, country) if part)
    topics = directory.vocabulary.topics_for("loss") if line.kind == "bereavement" else ()
    return document(ref, "help", line.name, text, " ".join(words), place, line.for_, topics=topics)


def country_names(directory: Directory, code: str) -> list[str]:
    """Give the names by which readers ask for a country, folded."""
    known = directory.vocabulary.countries.get(code)
    names = (known.label, known.adjective, *known.words) if known else (code,)
    return list(dict.fromkeys(fold(name) for name in names if name))


def topic_words(directory: Directory, topics: tuple[str, ...]) -> str:
    """Join the labels and the readers' own words of several topics."""
    known = directory.vocabulary.topics
    return " ".join(" ".join((known[topic].label, *known[topic].words)) for topic in topics if topic in known)


def _excerpt(text: str, limit: int = 160) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"
