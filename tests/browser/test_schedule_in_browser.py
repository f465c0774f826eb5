"""The next dates in a real browser: the same as Python's, on devices in any time zone."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Generator
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route
from tests.core.schedule.schedule_strategies import ZONES, meetings

from peerhub.schedule.days import WEEKDAYS
from peerhub.schedule.meeting import Meeting
from peerhub.schedule.occurrence_words import browser_words
from peerhub.schedule.schedule import Schedule
from peerhub.schedule.zones import zone
from peerhub.words.schedules import schedule_words

pytestmark = pytest.mark.browser

COMPONENT = Path(__file__).resolve().parents[2] / "overrides/components/next-meeting"
HUB = "http://hub.example/"
COUNT = 8
# Devices far apart, that change their clocks on other days than the groups, or never.
DEVICES = ("UTC", "America/Los_Angeles", "Australia/Lord_Howe", "Pacific/Kiritimati", "Africa/Casablanca")
Case = tuple[Schedule, datetime]
Opener = Callable[..., Page]
Row = tuple[str, int | None, int | None]
TODAY = date(2026, 11, 23)


@pytest.fixture
def open_page(browser: Browser) -> Generator[Opener]:
    """Open a page of the hub on a device in some zone; nothing is fetched from anywhere."""
    contexts = []

    def opened(zone: str = "UTC", body: str = "", now: datetime | None = None) -> Page:
        context = browser.new_context(timezone_id=zone, locale="en-GB")
        contexts.append(context)

        def answer(route: Route) -> None:
            name = route.request.url.removeprefix(HUB)
            if name.endswith(".mjs"):
                route.fulfill(path=COMPONENT / name, content_type="text/javascript")
            else:
                route.fulfill(body=f"<!doctype html><html lang=en-GB><body>{body}", content_type="text/html")

        context.route("**/*", answer)
        page = context.new_page()
        if now is not None:
            page.clock.set_fixed_time(now)
        page.goto(HUB)
        return page

    yield opened
    for context in contexts:
        context.close()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A schedule of up to three slots, and a moment of the next year from which dates are asked."""
    slots = draw(st.lists(meetings(near=TODAY), min_size=1, max_size=3))
    minutes = draw(st.integers(0, 330 * 24 * 60))
    return Schedule(tuple(slots), "GB"), datetime.combine(TODAY, time(), UTC) + timedelta(minutes=minutes)


def expected(schedule: Schedule, after: datetime) -> list[Row]:
    """What Python says, as the browser says it: date, start and end in milliseconds."""
    return [
        (str(one.on), _milliseconds(one.starts), _milliseconds(one.ends))
        for one in islice(schedule.occurrences(after), COUNT)
    ]


def told_for_sure(schedule: Schedule, rows: list[Row]) -> list[Row]:
    """The rows before the browser falls silent, because it knows no holidays from there on."""
    slots = json.loads(schedule.browser_form(TODAY))["slots"]
    until = date.fromisoformat(min(slot.get("until", "9999-12-31") for slot in slots))
    return [row for row in rows if row[0] < str(until - timedelta(days=2))]


def _milliseconds(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


def drawn(amount: int) -> list[Case]:
    """Draw many cases at once, because one call into the browser answers for all of them."""
    found: list[Case] = []

    @given(cases())
    @settings(
        max_examples=amount, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    def collect(case: Case) -> None:
        if case[0].browser_form(TODAY):
            found.append(case)

    collect()
    return found


def ask(page: Page, found: list[Case]) -> list[list[Row]]:
    """Ask the browser's module for the next dates of every case."""
    asked = [[json.loads(schedule.browser_form(TODAY)), _milliseconds(after)] for schedule, after in found]
    answers = page.evaluate(
        """async ([asked, count]) => {
          const { nextOccurrences } = await import("/schedule.mjs");
          return asked.map(([form, now]) => nextOccurrences(form, now, count).map((o) => [o.on, o.starts, o.ends]));
        }""",
        [asked, COUNT],
    )
    return [[(on, starts, ends) for on, starts, ends in rows] for rows in answers]


def disagreements(page: Page, found: list[Case]) -> list[str]:
    """The cases in which the browser says something else than Python."""
    wrong = []
    for (schedule, after), answer in zip(found, ask(page, found), strict=True):
        right = told_for_sure(schedule, expected(schedule, after))
        if told_for_sure(schedule, answer) != right:
            wrong.append(f"{schedule.meetings} from {after}: browser {answer}, Python {right}")
    return wrong


def test_the_browser_agrees_with_python(open_page: Opener) -> None:
    """Over hundreds of schedules in zones that change on different days, both say the same meetings."""
    found = drawn(300)
    assert len(found) > 250
    for number, device in enumerate(DEVICES):
        assert disagreements(open_page(device), found[number :: len(DEVICES)]) == []


def test_the_browser_agrees_on_the_hardest_nights(open_page: Opener) -> None:
    """Skipped and repeated hours, ends in them, and a start that moves past midnight."""
    nights = [
        ("Europe/London", "01:30", "02:30", "2027-03-27T12:00"),
        ("Europe/London", "01:30", "01:45", "2027-03-27T12:00"),
        ("Europe/London", "23:00", "01:30", "2027-10-30T12:00"),
        ("Europe/London", "22:30", "00:30", "2027-03-27T22:30"),
        ("America/New_York", "23:30", "04:00", "2027-03-13T12:00"),
        ("America/Nuuk", "23:30", "23:45", "2027-03-28T01:10"),
        ("Australia/Lord_Howe", "02:15", "02:45", "2027-10-02T00:00"),
        ("Pacific/Chatham", "02:45", "03:45", "2027-09-25T00:00"),
        ("Asia/Beirut", "00:30", "01:15", "2027-03-27T12:00"),
        ("Africa/Cairo", "00:10", "00:50", "2027-04-29T12:00"),
    ]
    found = []
    for name, starts, ends, after in nights:
        every_day = slot(days=list(WEEKDAYS), starts=starts, ends=ends, timezone=name)
        found.append((Schedule((every_day,)), datetime.fromisoformat(f"{after}+00:00")))
    assert disagreements(open_page("America/Santiago"), found) == []


@pytest.mark.long
@pytest.mark.parametrize("device", DEVICES)
def test_the_browser_agrees_with_python_at_length(open_page: Opener, device: str) -> None:
    """The same over thousands of schedules on each device."""
    assert disagreements(open_page(device), drawn(4000)) == []


READERS = (*DEVICES[:-1], "Europe/London", "America/Toronto", "Pacific/Chatham", "Asia/Kathmandu")


def test_a_slot_moves_into_the_readers_zone_as_python_moves_it(open_page: Opener) -> None:
    """Weekday and minute are those of the next turn, all year round, in the weeks of clock changes too."""
    rng = random.Random(4)  # noqa: S311 - repeatable variety, no secrets
    asked, right = [], []
    for _ in range(1500):
        day, minute, zone_name = rng.randrange(7), rng.randrange(0, 1440, 5), rng.choice(ZONES)
        reader = rng.choice(READERS)
        after = datetime.combine(TODAY, time(), UTC) + timedelta(minutes=rng.randrange(365 * 24 * 60))
        clock = f"{minute // 60:02}:{minute % 60:02}"
        weekly = slot(days=[WEEKDAYS[day]], starts=clock, ends=None, timezone=zone_name)
        (found,) = Schedule((weekly,), format="online").next(after)
        assert found.starts is not None
        own = found.starts.astimezone(zone(reader))
        right.append([own.weekday(), own.hour * 60 + own.minute])
        asked.append([[day, minute, zone_name], reader, _milliseconds(after)])
    answers = open_page().evaluate(
        """async (asked) => {
          const { mover } = await import("/reader-hours.mjs");
          return asked.map(([hour, reader, now]) => mover(reader, now)(hour));
        }""",
        asked,
    )
    wrong = [
        f"{one}: browser {answer}, Python {ours}"
        for one, answer, ours in zip(asked, answers, right, strict=True)
        if answer != ours
    ]
    assert wrong == []


def test_both_know_the_same_clocks(open_page: Opener) -> None:
    """The browser's zones and the locked ones give the same offsets, month by month."""
    moments = [datetime(year, month, 15, tzinfo=UTC) for year in range(2022, 2028) for month in range(1, 13)]
    answers = open_page().evaluate(
        """async ([zones, moments]) => {
          const { offsetAt } = await import("/schedule.mjs");
          return zones.map((zone) => moments.map((ms) => offsetAt(zone, ms) / 1000));
        }""",
        [list(ZONES), [_milliseconds(moment) for moment in moments]],
    )
    for name, offsets in zip(ZONES, answers, strict=True):
        ours = [moment.astimezone(zone(name)).utcoffset() for moment in moments]
        assert offsets == [offset.total_seconds() for offset in ours if offset is not None], name


# What start.mjs does on a page of the site.
STARTED = (
    '<script type="module">import { start } from "/next-meeting.mjs";'
    'document.querySelectorAll("[data-component]").forEach((element) => start(element, { none: "No more dates." }));'
    "</script>"
)


def component(schedule: Schedule, times: int = 2, *, words: bool = True, attributes: str = "") -> str:
    """A page's component with plain dates, as a template writes it."""
    plain = "".join("<li><time datetime='2026-11-24'>plain date</time></li>" for _ in range(times - 1))
    said = f' data-words="{escape(browser_words(schedule_words()))}"' if words else ""
    return (
        f'<div data-component="next-meeting"{said} {attributes} '
        f'data-schedule="{escape(schedule.browser_form(TODAY))}">'
        f"<p data-next-words><time datetime='2026-11-24'>plain date</time></p><ul>{plain}</ul>"
        "</div>"
        f"{STARTED}"
    )


def texts(page: Page) -> list[str]:
    """The dates that a reader sees."""
    page.wait_for_load_state("load")
    return [time.inner_text() for time in page.locator("time:visible").all()]


def slot(**fields: Any) -> Meeting:
    """A slot in London on Tuesdays from seven to half past eight, except where a test says otherwise."""
    usual = {"days": ["tuesday"], "starts": "19:00", "ends": "20:30", "timezone": "Europe/London"}
    return Meeting.model_validate({**usual, **fields})


LATER = datetime(2027, 3, 10, tzinfo=UTC)


def test_in_person_only_the_venues_time_is_shown(open_page: Opener) -> None:
    """A reader far away sees the venue's own hours, named as such, in the words that Python uses."""
    schedule = Schedule((slot(),))
    page = open_page("Asia/Tokyo", component(schedule), LATER)
    words = schedule_words()
    named = Schedule((slot(),), format="online")
    assert texts(page) == [named.text(one, words) for one in schedule.next(LATER, 2)]
    assert page.locator("time").first.get_attribute("datetime") == "2027-03-16T19:00:00.000Z"


def test_online_the_readers_time_comes_first(open_page: Opener) -> None:
    """Between the clock changes of two countries the difference is another one, and both times are right."""
    page = open_page("America/New_York", component(Schedule((slot(),), format="online"), 3), LATER)
    assert texts(page) == [
        "Tuesday 16 March 2027, 3 to 4.30 pm your time (7 to 8.30 pm, London time)",
        "Tuesday 23 March 2027, 3 to 4.30 pm your time (7 to 8.30 pm, London time)",
        "Tuesday 30 March 2027, 2 to 3.30 pm your time (7 to 8.30 pm, London time)",
    ]


def test_another_day_for_the_group_is_said(open_page: Opener) -> None:
    """Where the reader's date differs from the group's, the group's date stands beside its time."""
    page = open_page("Asia/Tokyo", component(Schedule((slot(),), format="online"), 1), LATER)
    assert texts(page) == [
        "Wednesday 17 March 2027, 4 to 5.30 am your time (Tuesday 16 March 2027, 7 to 8.30 pm, London time)"
    ]


def test_a_reader_on_the_groups_clock_sees_one_time(open_page: Opener) -> None:
    """In Lisbon the clock shows what London's shows."""
    schedule = Schedule((slot(),), format="online")
    page = open_page("Europe/Lisbon", component(schedule, 1), LATER)
    assert texts(page) == ["Tuesday 16 March 2027, 7 to 8.30 pm, London time"]
    assert texts(page) == [schedule.text(schedule.next(LATER)[0], schedule_words())]


def test_the_attribute_says_whether_it_is_online(open_page: Opener) -> None:
    """`data-online` stands above the form."""
    page = open_page("Asia/Tokyo", component(Schedule((slot(),)), 1, attributes='data-online="true"'), LATER)
    assert "your time" in texts(page)[0]


def test_dates_that_are_over_are_hidden(open_page: Opener) -> None:
    """When a season is over, no date stays on the page and a line says so."""
    page = open_page("UTC", component(Schedule((slot(last=date(2027, 3, 16)),)), 3), LATER)
    assert texts(page) == ["Tuesday 16 March 2027, 7 to 8.30 pm"]
    assert not page.get_by_text("No more dates.").is_visible()
    page = open_page("UTC", component(Schedule((slot(last=date(2027, 3, 9)),)), 3), LATER)
    assert texts(page) == []
    assert page.get_by_text("No more dates.").is_visible()


def test_without_words_dates_are_said_in_the_browsers_way(open_page: Opener) -> None:
    """A page without the catalogue still shows the right date and hour."""
    (text,) = texts(open_page("Asia/Tokyo", component(Schedule((slot(),)), 1, words=False), LATER))
    assert "16 March 2027" in text
    assert "7:00" in text or "19:00" in text


def test_the_form_may_stand_in_a_script_element(open_page: Opener) -> None:
    """A data block holds the form as well as an attribute does."""
    form = Schedule((slot(),)).browser_form(TODAY)
    body = (
        f'<div data-component="next-meeting" data-words="{escape(browser_words(schedule_words()))}">'
        f'<p><time>plain date</time></p><script type="application/json" data-schedule>{form}</script></div>'
        f"{STARTED}"
    )
    assert texts(open_page("UTC", body, LATER)) == ["Tuesday 16 March 2027, 7 to 8.30 pm"]


def test_nothing_is_thrown_and_the_plain_date_stays(open_page: Opener) -> None:
    """A form that cannot be read leaves its own component as it was, and the next one works."""
    forms = ["", "{", "[]", "null", "7", '{"slots":[{"zone":"Nowhere/Land","days":[1]}]}', '{"slots":[{"days":1}]}']
    broken = "".join(
        f"<div data-component='next-meeting' data-schedule='{form}'><time>plain date</time></div>" for form in forms
    )
    thrown: list[str] = []
    page = open_page("UTC", broken + component(Schedule((slot(),)), 1), LATER)
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.reload()
    assert texts(page) == ["plain date"] * len(forms) + ["Tuesday 16 March 2027, 7 to 8.30 pm"]
    assert thrown == []
