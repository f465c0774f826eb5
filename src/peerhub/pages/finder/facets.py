"""The facet file: everything that filtering and counting need, column by column, and nothing that shows a listing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.finder import rows
from peerhub.pages.finder.columns import lists, numbers, packed
from peerhub.shown.labels import country_name

# Raised when the form changes, so that an old script never reads a new file wrongly.
FORM = 2


def facets(hub: Hub) -> dict[str, Any]:
    """Give what the facet file holds."""
    return hub.once("finder facets", _facets)


def _facets(hub: Hub) -> dict[str, Any]:
    listings = rows.finder_rows(hub)
    limits = hub.settings.freshness
    vocabulary = hub.directory.vocabulary
    used_topics = {topic for listing in listings for topic in listing.topics}
    used_audiences = {audience for listing in listings for audience in listing.audience}
    languages = sorted({tag for listing in listings for tag in listing.languages}, key=hub.words.language_name)
    countries = list(dict.fromkeys(country for listing in listings if (country := rows.where(listing)[0])))
    return {
        "form": FORM,
        "count": len(listings),
        "built": hub.today.isoformat(),
        "home": hub.settings.country,
        "limits": [limits.fresh, limits.ageing, limits.stale],
        "topics": [
            [topic, term.label, int(term.sensitive or term.protected)]
            for topic, term in vocabulary.topics.items()
            if topic in used_topics
        ],
        "audiences": [
            [audience, term.label] for audience, term in vocabulary.audiences.items() if audience in used_audiences
        ],
        "languages": [[tag, hub.words.language_name(tag)] for tag in languages],
        "countries": [[code, country_name(hub, code)] for code in countries],
        "columns": _columns(hub, listings),
    }


def _columns(hub: Hub, listings: list[Listing]) -> dict[str, Any]:
    vocabulary = hub.directory.vocabulary
    topics, audiences = _InOrder(vocabulary.topics), _InOrder(vocabulary.audiences)
    checks = [rows.days_since_check(hub, listing) for listing in listings]
    return {
        "lists": {
            "topics": lists([topics[listing.topics] for listing in listings]),
            "slots": lists([rows.slots(listing) for listing in listings]),
        },
        "packed": packed(
            {
                "cost": [
                    "" if listing.cost is None else "free" if listing.cost.free else "fee" for listing in listings
                ],
                "led": [listing.led_by or "" for listing in listings],
                "listen": [bool(listing.first_visit and listing.first_visit.may_listen) for listing in listings],
                "step": [bool(listing.place and listing.place.step_free) for listing in listings],
                "kind": [listing.kind for listing in listings],
                "bound": [listing.eligibility is not None for listing in listings],
                "formats": [rows.formats(listing) for listing in listings],
                "languages": [tuple(sorted(listing.languages)) for listing in listings],
                "ages": [rows.ages(listing) for listing in listings],
                "audience": [audiences[listing.audience] for listing in listings],
                "where": [rows.where(listing) for listing in listings],
            }
        ),
        "checked": numbers(checks, max(checks, default=0) + 1),
    }


class _InOrder(dict[tuple[str, ...], tuple[str, ...]]):
    """What was chosen, in the vocabulary's order: the same choice is then the same value. Thousands choose alike."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = tuple(known)

    def __missing__(self, chosen: tuple[str, ...]) -> tuple[str, ...]:
        found = self[chosen] = tuple(word for word in self._known if word in chosen)
        return found
