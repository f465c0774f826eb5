"""The index, exactly as lunr builds it: the same terms, postings and weights, in a fraction of the time.

The pipeline is lunr.py's: its stop words, its formulas and rounding, with the browser's stemmer. What makes
it fast: a word is looked at once, a text that many documents share once, and a weight once for each pair of frequency
and length. A test compares the result with a plain `lunr.lunr(...)` build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from lunr.stop_word_filter import WORDS

from peerhub.search.stemmer import stem

# The constants of lunr's Okapi BM25; lunr.py and lunr.js share them.
K1 = 1.2
B = 0.75

Terms = tuple[int, dict[str, int]]
"""How many terms a text has, and each one's use in it, in the order of their first.

A use is how often a text has a term, and how many terms it has in all: the two make its weight. They are packed into
one number, because a large hub has a million of them.
"""
_LENGTH = 1 << 32


@dataclass(slots=True)
class Posting:
    """Where a term stands: for each field the documents in order, and beside each its weight there."""

    index: int
    documents: list[list[int]]
    weights: list[list[float]]

    @property
    def met(self) -> int:
        """In how many fields of documents the term stands."""
        return sum(map(len, self.documents))


@dataclass(slots=True)
class Index:
    """An index that can be cut into shards: fields, how many documents there are, and each term's postings."""

    fields: tuple[str, ...]
    count: int
    postings: dict[str, Posting] = field(default_factory=dict)


def text_terms(text: str) -> Terms:
    """Take a folded text through lunr's pipeline: tokens, no stop words, stems."""
    found: dict[str, int] = {}
    length = 0
    for word in text.split():
        if word not in WORDS:
            term = stem(word)
            found[term] = found.get(term, 0) + 1
            length += 1
    return length, {term: frequency * _LENGTH + length for term, frequency in found.items()}


def build_index(documents: Sequence[Sequence[Terms]], boosts: dict[str, float]) -> Index:
    """Weigh every term of every document; `documents` holds the terms of each field, in the order of `boosts`."""
    fields = tuple(boosts)
    index = Index(fields, len(documents))
    rows: dict[str, list[tuple[list[int], list[int]]]] = {}
    for number, document in enumerate(documents):
        for place, (_, terms) in enumerate(document):
            for term, use in terms.items():
                row = rows.get(term)
                if row is None:
                    row = rows[term] = [([], []) for _ in fields]
                met, uses = row[place]
                met.append(number)
                uses.append(use)
    average = [
        sum(document[place][0] for document in documents) / len(documents) if documents else 0.0
        for place in range(len(fields))
    ]
    boost = list(boosts.values())
    for position, term in enumerate(list(rows)):
        row = rows.pop(term)  # what is weighed is let go: there are a million uses in a large hub
        rarity = _rarity(sum(len(met) for met, _ in row), len(documents))
        weights = [_weights(uses, rarity, average[place], boost[place]) for place, (_, uses) in enumerate(row)]
        index.postings[term] = Posting(position, [met for met, _ in row], weights)
    return index


def _rarity(met: int, count: int) -> float:
    return log(1 + abs((count - met + 0.5) / (met + 0.5)))


def _weights(uses: list[int], rarity: float, average: float, boost: float) -> list[float]:
    known: dict[int, float] = {}
    for use in set(uses):
        frequency, length = divmod(use, _LENGTH)
        score = rarity * ((K1 + 1) * frequency) / (K1 * (1 - B + B * (length / average)) + frequency)
        known[use] = round(score * boost, 3)
    return list(map(known.__getitem__, uses))
