"""The facet file: everything that filtering and counting need, column by column, and nothing that shows a listing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from peerhub.directory import fields as table
from peerhub.directory.listing import Listing
from peerhub.directory.vocabulary import Term
from peerhub.hub import Hub
from peerhub.pages.finder import finder_rows as rows
from peerhub.pages.finder.columns import lists, numbers, packed
from peerhub.shown.labels import country_name
from peerhub.shown.places import region_of

# Raised when the form changes, so that an old script never reads a new file wrongly.
FORM = 4
# What readers see of a listing, and do not choose by.
_UNCHOSEN = ("column", "distance")


def facets(hub: Hub) -> dict[str, Any]:
    """Give what the facet file holds."""
    return hub.memo("finder facets", _facets)


def _facets(hub: Hub) -> dict[str, Any]:
    listings = rows.finder_rows(hub)
    limits = hub.settings.freshness
    topics = hub.directory.vocabulary.topics
    countries = list(dict.fromkeys(country for listing in listings if (country := listing.country)))
    kinds = {name: facet.kind for name, (_, facet) in table.facets().items() if facet.kind not in _UNCHOSEN}
    options = {name: list(answers(hub, name)) for name, kind in kinds.items() if kind in ("one", "several")}
    return {
        "form": FORM,
        "count": len(listings),
        "built": hub.today.isoformat(),
        "home": hub.settings.country,
        # Who comes may be asked for as a wish, and as what is true of a reader.
        "facets": {**kinds, "admits": "admits"},
        "options": options,
        "parts": rows.PARTS_BEGIN,
        "sensitive": [topic for topic in options["topics"] if topics[topic].sensitive or topics[topic].protected],
        "limits": [limits.fresh, limits.ageing, limits.stale],
        "countries": [[code, country_name(hub, code)] for code in countries],
        "columns": _columns(hub, listings),
    }


def answers(hub: Hub, name: str) -> Iterable[str]:
    """List the ids from which readers choose in a facet: the model's words, or those that listings use."""
    listings, vocabulary = rows.finder_rows(hub), hub.directory.vocabulary
    path, facet = table.facets()[name]
    if own := table.options(path, facet):
        return (answer for answer in own if answer != rows.HYBRID)  # who meets in both ways is found under each
    used = {answer for listing in listings for answer in getattr(listing, path)}
    terms: dict[str, Mapping[str, Term]] = {"topics": vocabulary.topics, "audience": vocabulary.audiences}
    known = terms.get(name)
    return (answer for answer in known if answer in used) if known else sorted(used, key=hub.words.language_name)


def _columns(hub: Hub, listings: list[Listing]) -> dict[str, Any]:
    vocabulary = hub.directory.vocabulary
    topics, audiences = _InOrder(vocabulary.topics), _InOrder(vocabulary.audiences)
    checks = [rows.days_since_check(hub, listing) for listing in listings]
    own: dict[str, Callable[[Listing], Hashable]] = {
        "audience": lambda listing: audiences[listing.audience],
        "languages": lambda listing: tuple(sorted(listing.languages)),
        "formats": rows.formats,
        "ages": rows.ages,
        "where": lambda listing: (listing.country or "", region_of(hub, listing)),
        "bound": lambda listing: listing.eligibility is not None,
    }
    columns = {
        name: list(map(own.get(name) or _reader(path, facet), listings))
        for name, (path, facet) in table.facets().items()
        if facet.kind not in ("when", "fresh", "distance") and name != "topics"
    }
    return {
        "lists": {
            "topics": lists([topics[listing.topics] for listing in listings]),
            "slots": lists([rows.slots(listing) for listing in listings]),
        },
        # Columns of few values stand side by side, where they are packed into one.
        "packed": packed(dict(sorted(columns.items(), key=lambda column: len(set(column[1]))))),
        "checked": numbers(checks, max(checks, default=0) + 1),
    }


def _reader(path: str, facet: table.Facet) -> Callable[[Listing], Hashable]:
    """Make what reads a column's value: whether a listing says yes, or what it answers, "" being nothing."""
    read = table.reader(path)
    if facet.kind == "yes":
        return lambda listing: bool(read(listing))
    if facet.options:
        said = {True: facet.options[0], False: facet.options[1], None: ""}
        return lambda listing: said[read(listing)]
    return lambda listing: read(listing) or ""


class _InOrder(dict[tuple[str, ...], tuple[str, ...]]):
    """What was chosen, in the vocabulary's order: the same choice is then the same value. Thousands choose alike."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = tuple(known)

    def __missing__(self, chosen: tuple[str, ...]) -> tuple[str, ...]:
        found = self[chosen] = tuple(word for word in self._known if word in chosen)
        return found
