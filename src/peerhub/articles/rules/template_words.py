"""Words of a template that nobody has replaced yet, and notes that writers leave for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

_NOTE = re.compile(r"\b(?:TODO|FIXME|TBC|XXX)\b|\blorem ipsum\b|^lorem ipsum", re.IGNORECASE)


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report each sentence of a template, and each note to oneself, in the text and in the front matter."""
    for paragraph in (*article.front_prose, *article.prose):
        for sentence in paragraph.sentences:
            if sentence.text in context.template_sentences:
                got = f"still has the template's words {shown(sentence.text, 50)}"
                yield article.problem(RULE.id, sentence.line, got, "Write your own words there, or take them out.")
            elif found := _NOTE.search(sentence.text):
                got = f"holds a note to yourself: {shown(found[0])}"
                yield article.problem(RULE.id, sentence.line, got, "Do it, or take the note out.")


RULE = Rule(
    "template-words",
    "No words of a template are left, and no note that a writer made for later.",
    Severity.ERROR,
    check,
    english=True,
)
