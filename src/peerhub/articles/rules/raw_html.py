"""Raw HTML, most of which Markdown says better, and some of which endangers readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

ALLOWED = frozenset({"abbr", "bdi", "br", "kbd", "sub", "sup", "wbr"})
# What the finished page keeps; any other tag would be taken out of it.
_KEPT = (
    "a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 "
    "h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot "
    "th thead tr u ul var wbr"
)
KEPT = frozenset(_KEPT.split())
ACTIVE = frozenset(
    {"script", "style", "iframe", "frame", "object", "embed", "applet", "base", "link", "meta", "form", "svg", "math"}
)
_HANDLER = re.compile(r"(?:^|[\s/\"'])(on[a-z]+|style)\s*=", re.IGNORECASE)
_ACTIVE_TARGET = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20]|&(?:tab|newline);", re.IGNORECASE)


def check(article: Article, _context: Context) -> Iterator[Problem]:
    """Report raw HTML beyond a short list; what can run or load anything is an error."""
    for tag in article.tags:
        handler = _HANDLER.search(tag.attributes)
        if tag.name in ACTIVE or _ACTIVE_TARGET.search(_INVISIBLE.sub("", tag.attributes)):
            hint = "Remove it: pages run and load nothing of their own."
            yield article.problem(RULE.id, tag.line, f"holds <{tag.name}>", hint)
        elif handler:
            got = f"holds <{tag.name}> with '{handler[1].lower()}='"
            yield article.problem(RULE.id, tag.line, got, "Remove the attribute.")
        elif tag.name not in ALLOWED:
            severity = Severity.WARNING if tag.name in KEPT else Severity.ERROR
            hint = f"Write Markdown instead; only {', '.join(sorted(ALLOWED))} may stand as HTML."
            yield article.problem(RULE.id, tag.line, f"holds <{tag.name}>", hint, severity)
    for link in article.links:
        if _ACTIVE_TARGET.match(_INVISIBLE.sub("", link.target)):
            got = f"links to {shown(link.target, 40)}"
            yield article.problem(RULE.id, link.line, got, "Link to a page or an https address.")


RULE = Rule("raw-html", "Pages are Markdown; scripts and styles never stand in them.", Severity.ERROR, check)
