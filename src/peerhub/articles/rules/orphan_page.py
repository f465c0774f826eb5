"""Pages that no reader can find."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity

HOME = "index.md"


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report a page that neither another page nor the navigation leads to."""
    front = article.front
    if article.path in context.linked or article.path == HOME or (front is not None and front.draft):
        return
    hint = "Link to it from a related page, or add it to nav in mkdocs.yml."
    yield article.problem(RULE.id, 1, "is linked from no page and not in the navigation", hint, Severity.WARNING)


RULE = Rule("orphan-page", "Every page can be reached from another page or the navigation.", Severity.WARNING, check)
