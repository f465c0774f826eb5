"""Headings that a screen reader's list of headings can follow."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report a second page title, a level that is skipped, and a heading without words."""
    level = 1
    for heading in article.headings:
        if heading.level == 1:
            hint = "Begin at '##': the title of the front matter is the page's only '#'."
            yield article.problem(RULE.id, heading.line, "has a heading of level 1", hint)
        elif heading.level > level + 1:
            got = f"jumps from level {level} to level {heading.level}"
            yield article.problem(RULE.id, heading.line, got, f"Write '{'#' * (level + 1)}' here.")
        # The masked text has no code in it, but a heading may be nothing else: `## `id``.
        if not heading.text and not _has_code(article, heading.line):
            yield article.problem(RULE.id, heading.line, "has a heading without words", "Name the section.")
        level = heading.level


def _has_code(article: Article, line: int) -> bool:
    lines = article.document.body.split("\n")
    return "`" in lines[line - article.document.first_line]


RULE = Rule("heading-order", "Headings begin at '##' and go down one level at a time.", Severity.ERROR, check)
