"""Nothing of a record is lost in silence: whatever a field says is in the listing, or the report names the field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.core.importers.feeds import run
from tests.core.importers.test_formats import cases
from tests.samples import sample

# What says once more what other fields say, whatever it is: keys by which a record is named, and repetitions.
AGAIN = {
    "meeting-guide": {"id", "time_formatted"},
    "bmlt": {"format_shared_id_list"},
    "hsds": {"id", "organization_id", "program_id"},
}
SAMPLES = {
    "meetingguide-eda.redacted.json": "meeting-guide",
    "meetingguide-edmonton.redacted.json": "meeting-guide",
    "bmlt-v1-meetings-first-20.redacted.json": "bmlt",
    "hsds30-example-service_full.json": "hsds",
}


def silent(form: str, record: dict[str, Any], **asked: Any) -> set[str]:
    """Name the fields without which the listing and the report are the same."""
    whole = run(form, [record], **asked)
    if whole.losses.listings:
        return set()
    told = {name.split(".")[0] for names, _ in whole.losses.lost for name in names.split(", ")}
    found = set()
    for field, value in record.items():
        others = {name: said for name, said in record.items() if name != field}
        # A field may say what is so anyway; then another value makes a difference.
        changed = (run(form, [one], **asked) for one in (others, {**others, field: "zqx"}))
        same = all((one.entries, one.report) == (whole.entries, whole.report) for one in changed)
        if same and value not in (None, "", [], {}, False) and field not in told:
            found.add(field)
    return found - AGAIN[form]


@pytest.mark.parametrize("case", [case for case in cases() if case.values[0]["format"] in AGAIN])
def test_no_field_of_a_golden_record_is_lost_in_silence(case: dict[str, Any]) -> None:
    """Each field is taken away by itself: the listing changes, or the field was told."""
    for record in case["feed"]:
        if isinstance(record, dict) and record.get("name", record.get("meeting_name")):
            assert silent(case["format"], record, **case.get("asked", {})) == set(), record["name"]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_field_of_a_real_record_is_lost_in_silence(name: str) -> None:
    """The same for a few records of each neighbour."""
    found = json.loads(sample(name).read_text("utf-8"))
    for record in (found if isinstance(found, list) else [found])[:6]:
        assert silent(SAMPLES[name], record, country="US", time_zone="America/Edmonton") == set()


def test_a_field_that_only_one_list_has_is_told_by_its_own_name() -> None:
    """Fields that are read under another name are told under the record's."""
    record = {"id_bigint": "7", "meeting_name": "Tea", "weekday_tinyint": "2", "mood_tinyint": "3"}
    assert run("bmlt", [{**record, "duration_time": "soon"}]).losses.of("7") >= {"mood_tinyint", "duration_time"}


def test_what_only_the_first_record_of_a_group_gives_is_told_of_the_others() -> None:
    """A group that stands there twice has one page and one address: the second one's are told."""
    one = {"name": "Tea", "time": "19:00", "timezone": "Europe/London", "city": "Leeds", "country": "UK"}
    two = [
        {**one, "slug": "a", "day": 1, "url": "https://a.example/1", "email": "hello@a.example"},
        {**one, "slug": "b", "day": 2, "url": "https://a.example/2", "email": "hello@b.example"},
    ]
    found = run("meeting-guide", two)
    assert len(found.entries) == 1
    assert found.losses.of("b") == {"source.url", "join.email"}
