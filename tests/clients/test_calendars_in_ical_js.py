"""Calendars in ical.js, which web calendars and Thunderbird are built on: the same meetings as on the pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.clients.conftest import client
from tests.core.feeds.hubs import TODAY, TUESDAYS, listing, make_hub
from tests.core.feeds.test_calendar import OWN, SLOTS, START, STOP, expected

from peerhub.feeds.feed_files import feed_files

READER = Path(__file__).with_name("occurrences.mjs")


def occurrences(calendar: bytes, folder: Path) -> list[tuple[float, bool]]:
    """Ask ical.js for every meeting from the day of the build on: when, and whether its hour is known."""
    node = shutil.which("node")
    assert node is not None, "Node.js is needed"
    path = folder / "own.ics"
    path.write_bytes(calendar)
    module = client("node_modules", "ical.js", "dist", "ical.js")
    span = [str(int(moment.timestamp())) for moment in (START, STOP)]
    done = subprocess.run([node, READER, module, path, *span], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(seconds, timed) for seconds, timed in json.loads(done.stdout)]


@pytest.mark.parametrize("slots", SLOTS.values(), ids=SLOTS.keys())
def test_a_subscriber_sees_the_meetings_of_the_page(slots: list[dict[str, Any]], tmp_path: Path) -> None:
    """Each rule, date off and additional date is read as it is meant, in the zone's own time."""
    hub = make_hub(tmp_path, listing(meetings=slots))
    wanted = expected(hub.directory.listings["evening-circle"])
    assert wanted
    assert occurrences(dict(feed_files(hub))[OWN], tmp_path) == wanted


@pytest.mark.parametrize(
    "changes",
    [
        {"closed": date(2026, 11, 1)},
        {"status": "paused"},
        {"checked": None},
        {"checked": {"on": date(2024, 10, 1), "how": "phone", "by": "Editor"}},
        {name: None for name in listing() if name not in ("id", "kind")} | {"removed": date(2026, 11, 1)},
    ],
    ids=["closed", "paused", "check taken back", "withheld", "removed"],
)
def test_what_is_gone_leaves_the_calendar(changes: dict[str, Any], tmp_path: Path) -> None:
    """The file is read and holds no meeting."""
    files = dict(feed_files(make_hub(tmp_path, listing(**changes))))
    assert occurrences(files[OWN], tmp_path) == []


def test_an_old_copy_ends(tmp_path: Path) -> None:
    """An app that never asks again shows nothing past the day on which the check lapses."""
    content = dict(feed_files(make_hub(tmp_path, listing(meetings=[TUESDAYS]))))[OWN]
    last = occurrences(content, tmp_path)[-1][0]
    lapses = datetime.combine(date(2026, 11, 1), time(), UTC) + timedelta(days=366)
    assert datetime.combine(TODAY, time(), UTC).timestamp() < last < lapses.timestamp()
