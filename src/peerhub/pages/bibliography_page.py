"""The bibliography: every reference with what it says in our words, where that was read, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from peerhub.articles.bibliography import render_reference
from peerhub.directory.claims import Claim, ReadText
from peerhub.directory.references import Reference
from peerhub.hub import Hub
from peerhub.pages.citation_words import citation_words
from peerhub.pages.findings_picture import studied
from peerhub.pages.html import trusted
from peerhub.shown.facts import Link


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One thing that a publication says, and what limits it, each with its label."""

    says: str
    limits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One publication: its words as safe HTML, what it says, where that was read, and which pages cite it."""

    key: str
    html: Markup
    claims: tuple[ClaimView, ...]
    read: tuple[str, ...]
    funder: str
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
    return BibliographyEntry(
        key=reference.key,
        html=trusted(render_reference(reference, citation_words(hub.words))),
        claims=tuple(ClaimView(claim.says, tuple(_limits(hub, claim))) for claim in reference.claims),
        read=_read(hub, reference.read) or (hub.words.say("bibliography.unread"),),
        funder=reference.funder or "",
        cited_by=cited_by,
    )


def _limits(hub: Hub, claim: Claim) -> Iterator[tuple[str, str]]:
    """Give whom a claim is about, beside what, in how many, how large, how sure, and what it leaves open."""
    say = hub.words.say
    counts = ", ".join(studied(claim, hub.words))
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
