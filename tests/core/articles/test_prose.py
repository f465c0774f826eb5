"""Prose: what a reader reads, in sentences with their lines, and how hard it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.articles.masking import mask_code
from peerhub.articles.prose import Part, read_prose
from peerhub.articles.sentences import reading_grade, split_sentences, syllables_of, words_of

CASES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))


def read(text: str, titles: tuple[str, ...] = ()) -> list[tuple[str, int, str]]:
    """Give every sentence of a Markdown text with its part and line."""
    return [
        (paragraph.part.value, sentence.line, sentence.text)
        for paragraph in read_prose(mask_code(text), 1, titles)
        for sentence in paragraph.sentences
    ]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Sentences end where a reader would end them."""
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_parts_and_lines() -> None:
    """Paragraphs, items, headings, table cells and notes are told apart, each sentence with its line."""
    text = (
        "## A *heading* ##\n\nOne [link](there.md). Two\ngoes on.\nThree.\n\n- item\n- [ ] to do\n\n"
        '| a | b |\n|---|---|\n| c | |\n\n!!! note "Titled"\n\n    Inside.\n\n---\n\nTerm\n:   Meaning\n'
    )
    assert read(text) == [
        ("heading", 1, "A heading"),
        ("paragraph", 3, "One link."),
        ("paragraph", 3, "Two goes on."),
        ("paragraph", 5, "Three."),
        ("item", 7, "item"),
        ("item", 8, "to do"),
        ("cell", 10, "a"),
        ("cell", 10, "b"),
        ("cell", 12, "c"),
        ("heading", 14, "Titled"),
        ("paragraph", 16, "Inside."),
        ("paragraph", 20, "Term"),
        ("item", 21, "Meaning"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`code`",
        "```\ncode\n```",
        "    code",
        "> quoted\ngoes on",
        "<!-- comment\n\ngoes on -->",
        "[id]: https://elsewhere.example",
        "*[term]: its meaning",
        "![alt text](picture.svg)",
        "[@lyons-2021]",
        "https://elsewhere.example/page",
        "<div></div>",
        "{: .class }",
    ],
)
def test_left_out(text: str) -> None:
    """Code, quotations, comments, definitions, pictures and citations are not the author's prose."""
    assert read(text) == []


def test_an_alert_is_the_authors_own_words() -> None:
    """It is read like any other text, with the lines of the file; a quotation is not."""
    found = read_prose("One.\n\n> [!NOTE]\n> You must go.\n>\n> - A coat.\n\n> You must stay.", 10)
    assert [(part.line, one.wording) for part in found for one in part.sentences] == [
        (10, "One."),
        (13, "You must go."),
        (15, "A coat."),
    ]


def test_quotation_marks() -> None:
    """Words in quotation marks stand in a sentence's text and not in its wording; an apostrophe quotes nothing."""
    text = "They say \"mad\" and ‘odd’ and 'wild', but the groups' rules aren't the members' words."
    (paragraph,) = read_prose(text)
    (sentence,) = paragraph.sentences
    assert sentence.text == text
    assert sentence.wording == "They say …………… and …………… and ………………, but the groups' rules aren't the members' words."


def test_titles_of_references() -> None:
    """The title of a reference counts as quoted, unless it is so short that anybody would write it."""
    title = "The lunatic fringe of group research"
    (paragraph,) = read_prose(f"Read {title.upper()} now.", 1, (title, "Read now"))
    assert paragraph.sentences[0].wording == f"Read {'…' * len(title)} now."


def test_running_text() -> None:
    """Paragraphs and items are running text; headings and cells are not."""
    parts = {paragraph.part: paragraph.is_running_text for paragraph in read_prose("# h\n\np\n\n- i\n\n| c |")}
    assert parts == {Part.HEADING: False, Part.PARAGRAPH: True, Part.ITEM: True, Part.CELL: False}


def test_words() -> None:
    """A time, a contraction and a compound are one word each."""
    assert list(words_of("At 8.30 you don't meet one-to-one — it's 1,000.")) == [
        "At", "8.30", "you", "don't", "meet", "one-to-one", "it's", "1,000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("you", 1),
        ("very", 2),
        ("about", 2),
        ("once", 1),
        ("used", 1),
        ("people", 2),
        ("together", 3),
        ("community", 4),
        ("12", 1),
        ("don't", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    """Syllables are counted as they are spoken."""
    assert syllables_of(word) == count


def test_reading_grade() -> None:
    """The grade is Flesch-Kincaid's: six words of one syllable give 0.39 * 6 + 11.8 - 15.59."""
    assert reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    assert reading_grade([]) == 0.0
    assert reading_grade(["…"]) == 0.0


@pytest.mark.parametrize("unit", ["?!", "Mr. ", "|-", "![", "[^", "_", "!!! ", "“", "`` ` "])
def test_long_runs(unit: str) -> None:
    """A page of one sign repeated is read like any other: nothing looks at each sign from each sign."""
    text = "a" + unit * (200_000 // len(unit))
    read_prose(mask_code(f"{text}b"))
    assert read_prose(mask_code(f"{text}\n\nAnd on."))[-1].sentences[0].text == "And on."


@given(st.text(max_size=200))
def test_masking_keeps_places(text: str) -> None:
    """Masked text has the length and the lines of the original, and masking twice changes nothing more in length."""
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert [index for index, char in enumerate(masked) if char == "\n"] == [
        index for index, char in enumerate(text) if char == "\n"
    ]


@given(st.text(alphabet=st.sampled_from(list("aB1 .!?\n\"'“”‘’#>-*|[](){}@<>`~:=\\&;\t")), max_size=200))
def test_lines_are_inside(text: str) -> None:
    """Every sentence has words and a line of the text."""
    lines = text.count("\n") + 1
    for paragraph in read_prose(mask_code(text)):
        assert paragraph.sentences
        for sentence in paragraph.sentences:
            assert words_of(sentence.text)
            assert 1 <= sentence.line <= lines
