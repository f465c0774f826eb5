"""Articles say a thing once: what is common stands on one page, and the others link to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from tests.content.test_promises import ROOT

# Of lines that have at least this many words, at most this part may be near to one on another page.
SHORTEST, NEAR, MOST = 5, 0.8, 0.02


def lines() -> list[tuple[Path, tuple[str, ...]]]:
    """Give the words of each line of prose; a leaflet is meant to repeat its article in short."""
    found = []
    for folder in ("using-a-group", "why-it-helps", "stigma", "evidence"):
        for path in sorted((ROOT / "docs" / folder).glob("*.md")):
            body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
            plain = re.sub(r"\[@[^\]]*\]|\]\([^)]*\)|[^a-z0-9 \n|#<!]", "", body.lower())
            found += [
                (path, tuple(line.split())) for line in plain.splitlines() if line[:1] not in ("#", "|", "<", "!")
            ]
    return [(path, words) for path, words in found if len(words) >= SHORTEST]


def test_few_lines_are_near_to_one_on_another_page() -> None:
    """Under 2 in 100 lines are nearly the same as a line of another article."""
    found, where = lines(), defaultdict(list)
    for number, (_, words) in enumerate(found):
        for three in {*zip(words, words[1:], words[2:], strict=False)}:
            where[three].append(number)
    shared = Counter(pair for numbers in where.values() for pair in pairwise(numbers))
    near = {
        number
        for pair in shared
        if found[pair[0]][0] != found[pair[1]][0]
        and SequenceMatcher(None, found[pair[0]][1], found[pair[1]][1]).ratio() >= NEAR
        for number in pair
    }
    assert len(near) < MOST * len(found), [" ".join(found[number][1]) for number in sorted(near)]
