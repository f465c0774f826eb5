"""Cited sentences: each citation of an article beside the sentence that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from peerhub.articles.article import Article
from peerhub.articles.citations import Citation, find_citations
from peerhub.articles.prose import Paragraph, Part, read_prose

# Each citation is marked by one character of the private use area, which no rule for words or sentences knows.
_FIRST_MARK = 0xE000
_MARKS = 6400


def cited_sentences(article: Article) -> Iterator[tuple[Citation, str]]:
    """Give each citation of an article with its sentence as readers see it; in a table that is the whole row.

    A citation in a quotation, which is nobody's prose here, comes with its line.
    """
    body = article.document.body
    citations = find_citations(body, article.document.first_line)
    brackets = list(dict.fromkeys((found.start, found.end) for found in citations))
    marks = {bracket: chr(_FIRST_MARK + number % _MARKS) for number, bracket in enumerate(brackets)}
    sentences = _sentences_by_mark(_marked(article.masked, marks), article.document.first_line, set(marks.values()))
    lines = body.split("\n")
    for found in citations:
        mark = marks[found.start, found.end]
        yield found, sentences.get(mark) or lines[found.line - article.document.first_line].strip(" >")


def _marked(text: str, marks: dict[tuple[int, int], str]) -> str:
    """Put a mark in each citation's place and keep the line breaks."""
    parts, at = [], 0
    for (start, end), mark in sorted(marks.items()):
        parts += [text[at:start].rstrip(" "), mark, "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]])


def _sentences_by_mark(text: str, first_line: int, marks: set[str]) -> dict[str, str]:
    unmark = {ord(mark): None for mark in marks}
    found = {}
    for sentence in _whole(read_prose(text, first_line)):
        plain = sentence.translate(unmark).strip()
        found.update(dict.fromkeys(marks.intersection(sentence), plain))
    return found


def _whole(paragraphs: list[Paragraph]) -> Iterator[str]:
    """Give sentences as they are, and the cells of a table's row as one."""
    for (part, _line), together in groupby(paragraphs, key=lambda it: (it.part, it.line)):
        texts = [sentence.text for paragraph in together for sentence in paragraph.sentences]
        if part is Part.CELL:
            yield " | ".join(texts)
        else:
            yield from texts
