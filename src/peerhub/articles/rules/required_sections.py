"""The sections that readers of each kind of page can count on."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.kinds import KINDS
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, did_you_mean


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report sections of the page's kind that are missing, out of order, or not at the end."""
    if article.kind is None:
        return
    rules = KINDS[article.kind]
    sections = [heading for heading in article.headings if heading.level == 2]
    names = [heading.text for heading in sections]
    for wanted in rules.sections:
        if wanted not in names:
            near = {name.lower(): name for name in names if name not in rules.sections}
            guess = did_you_mean(wanted, near)
            line = next((h.line for h in sections if guess and f"'{h.text.lower()}'" in guess), None)
            got = f"has no section '{wanted}', which a page of kind '{article.kind.value}' needs"
            hint = f"Rename this heading: '## {wanted}'." if line else f"Add '## {wanted}'."
            yield article.problem(RULE.id, line or article.document.first_line, got, hint)
    present = [name for name in names if name in rules.sections]
    expected = [name for name in rules.sections if name in present]
    if present != expected:
        wrong = next((have for have, want in zip(present, expected, strict=False) if have != want), present[-1])
        line = next(heading.line for heading in sections if heading.text == wrong)
        hint = f"The order is: {', '.join(expected)}, each once."
        yield article.problem(RULE.id, line, f"has the section '{wrong}' out of order", hint)
    elif rules.last and rules.sections[-1] in names and names[-1] != rules.sections[-1]:
        got = f"goes on with '{names[-1]}' after '{rules.sections[-1]}'"
        yield article.problem(RULE.id, sections[-1].line, got, f"End the page with '{rules.sections[-1]}'.")


RULE = Rule(
    "required-sections",
    "A page has its kind's sections, in their order; templates/ shows them.",
    Severity.ERROR,
    check,
    english=True,
)
