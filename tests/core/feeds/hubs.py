"""A small hub made for one test: listings go in as their YAML would say them, and a whole hub comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from peerhub.articles.front_matter import parse_document
from peerhub.assets import Assets
from peerhub.directory.listing import Listing
from peerhub.directory.load import load_directory
from peerhub.directory.model import Directory, Entry
from peerhub.hub import ArticlePage, Hub
from peerhub.problems import Problems
from peerhub.settings import Settings
from peerhub.store.cache import Cache
from peerhub.words import load_words
from peerhub.yaml.source import Source

TODAY = date(2026, 11, 23)
NAMESPACE = UUID("5a0ff7bd-34f2-4b7c-a39c-1d57f7a9f9f4")
SITE = "https://hub.example/"
VOCABULARY: dict[str, Any] = {
    "topics": {
        "anxiety": {"label": "Anxiety", "description": "Groups about worry."},
        "voices": {"label": "Hearing voices", "sensitive": True},
        "abuse": {"label": "Domestic abuse", "sensitive": True, "protected": True},
    },
    "audiences": {"men": {"label": "Men"}, "students": {"label": "Students"}},
    "formats": {name: {"label": name.capitalize()} for name in ("in-person", "online", "hybrid", "phone")},
    "kinds": {
        name: {"label": name.capitalize(), "plural": f"{name.capitalize()}s"}
        for name in ("group", "network", "phone-line", "forum", "one-to-one", "directory")
    },
    "countries": {"GB": {"label": "United Kingdom"}, "US": {"label": "United States"}},
}
TUESDAYS = {"days": ["tuesday"], "starts": "19:00", "ends": "20:30", "timezone": "Europe/London"}
LISTING: dict[str, Any] = {
    "id": "evening-circle",
    "kind": "group",
    "name": "Evening Circle",
    "organisation": "Evening Circles",
    "summary": "An evening where people can talk.",
    "topics": ["anxiety"],
    "format": "in-person",
    "place": {
        "venue": "Old Library",
        "street": "1 Vine Street",
        "city": "Leeds",
        "region": "West Yorkshire",
        "postcode": "LS1 1AA",
        "country": "GB",
        "latitude": 53.8,
        "longitude": -1.55,
    },
    "meetings": [TUESDAYS],
    "checked": {"on": date(2026, 11, 1), "how": "phone", "by": "Directory editor"},
    "source": {"url": "https://circle.example/", "seen": date(2026, 10, 2), "licence": "CC0"},
}


def listing(**changes: Any) -> dict[str, Any]:
    """Lay changes over a listing that is fresh and says most things; None takes a field away."""
    return {name: value for name, value in {**LISTING, **changes}.items() if value is not None}


def make_hub(
    root: Path, *listings: dict[str, Any], site_url: str = SITE, today: date = TODAY, hour: time = time()
) -> Hub:
    """Write data files and open them as a hub. The rules are not asked, so that hostile data comes through."""
    (root / "data").mkdir(exist_ok=True)
    for name, data in (
        ("groups", list(listings)),
        ("vocabulary", VOCABULARY),
        ("helplines", {"countries": {}}),
        ("references", []),
        ("phrases", {"dangers": {}}),
    ):
        text = yaml.dump(data, Dumper=_Plain, allow_unicode=False, sort_keys=False)
        (root / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    directory = load_directory(root, problems)
    assert not problems.errors, [str(problem) for problem in problems.errors]
    settings = Settings(namespace=NAMESPACE)
    cache, assets = Cache(root / ".cache", "test"), Assets({})
    config = Source("mkdocs.yml", {}, "")
    return Hub(
        root,
        root,
        "A & B <Hub>",
        site_url,
        config,
        settings,
        directory,
        load_words("en"),
        today,
        problems,
        cache,
        assets,
        hour=hour,
    )


def add_article(hub: Hub, path: str, front: str) -> ArticlePage:
    """Give a hub an article with this front matter."""
    problems = Problems()
    document = parse_document(f"---\n{front}---\n## What this means\n\nSome words.\n", f"docs/{path}", problems)
    assert document.front is not None, [str(problem) for problem in problems]
    article = ArticlePage(path, path.removesuffix(".md") + "/", document, document.front, html="<p>Whole text</p>")
    hub.articles[path] = article
    return article


class _Plain(yaml.SafeDumper):
    """Writes a part that stands twice twice: the hub's reader refuses YAML's anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def with_listings(hub: Hub, *listings: Listing) -> Hub:
    """Give the same hub with other listings, already checked by the model."""
    rows = [found.model_dump(mode="json") for found in listings]
    entries = tuple(Entry(found, Source("groups.yaml", rows, ""), at) for at, found in enumerate(listings))
    return replace(hub, directory=Directory(entries, hub.directory.vocabulary), _made={})
