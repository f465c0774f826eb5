"""Hours and zones in the names of groups: `Daily Readings - 2am Eastern - Online` names the zone of its hour.

A zone is read out only where it is sure: the name's hour must be the record's own, so that it surely speaks of this
meeting and of this clock. Abbreviations that several parts of the world use are passed over.
"""

from __future__ import annotations

import re

from peerhub.schedule.stated.clock import clock

_ZONES = {
    "eastern": "America/New_York", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "central": "America/Chicago", "ct": "America/Chicago", "cdt": "America/Chicago",
    "mountain": "America/Denver", "mt": "America/Denver",
    "pacific": "America/Los_Angeles", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "uk": "Europe/London", "irish": "Europe/Dublin",
}  # fmt: skip
# Where people say Eastern or Central of clocks of their own.
_OWN_EASTERN = frozenset({"AU", "NZ"})
_NORTH_AMERICA = frozenset({"US", "CA", None})
_HOUR = re.compile(
    r"[\s\-–—|,(]*\b(?P<hour>\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?|noon|midnight)\s*\(?(?P<zone>[A-Za-z]+)\b"
    r"(?:\s+(?:standard|daylight))?(?:\s+time)?\)?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"[\s\-–—|,]+(?:online|on zoom|zoom|in person|in-person|hybrid|virtual)\s*\Z|\s*\((?:online|zoom)\)\s*\Z", re.I
)
_EDGES = " -–—|,:"


def zone_in(name: str, starts: str | None, country: str | None, in_person: bool) -> tuple[str, str | None]:
    """Give a name without the hour and zone in it, and the zone; or the name as it is and None, if it is not sure."""
    found = [match for match in _HOUR.finditer(name) if match["zone"].lower() in _ZONES]
    same = [match for match in found if clock(match["hour"], stated=True) == starts]
    if starts is None or len(same) != 1:
        return name, None
    zone = _ZONES[same[0]["zone"].lower()]
    if zone.startswith("America") and (country in _OWN_EASTERN or (in_person and country not in _NORTH_AMERICA)):
        return name, None
    if len(found) > 1:  # the hour in several zones is for people to read
        return name, zone
    rest = f"{name[: same[0].start()].rstrip(_EDGES)} - {name[same[0].end() :].lstrip(_EDGES)}".strip(_EDGES)
    return (rest or name), zone


def without_form(name: str) -> str:
    """Take the form of meeting from the end of a name: the listing says it in a field of its own.

    >>> without_form("Geckos - Big Book - Online")
    'Geckos - Big Book'
    """
    return _FORM.sub("", name).strip(_EDGES) or name
