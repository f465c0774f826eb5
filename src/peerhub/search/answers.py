"""What a search answers by itself, as files that the browser reads: patterns, sentences, and where they lead.

`q` and `la`, `lb` ... hold the ways in which people put questions, the latter by the first letter of a word in them;
`k0`, `k1` ... hold some answers each. `s`, `ea`, `eb` ... hold readers' words for topics and what the hub has nothing
on, of which `m0`, `m1` ... say what is nearest. `v` holds the words that a misspelt one may stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from peerhub import addresses
from peerhub.directory.answer_patterns import by_letter, compile_answers
from peerhub.folding import fold
from peerhub.hub import Hub
from peerhub.search.documents import Result
from peerhub.shown.ways import Ways

# Answers in a file: a question costs one such file.
CHUNK = 3
# Nobody can tell what a shorter word was meant to be.
SHORTEST = 5
# A word of so many letters that stands in so many places is everyday's, and nobody's slip.
ORDINARY, OFTEN = 4, 4


def answer_files(hub: Hub, results: list[Result]) -> Iterator[tuple[str, Any]]:
    """Give both files; a hub without answers has none."""
    answers = hub.directory.answers
    if not (answers.questions or answers.topics or answers.missing):
        return
    ways = Ways(hub)
    ordinary = _ordinary(hub, results)
    asked = [
        [question.asks, question.answer, ways.way(question.to, question.asks), list(ways.all(question.also))]
        for question in answers.questions.values()
    ]
    patterns = compile_answers(answers, ("questions",), ordinary)
    letters = by_letter(patterns)
    yield "q", patterns
    yield from ((f"l{letter}", lines) for letter, lines in letters.items())
    for number, start in enumerate(range(0, len(asked), CHUNK)):
        yield f"k{number}", asked[start : start + CHUNK]
    documents = {found.ref: number for number, found in enumerate(results) if found.kind == "topic"}
    known = hub.directory.vocabulary.topics
    # The list's place in the index, and the topic's own words, by which all that is about it is found.
    topics = [
        [documents.get(addresses.topic(topic), -1), fold(known[topic].label)] if topic in known else None
        for topic in answers.topics
    ]
    missing = [[missing.label, list(ways.all(missing.also))] for missing in answers.missing.values()]
    for number, start in enumerate(range(0, len(missing), CHUNK)):
        yield f"m{number}", missing[start : start + CHUNK]
    patterns = compile_answers(answers, ("topics", "missing"), ordinary)
    yield "v", f"{_spelling(hub)}|{_sounds(patterns)}"
    letters = by_letter(patterns)
    yield "s", {**patterns, "topics": topics}
    yield from ((f"e{letter}", lines) for letter, lines in letters.items())


def _ordinary(hub: Hub, results: list[Result]) -> set[str]:
    """Give everyday words: those that are guarded for danger too, and those that this hub often writes."""
    shown = Counter(word for found in results for word in fold(f"{found.shown} {found.excerpt}").split())
    guarded = fold(" ".join(hub.directory.phrases.guarded)).split()
    often = {word for word, times in shown.items() if times >= OFTEN}
    return {word for word in often.union(guarded) if len(word) >= ORDINARY and word.isascii()}


def _sounds(patterns: dict[str, Any]) -> str:
    """Give the words of which topics and what is missing are told: what sounds like one may be meant for it."""
    return " ".join(sorted(set(re.findall(r"[a-z]{5,}", f"{patterns['words']} {patterns['phrases']['en']}"))))


def _spelling(hub: Hub) -> str:
    """Give readers' own words, for which what they misspell is taken first."""
    known = hub.directory.vocabulary
    terms = (*known.topics.values(), *known.audiences.values(), *known.formats.values())
    said = fold(" ".join(" ".join((term.label, *term.words)) for term in terms))
    return " ".join(sorted({word for word in said.split() if len(word) >= SHORTEST and word.isascii()}))
