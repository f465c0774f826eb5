"""A person's own mail address in an article: everybody reads it, and search engines keep it."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity

_HINT = "Give the organisation's address, which several people read, or lead to its page."


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report each line that holds an address which looks like a person's; the address itself is not repeated."""
    for number, line in enumerate(article.document.body.split("\n"), article.document.first_line):
        if "@" in line and context.gives_away(line):
            yield article.problem(RULE.id, number, "holds a mail address that looks like a person's own", _HINT)


RULE = Rule("personal-address", "No article gives away a person's own mail address.", Severity.ERROR, check)
