"""Related pages that exist."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, did_you_mean, shown


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report related pages that do not exist, and a page that names itself."""
    for index, path in enumerate(article.front.related if article.front else ()):
        line = article.document.at("related", index).line
        at = f"related[{index}]"
        if path == article.path:
            yield article.problem(RULE.id, line, "is this page itself", "Name another page.", at=at)
        elif path not in context.pages:
            hint = (
                did_you_mean(path, context.pages) or "Write its path inside docs/, such as why-it-helps/empathy.md."
            )
            yield article.problem(RULE.id, line, f"is {shown(path)}, which does not exist", hint, at=at)


RULE = Rule("related-page", "Related pages exist.", Severity.ERROR, check)
