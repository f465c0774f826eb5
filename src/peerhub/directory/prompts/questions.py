"""The questions whose answers make a listing, in the order in which a newcomer would ask them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from peerhub.addresses import slug
from peerhub.directory.fields import Asks, FieldUse, asked_fields, value_of
from peerhub.directory.prompts import parsing as answers
from peerhub.directory.prompts.draft import Draft
from peerhub.yaml.source import DataPath


@dataclass(frozen=True, slots=True)
class Question:
    """One question: where its answer stands in an entry, what is asked, and when it makes sense to ask.

    In `path` the first meeting stands for each of them. `about` is what the model says of the field, and `offered`
    the answer that an empty line stands for.
    """

    option: str
    path: DataPath
    asks: str
    about: str
    read: answers.Reader
    needed: bool
    when: Callable[[Draft], bool]
    offered: Callable[[Draft], str]


def _kind(draft: Draft) -> str:
    return draft.get("kind") or "group"


def _hosts_in_person(draft: Draft) -> bool:
    return draft.get("format") in ("in-person", "hybrid") and _kind(draft) in ("group", "one-to-one")


def _online(draft: Draft) -> bool:
    return draft.get("format") in ("online", "hybrid")


def _meets(draft: Draft) -> bool:
    return _kind(draft) == "group"


def _on_days(draft: Draft) -> bool:
    return _meets(draft) and bool(draft.get("meetings", 0, "days"))


def _id(draft: Draft) -> str:
    name, city = draft.get("name") or "", draft.get("place", "city") or draft.get("area", "city") or ""
    return slug(name if not city or city.lower() in name.lower() else f"{name} {city}")


def _country(draft: Draft) -> str:
    """Offer the country in which most listings are."""
    codes = [entry.listing.country for entry in draft.directory.entries if entry.listing.country]
    return max(sorted(set(codes)), key=codes.count) if codes else ""


def _zone(draft: Draft) -> str:
    """Offer the time zone of the listing's country, where it has one alone."""
    code = draft.get("place", "country") or draft.get("area", "country")
    term = draft.directory.vocabulary.countries.get(code) if code else None
    return term.zones[0] if term and len(term.zones) == 1 else ""


# When a question makes sense, and what an empty line stands for, as `fields.yaml` names them.
_WHEN: dict[str, Callable[[Draft], bool]] = {
    "always": lambda draft: True,
    "meets": _meets,
    "meets_somehow": lambda draft: _kind(draft) not in ("network", "directory"),
    "charged": lambda draft: draft.get("cost", "free") is False,
    "hosts_in_person": _hosts_in_person,
    "hosts_elsewhere": lambda draft: not _hosts_in_person(draft),
    "public_place": lambda draft: _hosts_in_person(draft) and draft.get("place", "address") != "after-contact",
    "serves": lambda draft: bool(draft.get("area", "country")),
    "online": _online,
    "public_link": lambda draft: _online(draft) and draft.get("online", "link") != "after-contact",
    "on_days": _on_days,
    "monthly": lambda draft: _on_days(draft) and draft.get("meetings", 0, "every") == "month",
    "every_few_weeks": lambda draft: _on_days(draft) and str(draft.get("meetings", 0, "every")).endswith(" weeks"),
    "at_an_hour": lambda draft: _on_days(draft) and bool(draft.get("meetings", 0, "starts")),
    "source": lambda draft: bool(draft.get("source", "url")),
}
_OFFERED: dict[str, Callable[[Draft], str]] = {
    "nothing": lambda draft: "",
    "group": lambda draft: "group",
    "week": lambda draft: "week",
    "id": _id,
    "usual_country": _country,
    "zone": _zone,
    "may_be_public": lambda draft: "no" if draft.protected else "yes",
}


def _question(field: FieldUse, asks: Asks) -> Question:
    value = value_of(field.path)
    by_kind = "words" if value.several else "word" if value.choices else _READS.get(value.type, "text")
    read: answers.Reader = getattr(answers, asks.read or by_kind)
    about = " ".join((value.info.description or "").split())
    when, offered = _WHEN[asks.when], _OFFERED[asks.offered]
    return Question(asks.option, field.steps, asks.text, about, read, asks.needed, when, offered)


_READS = {bool: "yes_or_no", int: "number"}

QUESTIONS = tuple(_question(field, field.asks) for field in asked_fields() if field.asks)
