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
from peerhub.directory.meeting_dates import schedule_of
from peerhub.feeds.calendar import calendar_files, whole_calendar
from peerhub.feeds.feed_files import feed_files
from peerhub.hub import Hub
from peerhub.pages.listing_page import listing_view
from peerhub.schedule.meeting import Meeting
from peerhub.shown.calendars import calendar_note

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
    """The schedule's own dates, as far as the check goes."""
    schedule = schedule_of(listing)
    assert schedule is not None
    assert listing.checked is not None
    lapses = datetime.combine(listing.checked.on, time(23, 59), UTC) + timedelta(days=365)
    found = schedule.between(START, min(STOP, lapses))
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
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
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
    "changes",
    [
        {"checked": {"on": date(2025, 10, 1), "how": "phone", "by": "Editor"}},
        {"checked": {"on": date(2024, 10, 1), "how": "phone", "by": "Editor"}},
        {"checked": None},
        {"meetings": None},
        {"meetings": [{"by_appointment": True}]},
        {"meetings": [{**TUESDAYS, "last": date(2026, 11, 17)}]},
        {"status": "paused"},
        {"closed": date(2026, 11, 1)},
        {"closed": date(2026, 11, 1), "checked": None, "meetings": None},
        {"moved_to": "other"},
        {name: None for name in listing() if name not in ("id", "kind")} | {"removed": date(2026, 11, 1)},
    ],
    ids=(
        *("stale", "withheld", "check taken back", "no hours", "no dates", "over", "paused", "closed", "shrunk"),
        *("moved", "removed"),
    ),
)
def test_who_subscribed_is_told_that_no_date_is_promised(changes: dict[str, Any], tmp_path: Path) -> None:
    """Without a check in time and a meeting to come, the calendar stays where it was and is empty.

    An app that finds nothing keeps its last copy. Pages and feeds lead to no such calendar.
    """
    hub = make_hub(tmp_path, listing(**changes))
    files = dict(feed_files(hub))
    calendars = {path: content for path, content in files.items() if path.endswith(".ics")}
    topics = {f"feeds/topics/{topic}.ics" for topic in ("anxiety", "voices", "abuse")}
    assert {OWN, "feeds/calendar.ics", *topics} <= calendars.keys()
    for content in calendars.values():
        assert len(read(content).subcomponents) == 1
        assert not events(content)
    assert b"evening-circle.ics" not in b"".join(set(files.values()) - set(calendars.values()))
    assert listing_view(hub, hub.directory.listings["evening-circle"]).calendar is None
    if not changes.get("removed") and "place" not in changes:
        assert "feeds/places/gb/west-yorkshire.ics" in calendars


def test_what_ended_has_no_name_in_a_calendar(tmp_path: Path) -> None:
    """It may have shrunk to a name that says much, and no longer to the topic that hid it."""
    hub = make_hub(tmp_path, listing(name="Voices Leeds", topics=None, closed=date(2026, 11, 1)))
    assert read(dict(feed_files(hub))[OWN])["X-WR-CALNAME"] == "Appointment"


def test_what_never_meets_has_no_calendar(tmp_path: Path) -> None:
    """A telephone line has none, whether or not it was checked."""
    files = dict(feed_files(make_hub(tmp_path, listing(kind="phone-line", meetings=None))))
    assert OWN not in files
    assert "feeds/places/gb/west-yorkshire.ics" not in files


def test_no_date_is_promised_past_the_check(tmp_path: Path) -> None:
    """A copy that an app keeps for ever ends with the check on which it rests, whatever the rule."""
    slots = [
        TUESDAYS,
        {**TUESDAYS, "days": ["monday"], "not_on_public_holidays": True},
        {**TUESDAYS, "days": ["friday"], "every": "month", "weeks": ["last"], "last": date(2030, 1, 1)},
        {"days": ["sunday"], "extra": [{"on": date(2027, 6, 1)}, {"on": date(2027, 12, 1)}]},
    ]
    content = dict(feed_files(make_hub(tmp_path, listing(meetings=slots))))[OWN]
    lapses = date(2026, 11, 1) + timedelta(days=365)
    until = datetime.combine(TODAY, time(), UTC) + timedelta(days=4000)
    found = [event["DTSTART"].dt for event in recurring_ical_events.of(read(content)).between(START, until)]
    last = max(day.date() if isinstance(day, datetime) else day for day in found)
    assert timedelta() <= lapses - last < timedelta(days=3)
    assert date(2027, 6, 1) in found


def test_no_meeting_takes_over_the_uid_of_another(tmp_path: Path) -> None:
    """Slots keep their UIDs when another goes or stands elsewhere; a slot that moves to another hour keeps it too."""
    friday = {**TUESDAYS, "days": ["friday"]}
    late = {**TUESDAYS, "starts": "21:00", "ends": "22:00"}

    def uids(name: str, *slots: dict[str, Any]) -> list[str]:
        (tmp_path / name).mkdir()
        hub = make_hub(tmp_path / name, listing(meetings=list(slots)))
        return [str(event["UID"]) for event in events(dict(feed_files(hub))[OWN])]

    tuesday_uid, friday_uid = uids("both", TUESDAYS, friday)
    assert uids("turned", friday, TUESDAYS) == [friday_uid, tuesday_uid]
    assert uids("one", friday) == [friday_uid]
    assert uids("later", late) == [tuesday_uid]
    early_uid, late_uid = uids("twice", TUESDAYS, late)
    assert len({tuesday_uid, early_uid, late_uid}) == 3
    assert uids("twice again", late, TUESDAYS, friday) == [late_uid, early_uid, friday_uid]
    assert len(set(uids("the same", TUESDAYS, TUESDAYS, TUESDAYS))) == 3


def test_a_later_check_is_a_later_revision(tmp_path: Path) -> None:
    """An app that holds an event takes the newer one: the number rises, and the stamps say of when it is."""
    found = []
    for on in (date(2026, 10, 1), date(2026, 11, 12)):
        (tmp_path / str(on)).mkdir()
        checked = {"on": on, "how": "phone", "by": "Editor"}
        (event,) = events(dict(feed_files(make_hub(tmp_path / str(on), listing(checked=checked, source=None))))[OWN])
        assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == datetime.combine(on, time(), UTC)
        found.append(event["SEQUENCE"])
    assert 0 < found[0] < found[1] < 2**31


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
        "feeds/topics/abuse.ics",
        "feeds/places/gb.ics",
        "feeds/places/gb/west-yorkshire.ics",
    }
    del files["feeds/topics/abuse.ics"]
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


def test_a_meeting_online_is_in_no_building(tmp_path: Path) -> None:
    """A hybrid group meets in its place on Tuesdays, and on Saturdays only online."""
    saturdays = {**TUESDAYS, "days": ["saturday"], "format": "online"}
    hub = make_hub(
        tmp_path, listing(format="hybrid", online={"url": "https://room.example/"}, meetings=[TUESDAYS, saturdays])
    )
    tuesday, saturday = events(whole_calendar(hub))
    assert (tuesday["LOCATION"][:11], saturday["LOCATION"]) == ("Old Library", "Online")


@pytest.mark.parametrize(
    ("changes", "location", "room"),
    [
        ({"format": "online", "place": None}, "Online (Zoom)", True),
        ({"format": "hybrid"}, "Old Library, 1 Vine Street, Leeds LS1 1AA, West Yorkshire", True),
        ({"format": "hybrid", "meetings": [{**TUESDAYS, "format": "online"}]}, "Online (Zoom)", True),
        ({"format": "hybrid", "meetings": [{**TUESDAYS, "format": "phone"}]}, "By phone", False),
        (
            {"format": "hybrid", "meetings": [{**TUESDAYS, "format": "in-person"}]},
            "Old Library, 1 Vine Street",
            False,
        ),
        ({"format": "online", "topics": ["voices"]}, "", False),
        ({"format": "online", "topics": ["abuse"]}, "", False),
    ],
    ids=["online", "hybrid", "a slot online", "a slot by phone", "a slot in person", "sensitive", "protected"],
)
def test_a_calendar_says_how_people_join(changes: dict[str, Any], location: str, room: bool, tmp_path: Path) -> None:
    """An event online names the program and its room, which only the public may know, in no sensitive calendar."""
    link = {"url": "https://room.example/", "platform": "Zoom"}
    (event,) = events(whole_calendar(make_hub(tmp_path, listing(**{"online": link, **changes}))))
    assert event.get("LOCATION", "").startswith(location)
    assert bool(event.get("LOCATION")) is bool(location)
    assert ("https://room.example/" in event.get("DESCRIPTION", "")) is room
    hidden = {**link, "link": "after-contact"}
    (event,) = events(whole_calendar(make_hub(tmp_path, listing(**{"online": hidden, **changes}))))
    assert "room.example" not in str(event.to_ical())
    assert ("(Zoom)" in event.get("DESCRIPTION", "")) is room


@pytest.mark.parametrize("topic", ["anxiety", "voices"])
@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ({"days": ["tuesday"], "part_of_day": "evening"}, "In the evening. Ask for the time."),
        ({"days": ["tuesday"]}, "Ask for the time."),
        ({"extra": [{"on": date(2026, 12, 12)}], "part_of_day": "morning"}, "In the morning. Ask for the time."),
        (TUESDAYS, ""),
    ],
    ids=["part of day", "no hour", "a single date", "an hour"],
)
def test_an_event_without_an_hour_says_so(slot: dict[str, Any], said: str, topic: str, tmp_path: Path) -> None:
    """A whole day in a calendar looks like a meeting of all day: words say the part of the day, and to ask."""
    (event,) = events(whole_calendar(make_hub(tmp_path, listing(meetings=[slot], topics=[topic]))))
    words = event.get("DESCRIPTION", "")
    assert words.startswith(said)
    assert ("Ask for the time" in words) is bool(said)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"closed": date(2026, 11, 1)}, "Evening Circle"),
        ({"status": "paused"}, "Evening Circle"),
        ({"closed": date(2026, 11, 1), "topics": None}, "Appointment"),
        ({"closed": date(2026, 11, 1), "topics": ["voices"]}, "Appointment"),
    ],
    ids=["closed", "paused", "no topic left", "sensitive"],
)
def test_a_calendar_keeps_its_name_when_the_group_closes(changes: dict[str, Any], name: str, tmp_path: Path) -> None:
    """Whoever subscribed knows which calendar is empty now; where nobody can tell any more, it is neutral."""
    assert read(dict(feed_files(make_hub(tmp_path, listing(**changes))))[OWN])["X-WR-CALNAME"] == name


@pytest.mark.parametrize("holidays", [False, True])
def test_page_and_calendar_end_on_the_same_day(holidays: bool, tmp_path: Path) -> None:
    """A check of 359 days ago lapses in six: neither promises a meeting after that, in the browser's form either."""
    checked = {"on": TODAY - timedelta(days=359), "how": "phone", "by": "Editor"}
    slot = {**TUESDAYS, "days": ["monday"], "not_on_public_holidays": holidays}
    hub = make_hub(tmp_path, listing(checked=checked, meetings=[{**slot, "extra": [{"on": date(2026, 12, 2)}]}]))
    (only,) = hub.directory.listings.values()
    view = listing_view(hub, only)
    assert [found.local_date for found in view.upcoming] == ["2026-11-23"]
    assert [when for when, _ in starts(whole_calendar(hub))] == [datetime(2026, 11, 23, 19, tzinfo=UTC).timestamp()]
    assert '"until":"2026-11-29"' in view.form
    assert "2026-12-02" not in view.form


def test_a_private_address_is_not_in_a_calendar(tmp_path: Path) -> None:
    """A place that people learn after getting in touch is no LOCATION, even where the data wrongly holds it."""
    place = {"venue": "Old Library", "street": "1 Vine Street", "city": "Leeds", "country": "GB"}
    hub = make_hub(tmp_path, listing(place={**place, "address": "after-contact"}))
    for path, content in feed_files(hub):
        assert b"Vine Street" not in content, path
    assert "LOCATION" not in events(whole_calendar(hub))[0]
