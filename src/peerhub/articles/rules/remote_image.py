"""Pictures from other sites, which would tell those sites who reads what."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report pictures that a reader's browser would fetch from another site."""
    for image in article.links:
        if image.image and image.target.lower().startswith(("http:", "https:", "//")):
            hint = "Put the picture into docs/ (if its licence allows) and link to it there."
            yield article.problem(RULE.id, image.line, f"loads {shown(image.target)} from another site", hint)


RULE = Rule("remote-image", "Pictures come from this site, so that no other learns who reads.", Severity.ERROR, check)
