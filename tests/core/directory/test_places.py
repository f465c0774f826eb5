"""Places: a hub's own table says what is wrong with it, line by line, and regions are one under all their names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from peerhub.directory.places import OWN, own_places, read_places
from peerhub.directory.regions import region_named, regions_of
from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

_FILE = Path(__file__).parent / "cases" / "places.yaml"


def cases() -> list[dict[str, Any]]:
    source = read_yaml(_FILE, _FILE.name, Problems())
    assert source is not None
    found: list[dict[str, Any]] = source.data
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_a_table_of_places_says_what_is_wrong_with_it(case: dict[str, Any], tmp_path: Path) -> None:
    """Each faulty line is one sentence with its line and its cure; the others are read."""
    (tmp_path / "data").mkdir()
    (tmp_path / OWN).write_text(case["table"], encoding="utf-8")
    problems = Problems()
    list(own_places(tmp_path, problems))
    said = [
        f"{one.severity.value}: {one.where} {one.got}. {one.hint} [{one.rule}]".replace("csv:1 ", "csv:1 ")
        for one in problems
    ]
    assert said == (case["problems"] or "").splitlines()


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A spreadsheet saved as such under the table's name is told, and nothing breaks."""
    (tmp_path / "data").mkdir()
    (tmp_path / OWN).write_bytes(b"PK\x03\x04\xff\xfe")
    problems = Problems()
    assert list(own_places(tmp_path, problems)) == []
    assert [one.hint for one in problems] == ["Save it as CSV in UTF-8."]


@pytest.mark.parametrize(
    ("country", "said", "name"),
    [
        *(("CA", said, "British Columbia") for said in ("BC", "bc", "CA-BC", "british columbia")),
        *(("IE", said, "County Cork") for said in ("Cork", "Co. Cork", "County Cork", "IE-CO")),
        *(("GB", said, "Greater Manchester") for said in ("Greater Manchester", "Salford", "GB-MAN")),
        *(("US", said, "District of Columbia") for said in ("DC", "Washington DC", "Washington, D.C.")),
        ("GB", "Yorkshire", None),
        ("NP", "Bagmati", None),
    ],
)
def test_a_region_is_one_under_all_its_names(country: str, said: str, name: str | None) -> None:
    """By its name, its codes of ISO 3166-2, and what people write; what is not sure stays unknown."""
    assert region_named(country, said) == name


def test_towns_stand_in_regions_that_are_known(tmp_path: Path) -> None:
    """The table of towns names the regions as the table of regions does."""
    for country in ("GB", "IE", "US", "CA", "AU", "NZ", "ZA"):
        rows = [
            row
            for rows in read_places(tmp_path, (country,)).towns.values()
            for row in rows
            if row[2] == country and not row[5]
        ]
        named = {row[1].partition(", near ")[0] for row in rows if not row[1].startswith("near ")} - {""}
        strange = {name for name in named if region_named(country, name) != name}
        assert len(named - strange) >= len(regions_of(country)) * 0.9
        assert strange <= {"England", "Scotland", "Wales", "Connacht", "Leinster", "Munster", "Ulster"}, country
