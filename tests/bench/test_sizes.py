"""What a site weighs is told by kind, and every file is of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.sizes import kind_of, table


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("groups/a-group.html", "a listing's page"),
        ("groups/online-together.html", "a listing's page"),
        ("groups/a-group.ics", "a listing's calendar"),
        ("groups/index.html", "lists"),
        ("groups/upcoming.html", "lists"),
        ("groups/online.html", "lists"),
        ("groups/online-2.html", "lists"),
        ("groups/topics/anxiety.html", "lists"),
        ("feeds/hsds/services-2.json", "HSDS"),
        ("feeds/topics/anxiety.ics", "shared calendars"),
        ("index.html", "articles and other pages"),
        ("assets/icons.svg", "the rest"),
    ],
)
def test_a_file_is_of_the_kind_that_its_address_says(path: str, kind: str) -> None:
    """A page of a list is no listing, whatever a listing is called."""
    assert kind_of(path) == kind


def test_a_table_adds_up(tmp_path: Path) -> None:
    """The kinds stand in the order of their bytes, and the average is of listings alone."""
    for path, size in {"groups/one.html": 100, "groups/two.html": 300, "groups/index.html": 1000}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * size)
    told = table(tmp_path)
    assert told.index("| lists | 1 ") < told.index("| a listing's page | 2 ")
    assert "| all | 3 |" in told
    assert told.endswith("The page of a listing: 200 bytes on average.")
