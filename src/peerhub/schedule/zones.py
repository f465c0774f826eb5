"""Time zones, from the locked `tzdata` package and never from the machine.

Governments change their clocks at short notice. A machine's own data can be years behind, and two machines
would build two different hubs. So a zone is read from the package whose version the lock names.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name, such as Europe/London."""
    if name not in zone_names():
        raise ValueError(f"must be an IANA time zone such as Europe/London, found {name!r}")
    with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def zone_names() -> frozenset[str]:
    """Every IANA name with a place in it, and UTC; short forms such as EST say too little about the clock."""
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name) | {"UTC"}
