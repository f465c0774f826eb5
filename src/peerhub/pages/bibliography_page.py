"""The bibliography: every reference with what it found in our words, and the pages that rest on it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from peerhub.articles.bibliography import render_reference
from peerhub.directory.references import Reference
from peerhub.hub import Hub
from peerhub.pages.citation_words import citation_words
from peerhub.pages.html import trusted
from peerhub.shown.facts import Link


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One publication: its words as safe HTML, what it supports, a warning where nobody read it, and who cites it."""

    key: str
    html: Markup
    supports: str
    caution: str
    cited_by: tuple[Link, ...]


def bibliography_view(hub: Hub) -> tuple[BibliographyEntry, ...]:
    """List the references that some page cites, by first author and year; the rest wait until they are used."""
    citing: dict[str, list[Link]] = {}
    for article in hub.articles.values():
        for key in article.front.sources:
            citing.setdefault(key, []).append(Link(article.front.title, article.address))
    found = [reference for key, reference in hub.directory.references.items() if key in citing]
    return tuple(_entry(hub, reference, tuple(citing[reference.key])) for reference in sorted(found, key=_by_author))


def _entry(hub: Hub, reference: Reference, cited_by: tuple[Link, ...]) -> BibliographyEntry:
    unread = reference.finding == "memory"
    return BibliographyEntry(
        key=reference.key,
        html=trusted(render_reference(reference, citation_words(hub.words))),
        supports="" if unread else reference.supports or "",
        caution=hub.words.say("bibliography.unread") if unread else "",
        cited_by=cited_by,
    )


def _by_author(reference: Reference) -> tuple[str, int, str]:
    return (reference.authors[0].casefold() if reference.authors else "", reference.year or 0, reference.key)
