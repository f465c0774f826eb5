"""Prose: what an article says to its reader, as paragraphs and sentences with their lines.

Code, comments, block quotations, link targets, citations and definitions of links are left out, and the alerts of
GitHub stay, which are an author's own words. Text in quotation marks counts for length, but not for wording: nobody's
own words are corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html import unescape

from peerhub.articles.sentences import split_sentences, words_of


class Part(Enum):
    """What a piece of prose is on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    CELL = "cell"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the reader sees it, its line in the file, and the same without what stands in quotation marks."""

    text: str
    wording: str
    line: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(words_of(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together."""

    part: Part
    line: int
    sentences: tuple[Sentence, ...]

    @property
    def is_running_text(self) -> bool:
        """Whether it is a paragraph or a list item of the text itself."""
        return self.part in (Part.PARAGRAPH, Part.ITEM)


# No reader has use for a longer one, in characters.
LONGEST_PARAGRAPH = 2_500
# Markdown looks for the end of each bracket that opens, as far as the paragraph goes.
_MOST_OPEN = 20
# Shorter titles, such as "Peer support", are words that an author uses too.
WORDS_OF_A_TITLE = 5

_ALERT = re.compile(r"^ {0,3}>[ \t]*\[![\w-]+\][^\n]*(?:\n {0,3}>[^\n]*)*", re.MULTILINE)
_QUOTE_SIGN = re.compile(r"^ {0,3}>[ \t]?(?:[ \t]*\[![\w-]+\][-+]?)?", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6}(?!#)")
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}\Z|[ \t]*=+[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|:)[ \t]+(?:\[[ xX]\][ \t]+)?")
_TITLED = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t][^\"\n]*(?:\"(?P<title>.*)\"[ \t]*)?\Z")
_DEFINITION = re.compile(r"[ \t]*(?:\*\[[^\]]+\]:|\[[^\]^][^\]]*\]:)")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]]+\]:[ \t]*")

_CITATION = re.compile(r"[ \t]?(?<!\\)\[[ \t]*@[^\[\]]*\](?![(\[:])")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\(<?[^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]]+\]")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[.#][^{}\n]*\}")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.|mailto:)[^\s<>]*[^\s<>.,;:!?)\]]>?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKS = re.compile(r"\\(?=[^\w\s])|\*+|~~|==|(?<!\w)_+|(?<!_)_+(?!\w)")
_QUOTED = re.compile(
    r"\"[^\"]{1,600}\"|“[^“”]{1,600}”|‘[^‘’]{1,300}’(?!\w)|«[^«»]{1,600}»|(?<!\w)'(?=\S)[^'\n]{1,300}(?<=\S)'(?!\w)"
)


def long_paragraph(text: str) -> tuple[int, str] | None:
    """Give the line, from 0, of the first paragraph, item or row of a table that takes too long to read, and why.

    >>> long_paragraph("One.\\n\\n" + "more " * 1_000), long_paragraph("[" * 30)
    ((2, 'of more than 2,500 characters'), (0, 'with more than 20 brackets that are not closed'))
    """
    begun, size, opened, items = 0, 0, 0, False
    for number, line in enumerate(text.split("\n")):
        empty, item = not line.strip(), _ITEM.match(line) is not None or line.lstrip().startswith("|")
        if empty or (items and item):
            begun, size, opened = number + empty, 0, 0
        # Without an empty line before it, what looks like an item only goes on with a paragraph.
        items = item if not size else items
        size += len(line.strip())
        opened += line.count("[") - line.count("]")
        if size > LONGEST_PARAGRAPH:
            return begun, f"of more than {LONGEST_PARAGRAPH:,} characters"
        if opened > _MOST_OPEN:
            return begun, f"with more than {_MOST_OPEN} brackets that are not closed"
    return None


def read_prose(masked: str, first_line: int = 1, titles: Iterable[str] = ()) -> list[Paragraph]:
    """Read the prose of Markdown whose code and comments are masked; `titles` of references count as quoted."""
    if "[!" in masked:
        masked = _ALERT.sub(lambda alert: _QUOTE_SIGN.sub("", alert[0]), masked)
    lower = " ".join(masked.lower().split())
    known = tuple(title for title in titles if len(title.split()) >= WORDS_OF_A_TITLE and title.lower() in lower)
    return [
        paragraph
        for part, line, text in _blocks(masked, first_line)
        if (paragraph := make_paragraph(part, line, clean_inline(text), known)).sentences
    ]


def make_paragraph(part: Part, line: int, text: str, titles: Iterable[str] = ()) -> Paragraph:
    """Cut a plain text, which keeps its source's line breaks, into sentences."""
    wording = _without_quotations(text, titles)
    sentences = []
    here, seen = line, 0
    for start, end in split_sentences(text):
        here += text.count("\n", seen, start)
        seen = start
        sentence = Sentence(_flat(text[start:end]), _flat(wording[start:end]), here)
        if words_of(sentence.text):
            sentences.append(sentence)
    return Paragraph(part, line, tuple(sentences))


def clean_inline(text: str) -> str:
    """Reduce Markdown inside a paragraph to the words a reader sees; the line breaks stay."""
    if "[" in text:
        text = _keep_breaks(_CITATION, "", text)
        text = _keep_breaks(_IMAGE, "", text)
        text = _LINK.sub(lambda match: match[1] + "\n" * match[0][len(match[1]) :].count("\n"), text)
        text = _FOOTNOTE_MARK.sub("", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "://" in text or "www." in text or "mailto:" in text:
        text = _ADDRESS.sub("", text)
    if "<" in text:
        text = _keep_breaks(_TAG, "", text)
    text = _MARKS.sub("", text)
    if "&" in text:
        text = "\n".join(" ".join(unescape(line).split()) for line in text.split("\n"))
    return text


def _keep_breaks(pattern: re.Pattern[str], by: str, text: str) -> str:
    return pattern.sub(lambda match: by + "\n" * match.group().count("\n"), text)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _without_quotations(text: str, titles: Iterable[str]) -> str:
    """Replace quoted words by dots, keeping the length and the line breaks."""
    if any(mark in text for mark in "\"“‘«'"):
        text = _QUOTED.sub(lambda match: re.sub(r"[^\n]", "…", match.group()), text)
    for title in titles:
        text = _title(title).sub(lambda match: re.sub(r"[^\n]", "…", match.group()), text)
    return text


@cache
def _title(title: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, title.split())), re.IGNORECASE)


def _blocks(masked: str, first_line: int) -> Iterator[tuple[Part, int, str]]:
    """Cut masked Markdown into its pieces of prose, each with the line on which it starts."""
    current: list[str] = []
    part, begun, quoting = Part.PARAGRAPH, first_line, False
    for number, line in enumerate(masked.split("\n"), first_line):
        stripped = line.strip()
        if not stripped:
            quoting = False
        starts = _start_of(stripped, line)
        quoting = quoting or stripped.startswith(">")
        if current and (not stripped or quoting or starts is not None):
            yield part, begun, "\n".join(current)
            current = []
        if not stripped or quoting:
            continue
        if starts is None:
            if not current:
                part, begun = Part.PARAGRAPH, number
            current.append(stripped)
            continue
        for kind, text in starts:
            if kind in (Part.ITEM, Part.PARAGRAPH):
                part, begun, current = kind, number, [text]
            else:
                yield kind, number, text
    if current:
        yield part, begun, "\n".join(current)


def _start_of(stripped: str, line: str) -> list[tuple[Part, str]] | None:
    """Give the pieces that a line starts, or None when it only goes on with a paragraph."""
    first = stripped[:1]
    if first == "#" and _HEADING.match(line):
        return [(Part.HEADING, stripped.strip("#").strip())]
    if first == "|":
        if not stripped.strip(" \t:|-") and "-" in stripped:  # the line below a table's head
            return []
        return [(Part.CELL, cell.strip()) for cell in stripped.strip("|").split("|") if cell.strip()]
    if first in "-*_=" and _RULE.match(line):
        return []
    if first in "!?=" and (titled := _TITLED.match(line)):
        return [(Part.HEADING, titled["title"])] if titled["title"] else []
    if first in "*[" and _DEFINITION.match(line):
        return []
    if first == "[" and (footnote := _FOOTNOTE.match(line)):
        return [(Part.ITEM, line[footnote.end() :])]
    if (first in "-*+:" or first.isdigit()) and (item := _ITEM.match(line)):
        return [(Part.ITEM, line[item.end() :].rstrip())]
    return None
