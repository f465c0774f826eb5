"""What readers ask: each question of the table for contributors is answered on the page that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "contribute" / "what-readers-ask.md"
_ROW = re.compile(
    r"^\| (?P<question>[^|]+\?) \| \[[^\]]+\]\((?P<target>[^)]+)\) \| (?P<words>[^|]+) \|$",
    re.MULTILINE,
)
ROWS = [match.groupdict() for match in _ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def section(target: str) -> str:
    """Give the text of a page, or of the part of it beneath one heading."""
    path, _, anchor = target.partition("#")
    text = (PAGE.parent / path).read_text(encoding="utf-8")
    if not anchor:
        return text
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    found = [part for part in parts if re.sub(r"[^a-z0-9]+", "-", part.split("\n")[0].lower()).strip("-") == anchor]
    assert found, f"{path} has no heading for #{anchor}"
    return found[0]


def test_the_table_is_read() -> None:
    """Every row of the table is understood; a row that is written otherwise would be passed over."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(ROWS) == len(rows) - 1 > 0


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["question"])
def test_a_question_is_answered_where_the_table_says(row: dict[str, str]) -> None:
    """The page, its heading and the words that the answer must name are all there."""
    text = " ".join(section(row["target"]).split()).lower()
    assert [word for word in row["words"].split(", ") if word.lower() not in text] == []
