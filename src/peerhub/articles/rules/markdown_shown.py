"""Markdown that a page shows otherwise than GitHub's preview does, and signs that both leave standing as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerhub.articles.article import Article
from peerhub.articles.context import Context
from peerhub.articles.markdown_links import SCHEMES
from peerhub.articles.markdown_shown import (
    Block,
    Difference,
    blocks_here,
    comparable,
    differences,
    lost_cells,
    open_fence,
    preview,
    preview_blocks,
    without_html,
)
from peerhub.articles.masking import mask_code
from peerhub.articles.rules import raw_html
from peerhub.articles.rules.rule import Rule
from peerhub.problems import Problem, Severity, shown

_ALERTS = "Write > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] on a line alone, outside lists."
_MEANT = "Write it as [words](address)."
_MARK = re.compile(r"‹[^‹›]*›")
_CODE = re.compile(r"‹code›(?:(?!‹code›).)*?‹/code›|‹a›(?:(?!‹a›).)*?‹/a›")
# What nobody means to show: where it stands in the source, what it is, and the cure.
_LEFT: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"\]\s+\([^)\s]+(?:\.md|\.html?|/)[^)\s]*\)"),
        "no link",
        "Take out the space before '('.",
    ),
    (
        re.compile(r"\*\*"),
        "'**' as text",
        "Put '**' at both ends of the words, with no space between.",
    ),
    (re.compile(r"\([^()\n]+\)\[[^\[\]@^\n]+\]"), "no link", _MEANT),
    (re.compile(r"\[[^\[\]\n]+\]\[[^\[\]@^\n]*\]"), "no link", _MEANT),
    (re.compile(r"^(?:[•·▪◦]\s|[-+*](?=[^\W\d]))"), "no list", "Begin each entry with '- ', a dash and a space."),
    (re.compile(r"^\d{1,2}[.)](?=[^\W\d])"), "no list", "Put a space behind the number and its full stop."),
    (re.compile(r"^\|.+\|"), "no table", "Write | --- | --- | as its second line, a cell a column."),
    (re.compile(r"^\[[ xX]\] "), "no task", "Begin the line with '- [ ] '."),
    (re.compile(r"^\[!\w+\]"), "no note", _ALERTS),
    (re.compile(r"~~\S"), "'~~' as text", "Put '~~' at both ends of the words, with no space between."),
    (re.compile(r"(?<![~\w])~[^~\s]"), "'~' as text", "Put '~~' at both ends of words that are struck out."),
    (
        re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])"),
        "the name of a picture as text",
        "Write the picture itself, such as a smile, or take it out.",
    ),
    (re.compile(r"\$\$"), "'$$' as text", "Take it out: pages have no formulas."),
)

_BRACKETED = re.compile(r"\d{1,3}\)\s")
_DIALLED = re.compile(r"[+(]?\d[\d ()/-]+")
_SPACED = re.compile(r"\]\([^()\s\"'<]+[ \t]+(?![\"'(])[^()\n]*\)")


def check(article: Article, context: Context) -> Iterator[Problem]:
    """Report each stretch that the two show differently, and each sign that is left standing."""
    text = comparable(article.document.body)
    # What HTML shows, either reader tells in its own way; that it must go is said already.
    if any(raw_html.check(article, context)):
        text = without_html(text)
    first = article.document.first_line
    if (fence := open_fence(text)) is not None:
        got, hint = "opens code that is never closed", "Close it with ``` on a line of its own."
        yield article.problem(RULE.id, first + fence, got, hint)
        return
    yield from _footnotes(article)
    told = set()
    tokens = preview(text)
    blocks = preview_blocks(tokens)
    for found in differences(blocks, blocks_here(text)):
        told.add(found.line)
        yield article.problem(RULE.id, first + found.line, _got(found), _cure(found))
    for line, words in lost_cells(text, tokens):
        got = f"has a cell more than its table has columns, which no page shows: {shown(words, 40)}"
        yield article.problem(RULE.id, first + line, got, "Add a column to the first two lines, or take out a '|'.")
    lines = text.split("\n")
    for block in blocks:
        if block.line not in told and block.shape == "pre" and lines[block.line].startswith((" ", "\t")):
            got, cure = (
                f"is shown as code: {shown(block.words, 40)}",
                "Take the spaces before it out, or fence it with ```.",
            )
            yield article.problem(RULE.id, first + block.line, got, cure)
        if block.shape.endswith("pre"):
            continue
        words = _MARK.sub("", _CODE.sub("", block.words))
        for pattern, what, cure in _LEFT:
            if match := pattern.search(words):
                if block.line in told and what != "no link":
                    continue
                line = next((at for at in range(block.line, len(lines)) if match[0][:20] in lines[at]), block.line)
                yield article.problem(RULE.id, first + line, f"shows {what}: {shown(match[0], 40)}", cure)


def _footnotes(article: Article) -> Iterator[Problem]:
    """Report each mark of a footnote that has no text below."""
    lines = mask_code(article.document.body).split("\n") if "[^" in article.document.body else []
    texts = {found[1] for line in lines if (found := re.match(r" {0,3}\[\^([^\]\s]+)\]:", line))}
    for number, line in enumerate(lines, article.document.first_line):
        for mark in dict.fromkeys(re.findall(r"\[\^([^\[\]\s]+)\]", line)):
            if mark not in texts:
                hint = f"Write [^{mark}]: and its text on a line of its own below."
                yield article.problem(RULE.id, number, f"has a footnote without a text: '[^{mark}]'", hint)


def _got(found: Difference) -> str:
    preview, here = (_kind(one) for one in (found.preview, found.here))
    words = _MARK.sub("", (found.preview or found.here or Block("", "")).words)
    if (spaced := _SPACED.search(words)) and _DIALLED.fullmatch(spaced[0][2:-1]):
        return f"links to a number that is no address: {shown(spaced[0][2:-1], 40)}"
    if spaced:
        return f"has an address with a space in it: {shown(spaced[0][2:-1], 40)}"
    if words.startswith("[!"):
        return f"is no alert that GitHub shows: {shown(words, 40)}"
    if preview == here:
        return f"reads differently here than in GitHub's preview: {shown(words, 40)}"
    return f"is {preview} in GitHub's preview and {here} on the page: {shown(words, 40)}"


_KINDS = (
    *(("pre", "code"), ("th", "a table"), ("td", "a table"), ("li/ul/li", "a list in a list")),
    *(("li/ol/li", "a list in a list"), ("li", "a list"), ("blockquote", "a quotation"), ("p", "text")),
)


def _kind(block: Block | None) -> str:
    if block is None:
        return "nothing of its own"
    if re.search("alert:|details:", block.shape):
        return "an alert"
    if re.search(r"h[1-6]\Z", block.shape):
        return "a heading"
    return next((name for end, name in _KINDS if block.shape.endswith(end) or f"{end}/" in block.shape), "text")


def _cure(found: Difference) -> str:
    preview, here = _kind(found.preview), _kind(found.here)
    if spaced := _SPACED.search((found.preview or Block("", "")).words):
        address = spaced[0][2:-1]
        if _DIALLED.fullmatch(address):
            return "Write tel: and the number with its country's code, without spaces: (tel:+44...)."
        own = address.partition(":")[0] in SCHEMES
        return "Write the id of what it leads to, without spaces." if own else "Write %20 where the space stands."
    if "an alert" in (preview, here) or (found.preview and found.preview.words.startswith("[!")):
        return _ALERTS
    if "a list in a list" in (preview, here):
        return "Begin what belongs below an entry with four spaces, and leave no empty line inside it."
    if here == "a heading":
        return "Put a space behind the '#', or write '\\#' where no heading is meant."
    if "\\|" in (found.here or Block("", "")).words:
        return "Write it without '|': in the code of a table a backslash is shown."
    if preview == "a list" and _BRACKETED.match((found.here or Block("", "")).words):
        return "Write '1.' in the place of '1)'."
    if preview in ("a list", "a table", "a heading", "code", "a quotation"):
        return f"Leave an empty line before {preview}, and one after it."
    return "Leave an empty line around lists, tables and code, and begin what belongs to an entry with four spaces."


RULE = Rule(
    "markdown-shown",
    "A page shows what GitHub's preview shows, and no sign of Markdown is left standing in it.",
    Severity.ERROR,
    check,
)
