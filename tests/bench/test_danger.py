"""Judging what is recognised as danger: a wrong file ends with one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.danger import is_right, main, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("q: alone", "is no list. Write a line"),
        ("", "is no list. Write a line"),
        ("- {danger: abuse}", "search 1, has no text under q."),
        ("- {q: 3, danger: abuse}", "search 1, has no text under q."),
        ("- {q: a, danger: none}\n- only words", "search 2, has no text under q."),
        ("- {q: a, danger: fire}", "search 1, has the danger 'fire'. Write one of these: suicide, abuse,"),
        ("- {q: a, danger: [abuse]}", "search 1, has the danger ['abuse']."),
        ("- [", "cannot be read"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    """The command ends with 2, names the file and the search, and shows no traceback."""
    file = tmp_path / "searches.yaml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["danger", str(file)])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert str(file) in told
    assert said in told
    assert told.count("\n") == 1


def test_a_file_that_is_missing_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name typed wrong is an answer, and no traceback."""
    monkeypatch.setattr("sys.argv", ["danger", str(tmp_path / "none.yaml")])
    with pytest.raises(SystemExit):
        main()
    assert "cannot be read" in capsys.readouterr().err


def test_a_danger_may_be_called_a_label(tmp_path: Path) -> None:
    """Both names of the key are read alike, and what else stands there is kept."""
    file = tmp_path / "searches.yaml"
    file.write_text("- {q: a, label: none, who: me}\n- {q: b, danger: loss}\n", encoding="utf-8")
    assert [(row["danger"], row.get("who")) for row in read(file)] == [("none", "me"), ("loss", None)]


@pytest.mark.parametrize(
    ("danger", "found", "right"),
    [
        ("suicide", ["worried"], True),
        ("child", ["child-worry"], True),
        ("loss", ["loss", "suicide"], False),
        ("none", ["soft"], True),
        ("none", ["abuse"], False),
        ("soft", [], False),
    ],
)
def test_what_is_right_for_a_label(danger: str, found: list[str], right: bool) -> None:
    """Help for somebody else counts too; grief must not bring one's own suicide, and harmless words only a line."""
    assert is_right(danger, found) is right
