"""Sentences that are too long to take in at a bad moment."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.prose import Part
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity

WARN_OVER = 20
FAIL_OVER = 30


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report sentences of more than 20 words, and as errors those of more than 30."""
    for part, sentence in article.sentences:
        # Sentences have at least one letter and one space a word, so most need no counting.
        if part is Part.HEADING or len(sentence.text) < 2 * WARN_OVER:
            continue
        words = sentence.words
        if words > WARN_OVER:
            severity = Severity.ERROR if words > FAIL_OVER else Severity.WARNING
            got = f"has a sentence of {words} words"
            hint = f"Write two, of at most {WARN_OVER} words each."
            yield article.problem(RULE.id, sentence.line, got, hint, severity)


RULE = Rule(
    "sentence-length",
    f"A sentence has at most {WARN_OVER} words; over {FAIL_OVER} is an error.",
    Severity.ERROR,
    check,
    english=True,
)
