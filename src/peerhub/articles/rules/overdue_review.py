"""Pages that should have been read again by now."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report a page past its next review. Time passes by itself, so this never fails a build."""
    due = article.front.next_review if article.front else None
    if due is not None and due < context.today:
        days = (context.today - due).days
        got = f"was due for review on {due.isoformat()}, {days} day{'' if days == 1 else 's'} ago"
        hint = "Read it against its sources, then set last_updated and next_review."
        where = article.document.at("next_review")
        yield article.problem(RULE.id, where.line, got, hint, Severity.WARNING, "next_review")


RULE = Rule("overdue-review", "A page is read again by the day it names.", Severity.WARNING, check)
