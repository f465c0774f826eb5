"""CSL-JSON: the references in the form that Zotero and Pandoc read.

The schema: https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from peerhub.articles.bibliography import Reference, reference_href, shown_field

# Our kinds of publication as CSL's types; what is published in a journal is an article, whatever its method.
_TYPES = {
    "book": "book",
    "chapter": "chapter",
    "book-chapter": "chapter",
    "report": "report",
    "service-evaluation": "report",
    "official-guideline": "report",
    "official-guidance": "report",
    "guidance": "report",
    "standard": "standard",
    "thesis": "thesis",
    "web-page": "webpage",
    "webpage": "webpage",
    "website": "webpage",
}
_FIELDS = (
    ("container", "container-title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("pages", "page"),
    ("doi", "DOI"),
)


def csl_item(reference: Reference) -> dict[str, Any]:
    """Write one reference as a CSL item; unverified fields are left out."""
    item: dict[str, Any] = {"id": reference.key, "type": _type(reference), "title": reference.title}
    if "authors" not in reference.unverified and reference.authors:
        item["author"] = [_name(author) for author in reference.authors]
    if reference.year is not None and "year" not in reference.unverified:
        item["issued"] = {"date-parts": [[reference.year]]}
    for ours, theirs in _FIELDS:
        value = shown_field(reference, ours)
        if value:
            item[theirs] = value
    href = reference_href(reference)
    if href:
        item["URL"] = href
    return item


def to_csl_json(references: Iterable[Reference]) -> str:
    """Write references as a CSL-JSON document, in the order of their keys."""
    items = [csl_item(reference) for reference in sorted(references, key=lambda reference: reference.key)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _type(reference: Reference) -> str:
    known = _TYPES.get(reference.type or "")
    if known:
        return known
    return "article-journal" if shown_field(reference, "container") else "document"


def _name(author: str) -> dict[str, str]:
    """Split "Lyons, N." into its parts; a name without a comma is an organisation's."""
    family, comma, given = author.partition(",")
    if comma and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": author.strip()}
