"""A page is kept only while all that it shows is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

from tests.core.feeds.hubs import listing, make_hub

from peerhub.pages.json_ld import listing_json_ld
from peerhub.reuse import basis, listing_digests
from peerhub.shown.cards import card
from peerhub.shown.meeting_times import upcoming, upcoming_in


def test_pages_are_made_again_when_the_stage_falls(tmp_path: Path) -> None:
    """A review that lapses puts a line on every page, though no listing changed."""
    hub = make_hub(tmp_path, listing(id="one"))
    stages = [replace(hub, fallen_to=stage, _made={}) for stage in ("open", "overdue", "demo")]
    assert len({basis(one) for one in stages}) == 3


EVENING = {"days": ["monday"], "starts": "19:00", "ends": "20:00", "timezone": "Europe/London"}
# 11.30 pm on Sunday in New York is half past four on Monday morning in UTC.
ACROSS = {"days": ["sunday"], "starts": "23:30", "ends": "00:30", "timezone": "America/New_York"}


def test_a_meeting_that_began_before_the_build_is_not_the_next_one(tmp_path: Path) -> None:
    """Cards, lists of what comes and JSON-LD follow the hour, also where an earlier build of the day is reused."""
    said = []
    for hour in (time(4), time(12), time(19), time(19, 1)):
        groups = listing(id="evening", meetings=[EVENING]), listing(id="across", meetings=[ACROSS])
        hub = make_hub(tmp_path, *groups, listing(id="other"), hour=hour)
        found = hub.directory.listings
        cards = {id_: card(hub, listing) for id_, listing in found.items()}
        starts = {id_: one.next.local_date for id_, one in cards.items() if one.next}
        for id_ in starts:
            assert upcoming(hub, found[id_], 1)[0].local_date == starts[id_]
            assert json.loads(listing_json_ld(hub, found[id_]))["startDate"] == upcoming(hub, found[id_], 1)[0].start
        first = {one.listing.id: one.starts for one in reversed(upcoming_in(hub, list(found.values())))}
        assert all(begins is not None and begins >= hub.now.timestamp() for begins in first.values())
        said.append((starts["across"], starts["evening"], starts["other"]))
        hub.cache.put_back()
    assert said == [
        ("2026-11-22", "2026-11-23", "2026-11-24"),
        ("2026-11-29", "2026-11-23", "2026-11-24"),
        ("2026-11-29", "2026-11-23", "2026-11-24"),
        ("2026-11-29", "2026-11-30", "2026-11-24"),
    ]
    assert listing_digests(replace(hub, hour=time(), _made={}))["other"] == listing_digests(hub)["other"]
