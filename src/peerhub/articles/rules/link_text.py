"""Links that make sense when they are read alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.prose import clean_inline
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown
from peerhub.yaml.source import line_in, line_starts

VAGUE = frozenset(
    {"click here", "here", "read more", "more", "learn more", "find out more", "link", "this link", "this page"}
    | {"this", "click", "see here", "more information", "more info", "details", "website", "this website", "page"}
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TARGETS = re.compile(r"\]\([^()\s]*+(?:\([^()]*\)[^()\s]*+)*+[^()]*+\)|^ {0,3}\[[^\[\]]+\]:.*$", re.MULTILINE)
_HINT = "Name what the link leads to: [How listings are checked](...)."


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report links whose words say nothing, and addresses that stand bare in the text."""
    for link in article.links:
        if link.image:
            continue
        text = " ".join(clean_inline(link.text).split()) or " ".join(link.text.split())
        if not text:
            yield article.problem(RULE.id, link.line, f"has no words for the link to {shown(link.target)}", _HINT)
        elif text.strip(" .:…»>→!").lower() in VAGUE:
            yield article.problem(RULE.id, link.line, f"has a link that only says {shown(text)}", _HINT)
    if "://" in article.masked or "www." in article.masked:
        yield from _bare(article)


def _bare(article: Article) -> Iterator[Problem]:
    text = _TARGETS.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), article.masked)
    starts = line_starts(text)
    for address in _ADDRESS.finditer(text):
        # A link that is not closed, or has a space before its '(', is told as such.
        if text[: address.start()].rstrip(" <").endswith(("](", "] (")):
            continue
        line = line_in(starts, address.start()) + article.document.first_line - 1
        got = f"shows the bare address {shown(address.group().rstrip('.,;:!?)]>'))}"
        yield article.problem(RULE.id, line, got, _HINT)


RULE = Rule("link-text", "A link says where it leads; no 'click here', no bare address.", Severity.ERROR, check, True)
