"""Pictures that say nothing to somebody who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif)\Z", re.IGNORECASE)
_OBVIOUS = re.compile(
    r"\s*(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|icon)\s+(?:of|showing)\b", re.IGNORECASE
)
LONGEST = 150


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report pictures without alternative text, and text that does not say what they show."""
    for image in article.links:
        text = " ".join(image.text.split())
        if not image.image:
            continue
        if not text:
            hint = "Say in the brackets what it tells the reader: ![Six chairs in a circle](...)."
            yield article.problem(RULE.id, image.line, f"has no text for {shown(image.target)}", hint)
        elif _FILE_NAME.match(text):
            got = f"names a file instead of what it shows: {shown(text)}"
            yield article.problem(RULE.id, image.line, got, "Say what the picture tells the reader.")
        elif _OBVIOUS.match(text):
            hint = "Leave that out: screen readers say that it is a picture."
            yield article.problem(RULE.id, image.line, f"begins with {shown(text, 30)}", hint, Severity.WARNING)
        elif len(text) > LONGEST:
            got = f"has {len(text)} characters of text for a picture"
            hint = f"Keep it under {LONGEST}, and put the rest on the page."
            yield article.problem(RULE.id, image.line, got, hint, Severity.WARNING)


RULE = Rule("alternative-text", "Every picture says in words what it tells the reader.", Severity.ERROR, check)
