"""The hazard log is true: each control names tests that exist, and the page made from it reads as a page should."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.content.named_tests import assert_it_proves

from peerhub.articles.article import read_article
from peerhub.articles.article_check import check_article
from peerhub.articles.context import Context
from peerhub.articles.wording.loading import read_wording
from peerhub.directory.hazards import Hazard
from peerhub.directory.load import read_hazards
from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

ROOT = Path(__file__).parents[2]
PAGE = "about/clinical-safety.md"


def hazards() -> list[tuple[str, str]]:
    """Read the log; every test that it names, with its danger."""
    problems = Problems()
    found = read_hazards(ROOT, problems)
    assert found is not None
    assert list(problems) == []
    return [(hazard.id, test) for hazard in found[1] for control in hazard.controls for test in control.tests]


@pytest.mark.parametrize(("hazard", "test"), hazards())
def test_a_named_test_is_there(hazard: str, test: str) -> None:
    """A control that a machine keeps is proven by a test of this repository, which says what it holds."""
    assert_it_proves(test)


def test_every_danger_has_something_against_it_and_something_open() -> None:
    """A danger without a control is not lived with; one without an open risk was not thought through."""
    found = read_hazards(ROOT, Problems())
    assert found is not None
    assert len(found[1]) >= 10
    for hazard in found[1]:
        assert hazard.controls, hazard.id
        assert hazard.open, hazard.id


def _said_of(hazard: Hazard) -> list[str]:
    return [control.says for control in hazard.controls] + [risk.says for risk in hazard.open]


def test_its_prose_is_held_to_the_editorial_rules() -> None:
    """What the page says comes from data, and keeps the same rules as what stands in an article."""
    found = read_hazards(ROOT, Problems())
    assert found is not None
    parts = [
        text
        for hazard in found[1]
        for text in (
            f"## {hazard.title}",
            hazard.could,
            "\n".join(f"- {text}" for text in _said_of(hazard)),
        )
    ]
    page = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    assert page.count("<!-- generated: hazards -->") == 1
    text = page.replace("<!-- generated: hazards -->", "\n\n".join(parts))
    problems = Problems()
    source = read_yaml(ROOT / "data" / "wording.yaml", "data/wording.yaml", problems)
    assert source is not None
    article = read_article(text, PAGE, "docs", problems)
    links = frozenset(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
    context = Context(date(2026, 11, 24), pages=links, linked=links, wording=read_wording(source, problems))
    assert [str(problem) for problem in (*problems, *check_article(article, context))] == []
