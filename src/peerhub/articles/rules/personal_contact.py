"""A person's name or number in an article, as somebody to turn to: everybody reads it, and search engines keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.masking import mask_code
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity

_HINT = "Give the organisation's number or address, or lead to its page. Ask before you publish a person's."
_CITED = re.compile(r"\[[^\]\n]*@[^\]\n]*\](?!\()")  # [@author-2020]


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report each line that seems to lead to a person; who that is, the message never repeats."""
    lines = _CITED.sub("", mask_code(article.document.body)).split("\n")
    for number, line in enumerate(lines, article.document.first_line):
        if found := context.contact_in(line):
            yield article.problem(RULE.id, number, f"holds what looks like {found}", _HINT, Severity.WARNING)


RULE = Rule(
    "personal-contact", "A person's name or telephone number in an article is asked about.", Severity.WARNING, check
)
