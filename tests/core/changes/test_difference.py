"""Two directories compared: what is new, what is different, and what could hurt if it were wrong."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.changes.difference import Difference, FieldChange, field_changes
from peerhub.directory.load import load_directory
from peerhub.problems import Problems

TINY = Path(__file__).parents[2] / "sites" / "tiny"


def compared(folder: Path, file: str, old: str, new: str) -> Difference:
    """Compare the tiny hub with a copy of it in which one text stands for another."""
    shutil.copytree(TINY / "data", folder / "data")
    path = folder / "data" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return Difference(load_directory(TINY, Problems()), load_directory(folder, Problems()))


def test_another_hour_is_one_field_of_one_listing(tmp_path: Path) -> None:
    """A listing that moved in its file is the same; only what it says counts."""
    found = compared(tmp_path, "groups.yaml", "- id: evening", "# A remark.\n\n- id: evening")
    assert (found.changed, found.added, found.gone) == ((), (), ())
    found = compared(tmp_path / "again", "groups.yaml", '"19:00"', '"19:15"')
    ((was, entry),) = found.changed
    assert list(field_changes(was.source.data[0], entry.source.data[0])) == [
        FieldChange(("meetings", 0, "starts"), "19:00", "19:15")
    ]
    assert found.edited == {("data/groups.yaml", 0)}


def test_a_changed_id_is_one_gone_and_one_new(tmp_path: Path) -> None:
    """An id is for ever, so a listing under another id is told as what it is."""
    found = compared(tmp_path, "groups.yaml", "- id: evening-circle", "- id: evening-round")
    assert found.gone == ("evening-circle",)
    assert [entry.listing.id for entry in found.added] == ["evening-round"]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("https://example.org/room", "https://example.com/room", ("online", "url")),
        ("  area: {country: GB}", "  area: {country: GB}\n  join: {phone: '+44 20 7946 0000'}", ("join", "phone")),
        ("  area: {country: GB}", "  area: {country: GB}\n  website: https://example.com", ("website",)),
    ],
)
def test_a_way_to_join_is_named(tmp_path: Path, old: str, new: str, path: tuple[str, ...]) -> None:
    """Where readers are led comes first in a summary: each link, address and number that is new or another."""
    found = compared(tmp_path, "groups.yaml", old, new)
    assert [(entry.listing.id, change.path) for entry, change in found.ways_to_join()] == [("night-room", path)]


def test_helplines_and_phrases_are_named(tmp_path: Path) -> None:
    """A digit of a helpline, the order of lines and each phrase count."""
    helplines = (TINY / "data" / "helplines.yaml").read_text("utf-8")
    number = load_directory(TINY, Problems()).helplines.countries["GB"].emergency.number
    assert helplines.count(f'"{number}"') >= 1
    found = compared(tmp_path, "helplines.yaml", f'"{number}"', '"000"')
    assert ("GB", "emergency", "number") in [change.path for change in found.helplines]
    found = compared(tmp_path / "again", "phrases.yaml", "took too many pills", "took too many tablets")
    assert [(change.path[-1], change.new) for change in found.phrases] == [
        ("took too many pills", None),
        ("took too many tablets", True),
    ]


plain = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(plain, plain)
def test_no_difference_is_missed(old: Any, new: Any) -> None:
    """Whatever two values are, they differ if and only if some field is named, and what is named differs."""
    found = list(field_changes(old, new))
    assert all(change.old != change.new for change in found)
    if without_nothing(old) != without_nothing(new):
        assert found


def without_nothing(value: Any) -> Any:
    """Leave out what says nothing: an empty field is the same as none."""
    if isinstance(value, dict):
        kept = {key: without_nothing(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part is not None} or None
    return [without_nothing(part) for part in value] if isinstance(value, list) else value
