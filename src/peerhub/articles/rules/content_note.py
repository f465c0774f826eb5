"""Pages that mention suicide or self-harm warn first and bring help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

_MENTION = re.compile(
    r"\bsuicid\w*|\bself[- ]?harm\w*|\bself[- ]?injur\w*"
    r"|\b(?:kill(?:ed|ing)?|hurt(?:ing)?|harm(?:ed|ing)?|cut(?:ting)?)\s+(?:your|my|him|her|them|our)sel(?:f|ves)\b"
    r"|\b(?:end(?:ed|ing)?|took|take|taking)\s+(?:your|my|his|her|their)\s+(?:own\s+)?li(?:fe|ves)\b",
    re.IGNORECASE,
)
HELP_LINK = "help:"
HELP_TEMPLATE = "help.html"


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report a mention without a content note, or without a link to help."""
    front = article.front
    if front is None:
        return
    mention = _first_mention(article)
    if mention is None:
        return
    line, words = mention
    if not front.content_note:
        hint = "Add to the front matter: content_note: This page mentions suicide."
        yield article.problem(RULE.id, line, f"mentions {shown(words)} without a content note", hint)
    # The help page is itself the help.
    if front.template != HELP_TEMPLATE and not any(link.target.startswith(HELP_LINK) for link in article.links):
        hint = "Link to it where the mention stands: [get help now](help:)."
        yield article.problem(RULE.id, line, f"mentions {shown(words)} without a link to help", hint)


def _first_mention(article: Article) -> tuple[int, str] | None:
    for paragraph in (*article.prose, *article.front_prose):
        for sentence in paragraph.sentences:
            found = _MENTION.search(sentence.text)
            note = article.front.content_note if article.front else ""
            # The note itself is not a mention that needs a note.
            if found and sentence.text not in note:
                return sentence.line, found.group()
    return None


RULE = Rule(
    "content-note",
    "A page that mentions suicide or self-harm has a content note and a link to help.",
    Severity.ERROR,
    check,
)
