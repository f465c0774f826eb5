"""JSON-LD: little, and only what is true. A date is promised only where somebody checked the listing lately."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.core.feeds.hubs import LISTING, SITE, TUESDAYS, add_article, listing, make_hub

from peerhub.articles.reviews import Review, text_hash
from peerhub.pages.json_ld import article_json_ld, listing_json_ld

FRONT = """title: Plain words
description: What this page is for, in one line that is long enough to stand in a list.
kind: guide
in_brief: [One., Two., Three.]
author: Editors
reviewed_by: {reviewer}
last_updated: 2026-11-01
next_review: 2027-11-01
conflicts: none
"""


def described(root: Path, **changes: Any) -> dict[str, Any]:
    hub = make_hub(root, listing(**changes))
    found = json.loads(listing_json_ld(hub, hub.directory.listings["evening-circle"]))
    assert isinstance(found, dict)
    return found


def test_a_fresh_group_is_an_event_with_a_schedule(tmp_path: Path) -> None:
    """Its schedule, its place and whether it is free; the dates come from the schedule alone."""
    found = described(tmp_path, cost={"free": True})
    assert (found["@type"], found["name"], found["isAccessibleForFree"]) == ("Event", "Evening Circle", True)
    assert found["url"] == f"{SITE}groups/evening-circle.html"
    (schedule,) = found["eventSchedule"]
    assert (schedule["repeatFrequency"], schedule["startTime"]) == ("P1W", "19:00")
    assert found["location"]["address"]["streetAddress"] == "1 Vine Street"
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert (found["startDate"], found["endDate"]) == ("2026-11-24T19:00:00Z", "2026-11-24T20:30:00Z")


ONLINE = {"format": "online", "place": None, "online": {"platform": "Zoom"}}


@pytest.mark.parametrize(
    ("changes", "begins", "where"),
    [
        ({"meetings": [{"days": ["tuesday"], "part_of_day": "evening"}]}, "2026-11-24", "Place"),
        ({"meetings": [{**TUESDAYS, "ends": None}]}, "2026-11-24T19:00:00Z", "Place"),
        (ONLINE, "2026-11-24T19:00:00Z", "VirtualLocation"),
        ({**ONLINE, "online": {"link": "after-contact"}}, "2026-11-24T19:00:00Z", "VirtualLocation"),
    ],
    ids=["no hour", "no end", "no link", "link after contact"],
)
def test_an_event_has_what_search_engines_ask_for(
    changes: dict[str, Any], begins: str, where: str, tmp_path: Path
) -> None:
    """A date on which it begins, and a place with an address or an address to join at."""
    found = described(tmp_path, **changes)
    assert (found["@type"], found["startDate"], found["location"]["@type"]) == ("Event", begins, where)
    assert "endDate" not in found or found["endDate"] > begins
    assert found["location"].get("address") or found["location"]["url"] == f"{SITE}groups/evening-circle.html"


def test_dates_without_a_rhythm_are_an_event_too(tmp_path: Path) -> None:
    """Each extra date is a schedule of its own day, with the hours of that day."""
    extra = [{"on": date(2026, 12, 11)}, {"on": date(2026, 12, 18), "starts": "23:00", "ends": "00:30"}]
    slot = {"starts": "18:00", "ends": "19:00", "timezone": "Europe/London", "extra": extra}
    found = described(tmp_path, meetings=[slot])
    assert (found["@type"], found["startDate"]) == ("Event", "2026-12-11T18:00:00Z")
    said = [tuple(one[name] for name in ("startDate", "endDate", "startTime", "endTime", "duration"))
            for one in found["eventSchedule"]]  # fmt: skip
    assert said == [
        ("2026-12-11", "2026-12-11", "18:00", "19:00", "PT60M"),
        ("2026-12-18", "2026-12-18", "23:00", "00:30", "PT90M"),
    ]
    beside = described(tmp_path, meetings=[{**TUESDAYS, "extra": extra}])["eventSchedule"]
    assert [one.get("repeatFrequency") for one in beside] == ["P1W", None, None]


def test_where_nobody_can_go_there_is_no_event(tmp_path: Path) -> None:
    """A telephone group has no place that the format knows, and an online one without any address has none."""
    phone = described(tmp_path, format="phone", place=None, join={"phone": "+44 20 7946 0000"})
    assert phone["@type"] == "Organization"
    hub = make_hub(tmp_path, listing(**ONLINE), site_url="")
    assert json.loads(listing_json_ld(hub, hub.directory.listings["evening-circle"]))["@type"] == "Organization"


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"checked": None}, "Organization"),
        ({"checked": {"on": date(2026, 3, 1), "how": "phone", "by": "Editor"}}, "Organization"),
        ({"meetings": None}, "Organization"),
        ({"meetings": [{**TUESDAYS, "last": date(2026, 11, 17)}]}, "Organization"),
        ({"kind": "phone-line", "meetings": None}, "Organization"),
        ({"kind": "forum", "meetings": None}, "Thing"),
    ],
)
def test_otherwise_no_date_is_promised(changes: dict[str, Any], kind: str, tmp_path: Path) -> None:
    """What was not checked lately, or has no dates, exists: nothing more is claimed."""
    found = described(tmp_path, **changes)
    assert found["@type"] == kind
    assert not {"eventSchedule", "location", "startDate"} & set(found)


@pytest.mark.parametrize(
    "changes",
    [{"closed": date(2026, 11, 1)}, {"checked": {"on": date(2024, 1, 1), "how": "phone", "by": "Editor"}}],
    ids=["closed", "withheld"],
)
def test_nothing_is_said_of_what_is_gone(changes: dict[str, Any], tmp_path: Path) -> None:
    """A closed or withheld listing is no news for search engines."""
    hub = make_hub(tmp_path, listing(**changes))
    assert listing_json_ld(hub, hub.directory.listings["evening-circle"]) == ""


def test_private_means_absent(tmp_path: Path) -> None:
    """Neither street nor link nor coordinates, even where the data wrongly holds them."""
    found = described(
        tmp_path,
        format="hybrid",
        place={**LISTING["place"], "address": "after-contact"},
        online={"url": "https://vine.example/x", "link": "after-contact"},
    )
    said = json.dumps(found)
    assert not [secret for secret in ("Vine Street", "LS1", "53.8", "vine.example") if secret in said]


def test_no_text_ends_the_block(tmp_path: Path) -> None:
    """A script's end tag in a name stays text."""
    hub = make_hub(tmp_path, listing(name="</script><b>"))
    text = listing_json_ld(hub, hub.directory.listings["evening-circle"])
    assert "<" not in text
    assert json.loads(text)["name"] == "</script><b>"


@pytest.mark.parametrize("signed", [False, True])
def test_an_article_is_medical_only_when_signed_off(signed: bool, tmp_path: Path) -> None:
    """Its dates are the front matter's; a name in the front matter is no sign-off of the text as it stands."""
    hub = make_hub(tmp_path)
    article = add_article(hub, "guides/plain.md", FRONT.format(reviewer="Dr Example"))
    if signed:
        hub.reviews[article.path] = Review(by="Dr Example", on=date(2026, 11, 2), hash=text_hash(article.document))
    found = json.loads(article_json_ld(hub, article))
    assert (found["@type"], found["dateModified"]) == ("MedicalWebPage" if signed else "Article", "2026-11-01")
    assert found.get("reviewedBy") == ({"@type": "Person", "name": "Dr Example"} if signed else None)
    assert found["author"] == {"@type": "Person", "name": "Editors"}


def test_a_page_for_contributors_is_no_medical_page(tmp_path: Path) -> None:
    """It stays an article when it is signed, and who publishes the hub is an organisation."""
    hub = make_hub(tmp_path)
    front = FRONT.format(reviewer="none").replace("author: Editors", f"author: {hub.site_name}")
    article = add_article(hub, "contribute/code.md", front)
    hub.reviews[article.path] = Review(by="Dr Example", on=date(2026, 11, 2), hash=text_hash(article.document))
    found = json.loads(article_json_ld(hub, article))
    assert (found["@type"], found["author"]["@type"]) == ("Article", "Organization")
    assert not {"lastReviewed", "reviewedBy"} & set(found)
