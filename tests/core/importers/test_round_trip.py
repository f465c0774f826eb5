"""Our YAML, out through a format and in again: what is not the same afterwards stands in one of the reports."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.feeds.hubs import make_hub, with_listings
from tests.core.importers.feeds import asked
from tests.core.schedule.schedule_strategies import meetings

from peerhub.directory.listing import Listing
from peerhub.directory.vocabulary import Vocabulary
from peerhub.feeds.groups_csv import csv_losses, groups_csv
from peerhub.feeds.groups_json import groups_json, json_losses
from peerhub.feeds.hsds import hsds, hsds_losses
from peerhub.feeds.losses import Losses, stated
from peerhub.feeds.meeting_guide import meeting_guide, meeting_guide_losses
from peerhub.hub import Hub
from peerhub.importers.existing import Existing
from peerhub.importers.formats import read
from peerhub.importers.grouping import Groups, together
from peerhub.importers.run import Import
from peerhub.problems import Problems
from peerhub.yaml.source import parse_yaml

FORMATS: dict[str, tuple[Callable[[Hub], bytes], Callable[[Hub], Losses]]] = {
    "meeting-guide": (meeting_guide, meeting_guide_losses),
    "hsds": (hsds, hsds_losses),
    "csv": (groups_csv, csv_losses),
    "json": (groups_json, json_losses),
}
# What the neighbour's side calls what an import refuses.
OURS = {"checked": "checked", "assured_date": "checked"}

WORDS = st.sampled_from(
    ["tea", "talk", "quiet", "room", "Café", "we", "meet", "&", "=1", "+2", "'Tis", '"so"', "7;8"]
)
LINE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n\n".join)
URL = st.sampled_from(["https://circle.example/", "https://circle.example/a?b=c", "http://old.example/x"])
PLACE = st.fixed_dictionaries(
    {"country": st.just("GB")},
    optional={
        "venue": LINE,
        "street": st.just("1 Vine Street"),
        "city": st.just("Leeds"),
        "region": st.just("West Yorkshire"),
        "postcode": st.just("LS1 1AA"),
        "step_free": st.booleans(),
        "access": LINE,
        "holiday_subdivision": st.just("SCT"),
    },
).flatmap(lambda place: st.sampled_from([place, {**place, "latitude": 53.8, "longitude": -1.55}]))
WEEKLY = {"days": ["monday"], "starts": "19:00", "ends": "20:00", "timezone": "Europe/London"}
SLOTS = st.lists(
    meetings(zones=("Europe/London",)).map(lambda slot: slot.model_dump(exclude_defaults=True))
    | st.just({"by_appointment": True})
    | st.just({"days": ["monday"], "part_of_day": "evening"})
    | st.just({**WEEKLY, "note": "Ring twice."}),
    max_size=3,
)
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "organisation": LINE,
    "description": TEXT,
    "audience": st.lists(st.sampled_from(["men", "students"]), min_size=1, max_size=2, unique=True),
    "ages": st.sampled_from([{"from": 18}, {"to": 30}, {"from": 18, "to": 99}]),
    "eligibility": LINE,
    "led_by": st.sampled_from(["peers", "professional"]),
    "languages": st.lists(st.sampled_from(["en", "cy", "pt-BR"]), min_size=1, max_size=2, unique=True),
    "cost": st.sampled_from([{"free": True}, {"free": False}, {"free": True, "note": "Bring a mug."}]),
    "join": st.fixed_dictionaries(
        {},
        optional={
            "how": st.sampled_from(["drop-in", "register"]),
            "url": URL,
            "email": st.just("hello@circle.example"),
            "phone": st.just("+44 20 7946 0000"),
            "note": LINE,
        },
    ),
    "first_visit": st.just({"may_listen": True, "size": "Ten"}),
    "confidentiality": LINE,
    "website": URL,
    "doubts": LINE,
    "checked": st.just({"on": date(2026, 11, 1), "how": "phone", "by": "Editor"}),
    "source": st.fixed_dictionaries({}, optional={"url": URL, "seen": st.just(date(2026, 10, 2)), "licence": LINE}),
}


@st.composite
def listings(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a listing that the rules allow, with any of the fields that a volunteer may write."""
    form = draw(st.sampled_from(["in-person", "online", "hybrid", "phone"]))
    data: dict[str, Any] = {
        "id": "a",
        "kind": "group",
        "name": draw(LINE),
        "summary": draw(LINE),
        "topics": draw(st.lists(st.sampled_from(["anxiety", "voices"]), min_size=1, unique=True)),
        "format": form,
        "meetings": draw(st.sampled_from([[], [WEEKLY], [WEEKLY]]) | SLOTS),
        "website": "https://circle.example/",
    }
    if form in ("in-person", "hybrid"):
        data["place"] = draw(PLACE)
    elif draw(st.booleans()):
        data["area"] = {"country": "GB", "region": "Kent"}
    if form in ("online", "hybrid"):
        data["online"] = draw(st.fixed_dictionaries({"url": URL}, optional={"platform": LINE}))
    for name in sorted(OPTIONAL):
        if draw(st.booleans()) and (value := draw(OPTIONAL[name])):
            data[name] = value
    if draw(st.integers(0, 9)) == 0:
        data |= {"status": "paused", "status_note": "Back in May"}
    return data


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with tempfile.TemporaryDirectory() as folder:
        yield make_hub(Path(folder), site_url="")


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40)
@given(data=listings())
def test_only_what_is_told_is_lost(form: str, hub: Hub, data: dict[str, Any]) -> None:
    """Each field that a listing states is the same after the round, or stands in one of the two reports."""
    listing = Listing.model_validate(data)
    here = with_listings(hub, listing)
    export, losses_of = FORMATS[form]
    out, back = losses_of(here), Losses("this hub")
    terms = asked(topics=["anxiety"], vocabulary=_vocabulary(here))
    groups = Groups()
    groups.gather(read(form, io.BytesIO(export(here)), "feed", terms, back), back)
    work = Import(terms, groups, Existing(), {}, back, strict=False)
    text = "".join(work.text())
    if any("a" in ids for ids in (*out.listings.values(), *back.listings.values())):
        return  # the whole listing was left out, and told
    source = parse_yaml(text.encode(), "groups.yaml", Problems())
    assert source is not None
    assert len(source.data) == 1, f"{out!s}\n{back}\n{work.outcome.troubles}"
    told = out.of("a") | {OURS[name] for name in back.fields if name in OURS}
    lost = sorted(_lost(listing, Listing.model_validate(source.data[0]), told, whole=form != "meeting-guide"))
    assert not lost, f"{lost} of {data} became {source.data[0]}, and was not told of: {told}"


@pytest.mark.parametrize("form", ["hsds", "csv", "json"])
def test_links_come_back_as_people_wrote_them(form: str, hub: Hub) -> None:
    """A hub's own texts keep the links to pages and the brackets; what leads to no page is no link any more."""
    words = "See [our page](https://circle.example/x), [room 2] (upstairs) or [this](javascript:x)."
    kept = words.replace("](java", "] (java")
    data = {"id": "a", "kind": "group", "name": "Tea [new](https://circle.example/)", "summary": words}
    here = with_listings(hub, Listing.model_validate({**data, "description": words, "topics": ["anxiety"]}))
    terms, back, groups = asked(topics=["anxiety"], vocabulary=_vocabulary(here)), Losses("this hub"), Groups()
    groups.gather(read(form, io.BytesIO(FORMATS[form][0](here)), "feed", terms, back), back)
    ((_, entry),) = groups
    assert (entry["name"], entry["summary"], entry["description"]) == (data["name"], kept, kept)


def _vocabulary(hub: Hub) -> dict[str, Any]:
    vocabulary: Vocabulary = hub.directory.vocabulary
    return vocabulary.model_dump(exclude_defaults=True)


def _lost(before: Listing, after: Listing, told: set[str], *, whole: bool) -> Iterator[str]:
    """Name the fields of a listing that are not the same in another, but for those that a report names."""
    for path in stated(before):
        if path == "id" or path.startswith("meetings.") or path in told or path.partition(".")[0] in told:
            continue
        if _value(before, path) != _value(after, path):
            yield path
    if "meetings" not in told:
        without = {name.split(".")[1] for name in told if name.startswith("meetings.")}
        if _slots(before, without, whole=whole) != _slots(after, without, whole=whole):
            yield "meetings"


def _value(part: Any, path: str) -> Any:
    for step in path.split("."):
        part = getattr(part, "from_" if step == "from" else step, None)
    return part


def _slots(listing: Listing, without: set[str], *, whole: bool) -> list[str]:
    """Give the slots without some fields; unless they come back whole, one with two days is the same as two."""
    slots = [slot.model_dump(exclude_defaults=True) for slot in listing.meetings]
    kept = [{name: value for name, value in slot.items() if name not in without} for slot in slots]
    merged = [slot for slot in (kept if whole else together(kept)) if slot]
    return sorted(str(sorted({**slot, **_in_any_order(slot)}.items())) for slot in merged)


def _in_any_order(slot: dict[str, Any]) -> dict[str, Any]:
    return {name: sorted(slot.get(name, ()), key=str) for name in ("days", "weeks")}
