"""Links that lead from the top of a host, where the hub may not stand: most are published below a path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

_ATTRIBUTE = re.compile(r"\b(?:href|src)\s*=\s*[\"']?(/[^\s\"'>]*)", re.IGNORECASE)


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report links and pictures whose path begins with a slash and leads out of the published site."""
    targets = [(link.target, link.line) for link in article.links]
    targets += [(target, tag.line) for tag in article.tags for target in _ATTRIBUTE.findall(tag.attributes)]
    for target, line in targets:
        if target.startswith("//"):
            hint = f"Write https:{target[:80]}, or a path from this page."
            yield article.problem(RULE.id, line, f"links to {shown(target)}, which names no protocol", hint)
        elif target.startswith("/") and not _inside(target, context.published_at):
            yield article.problem(RULE.id, line, *_told(target, article, context))


def _inside(target: str, published_at: str) -> bool:
    return bool(published_at) and target.startswith(_path(published_at))


def _path(published_at: str) -> str:
    path = urlsplit(published_at).path
    return path if path.endswith("/") else f"{path}/"


def _told(target: str, article: Article, context: Context) -> tuple[str, str]:
    why = "which is right only where a hub stands at the top of its host"
    if context.published_at:
        why = f"which is outside the hub: that is published at {_path(context.published_at)}"
    page = _page(unquote(target.partition("#")[0].partition("?")[0]).strip("/"), context)
    if not page:
        return f"links to {shown(target)}, {why}", "Write the path from this page, such as ../folder/page.md."
    way = posixpath.relpath(page, posixpath.dirname(article.path) or ".")
    mark = target.partition("#")[1] + target.partition("#")[2]
    return f"links to {shown(target)}, {why}", f"Write the path from this page: {way}{mark}"


def _page(path: str, context: Context) -> str:
    """Find the article that a path means, if there is one."""
    bare = path.removesuffix("index.html").removesuffix(".html").removesuffix(".md").strip("/")
    known = (f"{bare}.md", f"{bare}/index.md" if bare else "index.md")
    return next((page for page in known if page in context.pages), "")


RULE = Rule(
    "absolute-path",
    "A link inside the hub is a path from its page, so that it holds wherever the hub is published.",
    Severity.ERROR,
    check,
)
