"""Editing in place: one field of one entry changes, and every other byte stays as its author wrote it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.problems import Problems
from peerhub.yaml.editing import (
    EditError,
    Field,
    Scalar,
    Value,
    append_entry,
    edit_entries,
    set_entry,
    write_scalar,
)
from peerhub.yaml.source import parse_yaml

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "editing.yaml").read_text("utf-8"))
PARTS = yaml.safe_load((Path(__file__).parent / "cases" / "editing-parts.yaml").read_text("utf-8"))
SIGNING = yaml.safe_load((Path(__file__).parent / "cases" / "signing.yaml").read_text("utf-8"))
CHECKED: dict[str, Scalar] = {"on": date(2026, 11, 23), "how": "phone", "by": "Directory editor"}
BEFORE = ("source", "doubts")


def read(text: str) -> Any:
    problems = Problems()
    source = parse_yaml(text.encode(), "data/groups.yaml", problems)
    assert source is not None, list(problems)
    return source.data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_block_is_set(case: dict[str, Any]) -> None:
    """The golden cases: files before and after, byte for byte."""
    edited = edit_entries(case["text"], {case.get("entry", 0): {"checked": CHECKED}}, BEFORE)
    assert edited == case["edited"]


@pytest.mark.parametrize("case", PARTS, ids=lambda case: case["name"])
def test_parts_of_fields_are_set(case: dict[str, Any]) -> None:
    """A part deep inside an entry changes and its neighbours stay; what cannot be is refused in words."""
    changes: dict[Field, Value] = {tuple(path): value for path, value in case["set"]}
    if "refused" in case:
        with pytest.raises(EditError, match=case["refused"]):
            edit_entries(case["text"], {0: changes})
    else:
        assert edit_entries(case["text"], {0: changes}) == case["edited"]


@pytest.mark.parametrize("text", ["a: 1\n", "", "- one\n", "- [1]\n", "- {a: 1", "- &x {a: 1}\n"])
def test_what_is_no_list_of_entries_is_refused(text: str) -> None:
    """A file that is not a list of entries is left alone, with an error and not a traceback."""
    with pytest.raises(EditError):
        edit_entries(text, {0: {"checked": CHECKED}})


def test_several_entries_at_once() -> None:
    """Many entries and fields are changed in one go, each at its own place."""
    text = "- id: one\n- id: two\n  closed: 2026-01-01\n  source: {year: 2025}\n"
    closing: dict[str, Value] = {"checked": CHECKED, "closed": date(2026, 11, 1)}
    assert edit_entries(text, {1: closing, 0: closing}, BEFORE) == (
        "- id: one\n  checked: {on: 2026-11-23, how: phone, by: Directory editor}\n  closed: 2026-11-01\n"
        "- id: two\n  closed: 2026-11-01\n  checked: {on: 2026-11-23, how: phone, by: Directory editor}\n"
        "  source: {year: 2025}\n"
    )


@pytest.mark.parametrize("text", ["", "- id: one\n", "- id: one", "# none yet\n", "\ufeff- id: one\r\n"])
def test_an_entry_is_added_at_the_end(text: str) -> None:
    """A new entry follows the last one with the file's own line ends, and nothing before it changes."""
    added = append_entry(text, "- id: new\n  name: New\n\n")
    assert added.startswith(text)
    assert read(added)[-1] == {"id": "new", "name": "New"}
    assert "\r\n" not in text or added.endswith("- id: new\r\n  name: New\r\n")


def test_an_entry_that_does_not_fit_is_refused() -> None:
    """An indented list cannot take an entry at the left margin."""
    with pytest.raises(EditError):
        append_entry("  - id: one\n", "- id: new\n")


# --- Open-ended input: files as people may write them ---

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=20)
keys = st.sampled_from(["name", "summary", "topics", "join", "source", "doubts", "website"])
comment = st.sampled_from(["", "", "  # a remark", " #", "  # naïve ☕ 🍵"])


@st.composite
def field_lines(draw: st.DrawFn, key: str, indent: str) -> list[str]:
    """Write a field in one of the ways in which YAML can be written."""
    text = write_scalar(draw(words))
    said = draw(st.sampled_from(["plain words", "it's", "a-b c"]))
    rest = draw(comment)
    styles = [
        [f"{key}: {text}{rest}"],
        [f"{key}:   '{said.replace(chr(39), chr(39) * 2)}'{rest}"],
        [f"{key}: |", f"  {said}", "", f"  {said} # no comment"],
        [f"{key}: >-{rest}", f"    {said}", f"    {said}"],
        [f"{key}: |+", f"  {said}", "", ""],
        [f"{key}: plain over", "  two lines"],
        [f"{key}:{rest}", "# at the margin", f"  a: {text}", f"  b: [{text}, {{c: 1}}]"],
        [f"{key}:{rest}", "- 1", "-   deep: |+", "      kept", "", ""],
        [f"{key}: {{a: {text},", f"  b: 2}}{rest}"],
        [f"{key}:{rest}"],
        [f"? {key}", f": {text}"],
    ]
    return [line if line.startswith("# at") or not line else indent + line for line in draw(st.sampled_from(styles))]


@st.composite
def checked_lines(draw: st.DrawFn, indent: str) -> list[str]:
    rest = draw(comment)
    by = write_scalar(draw(words))
    styles = [
        [f"checked: {{on: 2025-01-01, how: visit, by: {by}}}{rest}"],
        [f"checked: {{by: {by}, on: 2025-01-01,", f"  how: visit}}{rest}"],
        ["checked:" + rest, f"  on: 2025-01-01{rest}", "  how: visit", f"  by: {by}{rest}"],
        ["checked:", "     by: |", f"       Somebody{rest}", "     how: 'visit'", "", '     on: "2025-01-01"'],
        ["checked:", "  by: >+", "     Somebody", "", "  how: email", "  on: 2025-01-01"],
        ["checked:" + rest],
        ["checked: {}" + rest],
    ]
    return [indent + line if line else line for line in draw(st.sampled_from(styles))]


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    """Write a file of entries, and choose the one to change."""
    margin = draw(st.sampled_from(["", "", "  "]))
    gap = draw(st.sampled_from([" ", "   "]))
    indent = margin + " " + gap
    lines = draw(st.sampled_from([[], ["# Top"], ["---"], ["", "# Top", ""]]))
    count = draw(st.integers(1, 4))
    for number in range(count):
        lines.append(f"{margin}-{gap}id: id-{number}{draw(comment)}")
        for key in draw(st.lists(keys, unique=True, max_size=4)):
            lines += draw(field_lines(key, indent))
        if draw(st.booleans()):
            lines += draw(checked_lines(indent))
        lines += draw(st.sampled_from([[], [""], ["", f"{margin}# --- part ---", ""]]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text, draw(st.integers(0, count - 1))


@given(written=files())
def test_only_the_one_field_changes(written: tuple[str, int]) -> None:
    """However a file is written, the entry says the new check, every line outside the block stays, in its order."""
    text, index = written
    old = read(ended(text))
    edited = edit_entries(text, {index: {"checked": CHECKED}}, BEFORE)
    new = read(ended(edited))
    assert new[index] == {**old[index], "checked": CHECKED}
    assert new[:index] + new[index + 1 :] == old[:index] + old[index + 1 :]
    same_before, same_after = _shared(text, edited)
    if "checked" not in old[index]:
        assert same_before + same_after == len(text), "something other than an insertion happened"
    else:
        gone = text[same_before : len(text) - same_after]
        assert "id:" not in gone
        assert "---" not in gone
    assert edit_entries(edited, {index: {"checked": CHECKED}}, BEFORE) == edited


def ended(text: str) -> str:
    """End the last line, without which a text in lines ends differently once another field follows."""
    return text if text.endswith("\n") else text + "\n"


def _shared(one: str, two: str) -> tuple[int, int]:
    before = 0
    while before < min(len(one), len(two)) and one[before] == two[before]:
        before += 1
    after = 0
    while after < min(len(one), len(two)) - before and one[-1 - after] == two[-1 - after]:
        after += 1
    return before, after


@given(st.text(max_size=40))
def test_a_written_text_reads_back(text: str) -> None:
    """Any text that YAML can hold is written so that it reads the same, in braces and out of them."""
    written = write_scalar(text)
    assert "\n" not in written
    if all(not 0xD800 <= ord(char) <= 0xDFFF for char in text):
        assert read(f"- a: {written}\n  b: {{c: {written}, d: [{written}]}}\n") == [
            {"a": text, "b": {"c": text, "d": [text]}}
        ]


@pytest.mark.parametrize("case", SIGNING, ids=lambda case: case["name"])
def test_an_entry_of_a_section_is_set(case: dict[str, Any]) -> None:
    """A sign-off is added or renewed, and every other byte of the file stays; else the edit is refused."""
    signed: dict[str, Scalar] = {"role": "Nurse", "on": date(2026, 11, 23)}
    if case.get("refused"):
        with pytest.raises(EditError):
            set_entry(case["text"], "articles", "a.md", signed)
        return
    edited = set_entry(case["text"], "articles", "a.md", signed)
    assert edited == case["edited"]
    assert set_entry(edited, "articles", "a.md", signed) == edited
