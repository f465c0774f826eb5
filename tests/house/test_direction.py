"""Sheets turn with the page: they name the start and the end of a line, never left and right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHEETS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "overrides").rglob("*.css")
    if "vendor" not in path.relative_to(ROOT / "overrides").parts
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(?<![\w-])([a-z-]+)\s*:\s*([^;{}]+)[;}]")
_SIDE = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
_SIDE_IN_VALUE = re.compile(r"\b(?:left|right)\b")
_FOUR_SIDES = re.compile(r"(?:margin|padding|inset|border-(?:width|color|style)|scroll-(?:margin|padding))$")
_WORD = re.compile(r"(?:[\w.%#-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+)")

# What names a side all the same, with why that is the same in both directions.
EXCEPTIONS = {
    ("overrides/assets/css/base.css", "background"): "a shade at both edges of a table that scrolls",
}


def one_sided(sheet: str) -> list[tuple[str, str]]:
    """Give each declaration that would stay where it is when the page turns."""
    found = []
    for name, value in _DECLARATION.findall(_COMMENT.sub("", sheet)):
        words = _WORD.findall(value.split("!")[0])
        uneven = len(words) == 4 and words[1] != words[3]
        corners = name == "border-radius" and "/" not in words and len(words) > 1
        if _SIDE.search(name) or _SIDE_IN_VALUE.search(value) or (_FOUR_SIDES.match(name) and uneven) or corners:
            found.append((name, " ".join(value.split())))
    return found


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_sheet_names_a_side(sheet: str) -> None:
    """A sheet says start and end, so that a page in Arabic is laid out as one in English, mirrored."""
    text = (ROOT / sheet).read_text(encoding="utf-8")
    wrong = [(name, value) for name, value in one_sided(text) if (sheet, name) not in EXCEPTIONS]
    assert not wrong, f"{sheet}: write -inline-start, -inline-end, start or end instead of {wrong}"


def test_each_exception_is_needed() -> None:
    """An exception for a declaration that is gone is removed."""
    for sheet, name in EXCEPTIONS:
        assert name in {found for found, _ in one_sided((ROOT / sheet).read_text(encoding="utf-8"))}


def test_sides_are_found() -> None:
    """Each way in which CSS names a side is noticed, and what is the same on both is not."""
    sheet = "a { margin-left: 0; float: right; inset: 0 auto auto 1px; padding: 1px; border-radius: 4px 8px }"
    assert [name for name, _ in one_sided(sheet)] == ["margin-left", "float", "inset", "border-radius"]
    assert one_sided("a { inset: 0 1px 2px 1px; margin-inline-start: 1px; border-radius: 8px; }") == []
