"""Reviews: a sign-off holds for the text that was read, and lapses with it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.articles.written import TODAY, write

from peerhub.articles.front_matter import parse_document
from peerhub.articles.reviews import Review, ReviewState, read_reviews, review_state, text_hash
from peerhub.problems import Problems
from peerhub.yaml.source import parse_yaml

HASH = "sha256:" + "0" * 64


def test_states() -> None:
    """A review is current for the text that was signed, and lapsed for any other."""
    document = write("Words.")[0].document
    review = Review(role="Clinical reviewer", on=date(2026, 1, 1), hash=text_hash(document))
    assert review_state(document, None).state is ReviewState.NONE
    assert review_state(document, review).state is ReviewState.CURRENT
    changed = review_state(write("Other words.")[0].document, review)
    assert changed.state is ReviewState.LAPSED
    assert changed.review == review


@pytest.mark.parametrize(
    "front",
    [
        {"title": "Another"},
        {"description": "Another line that says what the reader of this gets."},
        {"content_note": "x"},
    ],
)
def test_what_readers_see_counts(front: dict[str, str]) -> None:
    """The title, description and content note are text too."""
    assert text_hash(write("Words.")[0].document) != text_hash(write("Words.", **front)[0].document)


def test_what_readers_do_not_see_does_not_count() -> None:
    """Dates, line ends, spaces at a line's end and the composition of a letter change no word."""
    one = write("Café.\n\nWords.\n")[0].document
    assert text_hash(one) == text_hash(write("Cafe\u0301.  \n\nWords.", author="Somebody else")[0].document)
    text = "---\ntitle: x\n---\nWords.\nMore.\n"
    problems = Problems()
    assert text_hash(parse_document(text, "a.md", problems)) == text_hash(
        parse_document(text.replace("\n", "\r\n"), "a.md", problems)
    )


def read(text: str) -> tuple[dict[str, Review], list[str]]:
    """Read sign-offs and give what is said of them."""
    problems = Problems()
    source = parse_yaml(text.encode(), "data/reviews.yaml", problems)
    assert source is not None
    return read_reviews(source, TODAY, problems), [str(problem) for problem in problems]


def test_read() -> None:
    """A sign-off has a name or a role, a date and a hash."""
    reviews, said = read(f"articles:\n  a.md: {{by: A. Nurse, role: Nurse, on: 2026-01-01, hash: '{HASH}'}}\n")
    assert said == []
    assert reviews["a.md"].signed == "A. Nurse, Nurse"


@pytest.mark.parametrize("text", ["articles:\n", "phrases: {}\n", "{}\n", "[]\n"])
def test_none(text: str) -> None:
    """A file without sign-offs of articles has none."""
    assert read(text) == ({}, [])


def test_wrong_ones_are_told() -> None:
    """A broken sign-off is told with its line, and the others are kept."""
    reviews, said = read(
        "articles:\n"
        f"  a.md: {{role: Nurse, on: 2026-01-01, hash: '{HASH}'}}\n"
        f"  b.md: {{on: 2026-01-01, hash: '{HASH}'}}\n"
        f"  c.md: {{role: Nurse, on: 2027-01-01, hash: '{HASH}'}}\n"
        "  d.md:\n    rol: Nurse\n    on: 2026-01-01\n    hash: abc\n"
        "  e.md: yes\n"
    )
    assert list(reviews) == ["a.md"]
    assert said == [
        "data/reviews.yaml:3: error: articles.b.md names nobody. Say who signed: 'by', 'role' or both. "
        "[review-value]",
        "data/reviews.yaml:4: error: articles.c.md is signed on 2027-01-01, which is yet to come. Mend 'on'. "
        "[review-value]",
        "data/reviews.yaml:8: error: articles.d.md.hash has 'abc'. The text that was signed off; the check prints "
        "it. [review-value]",
        "data/reviews.yaml:6: error: articles.d.md.rol has 'Nurse'. Did you mean 'role'? [review-value]",
        "data/reviews.yaml:9: error: articles.e.md has 'yes'. Remove it. [review-value]",
    ]
