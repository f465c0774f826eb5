"""The bibliography: every reference with what it says in our words, where that was read, and who cites what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from peerhub.articles.bibliography import render_reference
from peerhub.articles.citations import find_citations
from peerhub.directory.claims import Claim, ReadText
from peerhub.directory.references import Reference
from peerhub.hub import Hub
from peerhub.pages.citation_words import citation_words
from peerhub.pages.findings_picture import studied
from peerhub.pages.html import trusted
from peerhub.shown.facts import Link


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One thing that a publication says, what limits it, each with its label, and which pages rest on it."""

    id: str
    says: str
    limits: tuple[tuple[str, str], ...]
    cited_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One publication: its words as safe HTML, what it says, where that was read, and which pages cite no claim."""

    key: str
    html: Markup
    claims: tuple[ClaimView, ...]
    read: tuple[str, ...]
    funder: str
    cited_by: tuple[Link, ...]


def bibliography_view(hub: Hub) -> tuple[BibliographyEntry, ...]:
    """List the references that some page cites, by first author and year; the rest wait until they are used."""
    citing: dict[str, dict[str, list[Link]]] = {}
    for article in hub.articles.values():
        cited = {(citation.key, citation.claim) for citation in find_citations(article.document.body)}
        for key in article.front.sources:
            for claim in {claim for found, claim in cited if found == key} or {""}:
                links = citing.setdefault(key, {}).setdefault(claim, [])
                links.append(Link(article.front.title, article.address, lang=article.language))
    found = [reference for key, reference in hub.directory.references.items() if key in citing]
    return tuple(_entry(hub, reference, citing[reference.key]) for reference in sorted(found, key=_by_author))


def _entry(hub: Hub, reference: Reference, citing: dict[str, list[Link]]) -> BibliographyEntry:
    ids = [claim.id for claim in reference.claims]
    if len(ids) == 1:  # a citation without a claim means the only one
        citing = citing | {ids[0]: list(dict.fromkeys((*citing.get(ids[0], ()), *citing.get("", ())))), "": []}
    rest = {link: None for claim, links in citing.items() if claim not in ids for link in links}
    return BibliographyEntry(
        key=reference.key,
        html=trusted(render_reference(reference, citation_words(hub.words))),
        claims=tuple(
            ClaimView(claim.id, claim.says, tuple(_limits(hub, claim)), tuple(citing.get(claim.id, ())))
            for claim in reference.claims
        ),
        read=_read(hub, reference.read) or (hub.words.say("bibliography.unread"),),
        funder=reference.funder or "",
        cited_by=tuple(rest),
    )


def _limits(hub: Hub, claim: Claim) -> Iterator[tuple[str, str]]:
    """Give whom a claim is about, beside what, in how many, how large, how sure, and what it leaves open."""
    say = hub.words.say
    counts = hub.words.listed([*studied(claim, hub.words)], "plain")
    values = (claim.population, claim.comparator, counts, claim.size, claim.certainty, claim.silent)
    names = ("population", "comparator", "counts", "size", "certainty", "silent")
    yield from ((say(f"bibliography.{name}"), value) for name, value in zip(names, values, strict=True) if value)
    if claim.read:
        yield say("bibliography.read"), "; ".join(_read(hub, claim.read))


def _read(hub: Hub, texts: Sequence[ReadText]) -> tuple[str, ...]:
    """Say which texts were read. Where is named and not linked: some are copies that we would not send anybody to."""
    return tuple(
        hub.words.say(
            f"bibliography.text.{text.what}",
            host=urlsplit(text.url).hostname or "",
            date=hub.words.date_words(text.on),
        )
        for text in texts
    )


def _by_author(reference: Reference) -> tuple[str, int, str]:
    return (reference.authors[0].casefold() if reference.authors else "", reference.year or 0, reference.key)
