"""The last hand on a group: its topics, a summary, and nothing that must not be published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerhub.directory.listing import Listing
from peerhub.directory.model import texts
from peerhub.directory.private.reader import hides_place
from peerhub.feeds.losses import Losses
from peerhub.importers.clean import shortened
from peerhub.importers.grouping import cut_to_fit
from peerhub.importers.options import ImportOptions
from peerhub.schedule.days import SOMETIMES

_ORDER = {name: at for at, name in enumerate(Listing.model_fields)}
_SUMMARY = 200
_WHERE_PEOPLE_ARE = ("venue", "street", "postcode", "latitude", "longitude", "access")


def finished(
    entry: dict[str, Any], record: str, options: ImportOptions, losses: Losses, *, own: bool
) -> dict[str, Any]:
    """Add what every listing needs and no feed has, and take out what its topics forbid.

    `own` is a listing of a hub like this one: people wrote its schedule, so no doubt is made of it.
    """
    if options.topics and not entry.get("topics"):
        entry["topics"] = list(options.topics)
    if _is_protected(entry, options):
        _protect(entry, record, losses)
    elif not own and "place" in entry and any(hides_place(text) for _, text in texts(entry)):
        _hide_place(entry, record, losses, "its own words say that the address is not public")
    if not entry.get("summary"):
        entry["summary"] = _summary(entry, options)
    if not own and any(slot.get("every") == SOMETIMES for slot in entry.get("meetings", ())):
        entry.setdefault("doubts", options.words.say("importing.not_every_week"))
    cut_to_fit(entry, record, losses)
    return in_order(entry)


def in_order(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Put the fields into the order in which people write them."""
    return {name: entry[name] for name in sorted(entry, key=lambda name: _ORDER.get(name, len(_ORDER)))}


def _summary(entry: Mapping[str, Any], options: ImportOptions) -> str:
    """Say how people meet and what about; a feed has no sentence of its own for it, and none is made up."""
    say, place = options.words.say, entry.get("place", {})
    where = place.get("city") or place.get("region")
    form = str(entry.get("format", "other")).replace("-", "_")
    if form in ("in_person", "hybrid"):
        sentence = say(f"importing.{form}", place=where) if where else say(f"importing.{form}_somewhere")
    else:
        sentence = say(f"importing.{form if form in ('online', 'phone') else 'other'}")
    known = options.vocabulary.topics
    labels = [known[topic].label for topic in entry.get("topics", ()) if topic in known]
    topics = say("importing.topics", n=len(labels), topics="; ".join(labels)) if labels else ""
    return shortened(f"{sentence} {topics}".strip(), _SUMMARY)


def _is_protected(entry: Mapping[str, Any], options: ImportOptions) -> bool:
    known = options.vocabulary.topics
    return any(known[topic].protected for topic in entry.get("topics", ()) if topic in known)


def _hide_place(entry: dict[str, Any], record: str, losses: Losses, why: str) -> None:
    lost = [name for name in _WHERE_PEOPLE_ARE if name in entry["place"]]
    losses.lose(record, *(f"place.{name}" for name in lost), why=why)
    left = {name: value for name, value in entry["place"].items() if name not in lost}
    entry["place"] = left | {"address": "after-contact"}


def _protect(entry: dict[str, Any], record: str, losses: Losses) -> None:
    """Take out where people are, and every link and free word that might tell."""
    why = "its topic is protected: nobody must be found by it"
    online = entry.get("online")
    if entry.get("place"):
        _hide_place(entry, record, losses, why)
    if online:
        if "url" in online:
            losses.lose(record, "online.url", why=why)
        entry["online"] = {
            **{name: value for name, value in online.items() if name != "url"},
            "link": "after-contact",
        }
    if entry.pop("description", None):
        losses.lose(record, "description", why=why)
    for name in ("url", "note"):
        if name in entry.get("join", {}):
            losses.lose(record, f"join.{name}", why=why)
            entry["join"] = {key: value for key, value in entry["join"].items() if key != name}
    if not entry.get("join", True):
        del entry["join"]
    for slot in entry.get("meetings", []):
        if slot.pop("note", None):
            losses.lose(record, "meetings.note", why=why)
