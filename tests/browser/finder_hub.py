"""A hub of invented groups of every shape for the finder, and the plain filter that its results must equal."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from bench.corpus import listings, write_hub

COUNT = 400
TODAY = date(2026, 11, 24)
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
PARTS = ["morning", "afternoon", "evening", "night"]
FORMATS = {"hybrid": ["in-person", "online"]}
TOPICS = ["anxiety", "depression", "bipolar", "ocd", "addiction", "bereavement", "loneliness", "caring"]
AUDIENCES = ["men", "women", "young-people"]
REGIONS = ["", "Northmoor 2", "Eastvale", "Nowhere"]


def varied(seed: int = 3) -> list[dict[str, Any]]:
    """Make listings that also leave out, bound and mix what the corpus always says."""
    rng = random.Random(seed)  # noqa: S311 - repeatable variety, no secrets
    found = []
    for one in listings(COUNT, seed):
        if rng.random() < 0.5 and "young-people" not in one.get("audience", ()):
            one["ages"] = rng.choice(
                [{"from": 18}, {"from": 13, "to": 17}, {"to": 16}, {"from": 16, "to": 25}, {"to": 99}]
            )
        if rng.random() < 0.1:
            one["audience"] = ["men", "women"]
        if rng.random() < 0.2:
            one.pop("area", None)
            for slot in one["meetings"] if "place" not in one else ():
                slot.pop("not_on_public_holidays", None)
        if rng.random() < 0.2:
            one["eligibility"] = "For people who live near by."
        if rng.random() < 0.15:
            one["meetings"] = [{"days": ["sunday", "monday"], "part_of_day": rng.choice(PARTS)}]
        if rng.random() < 0.1:
            one.pop("meetings")
        for name in ("cost", "led_by", "languages"):
            if rng.random() < 0.2:
                one.pop(name)
        found.append(one)
    return found


def write(folder: Path, found: list[dict[str, Any]]) -> Path:
    """Write a hub with these listings."""
    write_hub(folder, 0, 0)
    text = yaml.dump(found, Dumper=yaml.CSafeDumper, sort_keys=False)
    (folder / "data" / "groups.yaml").write_text(text, encoding="utf-8")
    return folder


_KNOWN: dict[str, list[Any]] = {
    "topics": TOPICS,
    "audience": AUDIENCES,
    "formats": ["in-person", "online", "phone"],
    "languages": ["en", "cy", "fr"],
    "days": [0, 1, 2, 3, 4, 5, 6],
    "parts": [0, 1, 2, 3],
    "cost": ["free", "fee"],
    "led": ["peers", "peers-with-professional", "professional"],
    "fresh": ["fresh", "ageing", "stale", "unchecked"],
}


@dataclass
class Choices:
    """What somebody chose, as the browser's module is given it."""

    topics: list[str] = field(default_factory=list)
    audience: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    cost: list[str] = field(default_factory=list)
    led: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    step: bool = False
    listen: bool = False
    country: str = ""
    region: str = ""
    age: int | None = None
    admits: list[str] | None = None


def drawn(rng: random.Random) -> Choices:
    """Draw choices as readers make them: mostly few, sometimes many."""
    some = Choices()
    for name, known in _KNOWN.items():
        if rng.random() < 0.22:
            setattr(some, name, rng.sample(known, rng.randrange(1, min(4, len(known) + 1))))
    some.step, some.listen = rng.random() < 0.1, rng.random() < 0.1
    if rng.random() < 0.3:
        some.country = rng.choice(["GB", "IE", "US", "NZ"])
        some.region = rng.choice(REGIONS)
    if rng.random() < 0.3:
        some.age = rng.choice([9, 14, 16, 17, 18, 25, 70, 120])
    if rng.random() < 0.3:
        some.admits = rng.sample(AUDIENCES, rng.randrange(0, 3))
    return some


def fits(one: dict[str, Any], chosen: Choices, today: date) -> bool:
    """Judge one listing by one choice after another, in the plainest way."""
    where = one.get("place") or one.get("area") or {}
    country, region = where.get("country", ""), where.get("region", "")
    audience = one.get("audience", [])
    said = {
        "topics": one["topics"],
        "audience": audience,
        "formats": FORMATS.get(one["format"], [one["format"]]),
        "languages": one.get("languages", []),
        "cost": [("free" if one["cost"]["free"] else "fee")] if "cost" in one else [],
        "led": [one["led_by"]] if "led_by" in one else [],
        "fresh": [state(one, today)],
    }
    if state(one, today) == "withheld":
        return False
    if any(getattr(chosen, name) and not set(getattr(chosen, name)) & set(ids) for name, ids in said.items()):
        return False
    if chosen.step and not one.get("place", {}).get("step_free"):
        return False
    if chosen.listen and not one.get("first_visit", {}).get("may_listen"):
        return False
    if chosen.country and country not in ("", chosen.country):
        return False
    if chosen.country and chosen.region and (country != chosen.country or region != chosen.region):
        return False
    if chosen.admits is not None and audience and not set(audience) & set(chosen.admits):
        return False
    if (chosen.days or chosen.parts) and not any(
        in_slot(own, chosen) for slot in one.get("meetings", []) for own in in_reader_zone(slot, one["format"])
    ):
        return False
    return chosen.age is None or welcome(one.get("ages", {}), chosen.age)


def welcome(ages: dict[str, int], age: int) -> bool:
    """A child is welcome only where that is written down; an adult wherever nothing speaks against it."""
    if age < 18 and "from" not in ages and ages.get("to", 99) >= 18:
        return False
    return ages.get("from", 0) <= age <= ages.get("to", 200)


def in_reader_zone(slot: dict[str, Any], form: str) -> list[dict[str, Any]]:
    """Give a slot as a reader in London has it: what is joined from home moves, one day at a time."""
    if form == "in-person" or "starts" not in slot or "timezone" not in slot:
        return [slot]
    found = [slot] if form == "hybrid" else []
    for day in slot["days"]:
        on = TODAY + timedelta(days=(DAYS.index(day) - TODAY.weekday()) % 7)
        theirs = datetime.combine(on, time.fromisoformat(slot["starts"]), ZoneInfo(slot["timezone"]))
        own = theirs.astimezone(ZoneInfo("Europe/London"))
        found.append({"days": [DAYS[own.weekday()]], "starts": f"{own:%H:%M}"})
    return found


def in_slot(slot: dict[str, Any], chosen: Choices) -> bool:
    part = slot.get("part_of_day")
    if part is None and "starts" in slot:
        hour = int(slot["starts"][:2])
        part = (
            "night" if hour < 5 or hour >= 21 else "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
        )
    on_day = not chosen.days or any(DAYS.index(day) in chosen.days for day in slot.get("days", []))
    return on_day and (not chosen.parts or (part is not None and PARTS.index(part) in chosen.parts))


def state(one: dict[str, Any], today: date) -> str:
    if "checked" not in one:
        return "unchecked"
    days = (today - one["checked"]["on"]) // timedelta(days=1)
    return "fresh" if days <= 183 else "ageing" if days <= 365 else "stale" if days <= 545 else "withheld"
