"""Topics and audiences that the vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, did_you_mean, shown


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report topics and audiences that data/vocabulary.yaml does not have, and what stands twice."""
    if article.front is not None:
        yield from _unknown(article, "topics", article.front.topics, context.topics)
        yield from _unknown(article, "audience", article.front.audience, context.audiences)


def _unknown(article: Article, field: str, ids: tuple[str, ...], known: frozenset[str] | None) -> Iterator[Problem]:
    if known is None:
        return
    seen: set[str] = set()
    for index, name in enumerate(ids):
        line = article.document.at(field, index).line
        at = f"{field}[{index}]"
        if name not in known:
            hint = did_you_mean(name, known) or "Use an id from data/vocabulary.yaml."
            what = "topic" if field == "topics" else "audience"
            yield article.problem(RULE.id, line, f"is the unknown {what} {shown(name)}", hint, at=at)
        elif name in seen:
            yield article.problem(RULE.id, line, f"repeats {shown(name)}", "Keep it once.", at=at)
        seen.add(name)


RULE = Rule("known-topic", "Topics and audiences are ids from data/vocabulary.yaml.", Severity.ERROR, check)
