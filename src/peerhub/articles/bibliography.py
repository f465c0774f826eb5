"""Bibliography: a reference as safe HTML, and the numbered list of sources under an article.

Nothing is shown that nobody has seen: a field that a reference lists as unverified is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol
from urllib.parse import quote

from peerhub.articles.citations import Citations, CitationWords
from peerhub.articles.claim_numbers import Claim

AUTHORS_SHOWN = 6


class Reference(Protocol):
    """What rendering needs to know of a reference; the model of data/references.yaml has it."""

    @property
    def key(self) -> str: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def year(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def container(self) -> str | None: ...
    @property
    def volume(self) -> str | None: ...
    @property
    def issue(self) -> str | None: ...
    @property
    def pages(self) -> str | None: ...
    @property
    def doi(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def type(self) -> str | None: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def required(self) -> bool: ...
    @property
    def unverified(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class ListedReference:
    """One entry of an article's sources: its number, its words as safe HTML, and where the text cites it."""

    key: str
    number: int
    html: str
    href: str
    back_links: tuple[str, ...]


def shown_field(reference: Reference, field: str) -> str:
    """Give a field's text, or nothing when it is absent or nobody has verified it.

    An issue stands and falls with its volume, and an address at doi.org with the DOI.
    """
    value = getattr(reference, field)
    if value is None or field in reference.unverified:
        return ""
    if field == "issue" and "volume" in reference.unverified:
        return ""
    if field == "url" and "doi" in reference.unverified and "doi.org/" in str(value):
        return ""
    return str(value)


def doi_url(doi: str) -> str:
    """Write a DOI as the link that the DOI handbook asks for: https://doi.org/10.1186/s12888-021-03321-z."""
    return "https://doi.org/" + quote(doi, safe="/:;().-_+~")


def reference_href(reference: Reference) -> str:
    """Give the address of the publication: its DOI's, else its own, else nothing."""
    doi = shown_field(reference, "doi")
    url = shown_field(reference, "url")
    if doi:
        return doi_url(doi)
    return url if url.startswith(("https://", "http://")) else ""


def render_reference(reference: Reference, words: CitationWords | None = None) -> str:
    """Write one reference as HTML: authors (year). Title. Journal, volume(issue), pages. Link."""
    words = words or CitationWords()
    year = shown_field(reference, "year") or words.no_date
    authors = _authors(reference, words)
    lead = f"{escape(authors)} ({escape(year)})." if authors else f"({escape(year)})."
    title = reference.title.strip()
    parts = [lead, escape(title) + ("" if title.endswith((".", "?", "!")) else ".")]
    where = _where(reference)
    if where:
        parts.append(f"{where}.")
    href = reference_href(reference)
    if href:
        text = href.removeprefix("https://").removeprefix("http://") if not shown_field(reference, "doi") else href
        parts.append(f'<a href="{escape(href)}" rel="noreferrer">{escape(text)}</a>')
    return " ".join(parts)


def list_references(
    citations: Citations, bibliography: Mapping[str, Reference], words: CitationWords | None = None
) -> tuple[ListedReference, ...]:
    """List the sources of a page in the order in which it cites them."""
    back = citations.back_links()
    return tuple(
        ListedReference(
            key,
            number,
            render_reference(bibliography[key], words or citations.words),
            reference_href(bibliography[key]),
            back[key],
        )
        for key, number in citations.numbers.items()
    )


def _authors(reference: Reference, words: CitationWords) -> str:
    if "authors" in reference.unverified:
        return words.no_authors
    authors = list(reference.authors)
    if len(authors) > AUTHORS_SHOWN:
        return f"{', '.join(authors[:AUTHORS_SHOWN])} {words.and_others}"
    return ", ".join(authors)


def _where(reference: Reference) -> str:
    container, volume = shown_field(reference, "container"), shown_field(reference, "volume")
    issue, pages = shown_field(reference, "issue"), shown_field(reference, "pages")
    number = volume + (f"({issue})" if issue else "")
    parts = [f"<cite>{escape(container)}</cite>" if container else "", escape(number), escape(pages)]
    return ", ".join(part for part in parts if part)
