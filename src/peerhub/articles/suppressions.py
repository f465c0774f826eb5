"""Suppressions: `<!-- editorial: allow RULE because REASON -->` excuses the next line from one rule.

One without a reason or for a rule that does not exist is an error, so that none hides more than it says. One
that excuses nothing is a warning, so that none outlives its cause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.masking import mask_markdown_code
from peerhub.problems import Problem, Severity, did_you_mean, shown
from peerhub.yaml.source import line_in, line_starts

SUPPRESSION = "suppression"
# A comment ends where another begins: else each of many unclosed ones would be searched to the end of the page.
_COMMENT = re.compile(r"<!--\s*+editorial\b\s*+:?+(?P<order>(?:(?!<!--).)*?)-->", re.DOTALL | re.IGNORECASE)
_ORDER = re.compile(r"\s*allow\s+(?P<rule>\S+)(?:\s+because\s+(?P<reason>\S.*))?\s*", re.DOTALL | re.IGNORECASE)
_HINT = "Write <!-- editorial: allow RULE because REASON --> on the line above."


@dataclass(frozen=True, slots=True)
class Suppression:
    """One excuse: the rule, the line it excuses, and the line on which it stands."""

    rule: str
    reason: str
    excuses: int
    line: int


def find_suppressions(article: Article, rules: Collection[str]) -> tuple[list[Suppression], list[Problem]]:
    """List an article's suppressions, and what is wrong with those that are not well formed."""
    found: list[Suppression] = []
    wrong: list[Problem] = []
    if "editorial" not in article.document.body:
        return found, wrong
    text = mask_markdown_code(article.document.body)
    starts = line_starts(text)
    for comment in _COMMENT.finditer(text):
        line = line_in(starts, comment.start()) + article.document.first_line - 1
        last = line_in(starts, comment.end() - 1) + article.document.first_line - 1
        order = _ORDER.fullmatch(comment["order"])
        if order is None:
            wrong.append(article.problem(SUPPRESSION, line, f"cannot be read: {shown(comment.group())}", _HINT))
        elif order["rule"] not in rules:
            hint = did_you_mean(order["rule"], rules) or f"Rules: {', '.join(sorted(rules))}."
            wrong.append(article.problem(SUPPRESSION, line, f"names the unknown rule {shown(order['rule'])}", hint))
        elif not order["reason"]:
            got = f"gives no reason for allowing {shown(order['rule'])}"
            wrong.append(article.problem(SUPPRESSION, line, got, _HINT))
        else:
            found.append(Suppression(order["rule"], order["reason"].strip(), last + 1, line))
    return found, wrong


def apply_suppressions(
    article: Article, problems: Iterable[Problem], suppressions: Iterable[Suppression]
) -> list[Problem]:
    """Leave out what is excused, and add a warning for each suppression that excused nothing."""
    waiting = {(suppression.rule, suppression.excuses): suppression for suppression in suppressions}
    used = set()
    kept = []
    for problem in problems:
        place = (problem.rule, problem.where.line or 0)
        if place in waiting:
            used.add(place)
        else:
            kept.append(problem)
    for place, suppression in waiting.items():
        if place not in used:
            got = f"allows {shown(suppression.rule)}, which the next line does not break"
            hint = "Remove it, or put it right above the line it is for."
            kept.append(article.problem(SUPPRESSION, suppression.line, got, hint, Severity.WARNING))
    return kept
