"""A list read item by item is the list read whole; whatever is not such a list is left to the whole reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.problems import Problems
from peerhub.store.cache import CacheTable
from peerhub.yaml.list_source import cut, read_items
from peerhub.yaml.source import parse_yaml

LINES = st.sampled_from(
    ["- a: 1", "- b", "-", "- - c", "  d: 2026-11-24", "  e: |", "  e: |+", "    text", "    - text", "# note", "",
     "- 'open", "end'", "- \"x", "- y\"", "- [1,", "2]", "---", "...", "-x", "f: 1", "- {g: 1}", "- &h 1", "\t", "%Y",
     "# a\x85- hidden: 1", "# \u2029  bad: [", "# bell \x07",
     "  a: 1", "- ~", "- 010", "  "]
)  # fmt: skip


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r", "\u2028"]), st.booleans())
def test_by_item_or_whole(lines: list[str], ends: str, last: bool) -> None:
    """Of any text, the items are what the whole reader reads without a word to say, the second time too."""
    raw = (ends.join(lines) + (ends if last else "")).encode()
    table = CacheTable()
    for _ in range(2):
        found = read_items(raw, "x.yaml", table)
        if found is not None:
            problems = Problems()
            whole = parse_yaml(raw, "x.yaml", problems)
            assert whole is not None
            assert not len(problems)
            assert (found.data, found.text) == (whole.data, whole.text)
            assert found.locate((len(found) - 1,)) == whole.locate((len(found) - 1,))
            for index in range(len(found)):
                found.keep(index, "1")
            table = CacheTable(table.text())


def test_ordinary_data_is_read_by_item() -> None:
    """Comments before and between, texts of several lines, and dates come through; an edit is one new item."""
    text = "# Ours\n\n- id: a\n  on: 2026-11-24\n  note: |\n    - one\n\n    two\n# b is new\n- id: b\n"
    table = CacheTable()
    first = read_items(text.encode(), "x.yaml", table)
    problems = Problems()
    whole = parse_yaml(text.encode(), "x.yaml", problems)
    assert first is not None
    assert whole is not None
    assert first.data == whole.data
    for index in range(len(first)):
        first.keep(index, f"kept {index}")
    again = read_items(text.replace("id: b", "id: c").encode(), "x.yaml", CacheTable(table.text()))
    assert again is not None
    assert [again.kept(0), again.kept(1)] == ["kept 0", None]
    assert [item["id"] for item in again.data] == ["a", "c"]


def test_what_was_let_go_is_read_again() -> None:
    """After the data was checked it needs no memory, and whoever asks for an item still has it."""
    found = read_items(b"- a\n- [b, c]\n", "x.yaml", CacheTable())
    assert found is not None
    assert found.item(1) is found.item(1), "an item that is asked for often is read once"
    found.let_go()
    assert found.item(1) == ["b", "c"]


@pytest.mark.parametrize(
    "text", ["", "a: 1\n", "  - a\n", "- a\n---\n- b\n", "- 'a\n- b'\n", "- a\nb\n", "- a: 1\n  a: 2\n"]
)
def test_everything_else_is_left_to_the_whole_reader(text: str) -> None:
    """No list, a list that is indented, two documents, a text over the margin, a key that stands twice."""
    assert read_items(text.encode(), "x.yaml", CacheTable()) is None


@pytest.mark.parametrize(
    ("text", "starts"),
    [("# a\n- b\n# c\n- d", [4, 12, 15]), ("- a\n- b\n", [0, 4, 8]), ("  x\n- b\n", []), ("", []), ("a: 1\n", [])],
)
def test_cutting_at_the_hyphens(text: str, starts: list[int]) -> None:
    """A list is cut where its items begin, and what stands before the first may only be comments."""
    assert cut(text) == starts


@pytest.mark.parametrize(
    "before", ["# a\x85- hidden: 1", "# a\u2028- hidden: 1", "# a\r- hidden: 1", "# \x07", "# \ufffe"]
)
def test_nothing_hides_in_a_comment_before_the_list(before: str) -> None:
    """What ends a line for YAML alone, and what no text may hold, is for the whole reader there too."""
    assert read_items(f"{before}\n- a: 1\n".encode(), "x.yaml", CacheTable()) is None
