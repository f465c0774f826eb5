"""Calendars of topics and places, and what a calendar cannot hold."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.core.feeds.hubs import TUESDAYS, listing, make_hub
from tests.core.feeds.test_calendar import OWN, events, starts

from peerhub.feeds.calendar import calendar_losses, whole_calendar
from peerhub.feeds.feed_files import feed_files, list_alternates
from peerhub.pages.listing_page import listing_view


def test_calendars_of_topics_and_places_hold_their_own(tmp_path: Path) -> None:
    """Each listing stands in the calendars of its topics and its region, and in the whole one."""
    york = {"city": "York", "region": "North Yorkshire", "country": "GB"}
    hub = make_hub(tmp_path, listing(), listing(id="other", name="Other", topics=["voices"], place=york))
    files = dict(feed_files(hub))
    counts = {path: len(events(text)) for path, text in files.items() if path.endswith(".ics")}
    assert counts == {
        OWN: 1,
        "groups/other.ics": 1,
        "feeds/calendar.ics": 2,
        "feeds/topics/anxiety.ics": 1,
        "feeds/topics/voices.ics": 1,
        "feeds/topics/abuse.ics": 0,
        "feeds/places/gb.ics": 2,
        "feeds/places/gb/west-yorkshire.ics": 1,
        "feeds/places/gb/north-yorkshire.ics": 1,
    }
    assert "not checked by anybody" not in str(calendar_losses(hub))


def test_a_group_of_no_known_region_is_in_its_countrys_calendar(tmp_path: Path) -> None:
    """A town alone is enough; the country's page names the calendar, which goes on answering when empty."""
    hub = make_hub(tmp_path, listing(place={"city": "Nowhere", "country": "DE"}))
    assert len(events(dict(feed_files(hub))["feeds/places/de.ics"])) == 1
    assert [href for _, _, href in list_alternates(hub, "groups/places/de.html")] == ["feeds/places/de.ics"]
    closed = make_hub(tmp_path, listing(place={"city": "Nowhere", "country": "DE"}, closed=date(2026, 11, 1)))
    assert events(dict(feed_files(closed))["feeds/places/de.ics"]) == []


def test_what_a_calendar_has_no_place_for_is_told(tmp_path: Path) -> None:
    """Each field that no event says is named with its listing, and so is each listing that has ended."""
    slots = [TUESDAYS, {"by_appointment": True}]
    join = {"how": "register", "phone": "+44 20 7946 0000"}
    gone = listing(id="gone", closed=date(2026, 11, 1))
    hidden = listing(id="voices-leeds", topics=["voices"], join=join)
    losses = calendar_losses(
        make_hub(tmp_path, listing(meetings=slots, join=join, cost={"free": True}), hidden, gone)
    )
    lost = losses.of("evening-circle")
    assert {"meetings.by_appointment", "join.phone", "cost.free", "topics", "organisation"} <= lost
    assert not lost & {"name", "place.venue", "join.how", "meetings.days", "meetings.starts"}
    assert {"name", "place.venue", "join.how"} <= losses.of("voices-leeds")
    assert losses.listings == {"closed": ["gone"]}


def test_every_line_is_short_and_ends_as_the_standard_says(tmp_path: Path) -> None:
    """At most 75 octets a line, CRLF at its end, one VTIMEZONE a zone."""
    hub = make_hub(tmp_path, listing(name="Ein Kreis für schöne Abende, " * 2, meetings=[TUESDAYS, TUESDAYS]))
    content = whole_calendar(hub)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines.count(b"BEGIN:VTIMEZONE") == 1
    assert len({event["UID"] for event in events(content)}) == 2


def test_the_calendar_of_a_region_answers_for_what_was_removed(tmp_path: Path) -> None:
    """A listing that was taken away keeps its region at most: those who subscribed to it are told."""
    gone = {name: None for name in listing() if name not in ("id", "kind")} | {"removed": date(2026, 11, 1)}
    area = {"country": "GB", "region": "West Yorkshire"}
    files = dict(feed_files(make_hub(tmp_path, listing(**gone | {"area": area}))))
    assert not events(files["feeds/places/gb/west-yorkshire.ics"])


@pytest.mark.parametrize(
    ("place", "unsure", "held"),
    [
        ({"country": "GB", "city": "Glasgow", "region": "Scotland"}, False, False),
        ({"country": "GB", "city": "Leeds", "holiday_subdivision": "ENG"}, False, True),
        ({"country": "GB", "city": "Leeds", "region": "West Yorkshire"}, True, False),
        ({"country": "US", "city": "Boston"}, True, True),
    ],
    ids=["by region", "stated", "a county", "no state"],
)
def test_where_holidays_are_not_sure_people_are_told(
    place: dict[str, Any], unsure: bool, held: bool, tmp_path: Path
) -> None:
    """No date is promised that may be a holiday of some part, such as St Andrew's Day; page and feeds say why."""
    slot = {**TUESDAYS, "days": ["monday"], "not_on_public_holidays": True}
    hub = make_hub(tmp_path, listing(place=place, meetings=[slot]))
    shown = listing_view(hub, hub.directory.listings["evening-circle"])
    assert any("we do not know which count here" in note.text for note in shown.when_note) is unsure
    files = dict(feed_files(hub))
    assert (b"we do not know which count here" in files["feeds/meeting-guide.json"]) is unsure
    st_andrew = datetime(2026, 11, 30, 19, tzinfo=ZoneInfo("Europe/London")).timestamp()
    assert ((st_andrew, True) in starts(files[OWN])) is held
