"""The reading grade of a page as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.kinds import Kind
from peerhub.articles.rules.rule import Rule
from peerhub.articles.sentences import reading_grade, syllables_of
from peerhub.problems import Problem, Severity

WARN_OVER = 8
FAIL_OVER = 11
# A score of a few sentences says nothing: the formula is made for passages of a hundred words or more.
LEAST_WORDS = 100


def grade_of(article: Article, syllables_in: Callable[[str], int] = syllables_of) -> float | None:
    """Give a page's Flesch-Kincaid grade, or None when it has too little running text for one."""
    running = [paragraph for paragraph in article.prose if paragraph.is_running_text]
    sentences = [sentence for paragraph in running for sentence in paragraph.sentences]
    if sum(sentence.words for sentence in sentences) < LEAST_WORDS:
        return None
    return reading_grade([sentence.text for sentence in sentences], syllables_in)


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report a page above grade 8, and as an error one above 11; evidence pages may use all of the 11."""
    grade = grade_of(article, context.syllables_in)
    most = FAIL_OVER if article.kind is Kind.EVIDENCE else WARN_OVER
    if grade is None or grade <= most:
        return
    first = next(paragraph for paragraph in article.prose if paragraph.is_running_text)
    severity = Severity.ERROR if grade > FAIL_OVER else Severity.WARNING
    hint = f"Aim at {most} or lower: shorter sentences and shorter words."
    yield article.problem(RULE.id, first.line, f"reads at grade {grade:.1f}", hint, severity)


RULE = Rule(
    "reading-grade",
    f"The Flesch-Kincaid grade is at most {WARN_OVER}; over {FAIL_OVER} is an error. Evidence pages may reach "
    f"{FAIL_OVER}.",
    Severity.ERROR,
    check,
    english=True,
)
