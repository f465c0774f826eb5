"""A description is the same HTML whether Markdown made it or the short way did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.pages.description import _markdown, _plain_html, description_html
from peerhub.pages.html import safe_description

LINES = st.text("aB1é -.:;,?('’–/%&<*_#=+>\t0", max_size=8)
BLOCKS = st.lists(st.one_of(LINES, LINES.map("- {}".format), st.sampled_from(["a", "- a", ""])), max_size=6)


def whole(text: str) -> str:
    return str(safe_description(_markdown().reset().convert(text)))


@given(st.one_of(BLOCKS.map("\n".join), BLOCKS.map("\n\n".join)))
def test_both_ways_are_one(text: str) -> None:
    """Of any text, the short way gives what Markdown and the filter give, or leaves it to them."""
    assert _plain_html(text) in ("", whole(text))
    assert description_html(text) == (whole(text) if text else "")


@pytest.mark.parametrize("text", ["One.\nTwo.\n\n- a\n- b\n\nEnd.\n", "Just words, “quoted” – and 12 % more"])
def test_ordinary_descriptions_take_the_short_way(text: str) -> None:
    """Paragraphs and lists of plain words need no parser."""
    assert _plain_html(text) == whole(text) != ""


@pytest.mark.parametrize("text", ["a *b*", "a & b", "1. a", "a\n===", "- a\n\n- b", "<b>", "a  \nb", "    a"])
def test_everything_else_is_left_to_markdown(text: str) -> None:
    """Whatever might mean something is not guessed at."""
    assert _plain_html(text) == ""
