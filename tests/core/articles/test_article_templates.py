"""Templates: a new article starts without a single problem."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.articles.written import ROOT, TODAY

from peerhub.articles.article import read_article
from peerhub.articles.article_check import check_all
from peerhub.articles.article_templates import TEMPLATES, fill_template
from peerhub.articles.context import Context
from peerhub.articles.kinds import Kind
from peerhub.problems import Problems


@pytest.mark.parametrize("kind", TEMPLATES)
def test_filled(kind: Kind) -> None:
    """A filled template passes the whole check, whatever signs its title holds."""
    template = (ROOT / "templates" / TEMPLATES[kind]).read_text(encoding="utf-8")
    text = fill_template(template, 'Hope: "what" people\n# say', "Editors", date(2026, 11, 23))
    problems = Problems()
    article = read_article(text, "new.md", "docs", problems)
    problems.extend(check_all([article], Context(TODAY, linked=frozenset(["new.md"]), references={})))
    assert [str(problem) for problem in problems] == []
    assert article.front is not None
    assert article.front.title == 'Hope: "what" people # say'
    assert article.kind is kind
    assert article.front.next_review == date(2028, 5, 23)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_unfilled(kind: Kind) -> None:
    """A template copied by hand does not pass until its dates are real."""
    problems = Problems()
    read_article((ROOT / "templates" / TEMPLATES[kind]).read_text(encoding="utf-8"), "new.md", "docs", problems)
    assert {problem.at for problem in problems} == {"last_updated", "next_review"}
