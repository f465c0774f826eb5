"""HSDS: every service is valid by Open Referral's own schema, and ids stay."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.core.feeds.hubs import LISTING, TUESDAYS, listing, make_hub, with_listings
from tests.samples import sample

from peerhub.feeds.hsds import PAGE_SIZE, hsds, hsds_losses, hsds_pages

HYBRID = listing(
    format="hybrid",
    online={"url": "https://meet.example/x", "platform": "Meet"},
    ages={"from": 18, "to": 30},
    cost={"free": False, "note": "2 pounds"},
    languages=["en", "cy"],
    audience=["men"],
    eligibility="For people who live in Leeds.",
    join={"how": "register", "email": "hello@circle.example", "phone": "+44 113 496 0000", "note": "Ring first."},
    place={**LISTING["place"], "step_free": True, "access": "Lift"},
    meetings=[
        {**TUESDAYS, "every": "month", "weeks": [2, "last"], "cancelled": [date(2026, 12, 8)]},
        {"by_appointment": True},
    ],
)
SERVICES = {
    "everything": HYBRID,
    "least": listing(organisation=None, place=None, meetings=None, source=None, checked=None, format="online"),
    "city only": listing(place={"city": "Leeds", "country": "GB"}),
    "paused": listing(status="paused", status_note="Back in May"),
    "no hour": listing(meetings=[{"days": ["monday"], "part_of_day": "evening"}]),
    "a season": listing(meetings=[{**TUESDAYS, "first": date(2026, 9, 1), "last": date(2027, 3, 1)}]),
    "a line": listing(kind="phone-line", format="phone", place=None, meetings=None, area={"country": "GB"}),
}


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(sample("hsds30-schema/service.compiled.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def service(root: Path, data: dict[str, Any]) -> dict[str, Any]:
    found = json.loads(hsds(make_hub(root, data)))["contents"][0]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("data", SERVICES.values(), ids=SERVICES.keys())
def test_services_are_valid(data: dict[str, Any], tmp_path: Path) -> None:
    """Open Referral's schema accepts whatever a listing can say."""
    assert [error.message for error in validator().iter_errors(service(tmp_path, data))] == []


def test_a_service_says_what_the_listing_says(tmp_path: Path) -> None:
    """Who may come, what it costs, when, where, how, and who checked it."""
    found = service(tmp_path, HYBRID)
    assert (found["name"], found["status"]) == ("Evening Circle", "active")
    assert (found["minimum_age"], found["maximum_age"]) == (18, 30)
    assert (found["assured_date"], found["last_modified"]) == ("2026-11-01", "2026-11-01T00:00:00Z")
    assert found["application_process"] == "Please sign up before you come. Ring first."
    assert found["alert"].startswith("Checked by phone on 1 November 2026. ")
    assert "8 December" in found["alert"]
    first = found["schedules"][0]
    assert (first["freq"], first["byday"], first["opens_at"]) == ("MONTHLY", "2TU,-1TU", "19:00")
    assert "timezone" not in first
    assert "Europe/London" in first["description"]
    where = [at["location"] for at in found["service_at_locations"]]
    assert [place["location_type"] for place in where] == ["physical", "virtual"]
    assert where[0]["addresses"][0]["address_1"] == "1 Vine Street"
    (cost,) = found["cost_options"]
    assert (cost["amount_description"], "amount" in cost) == (found["fees_description"], False)
    said = {one["link_type"]: one.get("value") or one["taxonomy_term"]["code"] for one in found["attributes"]}
    assert said == {
        "topic": "anxiety",
        "audience": "men",
        "id": "evening-circle",
        "kind": "group",
        "format": "hybrid",
        "cost.free": "no",
        "cost.note": "2 pounds",
        "place.step_free": "yes",
        "place.access": "Lift",
        "join.how": "register",
        "join.note": "Ring first.",
        "checked.how": "phone",
        "checked.by": "Directory editor",
        "source.url": "https://circle.example/",
        "source.seen": "2026-10-02",
        "source.licence": "CC0",
    }


def test_what_topics_mean_is_said_once(tmp_path: Path) -> None:
    """A service names a term, and the list of terms says what it means and whose it is; both are valid."""
    hub = make_hub(tmp_path, HYBRID)
    (_, raw), (path, terms), _ = hub.previous_site.whole(hsds_pages(hub))
    found = {term["id"]: term for term in json.loads(terms)["contents"]}
    (topic,) = (one for one in json.loads(raw)["contents"][0]["attributes"] if one["link_type"] == "topic")
    named = topic["taxonomy_term"]
    whole = found[named["id"]]
    assert path == "feeds/hsds/taxonomy_terms.json"
    assert (named["name"], named["description"]) == ("Anxiety", "Anxiety")
    assert whole["description"] == hub.directory.vocabulary.topics["anxiety"].description
    assert whole["taxonomy"].endswith(": topic")
    assert {term["code"] for term in found.values()} >= {"anxiety", "men"}
    # The schema of a service holds that of a term.
    rules = _part(validator().schema, "taxonomy_term")
    for term in found.values():
        assert [error.message for error in Draft202012Validator(rules).iter_errors(term)] == []


def _part(schema: Any, name: str) -> Any:
    """Find the schema of a part of that name, however deep it lies."""
    if isinstance(schema, list):
        return next(filter(None, (_part(item, name) for item in schema)), None)
    if not isinstance(schema, dict):
        return None
    if "required" in (found := schema.get("properties", {}).get(name) or {}):
        return found
    return next(filter(None, (_part(item, name) for item in schema.values())), None)


def test_a_listing_that_is_no_group_says_its_kind(tmp_path: Path) -> None:
    """It says whom it serves too, in words."""
    found = service(tmp_path, SERVICES["a line"])
    assert ("kind", "phone-line") in {(one["link_type"], one.get("value")) for one in found["attributes"]}
    assert [area["name"] for area in found["service_areas"]] == ["United Kingdom"]


def test_what_is_free_costs_nothing(tmp_path: Path) -> None:
    """A program finds the amount, and people the words."""
    (cost,) = service(tmp_path, listing(cost={"free": True, "note": "Tea is 1 pound."}))["cost_options"]
    assert (cost["amount"], cost["amount_description"]) == (0, "It is free. Tea is 1 pound.")


def test_the_api_says_what_it_is(tmp_path: Path) -> None:
    """The root document names the version, the profile and the interface."""
    hub = make_hub(tmp_path)
    root = json.loads(dict(hub.previous_site.whole(hsds_pages(hub)))["feeds/hsds/index.json"])
    assert root["version"] == "3.0"
    assert all(root[name].startswith("https://") for name in ("profile", "openapi_url"))


def test_a_part_of_an_address_is_told(tmp_path: Path) -> None:
    """HSDS wants every part of an address: what nobody knows is empty, and nothing is lost."""
    hub = make_hub(tmp_path, SERVICES["city only"])
    (at,) = json.loads(hsds(hub))["contents"][0]["service_at_locations"]
    (address,) = at["location"]["addresses"]
    assert (address["address_1"], address["city"], address["country"]) == ("", "Leeds", "GB")
    assert "name" not in at["location"]
    assert not hsds_losses(hub)


def test_ids_are_each_their_own_and_stay(tmp_path: Path) -> None:
    """No two objects of a service share an id, and another address of the hub changes none."""

    def ids(value: Any) -> list[str]:
        if isinstance(value, list):
            return [id_ for item in value for id_ in ids(item)]
        if not isinstance(value, dict):
            return []
        return [value["id"]] * ("id" in value) + [id_ for item in value.values() for id_ in ids(item)]

    here = ids(service(tmp_path, HYBRID))
    assert len(set(here)) == len(here) > 10
    moved = json.loads(hsds(make_hub(tmp_path, HYBRID, site_url="")))["contents"][0]
    assert ids(moved) == here


def test_a_long_list_is_paged(tmp_path: Path) -> None:
    """Each page says which it is; together they hold every service once."""
    hub = make_hub(tmp_path, listing())
    one = hub.directory.listings["evening-circle"]
    many = [one.model_copy(update={"id": f"circle-{number}"}) for number in range(PAGE_SIZE + 1)]
    (first, raw), (second, more), *_ = hub.previous_site.whole(hsds_pages(with_listings(hub, *many)))
    assert (first, second) == ("feeds/hsds/services.json", "feeds/hsds/services-2.json")
    head, tail = json.loads(raw), json.loads(more)
    assert len({found["id"] for found in head.pop("contents") + tail.pop("contents")}) == PAGE_SIZE + 1
    assert head == {
        "total_items": PAGE_SIZE + 1,
        "total_pages": 2,
        "page_number": 1,
        "size": PAGE_SIZE,
        "first_page": True,
        "last_page": False,
        "empty": False,
    }
    assert (tail["size"], tail["first_page"], tail["last_page"]) == (1, False, True)


def test_an_empty_directory_is_an_empty_page(tmp_path: Path) -> None:
    """Consumers find a page with nothing on it, not a missing file."""
    hub = make_hub(tmp_path)
    (_, raw), *_ = hub.previous_site.whole(hsds_pages(hub))
    found = json.loads(raw)
    assert (found["total_pages"], found["empty"], found["contents"]) == (1, True, [])
