"""What a check vouches for: when, where and how to join, named by a digest, so that a later change shows.

`checked.facts` holds the digest of the facts as they were when somebody checked them. Notes, and single dates that
are off or extra, are news about the same meeting and not another one: they leave a check as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from peerhub.directory.listing import Listing
from peerhub.store.cache import digest

_LENGTH = 12
_FACTS: dict[str, Any] = {
    "format": True,
    "place": {"venue", "street", "city", "postcode", "country"},
    "online": {"url", "link"},
    "meetings": {"__all__": {"note", "cancelled", "extra"}},
    "join": {"how", "url", "email", "phone"},
    "website": True,
    "cost": {"free"},
}
_WHOLE = {name: True if name == "meetings" else parts for name, parts in _FACTS.items()}


def facts_digest(listing: Listing) -> str:
    """Name the facts of a listing; the order of days and what is usual make no difference."""
    facts = listing.model_dump(
        mode="json", include=_WHOLE, exclude={"meetings": _FACTS["meetings"]}, exclude_defaults=True, by_alias=True
    )
    return digest(json.dumps(_ordered(facts), ensure_ascii=False, sort_keys=True))[:_LENGTH]


def still_holds(listing: Listing) -> bool:
    """Whether a listing says what was checked; a check that does not name its facts is believed."""
    checked = listing.checked
    return checked is None or checked.facts is None or checked.facts == facts_digest(listing)


def vouching(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give the check of an entry with the facts it was made of, where an edit changes those; else None."""
    try:
        before, after = Listing.model_validate(old), Listing.model_validate(new)
    except ValidationError:  # a rule names what is wrong
        return None
    if before.checked is None or after.checked != before.checked or facts_digest(before) == facts_digest(after):
        return None
    return {**old["checked"], "facts": before.checked.facts or facts_digest(before)}


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(part) for name, part in value.items() if part not in ({}, [])}
    if isinstance(value, list):
        return sorted((_ordered(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
