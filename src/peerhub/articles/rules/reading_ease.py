"""How easily a page in Spanish or German reads, by a formula of that language."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.reading_ease import FORMULAS, reading_ease
from peerhub.articles.rules.reading_grade import LEAST_WORDS
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report a page that reads less easily than its language's formula asks for; other languages have none here."""
    formula = FORMULAS.get((article.language or context.language).partition("-")[0])
    running = [paragraph for paragraph in article.prose if paragraph.is_running_text]
    sentences = [sentence for paragraph in running for sentence in paragraph.sentences]
    if formula is None or sum(sentence.words for sentence in sentences) < LEAST_WORDS:
        return
    ease = reading_ease([sentence.text for sentence in sentences], formula)
    if ease < formula.least:
        got = f"has a reading ease of {ease:.0f} by {formula.name}"
        hint = f"Aim at {formula.least} or more: shorter sentences and shorter words."
        yield article.problem(RULE.id, running[0].line, got, hint, Severity.WARNING)


RULE = Rule(
    "reading-ease",
    "A page in Spanish or German reads easily: "
    + ", ".join(f"{formula.least} or more by {formula.name}" for formula in FORMULAS.values())
    + ".",
    Severity.WARNING,
    check,
)
