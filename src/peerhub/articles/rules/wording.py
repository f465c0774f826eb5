"""Words that harm, blame or promise too much."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.prose import Part
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report what data/wording.yaml speaks against in the author's own words."""
    finds = (
        find
        for part, sentence in article.sentences
        for find in context.wording.find([sentence], weigh=part is not Part.FRONT)
    )
    for find in finds:
        got = f"says {shown(find.words)} ({find.rule.id}: {find.rule.why})"
        hint = f"Better: '{find.rule.better}'"
        yield article.problem(RULE.id, find.sentence.line, got, hint, find.rule.severity)


RULE = Rule(
    "wording",
    "Words do not harm, blame or promise too much; the list is data/wording.yaml.",
    Severity.ERROR,
    check,
    english=True,
)
