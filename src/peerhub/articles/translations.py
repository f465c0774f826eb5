"""Translations of articles: `community.cy.md` beside `community.md` is the same page in Welsh."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from peerhub.articles.article import Article
from peerhub.problems import Problem, did_you_mean, shown

_TAGGED = re.compile(r"\A(?P<stem>.+)\.(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md\Z")


def original_of(path: str, languages: Collection[str]) -> tuple[str, str]:
    """Give the page of which a file is the text, and the tag of its language; "" of a page in the first one.

    >>> original_of("a/community.cy.md", ["cy"]), original_of("a/community.md", ["cy"]), original_of("v1.0.md", [])
    (('a/community.md', 'cy'), ('a/community.md', ''), ('v1.0.md', ''))
    """
    found = _TAGGED.match(path)
    if found is None or found["tag"] not in languages:
        return path, ""
    return f"{found['stem']}.md", found["tag"]


def check_translations(articles: Sequence[Article], languages: Collection[str]) -> Iterator[Problem]:
    """Tell of each translation whose page is gone, is of another kind, or is in a language that the hub has not."""
    originals = {article.path: article for article in articles if not article.language}
    for article in articles:
        tag = article.language or _tag_in(article.path)
        path = original_of(article.path, [tag])[0] if tag else article.path
        original = originals.get(path)
        if article.language and original is None:
            got = f"is a translation of {path}, which is not in docs/"
            hint = did_you_mean(path, originals) or f"Bring {path} back, or remove this file."
            yield article.problem("translation", None, got, hint)
        elif tag and not article.language and original is not None:
            got = f"is {path} in {shown(tag)}, a language that the hub has not"
            hint = did_you_mean(tag, languages) or f"Add {tag} to extra.hub.languages, or rename the file."
            yield article.problem("translation", None, got, hint)
        elif article.language and original is not None:
            yield from _unlike(article, original)


def _tag_in(path: str) -> str:
    """Give what looks like the tag of a language in a file's name, or nothing."""
    found = _TAGGED.match(path)
    return found["tag"] if found is not None else ""


def _unlike(article: Article, original: Article) -> Iterator[Problem]:
    """Tell where a translation says of itself what its page does not: the two would be made alike."""
    for name in ("kind", "template"):
        own, other = getattr(article.front, name, None), getattr(original.front, name, None)
        if article.front is not None and original.front is not None and own != other:
            got = f"is another than that of {original.path}"
            hint = f"Write {name}: {getattr(other, 'value', other)}." if other else "Remove the line."
            yield article.problem("translation", article.document.at(name).line, got, hint, at=name)
