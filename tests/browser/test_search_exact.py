"""Searching a few shards is searching the whole index: results, scores and order are those of lunr.js itself."""

from __future__ import annotations

import json
import random
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from tests.browser.server import SiteServer
from tests.browser.sites import ROOT, Site
from tests.core.search.plain_lunr import plain_index

from peerhub.folding import fold
from peerhub.search.documents import BOOSTS
from peerhub.search.index import build_index, terms_of
from peerhub.search.shards import cut, encode, term_lists
from peerhub.search.stemmer import stem

pytestmark = pytest.mark.browser

_COMPARE = """async ([name, queries]) => {
    const lunr = await window.lunrArrived;
    const { Store } = await import("./components/search/store.mjs");
    const { ask } = await import("./components/search/partial.mjs");
    const whole = lunr.Index.load(await (await fetch(`${name}/whole.json`)).json());
    const store = new Store(new URL(`${name}/`, location.href), "search/");
    const said = (results, ref) => JSON.stringify(results.map((one) => [ref(one.ref), one.score, one.matchData]));
    const wrong = [];
    let compared = 0;
    for (const text of queries) {
        let expected;
        try { expected = whole.search(text); } catch { continue; }
        const found = await ask(store, lunr, (query) => new lunr.QueryParser(text, query).parse());
        compared += expected.length;
        if (said(expected, (ref) => ref) !== said(found, (ref) => `r${ref}`)) {
            wrong.push(`${text}: ${expected.length} results of the whole, ${found.length} of the shards`);
        }
    }
    return { wrong, compared };
}"""
_BLANK = '<!doctype html><title>test</title><script src="vendor/lunr/lunr.min.js"></script>'
_READY = "window.lunrArrived = new Promise((done) => addEventListener('load', () => done(lunr)))"

_SCORES = """async ([name, queries]) => {
    const lunr = await window.lunrArrived;
    const { Store } = await import("./components/search/store.mjs");
    const { exactRow } = await import("./components/search/rows.mjs");
    const { scores } = await import("./components/search/ranking.mjs");
    const whole = lunr.Index.load(await (await fetch(`${name}/whole.json`)).json());
    const store = new Store(new URL(`${name}/`, location.href), "search/");
    const manifest = await store.open();
    const wrong = [];
    for (const terms of queries) {
        const expected = whole.query((query) => {
            for (const [term, boost] of terms) query.term(term, { boost, usePipeline: false });
        });
        const rows = await Promise.all(terms.map(([term]) => exactRow(store, term)));
        const clauses = rows.map((row, at) => ({ row, boost: terms[at][1] }));
        const { score, touched } = scores(clauses, manifest);
        const near = expected.every((one) => Math.abs(one.score - score[one.ref.slice(1)]) < 1e-9);
        if (!near || touched.length !== expected.length) wrong.push(terms);
    }
    return wrong;
}"""

# Few letters make many near words; figures, accents and other scripts sort in their own ways.
_PIECES = [
    "an",
    "xi",
    "ety",
    "gri",
    "ef",
    "me",
    "et",
    "ing",
    "s",
    "tion",
    "al",
    "be",
    "re",
    "12",
    "7",
    "é",
    "ß",
    "ωμ",
    "東",
]


@dataclass
class Bench:
    """A page beside the search's own modules, and a folder to put indexes in."""

    folder: Path
    page: Page

    def compare(self, name: str, queries: list[str]) -> tuple[list[str], int]:
        """Ask the whole index and the shards the same; give what differed, and how many results were compared."""
        found = self.page.evaluate(_COMPARE, [name, queries])
        return found["wrong"], found["compared"]


@pytest.fixture
def bench(page: Page, tmp_path: Path, site_server: Callable[..., SiteServer]) -> Bench:
    """Serve the search's modules and lunr.js, as the theme holds them, beside a blank page."""
    for part in ("components/search", "vendor/lunr"):
        shutil.copytree(ROOT / "overrides" / part, tmp_path / part)
    (tmp_path / "index.html").write_text(_BLANK)
    page.add_init_script(_READY)
    page.goto(site_server(tmp_path).url)
    return Bench(tmp_path, page)


def write(folder: Path, name: str, rows: list[dict[str, str]], full: int) -> list[str]:
    """Write the whole index of lunr.py and our shards of the same documents; give every term."""
    index = build_index([[terms_of(row[field]) for field in BOOSTS] for row in rows], BOOSTS)
    files = folder / name / "search" / "v"
    files.mkdir(parents=True)
    (folder / name / "whole.json").write_text(json.dumps(plain_index(rows).serialize()), encoding="utf-8")
    manifest: dict[str, Any] = {"folder": "v", "fields": list(BOOSTS), "count": len(rows)}
    parts = {"shards": cut(index, full), "words": term_lists(index, False), "figures": term_lists(index, True)}
    for part, letter in (("shards", "t"), ("words", "w"), ("figures", "n")):
        shards = list(parts[part])
        manifest[part] = [shard.key for shard in shards]
        for number, shard in enumerate(shards):
            (files / f"{letter}{number}.json").write_bytes(shard.content)
    (folder / name / "search" / "manifest.json").write_bytes(encode(manifest))
    return list(index.postings)


def random_rows(rng: random.Random, count: int) -> list[dict[str, str]]:
    words = ["".join(rng.choices(_PIECES, k=rng.randint(1, 4))) for _ in range(rng.randint(5, 120))]

    def text(most: int) -> str:
        return fold(" ".join(rng.choices(words, k=rng.randint(0, most))))

    lengths = {"title": 5, "words": 8, "place": 2, "text": 30}
    return [{"ref": f"r{at}", **{name: text(lengths[name]) for name in BOOSTS}} for at in range(count)]


def random_queries(rng: random.Random, terms: list[str], count: int) -> Iterator[str]:
    """Make queries of all that lunr's syntax holds, around words that are there and some that are not."""
    for _ in range(count):
        yield " ".join(_clause(rng, rng.choice(terms)) for _ in range(rng.randint(1, 4)))


def _clause(rng: random.Random, term: str) -> str:
    at = rng.randint(1, len(term))
    forms = [
        *(term, term, term, term[:at] + "*", term[:at] + "*", "*" + term[at - 1 :], term[:1] + "*" + term[-1:], "*"),
        *(
            term + "~1",
            term[:-1] + "x~1",
            term[1:] + "~1",
            term[::-1] + "~2",
            term + "q~2",
            term[:at] + "*~1",
            "zzqq",
        ),
    ]
    form = rng.choice(forms)
    field = f"{rng.choice(list(BOOSTS))}:" if rng.random() < 0.15 else ""
    boost = f"^{rng.randint(1, 12)}" if rng.random() < 0.15 else ""
    return rng.choices(["", "+", "-"], [70, 15, 15])[0] + field + form + boost


def check_random(bench: Bench, seeds: range, queries: int) -> None:
    wrong, compared = [], 0
    for seed in seeds:
        rng = random.Random(seed)  # noqa: S311 - repeatable variety, not secrets
        terms = write(
            bench.folder, f"c{seed}", random_rows(rng, rng.choice([1, 3, 40, 150])), rng.choice([1, 20, 300])
        )
        if terms:
            differed, results = bench.compare(f"c{seed}", list(random_queries(rng, terms, queries)))
            wrong += [f"corpus {seed}: {line}" for line in differed]
            compared += results
    assert wrong == []
    assert compared > queries  # something was there to compare


def test_shards_answer_as_the_whole_index(bench: Bench) -> None:
    """On random corpora, cut at random, every kind of query is answered as lunr.js answers it: to the last digit."""
    check_random(bench, range(8), 60)


@pytest.mark.long
def test_shards_answer_as_the_whole_index_at_length(bench: Bench) -> None:
    """The same on a hundred corpora with two hundred queries each."""
    check_random(bench, range(100, 200), 200)


def test_the_scores_that_people_are_given_are_lunrs(bench: Bench) -> None:
    """For plain terms with boosts, the quick sum over postings gives every document lunr.js's own score."""
    rng = random.Random(11)  # noqa: S311 - repeatable variety, not secrets
    terms = write(bench.folder, "scores", random_rows(rng, 120), 50)
    queries = [[[rng.choice(terms), rng.choice([1, 4, 10])] for _ in range(rng.randint(1, 5))] for _ in range(100)]
    assert bench.page.evaluate(_SCORES, ["scores", queries]) == []


def check_shipped(bench: Bench, shipped: Site, queries: int) -> None:
    """Take the documents' words out of the site's own shards, and ask both indexes about them."""
    site = json.loads((shipped.folder / "search" / "manifest.json").read_text())
    files = shipped.folder / "search" / site["folder"]
    rows = [dict.fromkeys(BOOSTS, "") | {"ref": f"r{at}"} for at in range(site["count"])]
    terms = [
        row for at in range(len(site["shards"])) for row in json.loads((files / f"t{at}.json").read_text())["terms"]
    ]
    # Weights cannot be turned into texts again, so the whole index is written from the shards' own.
    vectors: dict[str, list[float]] = {f"{field}/r{at}": [] for at in range(len(rows)) for field in BOOSTS}
    inverted: list[Any] = []
    names = list(BOOSTS)
    weights = {
        row[0]: content["weights"]
        for at in range(len(site["shards"]))
        for content in [json.loads((files / f"t{at}.json").read_text())]
        for row in content["terms"]
    }
    for term, position, *parts in sorted(terms, key=lambda row: int(row[1])):
        posting: dict[str, Any] = {"_index": position, **{name: {} for name in names}}
        for field, steps, places in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            number = 0
            for step, place in zip(steps, places, strict=True):
                number += step
                posting[names[field]][f"r{number}"] = {}
                vectors[f"{names[field]}/r{number}"] += [position, weights[term][place] / 1000]
        inverted.append([term, posting])
    inverted.sort(key=lambda entry: entry[0].encode("utf-16-be"))
    whole = {
        "version": "2.3.9",
        "fields": names,
        "fieldVectors": list(vectors.items()),
        "invertedIndex": inverted,
        "pipeline": ["stemmer"],
    }
    shutil.copytree(shipped.folder / "search", bench.folder / "shipped" / "search")
    (bench.folder / "shipped" / "whole.json").write_text(json.dumps(whole), encoding="utf-8")
    rng = random.Random(6)  # noqa: S311 - repeatable variety, not secrets
    wrong, compared = bench.compare("shipped", list(random_queries(rng, [row[0] for row in terms], queries)))
    assert wrong == []
    assert compared > queries


def test_the_shipped_sites_shards_answer_as_a_whole(bench: Bench, shipped: Site) -> None:
    """What the shipped site's shards hold answers as one index of the same terms and weights would."""
    check_shipped(bench, shipped, 60)


@pytest.mark.long
def test_the_shipped_sites_shards_answer_as_a_whole_at_length(bench: Bench, shipped: Site) -> None:
    """The same with six hundred queries."""
    check_shipped(bench, shipped, 600)


_STEMMER = yaml.safe_load((Path(__file__).parent / "cases" / "stemmer.yaml").read_text(encoding="utf-8"))


def test_every_word_is_stemmed_as_the_browser_stems_it(bench: Bench, shipped: Site) -> None:
    """Over thousands of made words, every word of the shipped site and its own words, both stems are the same."""
    pages = " ".join(path.read_text(encoding="utf-8") for path in shipped.pages()[:60])
    starts, endings = _STEMMER["starts"].split(), ["", *_STEMMER["endings"].split()]
    words = {first + start + end for first in ("", "y", "un") for start in starts for end in endings}
    words |= set(fold(pages).split())
    listed = sorted(words, key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    stems = bench.page.evaluate(
        "async (words) => { const lunr = await window.lunrArrived;"
        " return words.map((word) => lunr.stemmer(new lunr.Token(word)).toString()); }",
        listed,
    )
    assert len(listed) > 15_000
    assert [(word, stem(word)) for word in listed] == list(zip(listed, stems, strict=True))


def test_folding_is_the_browsers(bench: Bench, shipped: Site) -> None:
    """A text folded for the index and the same text folded as typed are one, in every script."""
    texts = [
        "Can’t sleep",
        "Straße ÆRØ łódź",
        "İstanbul ı",
        "ﬁne ½ Ⅷ ² ㎏",
        "naïve—café",
        "ΣΊΣΥΦΟΣ",
        "a_b c·d",
        "हिन्दी",
        "한국어",
        "A.A. n.a., e.g. this; x.com _a.b. É.T. 1.2. e\u0301.f.",
    ]
    # What this Python's Unicode does not know yet, the browser's may.
    texts += [chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code)) != "Cn"]
    texts += [path.read_text(encoding="utf-8") for path in shipped.pages()[:10]]
    folded = bench.page.evaluate(
        "async (texts) => texts.map((await import('./components/search/words.mjs')).fold)",
        texts,
    )
    differing = [
        (text[:40], fold(text), there) for text, there in zip(texts, folded, strict=True) if fold(text) != there
    ]
    assert differing == []


def test_stop_words_are_the_browsers(bench: Bench) -> None:
    """lunr.py leaves out of the index exactly the words that lunr.js leaves out of a query."""
    from lunr.stop_word_filter import WORDS

    kept = bench.page.evaluate(
        "async (words) => { const lunr = await window.lunrArrived;"
        " return words.filter((word) => lunr.stopWordFilter(word) !== undefined); }",
        sorted(WORDS),
    )
    assert kept == []
