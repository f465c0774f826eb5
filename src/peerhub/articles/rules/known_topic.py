"""Topics that the vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, did_you_mean, shown


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report topics that data/vocabulary.yaml does not have, and one that stands twice."""
    if article.front is None or context.topics is None:
        return
    seen: set[str] = set()
    for index, topic in enumerate(article.front.topics):
        line = article.document.at("topics", index).line
        at = f"topics[{index}]"
        if topic not in context.topics:
            hint = did_you_mean(topic, context.topics) or "Use an id from data/vocabulary.yaml."
            yield article.problem(RULE.id, line, f"is the unknown topic {shown(topic)}", hint, at=at)
        elif topic in seen:
            yield article.problem(RULE.id, line, f"repeats {shown(topic)}", "Keep it once.", at=at)
        seen.add(topic)


RULE = Rule("known-topic", "Topics are ids from data/vocabulary.yaml.", Severity.ERROR, check)
