"""Front matter: what is said of it, and how a file is taken apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.core.articles.written import FRONT, ROOT, write

from peerhub.articles.article_templates import TEMPLATES
from peerhub.articles.front_matter import FrontMatter, describe_fields, parse_document, split_front_matter
from peerhub.articles.kinds import KINDS, Kind
from peerhub.problems import Problems, format_text

CASES = yaml.safe_load((Path(__file__).parent / "front-matter.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    """Everything wrong with front matter is told at once, each with its line in the file and what to do."""
    problems = Problems()
    parse_document(case["text"].replace("{ok}", FRONT["description"]), "docs/page.md", problems)
    assert format_text(problems).splitlines() == case["problems"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_split(newline: str) -> None:
    """The body starts at its first line of text, and its line in the file is known."""
    text = newline.join(["---", "title: x", "---", "", "", "Words.", ""])
    assert split_front_matter("\ufeff" + text) == ("title: x\n", "Words.\n", 6)


def test_split_without_front_matter() -> None:
    """A file without front matter is all body."""
    assert split_front_matter("\nWords.") == (None, "Words.", 2)
    assert split_front_matter("--- not so\nWords.")[0] is None


def test_fields_are_located() -> None:
    """A field and its items are found by their line in the file."""
    article, problems = write("", topics=["a", "b"])
    assert not list(problems)
    assert article.document.at("topics", 1).line == 7
    assert article.document.has("topics")
    assert not article.document.has("related")


def test_fields_are_described() -> None:
    """Each field has a row that speaks to the author."""
    rows = describe_fields().splitlines()
    assert len(rows) == len(FrontMatter.model_fields) + 2
    assert "| `title` | The page's heading, at most 80 characters. |" in rows


def test_every_kind_has_rules_and_a_template() -> None:
    """A kind of page says what it needs, and authors of all but landing pages find a template."""
    assert set(KINDS) == set(Kind)
    assert all((ROOT / "templates" / name).is_file() for name in TEMPLATES.values())
