"""The table of a listing's fields is whole and true: what it says to be shown is shown, and all else has a reason."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from tests.core.pages.theme import Theme

from peerhub.building.site import DataPages
from peerhub.directory.fields import FieldUse, fields, leaves, left_out, value_of
from peerhub.directory.listing import Listing
from peerhub.feeds.groups_csv import STATED, groups_csv
from peerhub.feeds.groups_json import groups_json
from peerhub.feeds.hsds import hsds
from peerhub.feeds.meeting_guide import meeting_guide
from peerhub.hub import Hub
from peerhub.intake.forms import make_forms
from peerhub.pages.chrome import make_chrome
from peerhub.pages.finder.finder_files import finder_files
from peerhub.pages.json_ld import listing_json_ld

PLACE = {
    "country": "GB",
    "city": "Leeds",
    "street": "1 Vine Street",
    "region": "West Yorkshire",
    "postcode": "LS1 1AA",
}
SLOT: dict[str, Any] = {"days": ["tuesday"], "starts": "19:00", "timezone": "Europe/London"}
BASE: dict[str, Any] = {
    "id": "evening-circle",
    "kind": "group",
    "name": "Evening Circle",
    "summary": "An evening where people can talk.",
    "topics": ["anxiety"],
    "format": "hybrid",
    "place": {**PLACE, "latitude": 53.8, "longitude": -1.55},
    "meetings": [SLOT],
    "checked": {"on": date(2026, 11, 1), "how": "phone", "by": "Directory editor"},
}
AWAY = {"place": None, "format": "online", "area": {"country": "GB"}}
# What must stand beside a value so that it can be said at all.
BESIDE: dict[str, dict[str, Any]] = {
    "area": AWAY,
    "cost.note": {"cost": {"free": False}},
    "meetings.weeks": {"meetings": [{**SLOT, "every": "month"}]},
    "meetings.part_of_day": {"meetings": [{"days": ["tuesday"]}]},
    "meetings.ends": {"meetings": [{**SLOT}]},
    "meetings.extra": {"meetings": [{**SLOT, "extra": [{"on": date(2026, 12, 7), "starts": "18:00"}]}]},
    "meetings.not_on_public_holidays": {"meetings": [{**SLOT, "days": ["friday"], "first": date(2026, 12, 1)}]},
    "place.address": {"place": {"country": "GB", "city": "Leeds"}},
    "online.link": {"online": {"platform": "Zoom"}},
    "join.phone": {"format": "phone", "place": None},
    "status_note": {"status": "paused"},
    "source.year_inferred": {"source": {"year": 2025}},
    "source.licence": {"source": {"url": "https://circle.example/"}},
}
# Two values of what is not simply text, a truth, a number, a day or one of the model's own words.
VALUES: dict[str, tuple[Any, Any]] = {
    "id": ("evening-circle", "other-circle"),
    "topics": (["anxiety"], ["depression"]),
    "audience": (["men"], ["women"]),
    "languages": (["en"], ["cy"]),
    "written_in": ("cy", "de"),
    "in": ({"cy": {"summary": "Un"}}, {"cy": {"summary": "Dau"}}),
    "ages.from": (18, 30),
    "ages.to": (40, 50),
    "format": ("in-person", "hybrid"),
    "place.country": ("GB", "IE"),
    "area.country": ("GB", "IE"),
    "place.holiday_subdivision": ("ENG", "SCT"),
    "place.latitude": (53.8, 54.8),
    "place.longitude": (-1.55, -2.55),
    "meetings.days": (["tuesday"], ["friday"]),
    "meetings.every": ("week", "2 weeks"),
    "meetings.weeks": ([1], [3]),
    "meetings.starts": ("19:00", "20:00"),
    "meetings.ends": ("21:00", "22:00"),
    "meetings.timezone": ("Europe/London", "Europe/Paris"),
    "meetings.first": (date(2026, 12, 1), date(2027, 1, 5)),
    "meetings.last": (date(2026, 12, 8), date(2027, 6, 29)),
    "meetings.not_in": (["july"], ["august"]),
    "meetings.cancelled": ([date(2026, 12, 1)], [date(2026, 12, 8)]),
    "meetings.extra.on": (date(2026, 12, 7), date(2026, 12, 9)),
    "meetings.extra.starts": ("18:00", "18:30"),
    "meetings.extra.ends": ("21:00", "21:30"),
    "checked.on": (date(2026, 11, 1), date(2026, 10, 1)),
    "checked.facts": ("0f3c9a1b7d42", "1f3c9a1b7d42"),
    "source.year": (2024, 2025),
    "source.records": (["feed/one"], ["feed/two"]),
    "closed": (date(2026, 10, 1), date(2026, 10, 2)),
    "removed": (date(2026, 10, 1), date(2026, 10, 2)),
    "moved_to": ("evening-circle", "other-circle"),
}
BY_KIND: dict[Any, tuple[Any, Any]] = {
    bool: (True, False),
    str: ("One of these", "Another such"),
    date: (date(2026, 10, 1), date(2026, 9, 2)),
}
# Without an address of the hub's own, others are sent to the group's.
NO_SITE = ("website",)
OUTPUTS = ("page", "finder", "csv", "hsds", "guide", "schema_org")
# Questions whose answers tell forms apart or go to a person, and have no place in a listing.
NO_FIELD = {"changed", "closed", "article", "reader", "sources", "more"}


def with_value(path: str, value: Any) -> Listing:
    data = copy.deepcopy(BASE)
    for length in range(path.count(".") + 1, 0, -1):
        beside = BESIDE.get(".".join(path.split(".")[:length]))
        if beside is not None:
            data |= copy.deepcopy(beside)
            break
    data = {name: part for name, part in data.items() if part is not None}
    part: Any = data
    *steps, last = path.split(".")
    for step in steps:
        part = part.setdefault(step, {})
        part = part[0] if isinstance(part, list) else part
    part[last] = value
    return Listing.model_validate(data)


def pair(path: str) -> tuple[Listing, Listing]:
    """Make two listings that differ in one value."""
    value = value_of(path)
    one, other = VALUES.get(path) or (value.choices[:2] if value.choices else BY_KIND[value.type])
    return with_value(path, one), with_value(path, other)


def shown(theme: Theme, hub: Hub) -> Iterator[tuple[str, Any]]:
    """Say what each output makes of a hub with one listing."""
    (listing,) = hub.directory.listings.values()
    made = DataPages(hub, theme.render, hub.memo("chrome", make_chrome))
    yield "page", dict(hub.previous_site.whole(made.listings()))
    yield "finder", [content for _, content in finder_files(hub)]
    rows = csv.DictReader(io.StringIO(groups_csv(hub).decode("utf-8-sig"), newline=""))
    yield "csv", [[row[name] for name in STATED] for row in rows]
    yield "hsds", json.loads(hsds(hub))["contents"]
    # What is only in the notes, in words, no program finds.
    yield "guide", [{**row, "notes": ""} for row in json.loads(meeting_guide(hub))]
    yield "schema_org", str(listing_json_ld(hub, listing))
    yield "json", groups_json(hub)


def claimed(field: FieldUse) -> dict[str, bool]:
    finder = field.card or field.facet is not None
    return {
        "page": bool(field.page),
        "finder": finder,
        "csv": bool(field.csv),
        "hsds": bool(field.hsds),
        "guide": bool(field.guide),
        "schema_org": bool(field.schema_org),
    }


def reason(output: str, path: str) -> str:
    reasons: Mapping[str, str] = left_out()[output]
    parts = path.split(".")
    return next((found for at in range(len(parts), 0, -1) if (found := reasons.get(".".join(parts[:at])))), "")


def test_every_value_of_the_model_is_in_the_table() -> None:
    """A field that is added to the model has its row, and no row outlives its field."""
    assert set(fields()) == set(leaves())
    assert len(fields()) > 70


@pytest.mark.parametrize("path", list(leaves()))
def test_what_is_said_of_a_field_is_so(path: str, shipped: Theme) -> None:
    """Each output that the table names shows the value, and no other does; what is left out has a reason."""
    field, site = fields()[path], "" if path in NO_SITE else "https://hub.example/"
    hubs = (shipped.with_listings([listing], site_url=site) for listing in pair(path))
    one, other = (dict(shown(shipped, hub)) for hub in hubs)
    seen = {output: one[output] != other[output] for output in OUTPUTS}
    assert seen == claimed(field)
    assert one["json"] != other["json"]
    unsaid = [output for output, is_seen in seen.items() if not is_seen and not reason(output, path)]
    assert not unsaid, f"say in fields.yaml, under left_out, why {path} is not in {unsaid}"
    assert field.form or reason("form", path), f"say in fields.yaml, under left_out, why no form asks for {path}"


def test_every_question_of_a_form_has_its_place(shipped: Theme) -> None:
    """What people answer goes into a listing, or to a person; and what a field names as its question is asked."""
    forms = make_forms(shipped.hub.directory.vocabulary).values()
    asked = {question.id for form in forms for question in form.questions}
    assert asked - NO_FIELD == {field.form for field in fields().values() if field.form}


def test_a_reason_is_only_for_what_is_left_out() -> None:
    """A reason that no field needs any more is taken away."""
    uses = {path: {**claimed(field), "form": bool(field.form)} for path, field in fields().items()}
    idle = [
        f"{output}: {path}"
        for output, reasons in left_out().items()
        for path in reasons
        if all(use[output] for leaf, use in uses.items() if leaf == path or leaf.startswith(f"{path}."))
    ]
    assert idle == []
