"""Feeds that are cut off, of another form, or hostile: one located line each, and never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.importers.feeds import asked, run

from peerhub.directory.listing import Listing
from peerhub.directory.private.listing_texts import private_parts
from peerhub.feeds.losses import Losses
from peerhub.importers.feed_reader import MAX_FEED_BYTES, FeedError
from peerhub.importers.formats import read
from peerhub.problems import PeerHubError
from peerhub.text import HIDDEN_OR_TAB

GROUP = {"slug": "a", "name": "A", "day": 1, "time": "19:00", "timezone": "Europe/London", "city": "Leeds"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "feed: error: must be JSON, found nothing"),
        (b"<!doctype html><p>Hello", "must be JSON, found a text that begins with '<!doctype html><p>He'"),
        (json.dumps([GROUP, GROUP]).encode()[:-30], "feed: error: record 2 ends in the middle."),
        (b'[{"name": "A"}, {"name": oops}]', "feed: error: record 2 is not valid JSON"),
        (b'[{"name": "\xff\xfe"}]', "feed: error: record 1 is not UTF-8 text. Save it as UTF-8."),
        ('[{"name": "A"}]'.encode("utf-16"), "feed: error: is UTF-16 text. Save it as UTF-8."),
        (b"[" * 1_000_000, "feed: error: record 1 is nested more than 40 deep."),
        (b'[{"name": "A"}] x', "feed: error: record 2 is not valid JSON"),
        (b'{"meetings": [{"name": "A"}', "feed: error: record 2 ends in the middle."),
        (b'[{"name": "' + b"\\n" * 1_000_000, "feed: error: record 1 holds a value of more than 1,000,000 bytes."),
        (b"[" + b"1" * 2_000_000, "feed: error: record 1 holds a value of more than 1,000,000 bytes."),
        (b"[" + b" " * 2_000_000, "feed: error: record 1 holds a value of more than 1,000,000 bytes."),
        (b"[[" + b"1," * 200_000, "feed: error: record 1 holds a record of more than 100,000 values."),
        (b'[{"a": [' + b"{}," * 200_000, "feed: error: record 1 holds a record of more than 100,000 values."),
        (b"[" + b"1," * 200_000, "holds more than 1,000 records that are no objects."),
    ],
)
def test_json_that_cannot_be_read(raw: bytes, told: str) -> None:
    """The message names the record at which reading stopped and says what to do."""
    with pytest.raises(FeedError) as error:
        run("meeting-guide", raw)
    assert told in str(error.value.problems[0])


def read_of(file: Path, losses: Losses) -> None:
    with file.open("rb") as opened:
        list(read("meeting-guide", opened, file.name, asked(), losses))


def test_a_feed_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    """Its size alone tells, whatever is in it."""
    file = tmp_path / "long.json"
    with file.open("wb") as long:
        long.truncate(MAX_FEED_BYTES + 1)
    with pytest.raises(FeedError) as error:
        read_of(file, Losses("this hub"))
    assert str(error.value.problems[0]).startswith("long.json: error: is 160,000,001 bytes long. Split it:")


def test_a_large_feed_is_refused_before_the_work_with_its_groups(tmp_path: Path) -> None:
    """That it is cut off, or has too many records, is told before anything else is told of it."""
    file = tmp_path / "large.json"
    record = json.dumps({"notes": "x" * 900_000}).encode()  # without a name, which would be told
    file.write_bytes(b"[" + b",".join([record] * 25))
    losses = Losses("this hub")
    with pytest.raises(FeedError, match="Nothing was written"):
        read_of(file, losses)
    assert not losses
    file.write_bytes(b"[" + b",".join([record] * 25) + b"]")
    read_of(file, losses)
    assert len(list(losses.rows())) == 25


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("name,day\nCafé,1\n".encode("latin-1"), "feed:2: error: is not UTF-8 text. Save it as 'CSV UTF-8'."),
        ("name,day\nTea,1\n".encode("utf-16"), "feed:1: error: is UTF-16 text. Save it as 'CSV UTF-8'."),
        (b"name,name\n", "feed:1: error: has the column 'name' twice"),
        (b"name,day\nTea,1\nCake,2,3\n", "feed:3: error: has 3 cells, but the header names 2"),
        (b"name\n\0\n", "feed:2: error: holds a NUL character"),
        (b'name\n"Tea\n', "feed:2: error: cannot be read"),
        (b"," * 600, "feed:1: error: names 601 columns."),
        (b"name\n" + b"x" * 2_000_000, "feed:2: error: is longer than 1,000,000 bytes."),
        (b"x" * 2_000_000, "feed:1: error: is longer than 1,000,000 bytes."),
    ],
)
def test_tables_that_cannot_be_read(raw: bytes, told: str) -> None:
    """The message names the line."""
    with pytest.raises(FeedError) as error:
        run("csv", raw)
    assert told in str(error.value.problems[0])


def test_a_table_without_names_is_none() -> None:
    """Another table was meant."""
    with pytest.raises(PeerHubError, match="no column called name"):
        run("csv", b"a,b\n1,2\n")


# Whatever a field may hold: values of the wrong kind, texts that hide, break out or pretend.
HOSTILE = st.sampled_from(
    [
        "=1+1", "<script>alert(1)</script>", "\u202eevil", "a\u0000b", "\ud800", "- id: x\n  removed: 2026-01-01",
        "*a", "&a", "!!python/object:os", "'; DROP", "$(rm -rf /)", "# no comment", "a: b: c", "javascript:alert(1)",
        "https://zoom.us/j/1?pwd=Secret1", "Passcode: abc123", "x" * 5000, "Tel 0113 496 0000", "ann@gmail.com",
        "{{7*7}}", "2026-13-45", "99:99", "1e999", "\U0001f984", "\n\n\n", "null", "yes", "[a](data:text/html,x)",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = {
    "meeting-guide": "name slug day time end_time timezone types notes address url city country latitude longitude "
    "conference_url email website group updated",
    "bmlt": "name id day startTime duration timeZone venueType formatIds comments formats location_text "
    "location_street location_nation virtual_meeting_link published id_bigint",
    "hsds": "name id status description schedules service_at_locations attributes languages phones minimum_age "
    "fees_description organization url email services service",
    "json": "id kind name summary topics format place meetings join online checked source description ages cost "
    "first_visit removed",
}


@pytest.mark.parametrize("form", FIELDS)
@settings(max_examples=20)
@given(data=st.data())
def test_whatever_a_record_holds_only_sound_listings_come_out(form: str, data: st.DataObject) -> None:
    """Nothing raises; what is written is read again by the hub, has nothing hidden and no secret in it."""
    records = data.draw(
        st.lists(st.dictionaries(st.sampled_from(FIELDS[form].split()), VALUES, min_size=1), max_size=4)
    )
    for record in records:
        record.setdefault("name", "Tea")
    raw = json.dumps(records).encode()
    try:
        imported = run(form, raw, strict=True, country="GB")
    except FeedError:  # JSON has no NaN and no lone surrogate
        return
    for entry in imported.entries:
        Listing.model_validate(entry)
        assert not list(private_parts(entry))
    assert not HIDDEN_OR_TAB.search(imported.text.replace("\n", ""))


def test_a_large_number_of_losses_is_a_short_report() -> None:
    """A line for each kind of loss, however many records it has."""
    rows: list[dict[str, Any]] = [{**GROUP, "slug": str(number), "mood": "blue"} for number in range(300)]
    imported = run("meeting-guide", rows, country="GB")
    assert len(imported.entries) == 1
    assert "No place in this hub for mood: 300 (0, 1, 2, 3, 4 and 295 more)" in imported.report


def test_an_empty_feed_is_an_empty_file() -> None:
    """No group is no error: the neighbour may have none today."""
    assert run("meeting-guide", []).text == ""


def test_what_has_another_form_is_left_out_alone() -> None:
    """A list for an id, a number among topics: each is a loss, and the rest of the group stays."""
    sound = {"id": "tea-leeds", "kind": "group", "name": "Tea in Leeds", "topics": ["anxiety"], "format": "online"}
    imported = run(
        "json",
        [
            {**sound, "topics": ["anxiety", ["depression"], 7], "cost": True, "ages": {"from": "ten"}},
            {**sound, "id": ["other"], "name": "Other tea"},
        ],
        country="GB",
    )
    assert [entry["name"] for entry in imported.entries] == ["Tea in Leeds", "Other tea"]
    assert imported.entries[0]["topics"] == ["anxiety"]
    assert not {"cost", "ages"} & imported.entries[0].keys()
    assert "it has another form than ours" in imported.report


@pytest.mark.parametrize("letters", ["(", "PW: ", "a@", "St. ", "1", "Mon ", "&amp;"])
def test_no_value_is_larger_than_anyone_writes(letters: str) -> None:
    """A value past the limit is lost with its reason before a pattern sees it, and the group stays."""
    found = run("meeting-guide", json.dumps([{**GROUP, "notes": letters * 100_000}]).encode())
    assert [entry["name"] for entry in found.entries] == ["A"]
    assert "is longer than 10,000 letters" in found.report


@pytest.mark.parametrize(
    "meetings",
    [
        [{"first": "2026-01-05"}],
        [{"days": {"value": ["monday"]}, "first": "2026-01-05"}],
        [{"days": ["someday"], "starts": "19:00"}, {"days": ["monday"], "starts": "19:00"}],
    ],
)
def test_slots_without_a_weekday_end_no_import(meetings: list[dict[str, Any]]) -> None:
    """A first date without a day, and a day that is none, are told like any other form."""
    group = {"id": "tea", "kind": "group", "name": "Tea", "topics": ["anxiety"], "format": "online"}
    assert "Tea" in str(run("json", [{**group, "meetings": meetings}, group | {"id": "tea-2"}]).entries)
