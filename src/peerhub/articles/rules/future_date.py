"""Reviews that claim to have happened tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report a day that is yet to come; one day is allowed, for authors east of the build's clock."""
    for field in ("last_updated", "last_reviewed"):
        last = getattr(article.front, field, None)
        if last is not None and last - context.today > timedelta(days=1):
            where = article.document.at(field)
            got = f"is {last.isoformat()}, which is yet to come"
            yield article.problem(RULE.id, where.line, got, "Write the day it was really read.", at=field)


RULE = Rule("future-date", "A review is dated on the day it was done.", Severity.ERROR, check)
