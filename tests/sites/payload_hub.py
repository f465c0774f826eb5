"""A hub with a payload in every text, which no rule has judged: what tests/sites/test_payloads.py looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel
from tests.core.pages.theme import Theme

from peerhub.articles.references import Reference
from peerhub.directory.helplines import Helpline
from peerhub.directory.listing import Listing
from peerhub.directory.vocabulary import Term
from peerhub.hub import ArticlePage, Hub

M = TypeVar("M", bound=BaseModel)

# What is no text: ids and words from lists, by which the code decides; and text that may be Markdown.
_NO_TEXT = (
    "id key kind format status led_by address how country days every starts ends timezone topics audience type "
    "dangers unverified finding description moved_to first last part_of_day"
)
NO_TEXT = frozenset(_NO_TEXT.split())


def add(model: M, payload: str) -> M:
    """Put a payload behind every text of a model, which nothing judges again."""
    return model.model_copy(update={name: _added(name, value, payload) for name, value in model})


def _added(name: str, value: Any, payload: str) -> Any:
    if name.rstrip("_") in NO_TEXT:
        return value
    if isinstance(value, str):
        return f"{value} {payload}"
    if isinstance(value, BaseModel):
        return add(value, payload)
    if isinstance(value, tuple):
        return tuple(_added("", part, payload) for part in value)
    return value


def listing(number: int, topic: str) -> Listing:
    """A listing with every text that a listing can have."""
    return Listing.model_validate(
        {
            "id": f"listing-{number}", "kind": "group", "name": f"Circle {number}", "organisation": "People",
            "summary": "Talk", "topics": [topic], "audience": ["men"], "eligibility": "Anyone", "format": "hybrid",
            "languages": ["en"], "cost": {"free": True, "note": "Tea"}, "confidentiality": "Kept",
            "place": {
                "venue": "Hall", "street": "Road", "city": "Leeds", "region": f"Area{number}", "postcode": "LS1",
                "country": "GB", "access": "Lift", "step_free": True,
            },
            "online": {"url": "https://example.org/room?", "platform": "Zoom"},
            "meetings": [{"days": ["tuesday"], "starts": "19:00", "ends": "20:00", "timezone": "Europe/London",
                          "note": "Doors open early"}],
            "join": {"how": "register", "url": "https://example.org/join?", "email": "hello@example.org",
                     "phone": "020 7946 0000", "note": "Ring"},
            "first_visit": {"what_happens": "Tea", "size": "Ten", "may_listen": True},
            "website": "https://example.org/?", "doubts": "The hour",
            "checked": {"on": date(2026, 11, 1), "how": "phone", "by": "Editor"},
            "source": {"url": "https://example.org/?", "seen": date(2026, 1, 1), "licence": "Facts"},
        }
    )  # fmt: skip


def hostile(theme: Theme, payloads: list[str]) -> Hub:
    """A hub in which each payload stands in a listing, a topic, a helpline, a reference and an article."""
    hub, numbered = theme.hub, list(enumerate(payloads))
    known, help_ = hub.directory.vocabulary, hub.directory.helplines
    topic, audience = known.topics["anxiety"], Term(label="Men", words=("chaps",))
    topics = {
        f"topic-{n}x": add(topic, payload).model_copy(update={"description": payload}) for n, payload in numbered
    }
    country = help_.countries["GB"]
    line = country.lines[0].model_copy(update={"what_happens": "A person listens.", "region": "Here"})
    lines: list[Helpline] = [add(line, p).model_copy(update={"id": f"gb-{n}"}) for n, p in numbered]
    reference = next(iter(hub.directory.references.values()))
    full = reference.model_copy(update={"container": "Journal", "volume": "1", "pages": "2", "supports": "It helps"})
    references: dict[str, Reference] = {
        f"author-{n}": add(full, p).model_copy(update={"key": f"author-{n}"}) for n, p in numbered
    }
    page = hub.articles["learn/listening.md"]
    texts = ("title", "description", "content_note", "author", "conflicts", "reviewed_by")
    articles = {
        f"learn/a{n}.md": ArticlePage(
            f"learn/a{n}.md",
            f"learn/a{n}/",
            page.document,
            page.front.model_copy(
                update=dict.fromkeys(texts, f"Words {p}")
                | {"sources": (f"author-{n}",), "topics": (f"topic-{n}x",), "in_brief": (f"a {p}",) * 3}
            ),
            '<h2 id="one">One</h2><p>Words</p>',
        )
        for n, p in numbered
    }
    made = theme.with_listings(
        [add(listing(n, f"topic-{n}x"), p).model_copy(update={"description": p}) for n, p in numbered],
        site_name=f"Hub {' '.join(p for p in payloads if not _private(p))}"[:2000],
        articles=articles,
    )
    joined = " ".join(p for p in reversed(payloads) if not _private(p))[:2000]
    # A region's name becomes an address, which must be the same in both hubs: its own test is beside this one.
    entries = tuple(
        replace(e, listing=e.listing.model_copy(update={"place": _region(e.listing, n)}))
        for n, e in enumerate(made.directory.entries)
    )
    audiences = {"men": add(audience, joined)}
    vocabulary = known.model_copy(update={"topics": topics, "audiences": audiences})
    helplines = help_.model_copy(
        update={"countries": {"GB": add(country, joined).model_copy(update={"lines": tuple(lines)})}}
    )
    directory = replace(
        made.directory, entries=entries, vocabulary=vocabulary, helplines=helplines, references=references
    )
    settings = hub.settings.model_copy(
        update={"tagline": joined, "publisher": joined, "stage": "open", "contact": "safety@hub.example"}
    )
    return replace(made, directory=directory, settings=settings, site_url="https://hub.example/", _made={})


def _region(found: Listing, number: int) -> Any:
    assert found.place is not None
    return found.place.model_copy(update={"region": f"Area{number}x"})


def _private(text: str) -> bool:
    return any("\ue000" <= char <= "\uf8ff" for char in text)
