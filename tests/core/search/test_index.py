"""The fast index is lunr's own: terms, their numbers, postings and weights equal a plain `lunr.lunr(...)` build."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from tests.core.search.plain_lunr import plain_index

from peerhub.folding import fold
from peerhub.search.documents import BOOSTS
from peerhub.search.index import Index, Posting, build_index, terms_of
from peerhub.search.shards import cut, term_lists, utf16

_WORDS = st.sampled_from(
    [
        *(
            "the",
            "and",
            "a",
            "lay",
            "laying",
            "try",
            "trying",
            "anxious",
            "anxiety",
            "anxieties",
            "relate",
            "hopping",
        ),
        *("relational", "hope", "12", "2024", "x", "café", "men's", "générale", "ωμέγα", "東京", "happily", "ponies"),
        *("yes", "youth", "𝒳", "day-by-day"),
    ]
)
_TEXTS = st.lists(_WORDS, max_size=12).map(" ".join)
_ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(BOOSTS, _TEXTS)), min_size=1, max_size=12)


def numbered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"ref": f"r{at}", **{name: fold(text) for name, text in row.items()}} for at, row in enumerate(rows)]


def fast_index(rows: list[dict[str, str]]) -> Index:
    return build_index([[terms_of(row[name]) for name in BOOSTS] for row in rows], BOOSTS)


def weights(index: Index, posting: Posting, field: int) -> list[float]:
    rarity = index.rarity(posting)
    return [index.weight(rarity, field, use) for use in posting.uses[field]]


@given(_ROWS)
def test_it_equals_a_plain_build(rows: list[dict[str, str]]) -> None:
    """Whatever the documents, every term, posting and weight is the one that lunr.py gives."""
    rows = numbered(rows)
    plain, fast = plain_index(rows), fast_index(rows)
    assert set(fast.postings) == set(plain.inverted_index)
    vectors: dict[str, list[tuple[int, float]]] = {ref: [] for ref in plain.field_vectors}
    for term, posting in fast.postings.items():
        theirs = plain.inverted_index[term]
        assert posting.index == theirs["_index"]
        for field, name in enumerate(BOOSTS):
            refs = [f"r{number}" for number in posting.documents[field]]
            assert refs == list(theirs[name])
            for ref, weight in zip(refs, weights(fast, posting, field), strict=True):
                vectors[f"{name}/{ref}"].append((posting.index, weight))
    for ref, vector in plain.field_vectors.items():
        assert [part for pair in sorted(vectors[ref]) for part in pair] == vector.serialize()


@given(_ROWS, st.integers(1, 40))
def test_the_shards_hold_the_whole_index(rows: list[dict[str, str]], full: int) -> None:
    """Cut anywhere, the shards hold every term once, in order, under a key that leads to it, with nothing lost."""
    index = fast_index(numbered(rows))
    shards = list(cut(index, full))
    keys = [utf16(shard.key) for shard in shards]
    assert keys == sorted(set(keys))
    seen = []
    for number, shard in enumerate(shards):
        content = json.loads(shard.content)
        for term, position, *parts in content["terms"]:
            assert keys[number] <= utf16(term)
            assert number + 1 == len(keys) or utf16(term) < keys[number + 1]
            posting = index.postings[term]
            assert position == posting.index
            for field, steps, places in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
                assert [sum(steps[: at + 1]) for at in range(len(steps))] == posting.documents[field]
                assert [content["weights"][place] / 1000 for place in places] == weights(index, posting, field)
            assert parts[::3] == [field for field, met in enumerate(posting.documents) if met]
            seen.append(term)
    assert seen == sorted(index.postings, key=utf16)


@given(_ROWS)
def test_the_term_lists_hold_every_term_once(rows: list[dict[str, str]]) -> None:
    """Together the list of words and the list of figures name every term, with a figure for how often it is met."""
    index = fast_index(numbered(rows))
    listed = [
        entry[:-1]
        for figures in (False, True)
        for shard in term_lists(index, figures)
        for entry in json.loads(shard.content).split(" ")
    ]
    assert sorted(listed) == sorted(index.postings)


def test_a_heavy_term_has_a_shard_to_itself() -> None:
    """A word that stands everywhere does not make its neighbours dear."""
    rows = numbered([{**dict.fromkeys(BOOSTS, ""), "text": f"group grape{at}"} for at in range(50)])
    holding = [json.loads(shard.content)["terms"] for shard in cut(fast_index(rows), 40)]
    assert [[term for term, *_ in terms] for terms in holding if any(term == "group" for term, *_ in terms)] == [
        ["group"]
    ]
