"""Every rule of the editorial check against its file of cases in cases/, and the table that describes the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.core.articles.written import TODAY, reference, say, write_text

from peerhub.articles.article import Article, read_article
from peerhub.articles.article_check import check_article
from peerhub.articles.context import Context
from peerhub.articles.rules import RULES, describe_rules
from peerhub.articles.wording import Wording
from peerhub.articles.wording.loading import read_wording
from peerhub.directory.private.persons import gives_away
from peerhub.directory.private.reader import contact_in
from peerhub.problems import Problems
from peerhub.yaml.source import Source

CASES = Path(__file__).parent / "cases"
SUPPRESSION = "suppression"
IDS = [*(rule.id for rule in RULES), SUPPRESSION]


def cases(kind: str) -> list[Any]:
    """List every case of one kind, named by its rule and its place in the file."""
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))[kind], 1):
            found.append(pytest.param(file.stem, case, id=f"{file.stem}-{number}"))
    return found


def run(rule: str, case: dict[str, Any]) -> list[str]:
    """Check a case's article and give what the rule says of it."""
    problems = Problems()
    text = write_text(case.get("body", ""), case.get("front", {}))
    article = read_article(text, case.get("path", "page.md"), "docs", problems)
    assert not list(problems), "the case's front matter itself is wrong"
    found = check_article(article, context(article, case.get("context", {})))
    return [say(problem, article) for problem in found if problem.rule == rule]


def context(article: Article, given: dict[str, Any]) -> Context:
    """Build what a case says of the world beyond its article."""
    sizes = given.get("sizes", {})
    return Context(
        given.get("today", TODAY),
        topics=frozenset(given["topics"]) if "topics" in given else None,
        audiences=frozenset(given["audiences"]) if "audiences" in given else None,
        references={key: reference(key, **more) for key, more in given.get("references", {}).items()},
        pages=frozenset([article.path, *given.get("pages", [])]),
        linked=frozenset(given.get("linked", [article.path])),
        wording=wording(given["wording"]) if "wording" in given else Wording(),
        size_of=sizes.get,
        gives_away=gives_away,
        contact_in=contact_in,
        language=given.get("language", "en"),
        published_at=given.get("published_at", ""),
        template_sentences=frozenset(given.get("template_sentences", [])),
    )


def wording(given: dict[str, Any]) -> Wording:
    """Read a case's wording rules as from a file."""
    problems = Problems()
    found = read_wording(Source("wording.yaml", given, yaml.safe_dump(given)), problems)
    assert [str(problem) for problem in problems] == []
    return found


@pytest.mark.parametrize(("rule", "case"), cases("allowed"))
def test_allowed(rule: str, case: dict[str, Any]) -> None:
    """The rule says nothing of what is right."""
    assert run(rule, case) == []


@pytest.mark.parametrize(("rule", "case"), cases("forbidden"))
def test_forbidden(rule: str, case: dict[str, Any]) -> None:
    """The rule says exactly what is wrong, where, and what to do."""
    assert run(rule, case) == case["problems"]


@pytest.mark.parametrize("rule", IDS)
def test_every_rule_has_cases(rule: str) -> None:
    """Each rule has a file of cases of its name, with something allowed and something forbidden."""
    data = yaml.safe_load((CASES / f"{rule}.yaml").read_text(encoding="utf-8"))
    assert data["allowed"]
    assert data["forbidden"]


def test_no_cases_without_a_rule() -> None:
    """A file of cases belongs to a rule that exists."""
    assert {file.stem for file in CASES.glob("*.yaml")} == set(IDS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_one_rule_a_file(rule: Any) -> None:
    """A rule stands in the file of its name and says in one sentence what it asks for."""
    assert rule.check.__module__.rpartition(".")[2] == rule.id.replace("-", "_")
    assert rule.description.endswith(".")


def test_rules_are_described() -> None:
    """The table for contributors has a row for each rule."""
    rows = describe_rules().splitlines()
    assert len(rows) == len(RULES) + 2
    assert rows[2].startswith("| `absolute-path` | A link inside")
