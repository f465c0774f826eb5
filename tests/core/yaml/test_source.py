"""The YAML reader: limits before data, plain data out, and lines that are right."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.problems import Problems, format_text
from peerhub.yaml.parse import MAX_BYTES, MAX_DEPTH
from peerhub.yaml.source import Source, line_in, line_of, line_starts, parse_yaml, read_yaml


def read(text: str | bytes) -> tuple[Source | None, str]:
    """Read a text and give the source with the report."""
    problems = Problems()
    raw = text if isinstance(text, bytes) else text.encode()
    source = parse_yaml(raw, "f.yaml", problems)
    return source, format_text(problems)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)

REFUSED = {
    "nested aliases": (BOMB, "f.yaml:1: error: uses a YAML anchor or alias ('a')."),
    "an alias": ("a: *b", "f.yaml:1: error: uses a YAML anchor or alias ('b')."),
    "an anchor on a list": ("x: 1\na: &b [1]", "f.yaml:2: error: uses a YAML anchor or alias ('b')."),
    "an anchored key": ("&k a: 1", "f.yaml:1: error: uses a YAML anchor or alias ('k')."),
    "a merge": ("a:\n  <<: {b: 1}", "f.yaml:2: error: merges another part with '<<'."),
    "a tag": ("a: !!python/object:os.system {}", "f.yaml:1: error: uses the YAML tag"),
    "a tag on a word": ("a: !!int '7'", "f.yaml:1: error: uses the YAML tag"),
    "too deep": (
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        f"f.yaml:1: error: is nested more than {MAX_DEPTH} deep.",
    ),
    "a second document": ("a: 1\n---\nb: 2", "f.yaml:2: error: holds a second document ('---')."),
    "a tab": ("a:\n\tb: 1", "f.yaml:2: error: is indented with a tab."),
    "a tab after spaces": ("a:\n  \tb: 1", "f.yaml:2: error: is indented with a tab."),
    "not UTF-8": (b"a: 1\nb: caf\xe9", "f.yaml:2: error: is not UTF-8 text."),
    "UTF-16": ("a: 1".encode("utf-16"), "f.yaml:1: error: is not UTF-8 text."),
    "a NUL": ("a: 1\nb: x\0y", "f.yaml:2: error: holds the control character U+0000."),
    "an escape": ("a: \x1b[31m", "f.yaml:1: error: holds the control character U+001B."),
    "a list as a key": ("? [a]\n: 1", "f.yaml:1: error: has a list or a mapping as a key."),
    "an open quote": ('a: "b', "f.yaml:1: error: has a quote that is not closed"),
    "a colon in a text": ("a: b: c", "f.yaml:1: error: is not valid YAML"),
    "an at sign": ("a: 1\nb: @me", "f.yaml:2: error: is not valid YAML"),
}


MISTAKES = yaml.safe_load((Path(__file__).parent / "cases" / "mistakes.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "start"), REFUSED.values(), ids=REFUSED.keys())
def test_what_breaks_a_limit_is_refused_with_its_line(text: str | bytes, start: str) -> None:
    """A refused file gives no data, one problem with its line, and something to do."""
    source, report = read(text)
    assert source is None
    assert report.startswith(start)
    assert len(report.splitlines()) == 1


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["name"])
def test_a_mistake_is_told_at_the_line_to_mend(case: dict[str, str]) -> None:
    """The parser stops far below a missing quote or dash; the message names the line and the listing to look at."""
    source, report = read(case["text"])
    assert source is None
    assert report == f"f.yaml:{case['said']}\n"


def test_a_billion_laughs_are_refused_in_milliseconds() -> None:
    """The first anchor ends the reading, before any data is built."""
    start = time.process_time()
    source, _ = read(BOMB * 50)
    assert source is None
    assert time.process_time() - start < 0.05


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 100_000, "- " * 100_000])
def test_endless_nesting_is_refused_without_a_traceback(text: str) -> None:
    """Depth costs neither memory nor Python's stack."""
    source, report = read(text)
    assert source is None
    assert "[yaml-depth]" in report


def test_a_file_that_is_too_long_is_refused_unread() -> None:
    """The size is looked at before the content."""
    source, report = read(b"\xff" * (MAX_BYTES + 1))
    assert source is None
    assert "[yaml-size]" in report


def test_depth_up_to_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    source, report = read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert report == ""
    assert source is not None


def test_a_key_that_stands_twice_is_an_error_with_its_line_and_nothing_is_lost() -> None:
    """The first value stays, the second is reported, and the rest is read."""
    source, report = read("a: 1\nb:\n  c: 1\n  c: {d: 2}\na: [3]\ne: 4\n")
    assert report.splitlines() == [
        "f.yaml:4: error: has the key 'c' twice. Keep one 'c:' here. [yaml-duplicate-key]",
        "f.yaml:5: error: has the key 'a' twice. Keep one 'a:' here. [yaml-duplicate-key]",
    ]
    assert source is not None
    assert source.data == {"a": 1, "b": {"c": 1}, "e": 4}
    assert source.locate(("b", "c")).line == 3, "the line is that of the value that stayed"


def test_the_data_is_plain_and_guesses_nothing() -> None:
    """Numbers are YAML 1.2's, dates are dates, and everything doubtful stays text."""
    source, report = read(
        "[1, -2, 1.5, true, False, null, ~, 2026-11-23, '2026-11-23', 19:00, yes, no, on, 010, 1_000, 0x1F, .inf,"
        " .nan, 1e3, 2026-02-30, +44, '', 2026-11-23 10:00:00, 12345678901234567890, ١٢]"
    )
    assert report == ""
    assert source is not None
    assert source.data == [
        1, -2, 1.5, True, False, None, None, date(2026, 11, 23), "2026-11-23", "19:00", "yes", "no", "on", "010",
        "1_000", "0x1F", ".inf", ".nan", "1e3", "2026-02-30", 44, "", "2026-11-23 10:00:00",
        "12345678901234567890", "١٢",
    ]  # fmt: skip


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    """A file of comments is empty, and a byte-order mark is no content."""
    for text in ("", "# only a comment\n", "\ufeff# x\n"):
        source, report = read(text)
        assert report == ""
        assert source is not None
        assert source.data is None


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """Neither a missing file nor a folder makes a traceback."""
    problems = Problems()
    assert read_yaml(tmp_path / "missing.yaml", "missing.yaml", problems) is None
    assert read_yaml(tmp_path, "folder", problems) is None
    assert [problem.rule for problem in problems] == ["file-unreadable", "file-unreadable"]


def test_a_missing_part_is_found_at_its_parent() -> None:
    """A field that should be there is reported where it would stand."""
    source, _ = read("# x\n- a: 1\n- b:\n    c: 1\n")
    assert source is not None
    assert str(source.locate((1, "b", "missing", 7))) == "f.yaml:3"
    assert str(source.locate((9, "b"))) == "f.yaml:2"
    assert str(source.locate()) == "f.yaml:2"


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20) | st.sampled_from(
    ["- x", "a: b", "one\ntwo", "one\n\n- two\n", "#", "'", '"', "\n- \n", "- ", "\u2028- "]
)
DATA = st.recursive(
    TEXTS | st.integers(-5, 5) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=15,
)


@given(data=DATA, style=st.sampled_from([None, "|", ">", '"', "'"]), flow=st.booleans(), width=st.integers(10, 90))
def test_lines_are_those_of_the_yaml_library(data: Any, style: str | None, flow: bool, width: int) -> None:
    """The quick way to a line gives what composing the whole document gives, for every part."""
    text = yaml.dump(
        data, default_style=style, default_flow_style=flow, width=width, Dumper=_Plain, allow_unicode=True
    )
    source, _ = read(f"# a comment\n{text}")
    if source is None:  # a part that the hub refuses, such as a key '<<' or a list as a key
        return
    for path, line in _composed(yaml.compose(source.text, Loader=yaml.CSafeLoader), ()):
        assert source.locate(path).line == line, path


def test_lines_of_a_list_with_look_alikes_of_items() -> None:
    """A hyphen at the left margin inside a quoted text is no item."""
    source, _ = read('- a: "one\n- two"\n- b: 1\n')
    assert source is not None
    assert source.locate((1, "b")).line == 3


def test_lines_are_found_without_reading_the_other_items() -> None:
    """A warning in a directory of ten thousand listings must not double the time of a build."""
    source, _ = read("".join(f"- id: a{i}\n  name: A\n  days:\n    - monday\n" for i in range(5000)))
    assert source is not None
    start = time.process_time()
    for index in range(0, 5000, 50):
        assert source.locate((index, "days", 0)).line == index * 4 + 4
    assert time.process_time() - start < 0.5


@given(st.text("a\n", max_size=30), st.integers(0, 30))
def test_both_ways_to_a_line_agree(text: str, offset: int) -> None:
    """The list of line starts gives the same lines as counting."""
    offset = min(offset, len(text))
    assert line_in(line_starts(text), offset) == line_of(text, offset)


@given(st.binary(max_size=60) | st.text("-:[]{}#&*!|>'\"%@` \n\tab1.?<,~\0\ufeff\x85", max_size=60).map(str.encode))
def test_no_bytes_make_a_traceback(raw: bytes) -> None:
    """Whatever a file holds, it is read or there is a problem, never both nothing."""
    source, report = read(raw)
    assert source is not None or "error" in report
    if source is not None:
        source.locate((0, "a", 0))


class _Plain(yaml.SafeDumper):
    """Writes without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _composed(node: yaml.Node | None, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Give the line of each part from the library's own nodes: a key's line for a field."""
    if not path and node is not None:
        yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value not in seen:
                seen.add(key.value)
                yield (*path, key.value), key.start_mark.line + 1
                yield from _composed(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*path, index), item.start_mark.line + 1
            yield from _composed(item, (*path, index))
