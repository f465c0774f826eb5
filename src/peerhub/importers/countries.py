"""Countries by the names that people write.

Names and codes come from the zone database's own table (`iso3166.tab`, ISO 3166-1); others that are usual stand here.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

# Georgia is a state too, and Jersey is New Jersey to some: who means the country is asked for its code.
_UNSURE = frozenset({"georgia", "jersey"})
_ALSO = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "uk": "GB", "u.k.": "GB",
    "united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "republic of ireland": "IE", "éire": "IE", "deutschland": "DE", "españa": "ES",
    "the netherlands": "NL", "nederland": "NL", "holland": "NL", "czechia": "CZ", "czech republic": "CZ",
    "south korea": "KR", "russia": "RU", "aotearoa": "NZ", "österreich": "AT", "schweiz": "CH", "suisse": "CH",
    "méxico": "MX", "brasil": "BR", "italia": "IT", "danmark": "DK", "sverige": "SE", "norge": "NO", "suomi": "FI",
    "polska": "PL", "türkiye": "TR", "turkey": "TR", "trinidad and tobago": "TT", "hong kong sar": "HK",
}  # fmt: skip


def country_code(name: str) -> str | None:
    """Give the two letters of a country that is named in English, or as its code; None where it is not sure.

    >>> country_code("USA"), country_code("Ireland"), country_code("GB"), country_code("Georgia")
    ('US', 'IE', 'GB', None)
    """
    name = name.strip()
    if len(name) == 2 and name.isupper():
        return "GB" if name == "UK" else name if name in _codes() else None
    lower = name.lower()
    if lower in _UNSURE:
        return None
    return _ALSO.get(lower) or _names().get(lower)


@cache
def _names() -> dict[str, str]:
    rows = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8").splitlines()
    named = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {name.lower(): code for code, name in named}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())
