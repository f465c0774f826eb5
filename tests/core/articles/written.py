"""Articles written for tests, from a few words, and the day on which they are checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from peerhub.articles.article import Article, read_article
from peerhub.directory.references import Reference
from peerhub.problems import Problem, Problems

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[3]

FRONT: dict[str, Any] = {
    "title": "A page",
    "description": "One line that says what the reader of this page gets from it.",
    "kind": "landing",
}
SIGNED: dict[str, Any] = {
    "author": "Editors",
    "reviewed_by": "none",
    "last_updated": date(2026, 11, 1),
    "next_review": date(2028, 5, 1),
    "conflicts": "none",
    "sources": [],
}


def write_text(body: str, front: dict[str, Any]) -> str:
    """Write an article's file; a front-matter field that is None is left out."""
    fields = {**FRONT, **front}
    if fields["kind"] != "landing":
        brief = {} if fields["kind"] == "policy" else {"in_brief": ["One.", "Two.", "Three."]}
        fields = {**FRONT, **SIGNED, **brief, **front}
    kept = {key: value for key, value in fields.items() if value is not None}
    return f"---\n{yaml.safe_dump(kept, sort_keys=False, width=1000)}---\n{body}"


def write(body: str, path: str = "page.md", **front: Any) -> tuple[Article, Problems]:
    """Build an article from a body and some front matter; the problems are those of its front matter."""
    problems = Problems()
    return read_article(write_text(body, front), path, "docs", problems), problems


def say(problem: Problem, article: Article) -> str:
    """Write a problem as the cases do: with the line counted in the body, or `front`."""
    line = problem.where.line or 0
    inside = line - article.document.first_line + 1
    place = f"body {inside}" if inside > 0 else "front"
    at = f"{problem.at} " if problem.at else ""
    return f"{place}: {problem.severity.value}: {at}{problem.got}. {problem.hint}"


CLAIM: dict[str, Any] = {"id": "it-helps", "says": "It may help.", "direction": "perhaps-better"}


def reference(key: str, **fields: Any) -> Reference:
    """Build a reference with a title, a claim and what a test needs."""
    given = {"key": key, "authors": ["Doe, J."], "title": "A study of something", "claims": [CLAIM], **fields}
    return Reference.model_validate(given)
