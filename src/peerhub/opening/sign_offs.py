"""Sign-offs: each text of a hub that somebody is to sign off, and where its review stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peerhub.articles.front_matter import Document
from peerhub.articles.kinds import KINDS as PAGE_KINDS
from peerhub.articles.reviews import ReviewStatus, review_state, status_of, text_hash
from peerhub.directory.signed_off import KINDS as DATA_KINDS
from peerhub.directory.signed_off import parts_to_sign
from peerhub.hub import Hub
from peerhub.opening.advice import FILE as ADVICE
from peerhub.opening.advice import advice, advice_hash
from peerhub.problems import Location
from peerhub.words.catalogue import said_hash

KINDS = (*DATA_KINDS, "advice", "words", "articles")
FILE = "data/reviews.yaml"
_FILES = {"helplines": "helplines", "phrases": "phrases", "synonyms": "vocabulary", "hazards": "hazards"}
_LEAFLET = "leaflet.html"
_INSIDE = {"helplines": ("countries",), "phrases": ("dangers",)}


@dataclass(frozen=True, slots=True)
class SignOff:
    """A text to sign off: `kind` and `name` find it in data/reviews.yaml, `hash` names it as it now stands."""

    kind: str
    name: str
    title: str
    hash: str
    status: ReviewStatus
    where: Location


def sign_offs(hub: Hub, documents: Mapping[str, Document]) -> Iterator[SignOff]:
    """Give all that is to be signed off: parts of the data, sections of advice, and of `documents` the articles."""
    for kind, parts in parts_to_sign(hub.directory).items():
        reviews = hub.data_reviews.get(kind, {})
        for name, now in parts.items():
            where = hub.directory.where_in(_FILES[kind], *_INSIDE.get(kind, ()), name)
            yield SignOff(kind, name, _title(hub, kind, name), now, status_of(reviews.get(name), now), where)
    for name, sentences in advice(hub.words).items():
        now = advice_hash(sentences)
        status = status_of(hub.data_reviews.get("advice", {}).get(name), now)
        yield SignOff("advice", name, f"Advice: {sentences[0]}", now, status, Location(ADVICE))
    if (language := hub.settings.language) != "en":
        now = said_hash(language)
        status = status_of(hub.data_reviews.get("words", {}).get(language), now)
        where = Location(f"src/peerhub/words/{language}.po")
        name = hub.words.advice.language_name(language)
        yield SignOff("words", language, f"The words of the interface in {name}", now, status, where)
    for path, document in documents.items():
        if document.front is not None and (path in hub.reviews or asks_for_review(document)):
            where = Location(document.name, document.at("title").line)
            status = review_state(document, hub.reviews.get(path))
            yield SignOff("articles", path, document.front.title, text_hash(document), status, where)


def log_status(hub: Hub) -> ReviewStatus:
    """Say where the signature below the hazard log stands."""
    now = parts_to_sign(hub.directory)["hazards"].get("log", "")
    return status_of(hub.data_reviews.get("hazards", {}).get("log"), now)


def own_articles(hub: Hub) -> dict[str, Document]:
    """List the articles that the hub itself wrote and shows; what it borrows was signed off where it was written.

    A translation is a text of its own: what somebody signed was another one.
    """
    found = {path: page.document for path, page in hub.articles.items() if path not in hub.borrowed}
    translated = (page for edition in hub.editions[1:] for page in edition.articles.values() if not page.language)
    return found | {page.file: page.document for page in translated}


def asks_for_review(document: Document) -> bool:
    """Whether somebody who knows its matter is to read a page before a hub opens: by its kind, or as a leaflet."""
    front = document.front
    return front is not None and ("reviewed_by" in PAGE_KINDS[front.kind].needed or front.template == _LEAFLET)


def _title(hub: Hub, kind: str, name: str) -> str:
    directory = hub.directory
    if kind == "phrases":
        return f"Phrases for: {dict(directory.phrases.dangers)[name].label}"  # type: ignore[index]  # a DangerId
    if kind == "hazards":
        return "The list of dangers"
    if kind == "helplines":
        known = directory.vocabulary.countries.get(name)
        return f"Helplines: {known.label if known else name}"
    return f"Words for {name}"
