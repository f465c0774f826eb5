"""What is read without the parser is what the parser reads, type for type; the rest is left to it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from peerhub.problems import Problems
from peerhub.yaml.parse import RefusedError, build, decode
from peerhub.yaml.plain import NotPlainError, plain

START = st.sampled_from(
    ["", "- ", "-", "-  ", "- - ", "a: ", "b:", "'c': ", "- a: ", "- b:", "on: ", '"d": ', "# ", "? "]
)
VALUE = st.sampled_from(
    [
        "",
        "word",
        "two words",
        "7",
        "-6.5",
        "010",
        "2026-11-25",
        "2026-02-30",
        "true",
        "no",
        "~",
        "19:00",
        "a: b",
        "a:",
        "it's",
        "'quoted'",
        "'it''s'",
        "'",
        "'open",
        "end'",
        '"double"',
        '"a\\nb"',
        '"',
        "# note",
        "a # note",
        "a #",
        "a#b",
        "[x, y]",
        "[x",
        "y]",
        "[]",
        "[1, 'x']",
        "{a: 1}",
        "{a: {b: [c]}}",
        "{",
        "|",
        "|+",
        "|-",
        ">",
        ">-",
        ">2",
        "&a b",
        "*a",
        "!x y",
        "!",
        "@x",
        "`x",
        "%x",
        "-",
        "- x",
        "--- x",
        "---",
        "...",
        "?",
        "? x",
        ", x",
        "<<",
        "=",
        "a  b",
        "a ",
        "a\xa0",
        "\xa0",
        "\u2028",
        "x\u2028",
        "x\x85",
        "\ufeffx",
        "caf\xe9 \U0001f375",
        "x\ty",
        "'a  ",
        "  b'",
        "'] [",
        "https://x.org/#y",
    ]
)
LINE = st.tuples(st.integers(0, 4).map(lambda width: " " * width), START, VALUE).map("".join)


def held_against_the_parser(text: str) -> bool:
    """Hold what is plain against the parser, and tell whether anything was."""
    try:
        text = decode(text.encode())
        found = plain(text)
    except (RefusedError, NotPlainError):
        return False
    problems = Problems()
    assert repr(found) == repr(build(text, problems, "x.yaml"))
    assert not len(problems)
    return True


@settings(max_examples=250, deadline=None)
@given(st.lists(LINE, max_size=7), st.sampled_from(["\n", "\n\n", "\r\n"]), st.booleans())
def test_any_lines(lines: list[str], ends: str, last: bool) -> None:
    """Whatever lines stand below one another, an answer is the parser's."""
    held_against_the_parser(ends.join(lines) + (ends if last else ""))


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20) | st.sampled_from(
    ["- x", "a: b", "one\ntwo", "one\n\n- two\n", "#", "'", '"', "\n", "- ", "x \n y", "\u2028- ", "null", "1", "1.0"]
)
KEYS = st.sampled_from(["a", "on", "led_by", "x-y", "true", "a b", "1", "<<"])
DATA = st.recursive(
    TEXTS | st.integers(-5, 5) | st.floats(-9, 9) | st.booleans() | st.none() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


class _Dumper(yaml.SafeDumper):
    """Writes without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@settings(max_examples=100, deadline=None)
@given(DATA, st.sampled_from([None, "|", ">", '"', "'"]), st.sampled_from([None, False]), st.integers(10, 90))
def test_what_other_programs_write(data: Any, style: str | None, flow: bool | None, width: int) -> None:
    """Data as the YAML library writes it, in each of its styles."""
    held_against_the_parser(
        yaml.dump(data, default_style=style, default_flow_style=flow, width=width, Dumper=_Dumper, allow_unicode=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  topics: [anxiety, grief]\n  free: true\n  on: 2026-11-25\n  nobody:\n  note: A\n    b\n",
        "- a:\n  - b\n  - c: 1\n    d: 'It''s\n\n\n      fine. '\n\n# one\n  # two\n  e: >-\n    One\n\n    two\n",
        'a: "one\\u0020two\n  three"\nb: {c: [1, x: y]}\nc: [a, b,\n  c]\nd: |+\n  text\n\n',
        "'on': 2026-11-25\nurl: https://example.org/#top\n",
        "",
        "# only a comment\n",
    ],
)
def test_what_people_write_is_plain(text: str) -> None:
    """Short lists, texts of several lines, dates and comments: none of them is left to the parser as a whole."""
    assert held_against_the_parser(text)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a: 1\na: 2",
        "a: b: c",
        "a: &x 1",
        "a: 'open\nb: 1",
        "a: 1\n b: 2",
        "- - a",
        "a:\n  b",
        "\ta: 1",
        "a: 1\r\n",
        "a: 1\n---\nb: 2",
        "a: " + "[" * 41 + "]" * 41,
        "\n".join(f"{' ' * n}a:" for n in range(41)),
        "? a\n: b",
    ],
)
def test_what_is_wrong_or_rare_is_left_to_the_parser(text: str) -> None:
    """So each limit and each message is in one place."""
    with pytest.raises(NotPlainError):
        plain(text)
