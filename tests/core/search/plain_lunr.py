"""A plain `lunr.lunr(...)` build with the browser's stemmer: what our own index must equal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr import lunr
from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.stop_word_filter import stop_word_filter
from lunr.token import Token
from lunr.trimmer import trimmer

from peerhub.search.documents import BOOSTS
from peerhub.search.stemmer import stem


def stemmer(token: Token, i: Any = None, tokens: Any = None) -> Token:
    """Stem a token as lunr.js does."""
    return token.update(lambda word, metadata: stem(word))


stemmer.label = "stemmer"  # type: ignore[attr-defined]  # what lunr.py would write into the index


def plain_index(rows: Sequence[dict[str, str]]) -> Any:
    """Build lunr.py's own index of documents with a `ref` and the fields of search."""
    builder = Builder()
    builder.pipeline.add(trimmer, stop_word_filter, stemmer)
    builder.search_pipeline.add(stemmer)
    fields = [{"field_name": name, "boost": boost} for name, boost in BOOSTS.items()]
    return lunr(ref="ref", fields=fields, documents=list(rows), builder=builder)


assert "stemmer" in Pipeline.registered_functions  # serialised indexes name it
