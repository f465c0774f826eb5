"""Hours as a reader has them: on plain lists, on a listing, in the finder and under the days of what is coming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.finder_hub import write
from tests.browser.pages import wait_until
from tests.browser.server import SiteServer
from tests.browser.sites import build_site

pytestmark = pytest.mark.browser

NOW = "2026-11-24T12:00:00Z"


def checked() -> dict[str, Any]:
    """Tell of a check a few weeks before."""
    return {"on": date(2026, 11, 1), "how": "phone", "by": "editor"}


def group(id_: str, form: str, zone: str, starts: str, **more: Any) -> dict[str, Any]:
    """Make a group that meets on Tuesdays."""
    slot = {"days": ["tuesday"], "starts": starts, "ends": starts[:3] + "50", "timezone": zone}
    where: dict[str, Any] = {"place": {"city": "Leeds", "country": "GB"}} if form == "in-person" else {}
    made = {
        "id": id_,
        "kind": "group",
        "name": id_.title(),
        "summary": "A group.",
        "topics": ["anxiety"],
        "format": form,
        "join": {"how": "contact-first", "email": "hello@circle.example"},
    }
    return {**made, "meetings": [slot], **where, **more}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, site_server: Callable[..., SiteServer]) -> SiteServer:
    """Build a hub with groups online in Toronto, checked and not, and one in a room in Leeds."""
    folder = tmp_path_factory.mktemp("hours")
    groups = [
        group("unchecked", "online", "America/Toronto", "18:00"),
        group("checked", "online", "America/Toronto", "20:00", checked=checked()),
        group("room", "in-person", "Europe/London", "19:00", checked=checked()),
        group("hall", "in-person", "Europe/London", "03:00"),
    ]
    return site_server(build_site(write(folder / "hub", groups), folder / "site"), "name")


@pytest.fixture
def reading(browser: Browser, hub: SiteServer) -> Any:
    """Open a page in a reader's zone, on a day in November, with scripts or without."""
    contexts = []

    def opened(address: str, zone: str, *, scripts: bool = True) -> Page:
        context = browser.new_context(timezone_id=zone, locale="en-GB", java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        page.goto(hub.url + address, wait_until="networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", "Tuesday, 11 pm your time. Every Tuesday, 6 to 6.50 pm, Toronto time"),
        ("America/Toronto", "Every Tuesday, 6 to 6.50 pm, Toronto time"),
        ("Pacific/Chatham", "Wednesday, 12.45 pm your time. Every Tuesday, 6 to 6.50 pm, Toronto time"),
        ("Asia/Kathmandu", "Wednesday, 4.45 am your time. Every Tuesday, 6 to 6.50 pm, Toronto time"),
    ],
)
def test_a_rule_is_said_in_the_readers_time(reading: Any, zone: str, said: str) -> None:
    """What nobody has checked says the reader's own hour too, in a list and on its page."""
    card = reading("groups/online.html", zone).locator("li", has_text="Unchecked").locator(".hub-card__when")
    assert card.inner_text() == said
    assert reading("groups/unchecked.html", zone).locator("[data-hours]").inner_text() == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", "Every Tuesday, 3 to 3.50 am"),
        ("Asia/Kathmandu", "Every Tuesday, 3 to 3.50 am, London time"),
    ],
)
def test_a_place_keeps_its_hour_and_names_it_elsewhere(reading: Any, zone: str, said: str) -> None:
    """Nobody comes at the wrong hour because they read the page while they were away."""
    page = reading("groups/topics/anxiety.html", zone)
    wait_until(page, "document.querySelector('.hub-cards').dataset.started === 'yes'")
    assert page.locator("li", has_text="Hall").locator(".hub-card__when").inner_text() == said
    assert reading("groups/hall.html", zone).locator("[data-zone]").inner_text() == said


def test_without_scripts_the_groups_own_hours_stand(reading: Any) -> None:
    """The plain page is right by itself."""
    page = reading("groups/unchecked.html", "Asia/Kathmandu", scripts=False)
    assert page.locator(".hub-when__next").inner_text() == "Every Tuesday, 6 to 6.50 pm, Toronto time"


@pytest.mark.parametrize(
    ("zone", "evening", "night"),
    [
        ("Europe/London", ["Room"], ["Hall", "Unchecked"]),
        ("America/Toronto", ["Checked", "Room", "Unchecked"], ["Hall"]),
    ],
)
def test_evening_is_the_readers_evening(reading: Any, zone: str, evening: list[str], night: list[str]) -> None:
    """On a Tuesday evening in London nobody is shown what meets at night there; a room keeps its own hour."""
    page = reading("groups/", zone)
    page.locator("[data-finder-starts] [data-finder-open=work]").click()
    form = page.locator("[data-finder-form]")
    page.locator("[data-finder-cards] li").first.wait_for()
    for part, right in (("2", evening), ("3", night)):
        for box in ("days", "parts"):
            form.locator("details", has=page.locator(f"[data-facet={box}]")).evaluate("(one) => (one.open = true)")
        form.locator("[data-facet=days][value='1']").check()
        form.locator(f"[data-facet=parts][value='{part}']").check()
        wait_until(page, "(n) => document.querySelectorAll('[data-finder-cards] > li').length === n", arg=len(right))
        assert sorted(page.locator("[data-finder-cards] h3").all_inner_texts()) == right
        form.locator(f"[data-facet=parts][value='{part}']").uncheck()


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/London", ["Tuesday 24", "Wednesday 25", "Tuesday 1", "Wednesday 2"]),
        ("America/Toronto", ["Tuesday 24", "Tuesday 1"]),
    ],
)
def test_what_is_coming_stands_under_the_readers_days(reading: Any, zone: str, days: list[str]) -> None:
    """A meeting on Tuesday evening in Toronto is one on Wednesday in London."""
    page = reading("groups/upcoming.html", zone)
    wait_until(page, "document.querySelector('[data-days]').dataset.started === 'yes'")
    headings = page.locator("[data-day] h2").all_inner_texts()
    assert [" ".join(heading.split()[:2]) for heading in headings] == days
    own = "Wednesday 25 November 2026, 1 to 1.50 am your time"
    group = "(Tuesday 24 November 2026, 8 to 8.50 pm, Toronto time)"
    if zone == "Europe/London":
        assert f"{own} {group}" in page.locator(".hub-card__when").all_inner_texts()
