"""Where a page says something else here than in GitHub's preview: its blocks as CommonMark and as MkDocs read them.

MkDocs keeps its own Markdown (Python-Markdown), and contributors know CommonMark. Both read an article, and what each
would show is compared block by block: what kind of block it is, and its words with their links and emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

import markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token

from peerhub.articles.masking import mask_comments

# As the engine's mkdocs.yml has them, but for what only adds to a page.
_EXTENSIONS = (
    *("sane_lists", "tables", "pymdownx.superfences"),
    *("pymdownx.tilde", "pymdownx.tasklist", "pymdownx.quotes"),
)
_OPTIONS = {"pymdownx.tilde": {"subscript": False}, "pymdownx.quotes": {"callouts": True}}
# How GitHub knows a task and an alert; an alert stands in nothing else, and its first line has no other word.
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_BOX = ("‹open›", "‹done›")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "pre"})
_HOLDERS = frozenset({"ul", "ol", "blockquote", "li", "table"})
_INLINE = frozenset({"a", "em", "strong", "code", "img", "del"})
# The hub's own additions, which no preview knows: notes, ids, footnotes, abbreviations, definitions.
_NOTES = re.compile(r"^(?:!!!|\?\?\?\+?|:  ) .*\n(?:(?: {4}.*)?\n)*", re.MULTILINE)
_OWN = re.compile(r"\{[:#.][^{}\n]*\}|\[\^[^\[\]\n]+\]|^\*\[[^\]\n]+\]:.*$|^\[\^[^\n]*$|^:   .*$", re.MULTILINE)

_INLINE_TAG = re.compile(r"</?(?:a|b|big|cite|em|font|i|mark|q|s|small|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r" {0,3}<([a-z][a-z0-9]*)\b", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_CODE_SPAN = re.compile(r"`[^`\n]+`")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r" {0,7}(`{3,}|~{3,})(.*)")
_CODE_EDGE = re.compile(r"(‹code›) | (‹/code›)")

# Comparing takes a step for each pair of blocks that are alike, as the cells of a table are.
_MOST_PAIRS = 1_000_000


class Block(NamedTuple):
    """One block as a reader would see it: how it is nested, its words, and its first line."""

    shape: str
    words: str
    line: int = 0


class Difference(NamedTuple):
    """The first line of a stretch that the two show differently, and how each shows it."""

    line: int
    preview: Block | None
    here: Block | None


def differences(preview: list[Block], here: list[Block]) -> Iterator[Difference]:
    """Give each stretch that the two show differently, in order; of one, the block that shows best what is wrong."""
    for kind, start, end, other, other_end in _stretches([one[:2] for one in preview], [one[:2] for one in here]):
        if kind == "equal":
            continue
        if end - start == other_end - other:
            for one, other_one in zip(preview[start:end], here[other:other_end], strict=True):
                if one[:2] != other_one[:2]:
                    yield Difference(one.line, one, other_one)
            continue
        shapes = {one.shape for one in here[other:other_end]}
        at = next((n for n in range(start, end) if preview[n].shape not in shapes), start)
        shown = preview[at] if start < end else None
        near = shown or (preview[start - 1] if start else None)
        yield Difference(near.line if near else 0, shown, here[other] if other < other_end else None)


def _stretches(
    preview: list[tuple[str, str]], here: list[tuple[str, str]]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Give the stretches that differ; what is alike at both ends is left out, and of too much the rest is one."""
    shorter = min(len(preview), len(here))
    start = next((at for at in range(shorter) if preview[at] != here[at]), shorter)
    alike = next((at for at in range(shorter - start) if preview[-1 - at] != here[-1 - at]), shorter - start)
    end, other = len(preview) - alike, len(here) - alike
    if (end - start) * (other - start) > _MOST_PAIRS:
        yield "replace", start, end, start, other
        return
    pairs = SequenceMatcher(None, preview[start:end], here[start:other], autojunk=False)
    for kind, one, one_end, two, two_end in pairs.get_opcodes():
        yield kind, start + one, start + one_end, start + two, start + two_end


def comparable(body: str) -> str:
    """Blank what only the hub knows, so that every line keeps its place."""
    return _OWN.sub("", _NOTES.sub(_line_breaks, mask_comments(body)))


def without_html(text: str) -> str:
    """Take the tags out of a text, and blank what stands inside those of a block, which the two read differently."""
    lines = _INLINE_TAG.sub(_line_breaks, text).split("\n")
    opened = ""
    for number, line in enumerate(lines):
        if not opened and (found := _BLOCK_TAG.match(line)) and found[1].lower() not in _VOID:
            opened = found[1].lower()
        if opened:
            lines[number] = ""
            opened = "" if f"</{opened}" in line.lower() else opened
    return _ANY_TAG.sub(_line_breaks, "\n".join(lines))


def _line_breaks(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def lost_cells(text: str, tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """Give the line and the words of each row's cells for which its table has no column: nobody shows them."""
    lines = text.split("\n")
    columns = 0
    in_head = False
    for token in tokens:
        if token.type == "thead_open":
            columns, in_head = 0, True
        elif token.type == "thead_close":
            in_head = False
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and not in_head and token.map:
            row = _CODE_SPAN.sub(lambda code: code[0].replace("|", " "), lines[token.map[0]]).strip(" >")
            cells = _CELL_EDGE.split(row.removeprefix("|").removesuffix("|"))
            if words := " ".join(filter(None, (cell.strip() for cell in cells[columns:]))):
                yield token.map[0], words


def open_fence(text: str) -> int | None:
    """Give the line, from 0, of a fence that no other closes, or None."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(text.split("\n")):
        found = _FENCE.match(line)
        if found is None:
            continue
        if opened is None:
            opened = number, found[1]
        elif found[1].startswith(opened[1]) and not found[2].strip():
            opened = None
    return None if opened is None else opened[0]


def preview(text: str) -> list[Token]:
    """Read a text as CommonMark, with GitHub's tables and struck-out words."""
    return _commonmark().parse(text)


def preview_blocks(tokens: Iterable[Token]) -> list[Block]:
    """List the blocks of a text that was read by `preview`."""
    found: list[Block] = []
    nested: list[str] = []
    row, item = 0, False
    read = list(tokens)
    for at, token in enumerate(read):
        row = token.map[0] if token.map else row
        if token.type == "fence" or token.type == "code_block":
            found.append(Block("/".join([*nested, "pre"]), _folded(token.content), row))
        elif token.type == "inline":
            found.append(Block("/".join(nested), _folded(_marked(_inline(token), item, nested)), row))
            item = False
        elif token.tag in _HOLDERS | _LEAVES and token.nesting == 1:
            nested.append(_alert(read[at : at + 5]) or token.tag)
            item = token.tag == "li" or (item and token.tag == "p")
        elif token.tag in _HOLDERS | _LEAVES and token.nesting == -1:
            nested.pop()
    return [Block(_plain_shape(one.shape), one.words, one.line) for one in found if one.words]


def _alert(tokens: list[Token]) -> str:
    """Give the kind of alert that a quotation is for GitHub, of its first tokens; empty for any other block."""
    if tokens[0].type != "blockquote_open" or tokens[0].level or tokens[1].type != "paragraph_open":
        return ""
    first, _, more = tokens[2].content.partition("\n")
    found = _ALERT.fullmatch(first)
    return f"alert:{found[1].lower()}" if found and (more or tokens[4].type != "blockquote_close") else ""


def _marked(words: str, item: bool, nested: list[str]) -> str:
    """Take the name of an alert off its words, and name a task's box as the page is read."""
    if nested and nested[0].startswith("alert:"):
        words = _ALERT.sub("", words, count=1)
    return _TASK.sub(lambda box: _BOX[box[1] != " "], words, count=1) if item and _TASK.match(words) else words


@cache
def _commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _inline(token: Token) -> str:
    """Give the words of a block with a mark where each link or emphasis begins and ends."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "html_inline"):
            parts.append(child.content)
        elif child.type == "code_inline":
            parts.append(f"‹code›{child.content.strip()}‹/code›")
        elif child.type == "image":
            parts.append(f"‹img›{child.content}")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.tag in ("a", "em", "strong", "s"):
            name = "del" if child.tag == "s" else child.tag
            parts.append(f"‹{name}›" if child.nesting == 1 else f"‹/{name}›")
    return "".join(parts)


def blocks_here(text: str) -> list[Block]:
    """Read a text as MkDocs does."""
    reader = _Reader()
    reader.feed(_published().reset().convert(text))
    reader.close()
    return [Block(_plain_shape(one.shape), one.words) for one in reader.found if one.words]


@cache
def _published() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(_EXTENSIONS), extension_configs=_OPTIONS)


class _Reader(HTMLParser):
    """Takes what Python-Markdown wrote apart into blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._nested: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HOLDERS | _LEAVES:
            self._end_block()
            self._nested.append(tag)
        elif tag in ("div", "details"):
            self._end_block()
            self._nested.append(_kind_of_note(tag, dict(attrs).get("class") or ""))
        elif tag == "input":
            self._words.append(_BOX["checked" in dict(attrs)])
        elif tag == "img":
            self._words.append(f"‹img›{dict(attrs).get('alt') or ''}")
        elif tag in _INLINE and "pre" not in self._nested:
            self._words.append(f"‹{tag}›")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HOLDERS | _LEAVES:
            self._end_block()
            while self._nested and self._nested.pop() != tag:
                pass
        elif tag in ("div", "details"):
            self._end_block()
            while self._nested and ":" not in self._nested.pop():
                pass
        elif tag in _INLINE and tag != "img" and "pre" not in self._nested:
            self._words.append(f"‹/{tag}›")

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def _end_block(self) -> None:
        words = _folded("".join(self._words))
        self._words.clear()
        holder = self._nested[-2] if len(self._nested) > 1 else ""
        # A note that has no title of its own says what it is, as GitHub does.
        if words and holder != f"alert:{words.lower()}":
            self.found.append(Block("/".join(filter("div:".__ne__, self._nested)), words))


def _kind_of_note(tag: str, classes: str) -> str:
    name, _, kind = classes.partition(" ")
    return f"alert:{kind}" if name == "admonition" else f"{tag}:"


def _plain_shape(shape: str) -> str:
    """Count an entry of a list the same with and without a paragraph of its own."""
    return shape.removesuffix("/p") if shape.endswith("li/p") else shape


def _folded(text: str) -> str:
    return _CODE_EDGE.sub(r"\1\2", " ".join(text.split()))
