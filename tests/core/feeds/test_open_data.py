"""Open data: every record says who stands behind it, what is private is absent, and hostile text does no harm."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from tests.core.feeds.hubs import LISTING, NAMESPACE, SITE, TODAY, TUESDAYS, add_article, listing, make_hub

from peerhub.feeds.feed_files import feed_files, list_alternates, listing_alternates
from peerhub.feeds.groups_csv import COLUMNS, as_written, csv_losses, groups_csv, harmless
from peerhub.feeds.groups_json import groups_json, groups_schema
from peerhub.feeds.open_record import stable_id
from peerhub.hub import Hub
from peerhub.pages.chrome import head_for

ATOM = "{http://www.w3.org/2005/Atom}"
ENDED: list[dict[str, Any]] = [
    {"id": "shut", "kind": "group", "name": "Shut", "closed": date(2026, 10, 1)},
    {"id": "gone", "kind": "group", "moved_to": "evening-circle", "name": "Gone"},
    {"id": "taken", "kind": "group", "removed": date(2026, 11, 2)},
    listing(id="old", name="Forgotten", checked={"on": date(2025, 1, 1), "how": "phone", "by": "Editor"}),
]
UNCHECKED = listing(id="new", name="New Circle", checked=None, source=None)


def rows(hub: Hub) -> list[dict[str, str]]:
    text = dict(feed_files(hub))["feeds/groups.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_record_says_who_stands_behind_it(tmp_path: Path) -> None:
    """A checked record names its source, licence and check; one that nobody checked says null."""
    found = json.loads(groups_json(make_hub(tmp_path, listing(), UNCHECKED)))
    circle, new = found["groups"]
    assert circle["checked"] == {"on": "2026-11-01", "how": "phone", "by": "Directory editor"}
    assert (circle["source"]["url"], circle["licence"]) == ("https://circle.example/", "CC0")
    assert (circle["freshness"], circle["updated"]) == ("fresh", "2026-11-01")
    assert circle["url"] == f"{SITE}groups/evening-circle.html"
    assert circle["calendar"] == f"{SITE}groups/evening-circle.ics"
    assert circle["when"] == "Every Tuesday, 7 to 8.30 pm"
    assert (new["checked"], new["source"], new["licence"], new["freshness"]) == (None, None, None, "unchecked")
    assert "calendar" not in new


def test_what_is_gone_is_a_tombstone_and_nothing_else(tmp_path: Path) -> None:
    """Closed, moved, removed and withheld listings keep id, state and date; nowhere a name of what was removed."""
    hub = make_hub(tmp_path, listing(), *ENDED)
    found = json.loads(groups_json(hub))
    assert [one["id"] for one in found["groups"]] == ["evening-circle"]
    assert found["tombstones"] == [
        {"id": "gone", "state": "moved", "date": None, "moved_to": "evening-circle"},
        {"id": "old", "state": "withheld", "date": "2026-07-01"},
        {"id": "shut", "state": "closed", "date": "2026-10-01"},
        {"id": "taken", "state": "removed", "date": "2026-11-02"},
    ]
    assert [row["id"] for row in rows(hub)] == ["evening-circle"]
    assert "removed: 1 (taken)" in str(csv_losses(hub))
    others = [text for path, text in feed_files(hub) if not path.endswith(("groups.json", "changes.xml"))]
    assert not any(b"Forgotten" in text or b"Shut" in text for text in others)


def test_the_published_schema_describes_what_is_published(tmp_path: Path) -> None:
    """groups.json is valid by the schema beside it, which says in words what each field holds."""
    everything = listing(
        description="More about it.",
        audience=["men"],
        ages={"from": 18},
        cost={"free": False, "note": "2 pounds"},
        languages=["en"],
        online={"url": "https://meet.example/x", "platform": "Meet"},
        join={"how": "register", "email": "hello@circle.example"},
        first_visit={"may_listen": True},
        format="hybrid",
        meetings=[{**TUESDAYS, "cancelled": [date(2026, 12, 22)]}],
    )
    schema = json.loads(groups_schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    found = json.loads(groups_json(make_hub(tmp_path, everything, UNCHECKED, *ENDED)))
    assert not list(validator.iter_errors(found))
    known = schema["$defs"]["OpenListing"]["properties"]
    assert {name for one in found["groups"] for name in one} <= set(known)
    assert all(part.get("description") for part in known.values())
    del found["groups"][0]["checked"]
    assert list(validator.iter_errors(found))


def test_what_is_usual_is_left_out_and_the_schema_names_it(tmp_path: Path) -> None:
    """A reader who takes the defaults of the schema for what is not said reads what the data holds."""
    slot = {**TUESDAYS, "not_on_public_holidays": True}
    unusual = listing(id="not", status="paused", audience=["men"], meetings=[slot])
    hub = make_hub(tmp_path, listing(id="usual"), unusual)
    said = {group["id"]: group for group in json.loads(groups_json(hub).decode())["groups"]}
    assert not {"status", "audience"} & said["usual"].keys()
    assert not {"every", "not_on_public_holidays"} & said["usual"]["meetings"][0].keys()
    assert "address" not in said["usual"]["place"]
    assert (said["not"]["status"], said["not"]["audience"]) == ("paused", ["men"])
    assert said["not"]["meetings"][0]["not_on_public_holidays"] is True
    parts = {name: part["properties"] for name, part in json.loads(groups_schema())["$defs"].items()}
    usual = [("OpenListing", "status", "active"), ("OpenListing", "audience", []), ("Place", "address", "public")]
    for part, field, value in [*usual, ("Meeting", "every", "week")]:
        assert parts[part][field]["default"] == value


PRIVATE = {
    "address": listing(place={**LISTING["place"], "address": "after-contact"}),
    "link": listing(
        format="online", place=None, online={"url": "https://vine.example/1-vine-street", "link": "after-contact"}
    ),
    "protected": listing(topics=["abuse"], format="hybrid", online={"url": "https://vine.example/LS1-1AA"}),
}


@pytest.mark.parametrize("private", PRIVATE.values(), ids=PRIVATE.keys())
def test_private_means_absent_from_every_feed(private: dict[str, Any], tmp_path: Path) -> None:
    """Street, postcode, coordinates and link stand in no file, even where the data wrongly holds them."""
    for path, content in feed_files(make_hub(tmp_path, private)):
        for secret in (b"Vine Street", b"LS1", b"53.8", b"1.55", b"vine.example"):
            assert secret not in content, path


def test_a_protected_group_has_no_building(tmp_path: Path) -> None:
    """For people in danger even the building's name is an address."""
    for path, content in feed_files(make_hub(tmp_path, PRIVATE["protected"])):
        assert b"Old Library" not in content, path


HOSTILE = (
    '<script>alert("x")</script> & ]]> </entry>',
    '=HYPERLINK("http://evil.example";"click")',
    "line one\nBEGIN:VEVENT\nline; two, three\\n",
    "left \u202eright\u202c \u2067back",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)\tand\rmore",
)
TEXTS = ("name", "organisation", "summary", "description", "eligibility", "confidentiality", "doubts")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    """In every field: each file parses, holds the readable words, and nothing of it becomes markup or a formula."""
    hostile = listing(
        **dict.fromkeys(TEXTS, text),
        place={"venue": text, "street": text, "city": text, "region": text, "postcode": text[:19], "country": "GB"},
        join={"how": "drop-in", "note": text, "phone": text[:39], "email": "hello@circle.example"},
        meetings=[{**TUESDAYS, "note": text}],
        source={"url": "https://circle.example/", "licence": text},
        checked={"on": date(2026, 11, 1), "how": "phone", "by": text},
        cost={"free": True, "note": text},
    )
    hub = make_hub(tmp_path, hostile)
    readable = "".join(char for char in text if char.isalpha())
    for path, content in feed_files(hub):
        decoded = content.decode("utf-8-sig")
        assert not [char for char in decoded if unicodedata.category(char) in ("Cc", "Cf") and char not in "\r\n"], (
            path
        )
        if path.endswith(".json"):
            json.loads(decoded)
        elif path.endswith(".xml"):
            ET.fromstring(decoded)  # noqa: S314 - our own file
        elif path.endswith(".ics"):
            events = list(Calendar.from_ical(content).walk("VEVENT"))
            assert len(events) == (0 if path in ("feeds/topics/voices.ics", "feeds/topics/abuse.ics") else 1), path
            for event in events:
                assert "".join(char for char in str(event["SUMMARY"]) if char.isalpha()) == readable
                assert not event.errors
    (row,) = rows(hub)
    assert not [value for value in row.values() if value[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert "".join(filter(str.isalpha, row["summary"])) == readable
    (found,) = json.loads(groups_json(hub))["groups"]
    assert "".join(filter(str.isalpha, found["summary"])) == readable


@given(st.text())
def test_an_apostrophe_can_be_taken_away_again(text: str) -> None:
    """No cell begins like a formula, and an importer gets back just what was written."""
    cell = harmless(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    assert as_written(cell) == text


def test_a_table_keeps_numbers_numbers_and_accents_accents(tmp_path: Path) -> None:
    """A negative longitude is a number and runs nothing; the byte order mark tells Excel the encoding."""
    hub = make_hub(tmp_path, listing(name="Café"))
    assert dict(feed_files(hub))["feeds/groups.csv"].startswith(b"\xef\xbb\xbfid,")
    (row,) = rows(hub)
    assert (row["longitude"], row["name"], row["when"]) == ("-1.55", "Café", "Every Tuesday, 7 to 8.30 pm")
    assert (row["checked_by"], row["checked_on"]) == ("Directory editor", "2026-11-01")
    assert tuple(row) == COLUMNS


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=3))
def test_ids_are_those_of_the_standard(names: list[str]) -> None:
    """The quick way to make an id gives what the library's uuid5 gives."""

    class _Hub:
        class settings:  # noqa: N801 - it stands for Hub.settings
            namespace = NAMESPACE

    assert stable_id(_Hub, *names) == str(uuid5(NAMESPACE, "/".join(names)))  # type: ignore[arg-type] # as above


def test_changes_name_what_happened_and_never_what_was_removed(tmp_path: Path) -> None:
    """Checks, closures, removals and withholdings, the newest first, each under an id that stays."""
    feed = ET.fromstring(dict(feed_files(make_hub(tmp_path, listing(), *ENDED)))["feeds/changes.xml"])  # noqa: S314 - ours
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == [
        "A listing was removed.",
        "Evening Circle was checked by phone.",
        "Shut has closed.",
        "Forgotten is no longer shown. Nobody has checked it for too long.",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


FRONT = """title: {title}
description: What this page is for, in one line that is long enough to stand in a list.
kind: guide
in_brief: [One., Two., Three.]
author: Editors
reviewed_by: none
last_updated: 2026-11-0{day}
next_review: 2027-11-01
conflicts: none
"""


@pytest.mark.parametrize("site_url", [SITE, ""], ids=["addressed", "no address"])
def test_the_feed_of_articles_is_for_readers(site_url: str, tmp_path: Path) -> None:
    """Pages for contributors are left out; each entry leads to its page, from the feed where there is no address."""
    hub = make_hub(tmp_path, site_url=site_url)
    add_article(hub, "guides/plain.md", FRONT.format(title="Plain", day=1))
    add_article(hub, "contribute/code.md", FRONT.format(title="Code", day=2))
    add_article(hub, "about/data.md", FRONT.format(title="Data", day=2) + "for_readers: false\n")
    feed = ET.fromstring(dict(feed_files(hub))["feeds/articles.xml"])  # noqa: S314 - our own file
    (entry,) = feed.iter(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert urljoin(f"{SITE}feeds/articles.xml", link.attrib["href"]) == f"{SITE}guides/plain/"


def test_articles_with_a_content_note_show_only_that(tmp_path: Path) -> None:
    """A feed reader has no gate: the note comes instead of the summary, and no article's text stands there."""
    hub = make_hub(tmp_path)
    add_article(hub, "guides/plain.md", FRONT.format(title="Plain", day=1))
    add_article(hub, "guides/noted.md", FRONT.format(title="Noted", day=2) + "content_note: It mentions suicide.\n")
    raw = dict(feed_files(hub))["feeds/articles.xml"]
    noted, plain = ET.fromstring(raw).iter(f"{ATOM}entry")  # noqa: S314 - our own file
    assert noted.findtext(f"{ATOM}content") == "Before you read: It mentions suicide."
    assert (plain.findtext(f"{ATOM}content") or "").endswith("One. Two. Three.")
    assert plain.findtext(f"{ATOM}updated") == "2026-11-01T00:00:00Z"
    assert b"Whole text" not in raw


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one day agree in every feed, whatever the order of the entries in the file."""
    other = listing(id="another", name="Another")
    first = dict(feed_files(make_hub(tmp_path, listing(), other, *ENDED)))
    second = dict(feed_files(make_hub(tmp_path, *ENDED, other, listing())))
    assert first == second


def test_what_is_announced_is_there(tmp_path: Path) -> None:
    """Every feed that a page's head names is a file of the site."""
    hub = make_hub(tmp_path, listing())
    files = dict(feed_files(hub))
    heads = [
        *(head_for(hub, "", "", "", kind=kind).alternates for kind in ("home", "directory", "list")),
        listing_alternates(hub, "evening-circle"),
        list_alternates(hub, "groups/topics/anxiety.html"),
        list_alternates(hub, "groups/places/gb/west-yorkshire.html"),
    ]
    assert all(heads)
    assert {href for head in heads for _, _, href in head} <= set(files)
    assert not list_alternates(hub, "groups/days/tuesday.html")
    assert not head_for(hub, "", "", "", kind="help").alternates


def test_a_cell_can_be_split_as_the_page_says(tmp_path: Path) -> None:
    """Each slot has its value at its place, where the first or the last has none, or one has the sign in it."""
    slots = [{"days": ["friday"], "part_of_day": "evening", "note": "A | b; c"}, {**TUESDAYS, "first": TODAY}]
    hub = make_hub(tmp_path, listing(meetings=slots))
    (row,) = csv.DictReader(io.StringIO(groups_csv(hub).decode("utf-8-sig")))
    assert row["first_date"].split(" | ") == ["", str(TODAY)]
    assert row["meeting_note"].split(" | ") == [r"A \| b; c", ""]
    assert row["days"].split(" | ") == ["friday", "tuesday"]
    assert row["cancelled"] == ""
