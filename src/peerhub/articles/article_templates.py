"""Templates: the files in templates/ from which a new article starts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta

from peerhub.articles.article import read_article
from peerhub.articles.kinds import Kind
from peerhub.problems import Problems

# Landing pages are few and each is its own; they have no template.
TEMPLATES: dict[Kind, str] = {kind: f"{kind.value}.md" for kind in Kind if kind is not Kind.LANDING}
# Half the longest time, so that a page's first reading again comes soon; editors spread the days over the months.
FIRST_REVIEW_AFTER = relativedelta(months=18)


def fill_template(template: str, title: str, author: str, today: date) -> str:
    """Fill in a template's capital words: TITLE, AUTHOR, TODAY and NEXT_REVIEW, in its front matter only."""
    opening, front, body = template.split("---\n", 2)
    values = {
        "TITLE": _text(title),
        "AUTHOR": _text(author),
        "TODAY": today.isoformat(),
        "NEXT_REVIEW": (today + FIRST_REVIEW_AFTER).isoformat(),
    }
    lines = []
    for line in front.splitlines(keepends=True):
        key, colon, value = line.partition(": ")
        lines.append(f"{key}{colon}{values[value.strip()]}\n" if value.strip() in values else line)
    return f"{opening}---\n{''.join(lines)}---\n{body}"


def template_sentences(folders: Iterable[Path]) -> frozenset[str]:
    """Give every sentence of the templates that a writer is to replace; headings and links may stay."""
    found: set[str] = set()
    for path in sorted({folder / name for folder in folders for name in TEMPLATES.values()}):
        if not path.is_file():
            continue
        article = read_article(path.read_text(encoding="utf-8-sig"), path.name, "templates", Problems())
        front = _VALUE.findall(path.read_text(encoding="utf-8-sig").split("---\n", 2)[1])
        texts = [sentence.text for paragraph in article.prose for sentence in paragraph.sentences]
        found.update(text for text in (*texts, *front) if _IS_SENTENCE.search(text))
    return frozenset(found)


# In front matter: a description, and the points in brief.
_VALUE = re.compile(r"^(?:description:|  -) (.+)$", re.MULTILINE)
_IS_SENTENCE = re.compile(r"^[A-Z].*\.\Z")


def _text(value: str) -> str:
    """Write a text as a YAML string in quotes, which JSON's are, so that no sign in it means anything."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False)
