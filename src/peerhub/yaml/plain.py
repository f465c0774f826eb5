"""The plainest YAML, read line by line: most listings are written in it, and it needs no parser.

A line holds a key or a hyphen, and a value that ends on it or is a text that goes on below. A value that is written
in any other way is cut out and given to the parser alone, and what is not made of such lines is not read here at all.
So nothing is guessed, and the tests hold every answer to the parser's. It is worth its lines because the parser makes
three objects of each word: ten thousand listings are read in less than half the time.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Any

import yaml

from peerhub.problems import Problems
from peerhub.yaml.parse import RefusedError, build, plain_value

# Indentation, a hyphen, a key with or without quotes, and the rest of the line.
_LINE = re.compile(r"^( *)(- (?! ))?(?:('?)([A-Za-z_][A-Za-z0-9_-]{0,60})\3:(?: +|$))?(.*)$", re.MULTILINE)
# What ends a line or begins a text for YAML alone.
_ODD = re.compile("[\x85\u2028\u2029\ufeff]")
# What a text without quotes can begin with, whatever follows, and what cannot stand in one.
_BEGINS = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[A-Za-z0-9]")
_ENDS = re.compile(r":(?:[ \n]|\Z)|[ \n]#")
_QUOTED = re.compile(r"'((?:[^']|'')*)'[ \n]*\Z")
_FLOW = re.compile(r"\[([A-Za-z][A-Za-z0-9-]*(?:, [A-Za-z][A-Za-z0-9-]*)*)\]\Z")
_FOLD = re.compile(r" *\n((?: *\n)*) *")
# The reader's own limit is far away from these.
_DEEPEST, _MOST_BRACKETS = 10, 20
_NOT_ONE_LINE = object()


class NotPlainError(Exception):
    """Occurs when a text must be read by the parser; it says nothing of whether the text is right."""


def plain(text: str) -> Any:
    """Read a list or a mapping from a text that `decode` let through; raises NotPlainError when it is not plain."""
    if "\t" in text or "\r" in text or (not text.isascii() and _ODD.search(text)):
        raise NotPlainError
    lines, written = _LINE.findall(text), text.split("\n")
    # The innermost container and its column, the key in it that waits for its value, and what that stands in.
    whole: dict[str, Any] = {}
    box: Any = whole
    inner: Any
    column = -1
    waiting: str | None = ""
    around: list[tuple[Any, int]] = []
    end = 0
    for at, (spaces, hyphen, _, key, value) in enumerate(lines):
        if at < end or not (key or hyphen or (value and value[0] != "#")):
            continue
        here = len(spaces)
        if waiting is not None:
            # A list may stand right below its key, without being indented.
            inner = [] if hyphen and here >= column else {} if here > column else None
            box[waiting], waiting = inner, None
            if inner is not None:
                around.append((box, column))
                box, column = inner, here
        while here < column or (here == column and not hyphen and isinstance(box, list)):
            box, column = around.pop()
        kind, wanted = type(box), list if hyphen else dict
        if here != column or len(around) > _DEEPEST or kind is not wanted:
            raise NotPlainError
        if key:
            if hyphen:
                inner = {}
                box.append(inner)
                around.append((box, column))
                box, column = inner, here + 2
            key = sys.intern(key)
            if key in box:
                raise NotPlainError
            if value:
                end = _end(lines, at + 1, column)
                box[key] = _value(value, written, at + 1, end, column)
            else:
                waiting = key
        elif hyphen and value:
            end = _end(lines, at + 1, column)
            box.append(_value(value, written, at + 1, end, column))
        else:
            raise NotPlainError
    if waiting is not None:
        box[waiting] = None
    return whole[""]


def _end(lines: list[tuple[str, ...]], at: int, column: int) -> int:
    """Find the end of what may belong to a value: blank lines, and lines further in than its key or hyphen."""
    while at < len(lines) and (len(lines[at][0]) > column or not any(lines[at][1:])):
        at += 1
    return at


def _value(value: str, written: list[str], at: int, end: int, column: int) -> Any:
    """Read a value from the rest of its line, and from the lines that may belong to it."""
    if at == end:
        found = _one_line(value)
        if found is not _NOT_ONE_LINE:
            return found
        if words := _FLOW.match(value):
            return [plain_value(word) for word in words[1].split(", ")]
    text = "\n".join((value, *written[at:end], *([""] if end < len(written) else [])))
    if quoted := _QUOTED.match(text):
        return _FOLD.sub(_folded, quoted[1]).replace("''", "'")
    if value[0] in "'\"|>[{":
        return _parsed(value, text, column)
    text = text.rstrip(" \n")
    if not _BEGINS.match(text) or _ENDS.search(text):
        raise NotPlainError
    return plain_value(_FOLD.sub(_folded, text))


@lru_cache(maxsize=4096)
def _one_line(value: str) -> Any:
    """Read a word or a text that ends on its line. Listings share many: these are kept, and kept once."""
    if _BEGINS.match(value) and ": " not in value and " #" not in value and value[-1] not in " :":
        return plain_value(value)
    if value[0] == value[-1] == "'" and value.count("'") == 2:
        return value[1:-1]
    return _NOT_ONE_LINE


def _folded(found: re.Match[str]) -> str:
    """Fold a line break into a space, and several into one less (YAML 1.1, section 5.4)."""
    return "\n" * found[1].count("\n") or " "


def _parsed(value: str, text: str, column: int) -> Any:
    """Let the parser read one value, at the column at which it stands."""
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise NotPlainError
    problems = Problems()
    try:
        found = build(f"{' ' * column}value: {text}", problems, "")["value"]
    except (RefusedError, yaml.YAMLError):
        raise NotPlainError from None
    if len(problems) or type(found) is not {"[": list, "{": dict}.get(value[0], str):
        raise NotPlainError
    return found
