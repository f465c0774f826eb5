"""A hub with a payload in every text, which no rule has judged: what tests/sites/test_payloads.py looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel
from tests.core.pages.theme import Theme

from peerhub.directory.claims import Claim
from peerhub.directory.helplines import Emergency, Helpline, InternationalFinder
from peerhub.directory.listing import Listing
from peerhub.directory.references import Reference
from peerhub.directory.vocabulary import Term
from peerhub.hub import ArticlePage, Hub
from peerhub.settings import MenuEntry

M = TypeVar("M", bound=BaseModel)

# What is no text: ids and words from lists, by which the code decides; and text that may be Markdown.
_NO_TEXT = (
    "id key kind format status led_by address how country days every starts ends timezone topics audience type "
    "dangers unverified about against direction what language stage quick_exit description moved_to first last "
    "part_of_day"
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
                "venue": "Hall", "street": "Road", "city": "Nowhereby", "region": f"Area{number}", "postcode": "LS1",
                "country": "GB", "access": "Lift", "step_free": True, "latitude": 52.6, "longitude": 1.3,
            },
            "online": {"url": "https://example.org/room?", "platform": "Zoom"},
            "meetings": [{"days": ["tuesday"], "starts": "19:00", "ends": "20:00", "timezone": "Europe/London",
                          "note": "Doors open early"}],
            "join": {"how": "register", "url": "https://example.org/join?", "email": "hello@example.org",
                     "phone": "020 7946 0000", "note": "Ring"},
            "first_visit": {"what_happens": "Tea", "size": "Ten", "may_listen": True, "quiet_space": True},
            "website": "https://example.org/?", "doubts": "The hour", "status_note": "Back in May",
            "area": {"country": "GB", "region": "North", "city": "York"},
            "checked": {"on": date(2026, 11, 1), "how": "phone", "by": "Editor"},
            "source": {"url": "https://example.org/?", "seen": date(2026, 1, 1), "licence": "Facts",
                       "records": ["neighbour/circle"]},
        }
    )  # fmt: skip


# What the tiny hub leaves out of its one line and its emergency number.
_SOURCE = {"url": "https://example.org/?", "kind": "official", "year": 2026}
FULL_LINE = {
    "id": "gb-someone", "name": "Someone", "kind": "listening", "for": "Anyone", "ages": {"from": 11, "to": 25},
    "phone": {"number": "116 123", "note": "Then press 2", "free": True},
    "text": {"number": "85258", "body": "HELLO", "free": True},
    "chat": "https://example.org/chat?", "email": "hello@example.org", "hours": {"text": "Every evening"},
    "calls_back": True, "languages": ["en"], "region": "Here", "url": "https://example.org/?",
    "dangers": ["suicide", "abuse", "child", "medical"], "what_happens": "A person listens.", "doubt": "An old page",
    "source": _SOURCE, "checked": {"on": date(2026, 11, 1), "by": "Editor"},
}  # fmt: skip
FULL_EMERGENCY = {
    "number": "999", "also": ["112"], "text": {"how": "Text 999"},
    "silent_call": "Press 55", "doubt": "An old page", "source": _SOURCE,
    "checked": {"on": date(2026, 11, 1), "by": "Editor"},
}  # fmt: skip
FULL_CLAIM = {
    "id": "hope", "says": "It helps", "population": "Adults", "comparator": "Care", "against": "usual-care",
    "trials": 2, "people": 20, "direction": "better", "size": "Small", "certainty": "Low", "silent": "How long",
    "read": [{"url": "https://example.org/?", "what": "abstract", "on": date(2026, 11, 1)}],
    "drawn": {"about": "groups", "outcome": "Hope", "sure": "Low"},
}  # fmt: skip
FULL_FINDER = {"name": "Finder", "url": "https://example.org/?", "for": "Anyone", "source": _SOURCE}


def hostile(theme: Theme, payloads: list[str]) -> Hub:
    """A hub in which each payload stands in a listing, a topic, a helpline, a reference and an article."""
    hub, numbered = theme.hub, list(enumerate(payloads))
    known, help_ = hub.directory.vocabulary, hub.directory.helplines
    topic, audience = known.topics["anxiety"], Term(label="Men", words=("chaps",))
    topics = {
        f"topic-{n}x": add(topic, payload).model_copy(update={"description": payload}) for n, payload in numbered
    }
    country = help_.countries["GB"]
    line = country.lines[0].model_validate(FULL_LINE)
    lines: list[Helpline] = [add(line, p).model_copy(update={"id": f"gb-{n}"}) for n, p in numbered]
    reference = next(iter(hub.directory.references.values()))
    more = {"container": "Journal", "volume": "1", "issue": "3", "pages": "2", "funder": "A fund"}
    full = reference.model_copy(update={**more, "claims": (Claim.model_validate(FULL_CLAIM),)})
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
    for path, kept in theme.hub.articles.items():
        if kept.front.template:  # home, help and search
            front = kept.front.model_copy(update={"title": f"Words {payloads[0]}", "description": payloads[1]})
            made.articles[path] = replace(kept, front=front)
    joined = " ".join(p for p in reversed(payloads) if not _private(p))[:2000]
    # A region's name becomes an address, which must be the same in both hubs: its own test is beside this one.
    entries = tuple(
        replace(e, listing=e.listing.model_copy(update={"place": _region(e.listing, n)}))
        for n, e in enumerate(made.directory.entries)
    )
    audiences = {"men": add(audience, joined)}
    vocabulary = known.model_copy(update={"topics": topics, "audiences": audiences})
    emergency = add(Emergency.model_validate(FULL_EMERGENCY), joined)
    finder = add(InternationalFinder.model_validate(FULL_FINDER), joined)
    countries = {"GB": country.model_copy(update={"lines": tuple(lines), "emergency": emergency})}
    helplines = help_.model_copy(update={"countries": countries, "international": (finder,)})
    short = " ".join(payloads[:12])  # for what is on every page
    dangers = {
        name: add(found, short).model_copy(update={"phrases": {"en": ("want to die", short)}})
        for name, found in hub.directory.phrases.dangers.items()
    }
    phrases = hub.directory.phrases.model_copy(update={"dangers": dangers})
    directory = replace(
        made.directory,
        entries=entries,
        vocabulary=vocabulary,
        helplines=helplines,
        references=references,
        phrases=phrases,
    )
    entry = MenuEntry(title="Groups", to="groups/")
    menu = (entry.model_copy(update={"title": short}),)
    own = dict.fromkeys(("tagline", "publisher", "safety_owner"), joined)
    settings = hub.settings.model_copy(
        update={**own, "stage": "open", "contact": "safety@hub.example", "menu": menu, "footer": menu}
    )
    return replace(made, directory=directory, settings=settings, site_url="https://hub.example/", _made={})


def _region(found: Listing, number: int) -> Any:
    assert found.place is not None
    return found.place.model_copy(update={"region": f"Area{number}x"})


def _private(text: str) -> bool:
    return any("\ue000" <= char <= "\uf8ff" for char in text)
