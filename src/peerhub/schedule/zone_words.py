"""The zones that people and programs name in words: Windows' names, CLDR's, and those of the United States.

Windows' names and CLDR's come with Babel. Where a name is used in several parts of the world, the country decides;
where it does not, no zone is named.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from peerhub.schedule.region_zones import same_clock
from peerhub.schedule.zones import zone_names

# What people in North America call their clocks, and a few letters that mean one clock in one country alone.
_AMERICAN = {
    "eastern": "America/New_York", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "central": "America/Chicago", "ct": "America/Chicago", "cdt": "America/Chicago", "cst": "America/Chicago",
    "mountain": "America/Denver", "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
    "pacific": "America/Los_Angeles", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "alaska": "America/Anchorage", "akst": "America/Anchorage",
    "akdt": "America/Anchorage", "hawaii": "Pacific/Honolulu", "hst": "Pacific/Honolulu",
    "atlantic": "America/Halifax", "newfoundland": "America/St_Johns", "arizona": "America/Phoenix",
}  # fmt: skip
# Letters that other parts of the world use for clocks of their own: only with the country beside them.
_UNSURE = frozenset({"cst", "mst", "ast"})
_BY_COUNTRY = {
    "GB": {"uk": "Europe/London", "gmt": "Europe/London", "bst": "Europe/London", "greenwich": "Europe/London"},
    "IE": {"irish": "Europe/Dublin", "gmt": "Europe/Dublin", "ist": "Europe/Dublin", "greenwich": "Europe/Dublin"},
}
_ANYWHERE = {"uk": "Europe/London", "irish": "Europe/Dublin"}
_FILLING = frozenset({"time", "standard", "daylight", "summer", "us", "u.s.", "usa", "(us", "&", "canada)", "mean"})
_AMERICA = frozenset({"US", "CA"})
# Where people say Eastern or Central of clocks of their own.
_OWN_EASTERN = frozenset({"AU", "NZ"})


def zone_named(text: str, country: str | None = None) -> str | None:
    """Give the IANA zone that a name means, None where it is not sure.

    >>> zone_named("Eastern Standard Time"), zone_named("W. Europe Standard Time"), zone_named("europe/london")
    ('America/New_York', 'Europe/Berlin', 'Europe/London')
    >>> zone_named("Central"), zone_named("Eastern", "AU"), zone_named("CST"), zone_named("CST", "US")
    ('America/Chicago', None, None, 'America/Chicago')
    """
    said = " ".join(text.split()).casefold()
    if (exact := _iana().get(said.replace(" ", "_"))) is not None:
        return exact
    short = " ".join(word for word in said.split() if word not in _FILLING)
    american = _AMERICAN.get(short)
    if american is None or country not in _OWN_EASTERN:
        of_country = _BY_COUNTRY.get(country or "", {}).get(short) or _named().get(said) or _ANYWHERE.get(short)
        if of_country:
            return of_country
    if american is None:
        return _by_cldr(said, country)
    return american if country in _AMERICA or (country is None and short not in _UNSURE) else None


@cache
def _iana() -> dict[str, str]:
    from babel.core import get_global

    aliases = {old: new for old, new in get_global("zone_aliases").items() if any(sign.isdigit() for sign in old)}
    known = zone_names()
    return {
        **{old.casefold(): new for old, new in aliases.items() if new in known},
        **{name.casefold(): name for name in known},
    }


@cache
def _named() -> dict[str, str]:
    """Windows' names, each with the zone that CLDR gives it for the world."""
    from babel.core import get_global

    return {name.casefold(): _today(zone) for name, zone in get_global("windows_zone_mapping").items()}


@cache
def _today(zone: str) -> str:
    """Give a zone's name of today, where CLDR keeps an old one: Asia/Kolkata for Asia/Calcutta."""
    data = resources.files("tzdata.zoneinfo")
    if f"\t{zone}" in data.joinpath("zone.tab").read_text("utf-8"):
        return zone
    links = re.findall(rf"^L (\S+) {re.escape(zone)}$", data.joinpath("tzdata.zi").read_text("utf-8"), re.MULTILINE)
    return str(links[0]) if links else zone


def _by_cldr(said: str, country: str | None) -> str | None:
    """Choose among the zones that CLDR calls so: the country's own, or the one for which Windows has a name."""
    from babel.core import get_global

    zones = _called().get(said, ())
    homes = get_global("zone_territories")
    own = [zone for zone in zones if country is not None and homes.get(zone) == country]
    of_windows = [zone for zone in _named().values() if zone in zones]
    found = sorted(own or of_windows, key=lambda zone: zone.rpartition("/")[2].casefold() not in said)
    return found[0] if found and all(same_clock(found[0], zone) for zone in found) else None


@cache
def _called() -> dict[str, tuple[str, ...]]:
    """The zones by each long name that CLDR's English has for them."""
    from babel import Locale
    from babel.core import get_global

    english, found = Locale("en"), dict[str, list[str]]()
    known = zone_names()
    for zone, meta in get_global("meta_zones").items():
        for said in (english.meta_zones.get(meta, {}), english.time_zones.get(zone, {})):
            for name in said.get("long", {}).values():
                if zone in known:
                    found.setdefault(str(name).casefold(), []).append(_today(zone))
    return {name: tuple(sorted(zones)) for name, zones in found.items()}
