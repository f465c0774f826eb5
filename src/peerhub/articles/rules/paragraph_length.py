"""Paragraphs that look like a wall."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity

MOST = 3


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report paragraphs and list items of more than three sentences."""
    for paragraph in article.prose:
        if paragraph.is_running_text and len(paragraph.sentences) > MOST:
            got = f"has a paragraph of {len(paragraph.sentences)} sentences"
            hint = f"Leave an empty line after at most {MOST}."
            yield article.problem(RULE.id, paragraph.line, got, hint, Severity.WARNING)


RULE = Rule("paragraph-length", f"A paragraph has at most {MOST} sentences.", Severity.WARNING, check)
