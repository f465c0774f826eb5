"""A list read item by item is the list read whole; whatever is not such a list is left to the whole reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.cache import Shelf
from peerhub.items import cut, read_items
from peerhub.problems import Problems
from peerhub.sources import parse_yaml

LINES = st.sampled_from(
    ["- a: 1", "- b", "-", "- - c", "  d: 2026-11-24", "  e: |", "  e: |+", "    text", "    - text", "# note", "",
     "- 'open", "end'", "- \"x", "- y\"", "- [1,", "2]", "---", "...", "-x", "f: 1", "- {g: 1}", "- &h 1", "\t", "%Y",
     "  a: 1", "- ~", "- 010", "  "]
)  # fmt: skip


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r", "\u2028"]), st.booleans())
def test_by_item_or_whole(lines: list[str], ends: str, last: bool) -> None:
    """Of any text, the items are what the whole reader reads without a word to say, the second time too."""
    raw = (ends.join(lines) + (ends if last else "")).encode()
    shelf = Shelf()
    for known in (shelf, Shelf(shelf.text())):
        found = read_items(raw, "x.yaml", known)
        if found is not None:
            problems = Problems()
            whole = parse_yaml(raw, "x.yaml", problems)
            assert whole is not None
            assert not len(problems)
            assert (found.data, found.text) == (whole.data, whole.text)
            assert found.locate((len(found.data) - 1,)) == whole.locate((len(found.data) - 1,))


def test_ordinary_data_is_read_by_item() -> None:
    """Comments before and between, texts of several lines, and dates come through; an edit is one new item."""
    text = "# Ours\n\n- id: a\n  on: 2026-11-24\n  note: |\n    - one\n\n    two\n# b is new\n- id: b\n"
    shelf = Shelf()
    first = read_items(text.encode(), "x.yaml", shelf)
    problems = Problems()
    whole = parse_yaml(text.encode(), "x.yaml", problems)
    assert first is not None
    assert whole is not None
    assert first.data == whole.data
    later = Shelf(shelf.text())
    again = read_items(text.replace("id: b", "id: c").encode(), "x.yaml", later)
    assert again is not None
    assert [item["id"] for item in again.data] == ["a", "c"]
    assert len(set(later.text().splitlines()) - set(shelf.text().splitlines())) == 1


@pytest.mark.parametrize(
    "text", ["", "a: 1\n", "  - a\n", "- a\n---\n- b\n", "- 'a\n- b'\n", "- a\nb\n", "- a: 1\n  a: 2\n"]
)
def test_everything_else_is_left_to_the_whole_reader(text: str) -> None:
    """No list, a list that is indented, two documents, a text over the margin, a key that stands twice."""
    assert read_items(text.encode(), "x.yaml", Shelf()) is None


def test_cutting_keeps_every_letter() -> None:
    """The pieces are the text from the first item on."""
    assert cut("# a\n- b\n# c\n- d") == ["- b\n# c\n", "- d"]
    assert cut("  x\n- b\n") is None
