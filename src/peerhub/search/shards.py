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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import log2
from operator import sub
from typing import Any

from peerhub.search.index import Index, Posting

# Postings in a shard, at most and at least: a word costs a few kilobytes, and there are hundreds of files at most.
FULL, LEAST = 1_800, 600
FILES = 500
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


def cut(index: Index, full: int = 0) -> Iterator[Shard]:
    """Cut an index into shards, in order; by itself those of a small index are small."""
    full = full or min(FULL, max(LEAST, sum(posting.met for posting in index.postings.values()) // FILES))
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
    used: Counter[float] = Counter()
    weighed: list[list[dict[int, float]]] = []  # of each term, in each field, what its uses count
    for term in terms:
        posting = index.postings[term]
        rarity = index.rarity(posting)
        often = [Counter(uses) for uses in posting.uses]
        weighed.append([{use: index.weight(rarity, field, use) for use in uses} for field, uses in enumerate(often)])
        for uses, weights in zip(often, weighed[-1], strict=True):
            for use, times in uses.items():
                used[weights[use]] += times
    places = {weight: str(place) for place, (weight, _) in enumerate(used.most_common())}
    rows = [
        _row(term, index.postings[term], [{use: places[weight] for use, weight in one.items()} for one in weights])
        for term, weights in zip(terms, weighed, strict=True)
    ]
    thousandths = _list(str(round(weight * 1000)) for weight in places)
    content = f'{{"weights":{thousandths},"terms":{_list(rows)}}}'
    return Shard(_key(before, terms[0]), content.encode("utf-8", "surrogatepass"))


def _row(term: str, posting: Posting, places: list[dict[int, str]]) -> str:
    """Write a term's row; JSON's own writer takes four times as long for so many small numbers."""
    row = [json.dumps(term, ensure_ascii=False), str(posting.index)]
    for field, (documents, uses) in enumerate(zip(posting.documents, posting.uses, strict=True)):
        if documents:
            steps = map(sub, documents, chain((0,), documents))
            row += [str(field), _list(map(_WRITTEN.__getitem__, steps)), _list(map(places[field].__getitem__, uses))]
    return _list(row)


class _Written(dict[int, str]):
    def __missing__(self, number: int) -> str:
        found = self[number] = str(number)
        return found


_WRITTEN = _Written()  # most steps are one of a few hundred


def _list(written: Iterable[str]) -> str:
    return f"[{','.join(written)}]"


def _key(before: str, first: str) -> str:
    """Give the shortest start of `first` that sorts after `before`."""
    for length in range(1, len(first) + 1):
        if utf16(first[:length]) > utf16(before):
            return first[:length]
    return first
