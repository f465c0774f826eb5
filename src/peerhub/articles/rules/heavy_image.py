"""Pictures that a phone on a slow line would wait for."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.articles.structure import resolve
from peerhub.problems import Problem, Severity, shown

WARN_OVER = 300_000
FAIL_OVER = 2_000_000


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report pictures of more than 300 KB, and as errors those of more than 2 MB; no picture is opened."""
    for image in article.links:
        path = resolve(article.path, image.target) if image.image else None
        size = context.size_of(path) if path else None
        if size is not None and size > WARN_OVER:
            severity = Severity.ERROR if size > FAIL_OVER else Severity.WARNING
            weight = f"{size / 1_000_000:.1f} MB" if size > FAIL_OVER else f"{size // 1000} KB"
            got = f"shows {shown(image.target)}, which weighs {weight}"
            hint = f"Save it smaller: at most {WARN_OVER // 1000} KB, and no wider than 1,600 pixels."
            yield article.problem(RULE.id, image.line, got, hint, severity)


RULE = Rule("heavy-image", "A picture weighs at most 300 KB; over 2 MB is an error.", Severity.ERROR, check)
