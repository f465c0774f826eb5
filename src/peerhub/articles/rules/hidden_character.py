"""Characters that hide, reorder or impersonate words: what a reviewer reads must be what a reader gets."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity
from peerhub.text import HIDDEN, hidden_name

_HINT = "Delete it and type the words again."


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report hidden characters, once a line of the text and once a field of the front matter."""
    for field, value in (article.front.model_dump(mode="json") if article.front else {}).items():
        if found := HIDDEN.search(str(value) if not isinstance(value, list) else "\n".join(map(str, value))):
            got = f"holds the hidden character {hidden_name(found[0])}"
            yield article.problem(RULE.id, article.document.at(field).line, got, _HINT, at=field)
    if HIDDEN.search(article.document.body):
        for number, line in enumerate(article.document.body.split("\n"), article.document.first_line):
            if found := HIDDEN.search(line):
                yield article.problem(RULE.id, number, f"holds the hidden character {hidden_name(found[0])}", _HINT)


RULE = Rule("hidden-character", "No character that readers cannot see stands in the text.", Severity.ERROR, check)
