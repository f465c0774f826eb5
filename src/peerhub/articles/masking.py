"""Masking: blank out what is not an author's text (code, comments), so that later steps cannot touch it.

Every function keeps the length and the lines of the text, so an offset in the masked text is an offset in the
original. In doubt a place counts as code: a citation then stays as it was written, and nothing is damaged.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_CONTAINER = re.compile(
    r"(?P<indent> *)(?:(?:[-*+]|\d{1,9}[.)])[ \t]|!!! |\?\?\?\+? |===[!+]? |\[\^[^\]\n]+\]:|:[ \t])"
)
# Python-Markdown's own pattern of a code span: https://github.com/Python-Markdown/markdown (inlinepatterns.py)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RAW_CODE = re.compile(
    r"<(pre|code|kbd|samp|script|style|textarea)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_NOT_NEWLINE = re.compile(r"[^\n]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


def blank(text: str) -> str:
    """Replace every character but line breaks by a space."""
    return _NOT_NEWLINE.sub(" ", text)


def mask_code(body: str) -> str:
    """Blank out all code (blocks, spans, raw HTML such as `<pre>`) and HTML comments."""
    text = mask_markdown_code(body)
    if "<" in text:
        text = _RAW_CODE.sub(lambda match: blank(match.group()), text)
    return mask_comments(text)


def mask_markdown_code(body: str) -> str:
    """Blank out Markdown's code blocks and code spans; raw HTML and comments stay."""
    text = _mask_blocks(body)
    return _by_paragraph(text) if "`" in text else text


def mask_comments(text: str) -> str:
    """Blank out HTML comments in a text whose code is masked already."""
    return _COMMENT.sub(lambda match: blank(match.group()), text) if "<!--" in text else text


def _by_paragraph(text: str) -> str:
    """Mask code spans, none of which reaches over a blank line."""
    parts = []
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        parts += [_mask_spans(text[start : gap.start()]), gap.group()]
        start = gap.end()
    return "".join([*parts, _mask_spans(text[start:])])


def _mask_spans(paragraph: str) -> str:
    return _CODE_SPAN.sub(lambda match: blank(match.group()), paragraph) if "`" in paragraph else paragraph


def _mask_blocks(body: str) -> str:
    """Blank out fenced and indented code, line by line."""
    if "```" not in body and "~~~" not in body and "    " not in body and "\t" not in body:
        return body
    out: list[str] = []
    fence = ""
    in_comment = False
    inside = _Indented()
    for line in body.split("\n"):
        if fence:
            closes = line.strip(" \t>") == fence
            out.append(blank(line))
            fence = "" if closes else fence
            continue
        if in_comment:
            in_comment = "-->" not in line
            out.append(line)
            continue
        opening = _FENCE.match(line)
        if opening and not (opening["fence"][0] == "`" and "`" in opening["info"]):
            fence = opening["fence"]
            inside.leave(line)
            inside.text(opening["lead"] + "x")
            out.append(blank(line))
        elif inside.is_code(line):
            out.append(blank(line))
        else:
            stripped = line.lstrip()
            in_comment = stripped.startswith("<!--") and "-->" not in stripped
            out.append(line)
    return "\n".join(out)


class _Indented:
    """Tells indented code from the indented contents of lists, notes and footnotes."""

    def __init__(self) -> None:
        self.content = 0  # the indent at which the innermost container's text stands
        self.block_starts = True
        self.in_code = False

    def is_code(self, line: str) -> bool:
        """Whether a line is indented code; lines must come in order."""
        expanded = line.expandtabs(4)
        stripped = expanded.lstrip()
        if not stripped:
            self.block_starts = True
            return False
        indent = len(expanded) - len(stripped)
        if self.block_starts and not self.in_code:
            # A block that stands further left has left the container.
            self.content = min(self.content, indent // 4 * 4)
        if indent >= self.content + 4 and (self.block_starts or self.in_code):
            self.in_code = True
            return True
        if self.in_code:
            self.in_code = False
            self.content = min(self.content, indent // 4 * 4)
        self.text(expanded)
        return False

    def leave(self, line: str) -> None:
        """Note a line that ends indented code and every container that it stands further left than."""
        expanded = line.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        self.in_code = False
        self.content = min(self.content, indent // 4 * 4)

    def text(self, expanded: str) -> None:
        """Note a line of text: a list item or a note opens a container, unless it stands inside a paragraph."""
        container = _CONTAINER.match(expanded)
        note = expanded.lstrip().startswith(("!!!", "???"))
        if container and (note or self.block_starts or self.content):
            self.content = len(container["indent"]) // 4 * 4 + 4
        self.block_starts = expanded.startswith("#")
