"""What earlier checks found in the same articles, so that a check reads anew only what changed.

A verdict depends on the article's own text and on all that `Context` holds. Of the pages that lead to an article
only whether there is one counts, so that a new link somewhere does not make every article be read again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.sentences import syllables_of
from peerhub.articles.structure import resolve
from peerhub.problems import Problem
from peerhub.store.cache import CacheTable, digest

_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an article, and the keys of the references that it cites."""

    problems: tuple[Problem, ...]
    cited: tuple[str, ...]


class Known:
    """The verdicts in a table; without one nothing is known, and nothing is kept."""

    def __init__(self, table: CacheTable | None = None) -> None:
        self._table = table
        self._context = ""

    def judge(self, context: Context) -> None:
        """Say what the articles are judged by from now on."""
        if self._table is None:
            return
        references = context.references
        self._context = digest(
            context.today.isoformat(),
            repr(None if context.topics is None else sorted(context.topics)),
            repr(None if context.audiences is None else sorted(context.audiences)),
            repr(None if references is None else sorted((key, repr(found)) for key, found in references.items())),
            repr(sorted(context.pages)),
            context.published_at,
            repr(sorted(context.template_sentences)),
            context.wording.digest,
            repr(context.languages),
            context.language,
        )

    def verdict(self, article: Article, context: Context) -> Verdict | None:
        """Give what is known of an article, or None."""
        row = self._table.get(self._key(article, context)) if self._table is not None else None
        return Verdict(tuple(map(Problem.from_row, row[0])), tuple(row[1])) if row is not None else None

    def keep(self, article: Article, context: Context, found: Verdict) -> Verdict:
        """Keep a verdict, and give it back."""
        if self._table is not None:
            rows = [problem.row() for problem in found.problems]
            self._table.put(self._key(article, context), [rows, list(found.cited)])
        return found

    def targets(self, article: Article, find: Callable[[Article], list[str]]) -> list[str]:
        """Give the pages to which an article leads, found once for the same text."""
        if self._table is None:
            return find(article)
        key = digest("targets", article.path, *_text(article))
        found: list[str] | None = self._table.get(key)
        if found is None:
            found = find(article)
            self._table.put(key, found)
        return found

    def _key(self, article: Article, context: Context) -> str:
        linked = "linked" if article.path in context.linked else ""
        images = (resolve(article.path, link.target) for link in article.links if link.image)
        sizes = repr([context.size_of(path) for path in images if path])
        return digest("verdict", self._context, article.document.name, article.path, linked, sizes, *_text(article))


class KnownWords:
    """How many syllables words have, as earlier checks counted them: a new word alone has the dictionary opened."""

    def __init__(self, table: CacheTable | None = None) -> None:
        self._table = table
        found = table.get(_WORDS) if table is not None else None
        self._counts: dict[str, int] = found if isinstance(found, dict) else {}
        self._kept = len(self._counts)

    def syllables_in(self, word: str) -> int:
        """Count a word's syllables."""
        found = self._counts.get(word)
        if found is None:
            found = self._counts[word] = syllables_of(word)
        return found

    def keep(self) -> None:
        """Keep what was counted, for the next check."""
        if self._table is not None and len(self._counts) != self._kept:
            self._table.put(_WORDS, self._counts)


def _text(article: Article) -> tuple[str, str, str]:
    """Give all of an article's file: its front matter, its Markdown, and the line on which that starts."""
    document = article.document
    return document.source.text if document.source else "", document.body, str(document.first_line)
