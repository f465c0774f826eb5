"""The Meeting Guide feed in tsml-ui, which most sites show such feeds with: its own app, in a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.browser.server import SiteServer
from tests.clients.conftest import client
from tests.core.feeds.hubs import TUESDAYS, listing, make_hub

from peerhub.feeds.meeting_guide import meeting_guide
from peerhub.hub import Hub

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Meetings</title>
<div id="tsml-ui" data-src="meeting-guide.json" data-timezone="Europe/London"></div><script src="app.js"></script>"""
# What it prints of itself, and of the maps that it looks for elsewhere: nothing of a feed.
BESIDE = ("TSML UI meeting finder", "Failed to load resource", "AJAXError")
SUNDAYS = {**TUESDAYS, "days": ["sunday"], "starts": "10:15", "ends": "11:00"}
DAYS = [{**TUESDAYS, "days": ["monday", "friday"]}, SUNDAYS]
ONLINE = {"place": None, "format": "online", "online": {"url": "https://zoom.us/j/1"}}
LISTINGS = [
    listing(id="streets", meetings=DAYS),
    listing(id="venue", place={"venue": "Old Library", "city": "Leeds", "country": "GB"}, meetings=DAYS),
    listing(id="away", **ONLINE, meetings=[{**TUESDAYS, "timezone": "America/New_York"}, *DAYS]),
    listing(id="signs", name="Tea & <b>cake</b> 🍰 für alle", organisation="<script>alert(1)</script>"),
    listing(id="writing", name="مجموعة دعم الأقران"),
    listing(id="twice", meetings=[TUESDAYS, {**TUESDAYS, "starts": "10:00", "ends": "11:00"}]),
    listing(id="monthly", meetings=[{**TUESDAYS, "every": "month", "weeks": [2]}]),
    listing(id="paused", status="paused"),
    listing(id="shut", closed=date(2026, 11, 1)),
]


@contextmanager
def shown(hub: Hub, browser: Browser, folder: Path) -> Iterator[tuple[Any, list[str], str]]:
    """Show a hub's feed in the app: the page, what it prints, and its address."""
    (folder / "meeting-guide.json").write_bytes(meeting_guide(hub))
    shutil.copy(client("tsml-ui", "public", "app.js"), folder / "app.js")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    said: list[str] = []
    with SiteServer(folder) as server:
        page = browser.new_page(timezone_id="Europe/London", locale="en-GB")
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(server.url)
        page.wait_for_selector("#tsml-ui tbody tr")
        yield page, said, server.url
        page.close()


def test_every_record_is_shown(browser: Browser, tmp_path: Path) -> None:
    """Each record has its page with its day, its hour in the reader's zone and its place. Nothing is warned of."""
    site = tmp_path / "app"
    site.mkdir()
    hub = make_hub(tmp_path, *LISTINGS)
    rows = json.loads(meeting_guide(hub))
    assert len(rows) == 14
    with shown(hub, browser, site) as (page, said, url):
        table = page.inner_text("#tsml-ui tbody")
        assert all(" ".join(row["name"].split()) in " ".join(table.split()) for row in rows)
        assert "Inactive" not in table
        for row in rows:
            page.goto(f"{url}?meeting={row['slug']}")
            page.wait_for_selector("#tsml-ui h1")
            text = " ".join(page.inner_text("#tsml-ui").split())
            assert row["name"] in text
            day, hour = when(row)
            assert day in text, text
            assert hour in text.lower(), text
            assert row.get("location", "") in text
            assert row.get("address", "") in text
    assert [line for line in said if not line.startswith(BESIDE)] == []


def when(row: dict[str, Any]) -> tuple[str, str]:
    """Say a record's day and hour as a reader in London sees them, five hours after New York."""
    names = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    away = 5 if row["timezone"] == "America/New_York" else 0
    hours, minutes = (int(part) for part in row["time"].split(":"))
    later = hours + away
    clock = later % 24
    return names[(row["day"] + later // 24) % 7], f"{clock % 12 or 12}:{minutes:02} {'pm' if clock >= 12 else 'am'}"
