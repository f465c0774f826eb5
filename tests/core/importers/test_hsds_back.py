"""Our own listings, out as HSDS and into an empty hub: the same hub, but for what is named here with its reason."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.core.feeds.hubs import LISTING, TUESDAYS, listing, make_hub
from tests.core.importers.feeds import asked

from peerhub.directory.fields import fields
from peerhub.directory.listing import Listing
from peerhub.directory.load import load_directory
from peerhub.feeds.hsds import hsds, hsds_losses
from peerhub.feeds.losses import Losses, stated
from peerhub.hub import Hub
from peerhub.importers.existing import Existing
from peerhub.importers.formats import read
from peerhub.importers.grouping import Groups
from peerhub.importers.run import Import
from peerhub.problems import Problems
from peerhub.yaml.source import parse_yaml

ROOT = Path(__file__).parents[3]
# What does not come back, and why.
EXCEPTIONS = {
    "source.records": "an import names the records that it read",
    "checked.facts": "it is for the hub that checked",
}


def come_back(hub: Hub) -> dict[str, Listing]:
    """Import a hub's own feed into an empty one, as a copy of itself."""
    vocabulary = hub.directory.vocabulary.model_dump(exclude_defaults=True)
    terms = asked(topics=(), vocabulary=vocabulary, keep_checks=True)
    back, groups = Losses("this hub"), Groups()
    groups.gather(read("hsds", io.BytesIO(hsds(hub)), "feed", terms, back), back)
    work = Import(terms, groups, Existing(), {}, back, strict=False)
    source = parse_yaml("".join(work.text()).encode(), "groups.yaml", Problems())
    assert source is not None
    assert not back, str(back)  # what came back is no loss
    found = [Listing.model_validate(entry) for entry in source.data]
    return {one.id: one for one in found}


def count(hub: Hub) -> tuple[Counter[str], Counter[str]]:
    """Count how often each field is stated, and how often it is not the same afterwards."""
    said, lost = Counter[str](), Counter[str]()
    after = come_back(hub)
    for before in hub.directory.listings.values():
        for path in stated(before):
            said[path] += 1
            lost[path] += before.id not in after or value(before, path) != value(after[before.id], path)
    return said, +lost


def value(part: Any, path: str) -> Any:
    """Give the value of a path, of each part where there is a list of them."""
    first, _, rest = path.partition(".")
    part = getattr(part, f"{first}_" if first == "from" else first, None)
    if not rest or part is None:
        return part
    return [value(one, rest) for one in part] if isinstance(part, tuple) else value(part, rest)


SLOTS: list[dict[str, Any]] = [
    {"days": ["tuesday", "friday"], "part_of_day": "evening"},
    {**TUESDAYS, "every": "month", "weeks": [2, "last"], "not_in": ["july", "august"]},
    {**TUESDAYS, "days": ["monday"], "not_on_public_holidays": True, "cancelled": [date(2026, 12, 7)]},
    {**TUESDAYS, "every": "2 weeks", "first": date(2026, 11, 3), "last": date(2027, 6, 29), "note": "Ring twice."},
    {**TUESDAYS, "every": "2 weeks", "format": "online"},
    {"days": ["saturday"], "every": "sometimes"},
    {
        **TUESDAYS,
        "days": ["sunday"],
        "extra": [
            {"on": date(2026, 12, 21), "starts": "18:00", "ends": "19:00"},
            {"on": date(2026, 12, 22), "starts": "17:00"},
            {"on": date(2026, 12, 23), "ends": "21:00"},
            {"on": date(2026, 12, 24)},
        ],
    },
]
ONCE = {"timezone": "Europe/Berlin", "extra": [{"on": date(2026, 12, 12), "starts": "11:00"}]}
WHOLE: dict[str, Any] = {
    "audience": ["men", "students"],
    "description": "We sit in a [circle](https://circle.example/sit).\n\nThere is tea.",
    "ages": {"from": 18, "to": 99},
    "eligibility": "For people who live in Leeds.",
    "led_by": "peers",
    "languages": ["en", "cy"],
    "cost": {"free": False, "note": "Two pounds for tea; nobody is turned away."},
    "join": {
        "how": "register",
        "url": "https://circle.example/join",
        "email": "hello@circle.example",
        "phone": "+44 20 7946 0000",
        "note": "We answer on Mondays.",
    },
    "first_visit": {
        "what_happens": "Somebody meets you at the door.\n\nThen we sit down.",
        "may_listen": True,
        "camera_optional": False,
        "bring_someone": True,
        "quiet_space": False,
        "size": "Ten",
    },
    "confidentiality": "What is said here stays here, unless somebody is in danger.",
    "website": "https://circle.example/",
    "doubts": "Whether it meets in August.",
}
ONLINE = {"place": None, "format": "online", "online": {"url": "https://zoom.us/j/1"}}
PLACE = {**LISTING["place"], "step_free": False, "access": "There is a lift.", "holiday_subdivision": "ENG"}
LISTINGS = [
    listing(id="whole", place=PLACE, **WHOLE),
    *(listing(id=f"slot-{at}", meetings=[slot]) for at, slot in enumerate(SLOTS)),
    listing(id="two-slots", meetings=SLOTS[:2]),
    listing(id="two-days", meetings=[{**TUESDAYS, "days": ["friday"]}, TUESDAYS]),
    listing(id="also-by-appointment", meetings=[{"by_appointment": True}, SLOTS[5]]),
    listing(id="by-appointment-and-once", meetings=[TUESDAYS, {"by_appointment": True, **ONCE}]),
    listing(id="appointment", meetings=[{"by_appointment": True}], cost={"free": True}),
    listing(id="online", **ONLINE, area={"country": "GB", "region": "Kent", "city": "Dover"}),
    listing(id="named-room", **{**ONLINE, "online": {"platform": "A room", "link": "after-contact"}}),
    listing(id="ask-first", place={"country": "US", "city": "Boston", "region": "MA", "address": "after-contact"}),
    listing(id="bare", place={"country": "GB"}, organisation=None, checked=None, source=None),
    listing(
        id="dated",
        source={"url": "https://circle.example/", "year": 2024, "year_inferred": True, "quality": "official"},
    ),
    listing(id="paused", meetings=None, status="paused", status_note="Back in May."),
    listing(id="line", kind="phone-line", format="phone", place=None, meetings=None, area={"country": "GB"}),
]


def test_each_kind_of_listing_comes_back_whole(tmp_path: Path) -> None:
    """Whatever a listing can say, each field is the same afterwards, in every kind of slot and place."""
    said, lost = count(make_hub(tmp_path, *LISTINGS, site_url=""))
    assert lost == {}
    assert {path for path, field in fields().items() if field.hsds} <= set(said)


def test_the_shipped_hub_comes_back_whole(tmp_path: Path) -> None:
    """At least 98 of 100 fields are the same; each that is not is an exception with its reason, and was told."""
    directory = load_directory(ROOT, Problems())
    hub = replace(make_hub(tmp_path), directory=directory, _made={})
    said, lost = count(hub)
    assert said.total() > 2000
    assert lost.total() <= 0.02 * said.total(), lost
    assert lost.keys() <= EXCEPTIONS.keys() | hsds_losses(hub).fields.keys()


def test_a_paused_group_gives_no_hours(tmp_path: Path) -> None:
    """They stand in attributes that only a hub reads, so that nobody comes."""
    hub = make_hub(tmp_path, listing(status="paused"))
    (schedule,) = json.loads(hsds(hub))["contents"][0]["schedules"]
    assert schedule.keys() == {"id", "attributes"}
    assert count(hub)[1] == {}
    assert not hsds_losses(hub)


def test_a_report_names_listings_as_people_know_them(tmp_path: Path) -> None:
    """A UUID tells nobody which group it is: name and id do. No doubt is made of what people wrote."""
    hub = make_hub(tmp_path, listing(meetings=[SLOTS[5]], cost={"free": False, "note": "Two pounds."}), site_url="")
    terms, back, groups = asked(topics=("anxiety",)), Losses("this hub"), Groups()
    groups.gather(read("hsds", io.BytesIO(hsds(hub)), "feed", terms, back), back)
    text = "".join(Import(terms, groups, Existing(), {}, back, strict=False).text())
    assert {record for record, _, _ in back.rows()} == {"Evening Circle (evening-circle)"}
    assert "1 (Evening Circle (evening-circle))" in str(back)
    assert not {"cost_options", "fees_description"} & back.fields.keys()
    assert "doubts" not in text
