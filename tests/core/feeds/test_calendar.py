"""Calendars, read back by icalendar and by a second parser, and compared with the schedule they came from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.core.feeds.hubs import SITE, TODAY, TUESDAYS, listing, make_hub, with_listings
from tests.core.schedule.schedule_strategies import meetings

from peerhub.directory.listing import Listing
from peerhub.feeds.calendar import calendar_files, calendar_losses, whole_calendar
from peerhub.feeds.feed_files import feed_files
from peerhub.hub import Hub
from peerhub.pages.listing_page import listing_view
from peerhub.schedule.meeting import Meeting
from peerhub.shown.calendars import calendar_note
from peerhub.shown.meeting_times import schedule_of

START = datetime.combine(TODAY, time(), UTC)
STOP = START + timedelta(days=500)
OWN = "groups/evening-circle.ics"


def read(content: bytes) -> Calendar:
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    return found


def events(content: bytes) -> list[Any]:
    return list(read(content).walk("VEVENT"))


def instant(when: date | datetime) -> tuple[float, bool]:
    """A moment to compare by, and whether its hour is known."""
    if isinstance(when, datetime):
        return when.timestamp(), True
    return datetime.combine(when, time(), UTC).timestamp(), False


def starts(content: bytes) -> list[tuple[float, bool]]:
    """What the second parser makes of a calendar, from midnight of the build's day on."""
    found = recurring_ical_events.of(read(content)).between(START, STOP)
    moments = sorted({instant(event["DTSTART"].dt) for event in found})
    return [moment for moment in moments if START.timestamp() <= moment[0] < STOP.timestamp()]


def expected(listing: Listing) -> list[tuple[float, bool]]:
    schedule = schedule_of(listing)
    assert schedule is not None
    found = schedule.between(START, STOP)
    return sorted({instant(one.starts or one.on) for one in found if one.starts or one.on >= TODAY})


SLOTS: dict[str, list[dict[str, Any]]] = {
    "weekly": [TUESDAYS],
    "second and fourth": [{**TUESDAYS, "every": "month", "weeks": [2, 4]}],
    "last Friday, over midnight": [
        {**TUESDAYS, "days": ["friday"], "every": "month", "weeks": ["last"], "ends": "00:30"}
    ],
    "every three weeks": [{**TUESDAYS, "every": "3 weeks", "first": date(2025, 7, 15)}],
    "a season": [{**TUESDAYS, "first": date(2026, 12, 8), "last": date(2027, 3, 30)}],
    "months off": [{**TUESDAYS, "not_in": ["july", "august"]}],
    "holidays off": [{**TUESDAYS, "days": ["monday"], "not_on_public_holidays": True}],
    "cancelled and moved": [
        {**TUESDAYS, "cancelled": [date(2026, 12, 22)], "extra": [{"on": date(2026, 12, 21), "starts": "18:00"}]}
    ],
    "no end": [{"days": ["tuesday"], "starts": "19:00", "timezone": "America/New_York"}],
    "no hour": [{"days": ["tuesday"], "part_of_day": "evening"}],
    "two slots in two zones": [TUESDAYS, {**TUESDAYS, "days": ["sunday"], "timezone": "America/New_York"}],
}


@pytest.mark.parametrize("slots", SLOTS.values(), ids=SLOTS.keys())
def test_a_calendar_has_the_dates_of_the_schedule(slots: list[dict[str, Any]], tmp_path: Path) -> None:
    """A second parser finds just the meetings that the page shows, with and without hours."""
    hub = make_hub(tmp_path, listing(meetings=slots))
    wanted = expected(hub.directory.listings["evening-circle"])
    assert wanted
    assert starts(dict(feed_files(hub))[OWN]) == wanted


@pytest.fixture(scope="module")
def plain_hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return make_hub(tmp_path_factory.mktemp("hub"), listing())


# The hours that a clock change skips are said alike in RFC 5545 and here, but not by every parser.
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC")
DAYTIME = st.sampled_from(["10:00", "13:30", "19:00", "21:15"])


@given(meetings(near=TODAY, zones=ZONES), DAYTIME, st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_schedule_survives_its_calendar(
    plain_hub: Hub, meeting: Meeting, clock: str, data: st.DataObject
) -> None:
    """Whatever a volunteer writes, the calendar's meetings are the schedule's."""
    hour = time.fromisoformat(clock) if meeting.starts else None
    slot = meeting.model_copy(update={"starts": hour, "ends": None, "extra": ()})
    one = plain_hub.directory.listings["evening-circle"].model_copy(update={"meetings": (slot,)})
    hub = with_listings(plain_hub, one)
    files = dict(hub.previous_site.whole(calendar_files(hub)))
    schedule = schedule_of(one)
    assert schedule is not None
    assert (OWN in files) == bool(schedule.next(START))
    if OWN in files:
        assert starts(files[OWN]) == expected(one)


def test_an_event_says_what_and_where(tmp_path: Path) -> None:
    """Title, place, page and stamps come from the listing, the stamps from its own dates."""
    hub = make_hub(tmp_path, listing(join={"how": "contact-first"}))
    (event,) = events(dict(feed_files(hub))[OWN])
    assert event["SUMMARY"] == "Evening Circle"
    assert event["LOCATION"] == "Old Library, 1 Vine Street, Leeds LS1 1AA, West Yorkshire"
    assert event["URL"] == f"{SITE}groups/evening-circle.html"
    assert event["DTSTAMP"].dt == datetime(2026, 11, 1, tzinfo=UTC)
    assert "Please get in touch before you come." in event["DESCRIPTION"]
    assert "Checked by phone on 1 November 2026" in event["DESCRIPTION"]


def test_uids_stay_when_the_hub_moves_and_the_days_pass(tmp_path: Path) -> None:
    """A calendar that somebody subscribed to recognises its meetings under another address and on another day."""
    first = dict(feed_files(make_hub(tmp_path, listing())))[OWN]
    later = make_hub(tmp_path, listing(), site_url="", today=TODAY + timedelta(days=9))
    second = dict(feed_files(later))[OWN]
    assert [event["UID"] for event in events(first)] == [event["UID"] for event in events(second)]
    assert b"hub.example" not in second
    assert first == dict(feed_files(make_hub(tmp_path, listing())))[OWN]
    rest = [line for line in first.split(b"\r\n") if not line.startswith(b"URL")]
    assert rest == second.split(b"\r\n")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"checked": None}, "nobody has checked it"),
        ({"checked": {"on": date(2025, 10, 1), "how": "phone", "by": "Editor"}}, "stale"),
        ({"meetings": None}, "no meetings"),
        ({"meetings": [{"by_appointment": True}]}, "no dates"),
        ({"meetings": [{**TUESDAYS, "last": date(2026, 11, 17)}]}, "over"),
        ({"status": "paused"}, "paused"),
        ({"closed": date(2026, 11, 1)}, "closed"),
    ],
)
def test_no_promise_is_made(changes: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """Without a check in time and a meeting to come there is no calendar, on the page, in its head or in a feed."""
    hub = make_hub(tmp_path, listing(**changes))
    files = dict(feed_files(hub))
    assert OWN not in files, reason
    assert not events(files["feeds/calendar.ics"])
    assert not [path for path in files if path.startswith(("feeds/topics", "feeds/places"))]
    assert listing_view(hub, hub.directory.listings["evening-circle"]).calendar is None


def test_an_empty_calendar_is_still_one(tmp_path: Path) -> None:
    """RFC 5545 asks for at least one component."""
    assert len(read(whole_calendar(make_hub(tmp_path))).subcomponents) == 1


def test_a_sensitive_meeting_says_nothing_over_a_shoulder(tmp_path: Path) -> None:
    """Neutral title, no place, no link, in its own calendar and in the shared ones; the page says which title."""
    hub = make_hub(tmp_path, listing(name="Voices Leeds", topics=["voices", "anxiety"]))
    files = {path: text for path, text in feed_files(hub) if path.endswith(".ics")}
    assert set(files) == {
        OWN,
        "feeds/calendar.ics",
        "feeds/topics/anxiety.ics",
        "feeds/topics/voices.ics",
        "feeds/places/gb/west-yorkshire.ics",
    }
    for content in files.values():
        (event,) = events(content)
        assert event["SUMMARY"] == "Appointment"
        assert not {"LOCATION", "URL", "DESCRIPTION"} & set(event)
        assert not any(word in content.lower() for word in (b"voices", b"library", b"evening-circle"))
    assert "Appointment" in calendar_note(hub, hub.directory.listings["evening-circle"])
    assert read(files["feeds/topics/voices.ics"])["X-WR-CALNAME"] == "Appointment"


def test_an_app_can_keep_a_calendar_up_to_date(tmp_path: Path) -> None:
    """The page offers webcal: where the hub knows its address, but no address that would name a sensitive group."""
    hub = make_hub(tmp_path, listing(), listing(id="voices-leeds", topics=["voices"]))
    plain, sensitive = (listing_view(hub, found) for found in hub.directory.listings.values())
    assert plain.subscribe is not None
    assert plain.subscribe.href == "webcal://hub.example/groups/evening-circle.ics"
    assert sensitive.calendar is not None
    assert sensitive.subscribe is None
    nowhere = make_hub(tmp_path, listing(), site_url="")
    assert listing_view(nowhere, nowhere.directory.listings["evening-circle"]).subscribe is None


def test_a_private_address_is_not_in_a_calendar(tmp_path: Path) -> None:
    """A place that people learn after getting in touch is no LOCATION, even where the data wrongly holds it."""
    place = {"venue": "Old Library", "street": "1 Vine Street", "city": "Leeds", "country": "GB"}
    hub = make_hub(tmp_path, listing(place={**place, "address": "after-contact"}))
    for path, content in feed_files(hub):
        assert b"Vine Street" not in content, path
    assert "LOCATION" not in events(whole_calendar(hub))[0]


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
        "feeds/places/gb/west-yorkshire.ics": 1,
        "feeds/places/gb/north-yorkshire.ics": 1,
    }
    assert "not checked by anybody" not in str(calendar_losses(hub))


def test_every_line_is_short_and_ends_as_the_standard_says(tmp_path: Path) -> None:
    """At most 75 octets a line, CRLF at its end, one VTIMEZONE a zone."""
    hub = make_hub(tmp_path, listing(name="Ein Kreis für schöne Abende, " * 2, meetings=[TUESDAYS, TUESDAYS]))
    content = whole_calendar(hub)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines.count(b"BEGIN:VTIMEZONE") == 1
    assert len({event["UID"] for event in events(content)}) == 2
