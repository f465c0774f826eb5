"""Hours and zones in the names of groups: `Daily Readings - 2am Eastern - Online` names the zone of its hour.

A zone is read out only where it is sure: the name's hour must be the record's own, so that it surely speaks of this
meeting and of this clock. Abbreviations that several parts of the world use are passed over.
"""

from __future__ import annotations

import re

from peerhub.schedule.stated.clock import clock
from peerhub.schedule.zone_words import zone_named

_HOUR = re.compile(
    r"[\s\-–—|,(]{0,20}\b(?P<hour>\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?|noon|midnight)\s*\(?(?:us\s+)?"
    r"(?P<zone>[A-Za-z]+(?:\s+(?:standard|daylight|summer))?(?:\s+time)?)\b\)?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"[\s\-–—|,]{1,20}(?:online|on zoom|zoom|in person|in-person|hybrid|virtual)\s*\Z"
    r"|\s{0,20}\((?:online|zoom)\)\s*\Z",
    re.I,
)
_EDGES = " -–—|,:"


def zone_in(name: str, starts: str | None, country: str | None, in_person: bool) -> tuple[str, str | None]:
    """Give a name without the hour and zone in it, and the zone; or the name as it is and None, if it is not sure."""
    # An online group is often listed far from its clock; only a country with an Eastern of its own makes that unsure.
    said_in = country if in_person or country in ("AU", "NZ") else None
    found = [(match, zone) for match in _HOUR.finditer(name) if (zone := zone_named(match["zone"], said_in))]
    same = [(match, zone) for match, zone in found if clock(match["hour"], stated=True) == starts]
    if starts is None or len(same) != 1:
        return name, None
    ((hour, zone),) = same
    if len(found) > 1:  # the hour in several zones is for people to read
        return name, zone
    rest = f"{name[: hour.start()].rstrip(_EDGES)} - {name[hour.end() :].lstrip(_EDGES)}".strip(_EDGES)
    return (rest or name), zone


def without_form(name: str) -> str:
    """Take the form of meeting from the end of a name: the listing says it in a field of its own.

    >>> without_form("Geckos - Big Book - Online")
    'Geckos - Big Book'
    """
    return _FORM.sub("", name).strip(_EDGES) or name
