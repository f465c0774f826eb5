"""What is wrong with a text that is no YAML, said at the line where somebody has to do something.

The parser stops where it can go no further, which is often many lines below the quote or the dash that is missing.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from peerhub.problems import shown

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_KEY = re.compile(r"(\s*)(?:- +)?[\w-]+\Z")
_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)?[a-z_]+:[^\s/][^:]*\Z")
_COMMENT = re.compile(r"[^\s'\"] +#")
_VALUE = re.compile(
    r"""\s*(?:- +)?[\w-]+:[ ]+("[^"]*"|'[^']*'|\[[^\[\]{}]*[\]}]|\{[^{}\[\]]*[\]}])[ ]*([^\s#,].*)?$"""
)
_CLOSES = {"[": "]", "{": "}"}
_ID = re.compile(r"^[ \t]*- +id: *([\w-]+)", re.MULTILINE)
_MARKS = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)


class Mistake(NamedTuple):
    """A mistake: its line counted from 1, what was found and what to do."""

    line: int | None
    got: str
    hint: str


def conflict_line(text: str) -> int | None:
    """Find the first of the lines that git leaves where two changes meet."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    found = _MARKS.search(text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def id_around(text: str, line: int) -> str:
    """Name the entry of a list in which a line stands."""
    above = "\n".join(text.split("\n")[:line])
    return str((_ID.findall(above) or [""])[-1])


def fault(text: str) -> yaml.YAMLError | None:
    """Give what this reader says of a text that is no YAML, and None of one that it can read."""
    loader = _Loader(text)
    try:
        while loader.get_event() is not None:
            pass
    except yaml.YAMLError as error:
        return error
    finally:
        loader.dispose()
    return None


def explain(error: yaml.YAMLError, text: str) -> Mistake:
    """Turn the parser's words into a line, what was found and what to do."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    detail = str(getattr(error, "problem", None) or "cannot be read")
    if mark is not None and ("tab character" in detail or "'\\t'" in detail):
        return Mistake(mark.line + 1, "is indented with a tab", "Use spaces: YAML does not allow tabs here.")
    if mark is None:
        return Mistake(None, f"is not valid YAML ({detail})", "Look for an unclosed quote or a missing space.")
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1)
    return (
        _open_quote(error, text, mark)
        or _open_bracket(error, lines, at)
        or _after_the_end(error, lines, at)
        or _key_without_space(error, lines, at)
        or _indented(error, lines, at, mark.column)
        or _no_key(error, lines)
        or _equals(lines, at)
        or Mistake(mark.line + 1, f"is not valid YAML ({detail})", _hint(detail))
    )


def _open_quote(error: yaml.YAMLError, text: str, mark: Any) -> Mistake | None:
    """A quote that nobody closed runs on to the next one, or to the end of the file."""
    hint = "Close it, or write a quote inside a text in quotes of the other kind."
    start = getattr(error, "context_mark", None)
    runs_on = start is not None and "quoted scalar" in str(getattr(error, "context", ""))
    mark, last = start if runs_on else mark, None
    loader = _Loader(text)
    try:
        while (token := loader.get_token()) is not None and token.start_mark.index < mark.index:
            last = token if type(token) is yaml.ScalarToken else last
    except yaml.YAMLError:  # where the first reader stopped
        pass
    finally:
        loader.dispose()
    if last is None or last.plain or last.start_mark.line == last.end_mark.line:
        return Mistake(mark.line + 1, "has a quote that is not closed", hint) if runs_on else None
    if last.end_mark.line < mark.line - 1 or text[last.start_mark.index] not in "'\"":
        return None
    got = f"has a quote that is only closed in line {last.end_mark.line + 1}"
    return Mistake(last.start_mark.line + 1, got, hint)


def _open_bracket(error: yaml.YAMLError, lines: list[str], at: int) -> Mistake | None:
    start = getattr(error, "context_mark", None)
    if start is None or "flow" not in str(getattr(error, "context", "")):
        return None
    for number in range(start.line, at + 1):
        if _COMMENT.search(lines[number]):
            got = "holds ' #', and all behind it is a comment"
            return Mistake(number + 1, got, "Put quotes round the text that holds ' #'.")
    if start.line == at:
        return None
    return Mistake(start.line + 1, "has a bracket that is not closed", "Close it with ] or }.")


def _after_the_end(error: yaml.YAMLError, lines: list[str], at: int) -> Mistake | None:
    """A value that begins with a quote or a bracket ends with it: what follows is no part of it."""
    start = getattr(error, "context_mark", None)
    for number in dict.fromkeys((at, at - 1, *([start.line] if start is not None else []))):
        value = _VALUE.match(lines[number]) if 0 <= number < len(lines) else None
        if value is None or not (value[2] or value[1][-1] != _CLOSES.get(value[1][0], value[1][-1])):
            continue
        sign = value[1][0]
        hint = "Put double quotes round the whole text."
        if sign in "'\"":
            return Mistake(number + 1, f"has text behind a quote that is closed: {shown(value[2])}", hint)
        if value[1][-1] != _CLOSES[sign]:
            return Mistake(
                number + 1, f"opens with {sign} and closes with {value[1][-1]}", f"Close {sign} with {_CLOSES[sign]}."
            )
        if set(value[2]) <= set("]}"):
            return Mistake(number + 1, "closes a bracket that is not open", f"Delete {shown(value[2])}.")
        hint = "Put quotes round a text that begins with [ or {. An address is written alone."
        return Mistake(number + 1, f"has text behind a bracket that is closed: {shown(value[2])}", hint)
    return None


def _key_without_space(error: yaml.YAMLError, lines: list[str], at: int) -> Mistake | None:
    start = getattr(error, "context_mark", None)
    above = max((number for number in range(at) if lines[number].strip()), default=at)
    for number in dict.fromkeys((*([start.line] if start is not None else []), above, at)):
        if number < len(lines) and _KEY_WITHOUT_SPACE.match(lines[number].rstrip("\r")):
            return Mistake(number + 1, "lacks a space after the colon", "Write a space behind 'name:'.")
    return None


def _indented(error: yaml.YAMLError, lines: list[str], at: int, column: int) -> Mistake | None:
    """A key that stands further in, or further out, than those round it."""
    detail = str(getattr(error, "problem", ""))
    line = lines[at]
    if "expected '-' indicator" in detail and not line.startswith(" "):
        got = "lacks a space after its dash" if line.startswith("-") else "begins without a dash"
        return Mistake(at + 1, got, "Begin each entry with '- ' at the line's start.")
    if at and (dashed := re.match(r"(-(?! |-|$)|[–—])", lines[at - 1])) and line.startswith(" "):
        got = "lacks a space after its dash" if dashed[1] == "-" else f"begins with {dashed[1]}, which is no dash"
        return Mistake(at, got, "Begin each entry with '- ' at the line's start.")
    before = line[:column] if "mapping values" in detail else line.partition(":")[0]
    key = _KEY.match(before)
    above = next((one for one in reversed(lines[:at]) if one.strip() and not one.lstrip().startswith("#")), "")
    if key is None or not above or not re.search("mapping|collection", f"{detail} {getattr(error, 'context', '')}"):
        return None
    here, there = len(line) - len(line.lstrip()), len(re.match(r"\s*(?:- +)?", above)[0])  # type: ignore[index]  # the pattern may be empty, so it always fits
    if here == there:
        return None
    got = f"is indented by {here} {'space' if here == 1 else 'spaces'}, and the line above by {there}"
    return Mistake(at + 1, got, "Indent the fields of an entry alike.")


def _equals(lines: list[str], at: int) -> Mistake | None:
    """Name a field that is followed by `=`, as in other languages."""
    for number in (at - 1, at):
        if number >= 0 and (found := re.match(r"(\s*(?:- +)?[\w-]+) ?= ?(?=\S)", lines[number])):
            return Mistake(number + 1, "has '=' behind a name", f"Write '{found[1].strip()}: '.")
    return None


def _no_key(error: yaml.YAMLError, lines: list[str]) -> Mistake | None:
    start = getattr(error, "context_mark", None)
    if start is None or "simple key" not in str(getattr(error, "context", "")):
        return None
    words = lines[start.line].strip() if start.line < len(lines) else ""
    if words in ("{}", "[]"):
        return Mistake(start.line + 1, f"holds {words}, which means nothing", "Delete it: lines stand above it now.")
    hint = "Indent a text further than its name, or write a colon and a space behind a name."
    return Mistake(start.line + 1, "is neither a field nor part of the text above", hint)


def _hint(detail: str) -> str:
    if "mapping values are not allowed" in detail:
        return "Put quotes round a text that holds ': '."
    if "alphabetic or numeric character" in detail:
        return "Put quotes round a text that begins with * or &."
    if "found character" in detail and "cannot start any token" in detail:
        return "Put quotes round a text that begins with @, ` or %."
    return "Look at this line and the one before it: a missing space after ':', an unclosed quote or the indent."
