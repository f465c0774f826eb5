"""What is signed off of the data: a review lapses when readers would notice a change, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sites.hubs import SITES

from peerhub.directory.load import load_directory
from peerhub.directory.signed_off import parts_to_sign
from peerhub.problems import Problems

TINY = SITES / "tiny" / "data"


def parts(folder: Path, file: str = "", old: str = "", new: str = "") -> dict[str, dict[str, str]]:
    """The hashes of the tiny hub's data with other words in one file."""
    (folder / "data").mkdir(exist_ok=True)
    for path in TINY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == file:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / "data" / path.name).write_text(text, encoding="utf-8")
    problems = Problems()
    found = parts_to_sign(load_directory(folder, problems))
    assert not list(problems)
    return found


def test_every_part_has_its_own(tmp_path: Path) -> None:
    """Each danger, each country with lines and each list of words is signed by itself."""
    found = parts(tmp_path)
    assert list(found["phrases"]) == ["suicide", "abuse", "child", "medical"]
    assert list(found["helplines"]) == ["GB"]
    assert list(found["synonyms"]) == ["topics", "audiences", "formats", "kinds", "countries"]
    hashes = [value for names in found.values() for value in names.values()]
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("phrases", "want to die", "wants to die", {"phrases.suicide"}),
        ("phrases", "label: Abuse", "label: Harm", {"phrases.abuse"}),
        ("vocabulary", "words: [worry]", "words: [worry, panic]", {"synonyms.topics"}),
        ("vocabulary", "sensitive: true, ", "", {"synonyms.topics"}),
        ("vocabulary", "men: {label: Men}", "men: {label: Boys}", {"synonyms.audiences"}),
        ("helplines", "116 123", "116 124", {"helplines.GB"}),
        ("helplines", 'number: "999"', 'number: "112"', {"helplines.GB"}),
        ("helplines", "hours: {always: true}", "hours: {text: At noon}", {"helplines.GB"}),
        # What nobody would notice: a case for tests, a day of a check, a source, a default written out, an order.
        ("phrases", "en: [want to die]}", "en: [want to die]}, silent: [dye my hair]", set()),
        ("helplines", "        source: {", "        checked: {on: 2026-11-01, by: X}\n        source: {", set()),
        ("helplines", '"https://example.org", kind: official}', '"https://example.net", kind: secondary}', set()),
        ("vocabulary", "label: Anxiety, ", "label: Anxiety, sensitive: false, ", set()),
        ("vocabulary", "zones: [Europe/London], ", "", set()),
    ],
)  # fmt: skip
def test_what_counts(tmp_path: Path, file: str, old: str, new: str, changed: set[str]) -> None:
    """Words, numbers and hours count; the day of a check does not, since a check must never undo a review."""
    before = parts(tmp_path)
    after = parts(tmp_path, file, old, new)
    found = {f"{kind}.{name}" for kind in before for name in before[kind] if before[kind][name] != after[kind][name]}
    assert found == changed


def test_the_order_of_lines_counts_and_that_of_phrases_does_not(tmp_path: Path) -> None:
    """The first line is the one on every page; a phrase is found wherever it stands."""
    two = (
        '      - {id: gb-two, name: Two, kind: crisis, for: Anyone, phone: {number: "111"},\n'
        '         source: {url: "https://example.org", kind: official}}\n'
    )
    first = parts(tmp_path, "helplines", "    lines:\n", f"    lines:\n{two}")
    parts(tmp_path)
    path = tmp_path / "data" / "helplines.yaml"
    path.write_text(path.read_text(encoding="utf-8") + two, encoding="utf-8")
    last = parts_to_sign(load_directory(tmp_path, Problems()))
    assert first["helplines"] != last["helplines"]
    one = parts(tmp_path, "phrases", "en: [want to die]", "en: [want to die, suicide]")
    assert one["phrases"] == parts(tmp_path, "phrases", "en: [want to die]", "en: [suicide, want to die]")["phrases"]
