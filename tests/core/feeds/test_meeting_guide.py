"""Meeting Guide JSON: weekly groups, as its specification has them, and a count of what it cannot say."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.core.feeds.hubs import SITE, TUESDAYS, listing, make_hub
from tests.samples import sample

from peerhub.feeds.losses import Losses
from peerhub.feeds.meeting_guide import meeting_guide, meeting_guide_losses
from peerhub.feeds.meeting_guide_types import AUDIENCES, LANGUAGES, STEP_FREE


def export(root: Path, *listings: dict[str, Any]) -> tuple[list[dict[str, Any]], Losses]:
    hub = make_hub(root, *listings)
    return json.loads(meeting_guide(hub)), meeting_guide_losses(hub)


def test_a_weekly_group_is_one_record(tmp_path: Path) -> None:
    """Days count from Sunday, hours are local, and who checked it is told in words and in a field of ours."""
    (row,), _ = export(tmp_path, listing(audience=["men"], languages=["en-GB"]))
    assert (row["day"], row["time"], row["end_time"], row["timezone"]) == (2, "19:00", "20:30", "Europe/London")
    assert (row["name"], row["slug"], row["group"]) == ("Evening Circle", "evening-circle-2", "Evening Circles")
    assert (row["location"], row["address"], row["city"]) == ("Old Library", "1 Vine Street", "Leeds")
    assert (row["state"], row["postal_code"], row["country"]) == ("West Yorkshire", "LS1 1AA", "GB")
    assert (row["latitude"], row["longitude"], row["approximate"]) == (53.8, -1.55, "no")
    assert row["regions"] == ["United Kingdom", "West Yorkshire"]
    assert (row["types"], row["updated"]) == (["M", "EN"], "2026-11-01 00:00:00")
    assert (row["url"], row["entity"]) == (f"{SITE}groups/evening-circle.html", "A & B <Hub>")
    assert row["notes"].startswith("Checked by phone on 1 November 2026\n")
    assert row["checked"]["by"] == "Directory editor"


def test_each_weekday_is_a_record(tmp_path: Path) -> None:
    """Sunday comes first; each has a slug that no id can have, and what two slots say alike is said once."""
    slots = [
        {**TUESDAYS, "days": ["sunday", "tuesday"]},
        {**TUESDAYS, "days": ["friday"]},
        {**TUESDAYS, "starts": "10:00", "ends": "11:00"},
        {**TUESDAYS, "starts": "10:00", "ends": "11:30"},
        {**TUESDAYS, "days": ["friday"]},
    ]
    rows, _ = export(tmp_path, listing(meetings=slots))
    assert [(row["day"], row["time"], row["end_time"], row["slug"]) for row in rows] == [
        (0, "19:00", "20:30", "evening-circle-0"),
        (2, "10:00", "11:00", "evening-circle-2"),
        (2, "10:00", "11:30", "evening-circle-2--1000"),
        (2, "19:00", "20:30", "evening-circle-2--1900"),
        (5, "19:00", "20:30", "evening-circle-5"),
    ]


def loaded(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Load a feed as tsml-ui does, and give each meeting that it shows with the kinds it counts it among.

    Its rules are those of its `load-meeting-data.ts`: it fails as a whole where a day is no number.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        assert isinstance(row["day"], int), "two records with a list of days make the whole page fail"
        parts = [row.get("address"), row.get("city"), row.get("state"), row.get("postal_code"), row.get("country")]
        address = row.get("formatted_address") or ", ".join(part for part in parts if part)
        if not row["slug"] or row["slug"] in found or not address or not row["timezone"]:
            continue
        phone = re.sub(r"[^0-9,+#]", "", row.get("conference_phone", ""))
        kinds = ["online"] if row.get("conference_url") or len(phone) >= 10 else []
        kinds += ["in person"] if row["approximate"] == "no" else []
        found[row["slug"]] = kinds or ["inactive"]
    return found


ONLINE = {"format": "online", "place": None, "online": {"url": "https://zoom.us/j/1"}}


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, ["in person"]),
        ({"place": {"venue": "Old Library", "city": "Leeds", "country": "GB"}}, ["in person"]),
        ({"place": {"venue": "Old Library", "country": "GB"}}, ["in person"]),
        ({"place": {"street": "1 Vine Street", "country": "GB"}}, ["in person"]),
        ({"format": "hybrid", "online": {"url": "https://zoom.us/j/1"}}, ["online", "in person"]),
        ({**ONLINE, "area": {"country": "GB"}}, ["online"]),
        (ONLINE, ["online"]),
        ({"format": "phone", "place": None, "join": {"phone": "+44 20 7946 0000"}}, ["online"]),
        # Nobody can be told where these are: a reader who wants to come has to ask first.
        ({"place": {"city": "Leeds", "country": "GB"}}, ["inactive"]),
        ({**ONLINE, "online": {"platform": "Zoom"}}, ["inactive"]),
    ],
)
def test_the_main_reader_of_the_format_shows_it(changes: dict[str, Any], kinds: list[str], tmp_path: Path) -> None:
    """Each record is taken, and a group at a named venue is one that meets in person."""
    slots = [{**TUESDAYS, "days": ["monday", "tuesday"]}, {**TUESDAYS, "days": ["friday", "sunday"]}]
    rows, _ = export(tmp_path, listing(meetings=slots, **changes), listing(id="other", meetings=slots, **changes))
    found = loaded(rows)
    assert found == {row["slug"]: kinds for row in rows}
    assert len(found) == 8


def test_a_venue_without_a_street_has_a_whole_address(tmp_path: Path) -> None:
    """The venue leads it, and the country ends it by its name."""
    place = {"venue": "Jurby Community Centre", "city": "Jurby", "region": "Isle of Man", "country": "GB"}
    (row,), _ = export(tmp_path, listing(place=place))
    assert row["formatted_address"] == "Jurby Community Centre, Jurby, Isle of Man, United Kingdom"
    assert (row["approximate"], row["location"]) == ("no", "Jurby Community Centre")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "network", "meetings": None}, "not a group that meets"),
        ({"status": "paused"}, "paused"),
        ({"meetings": [{**TUESDAYS, "every": "month", "weeks": [2]}]}, "no weekly day and hour"),
        ({"meetings": [{**TUESDAYS, "every": "2 weeks", "first": date(2026, 11, 3)}]}, "no weekly day and hour"),
        ({"meetings": [{"days": ["tuesday"], "part_of_day": "evening"}]}, "no weekly day and hour"),
        ({"meetings": [{**TUESDAYS, "last": date(2026, 11, 17)}]}, "no weekly day and hour"),
        ({"meetings": [{**TUESDAYS, "first": date(2026, 12, 1)}]}, "no weekly day and hour"),
    ],
)
def test_what_is_not_weekly_is_left_out_and_counted(changes: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """Nobody is sent to a closed door, and the export says which listings it left out."""
    rows, losses = export(tmp_path, listing(**changes))
    assert rows == []
    assert str(losses) == f"Left out, {reason}: 1 (evening-circle)"


def test_what_has_no_field_is_said_in_the_notes_and_reported(tmp_path: Path) -> None:
    """Months off and cancelled dates stand in the notes for readers, and among the losses for programs."""
    slot = {**TUESDAYS, "not_in": ["august"], "cancelled": [date(2026, 12, 22)]}
    (row,), losses = export(tmp_path, listing(meetings=[slot], checked=None))
    assert "August" in row["notes"]
    assert "22 December" in row["notes"]
    assert row["notes"].startswith("Nobody has checked this yet.")
    assert row["checked"] is None
    assert {"meetings.not_in", "meetings.cancelled", "topics"} <= losses.of("evening-circle")


def test_an_online_group_has_its_link_and_no_street(tmp_path: Path) -> None:
    """The link is public; the area it serves stands for a place, approximately."""
    online = {"url": "https://meet.example/x"}
    area = {"country": "GB", "region": "Kent"}
    (row,), _ = export(tmp_path, listing(format="online", place=None, online=online, area=area))
    assert (row["conference_url"], row["approximate"], row["state"]) == ("https://meet.example/x", "yes", "Kent")
    assert "address" not in row


def test_slugs_fit(tmp_path: Path) -> None:
    """The format allows 64 characters; the longest id still gives a further slot its own slug."""
    slots = [TUESDAYS, {**TUESDAYS, "starts": "10:00", "ends": "11:00"}]
    rows, _ = export(tmp_path, listing(id="x" * 64, meetings=slots))
    slugs = [row["slug"] for row in rows]
    assert len(set(slugs)) == 2
    assert all(len(slug) <= 64 for slug in slugs)


def test_our_codes_are_the_formats_own() -> None:
    """Every code that we write stands in the format's list."""
    known = json.loads(sample("meetingguide-types.json").read_text(encoding="utf-8"))
    assert {*AUDIENCES.values(), *LANGUAGES.values(), STEP_FREE} <= set(known)
