"""Shards: the index cut by stemmed prefix into small files, so that a query fetches only what it needs.

A shard holds the terms from its key up to the next shard's key, in lunr's order (UTF-16 code units). Boundaries fall
where enough has gathered: a heavy prefix is split again and again, light neighbours share a file. The form is not
lunr's JSON but what is left of it when everything is said once:

    {"weights": [thousandths, ...], "terms": [[term, its number, field, [documents], [weights], field, ...], ...]}

Documents are counted from the one before, and weights are places in the shard's own list, the most used first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2
from typing import Any

from peerhub.search.index import Index, Posting

# Postings in a shard. Small enough that a word costs a few kilobytes, large enough for hundreds of files at most.
FULL = 1_800
# What a term costs beside its postings, in the same measure.
TERM = 4
# Letters in a file of the term list.
LIST_FULL = 9_000


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of the index: its key, which is the shortest text that parts it from the shard before, and its bytes."""

    key: str
    content: bytes


def utf16(term: str) -> bytes:
    """Give what JavaScript compares strings by, so that both sort alike."""
    return term.encode("utf-16-be", "surrogatepass")


def cut(index: Index, full: int = FULL) -> Iterator[Shard]:
    """Cut an index into shards, in order."""
    terms: list[str] = []
    gathered, before = 0, ""
    for term in sorted(index.postings, key=utf16):
        cost = TERM + index.postings[term].met
        if terms and gathered + cost > full:
            yield _shard(index, terms, before)
            before, terms, gathered = terms[-1], [], 0
        terms.append(term)
        gathered += cost
    if terms:
        yield _shard(index, terms, before)


def term_lists(index: Index, figures: bool) -> Iterator[Shard]:
    """List the terms with, or without, figures, each with how often it is met as a figure from 0 (once) to 9.

    A misspelling is looked up here. Numbers are nobody's misspelling, and there are many: they stand apart.
    """
    wanted = [term for term in index.postings if any(char.isdigit() for char in term) is figures]
    gathered: list[str] = []
    first, size = "", 0
    for term in sorted(wanted, key=utf16):
        # A file ends only between first letters, so that a letter's terms are in one file.
        if size > LIST_FULL and term[0] != first[0]:
            yield Shard(first[0], encode(" ".join(gathered)))
            gathered, size = [], 0
        first = first if gathered else term
        gathered.append(f"{term}{min(9, int(log2(index.postings[term].met)))}")
        size += len(term) + 2
    if gathered:
        yield Shard(first[0], encode(" ".join(gathered)))


def encode(value: Any) -> bytes:
    """Write JSON without a space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _shard(index: Index, terms: list[str], before: str) -> Shard:
    used = Counter(weight for term in terms for weights in index.postings[term].weights for weight in weights)
    places = {weight: place for place, (weight, _) in enumerate(used.most_common())}
    rows = [_row(term, index.postings[term], places) for term in terms]
    content = encode({"weights": [round(weight * 1000) for weight in places], "terms": rows})
    return Shard(_key(before, terms[0]), content)


def _row(term: str, posting: Posting, places: dict[float, int]) -> list[Any]:
    row: list[Any] = [term, posting.index]
    for field, documents in enumerate(posting.documents):
        if documents:
            steps = [here - before for here, before in zip(documents, [0, *documents], strict=False)]
            row += [field, steps, [places[weight] for weight in posting.weights[field]]]
    return row


def _key(before: str, first: str) -> str:
    """Give the shortest start of `first` that sorts after `before`."""
    for length in range(1, len(first) + 1):
        if utf16(first[:length]) > utf16(before):
            return first[:length]
    return first
