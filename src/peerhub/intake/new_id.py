"""An id for a new listing, made from its name."""

from __future__ import annotations

from collections.abc import Container

from peerhub.addresses import slug
from peerhub.directory.rules.reserved_ids import RESERVED

_LONGEST = 64


def free_id(name: str, city: str, taken: Container[str]) -> str:
    """Make an id that no listing has yet, with the town in it as readers would say it; a number tells others apart.

    >>> free_id("Evening Circle", "Leeds", {"evening-circle-leeds"})
    'evening-circle-leeds-2'
    """
    place = "" if city.casefold() in name.casefold() else f" {city}"
    stem = slug(f"{name}{place}".replace("'", "").replace("’", ""))[:_LONGEST].strip("-")
    number, found = 1, stem
    while found in taken or found in RESERVED:
        number += 1
        found = f"{stem[: _LONGEST - len(str(number)) - 1].strip('-')}-{number}"
    return found
