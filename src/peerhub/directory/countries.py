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

# Two letters that are no country's, as people write them: a language, a car's sign, a short form.
_SLIPS = {
    "UK": "GB", "EN": "GB", "SP": "ES", "JA": "JP", "KO": "KR", "ZH": "CN", "DA": "DK", "EL": "GR", "HI": "IN",
    "CS": "CZ", "SF": "FI", "EI": "IE", "RC": "TW", "UR": "PK", "PO": "PL", "TU": "TR", "BU": "BG",
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


def is_country(code: str) -> bool:
    """Tell whether two capital letters are a country's; Kosovo has none of its own in ISO 3166-1, and uses XK."""
    return code in _codes() or code == "XK"


def meant_country(code: str) -> str | None:
    """Give the country that is likely meant by two letters that are none: a language's, or the start of a name.

    >>> meant_country("SP"), meant_country("EN"), meant_country("JA"), meant_country("ES"), meant_country("QQ")
    ('ES', 'GB', 'JP', None, None)
    """
    if is_country(code):
        return None
    begin = [known for name, known in _names().items() if name.startswith(code.lower())]
    return _SLIPS.get(code) or (begin[0] if len(begin) == 1 else None)


def country_name(code: str) -> str:
    """Give the English name of a country, or its code where there is no such country."""
    return next((row[1] for row in _rows("iso3166.tab") if row[0] == code), code)


def country_zones(code: str) -> tuple[str, ...]:
    """Give the time zones of a country."""
    return tuple(row[2] for row in _rows("zone.tab") if row[0] == code)


def known_countries() -> tuple[str, ...]:
    """Give the English names of all countries."""
    return tuple(row[1] for row in _rows("iso3166.tab"))


@cache
def _names() -> dict[str, str]:
    return {row[1].lower(): row[0] for row in _rows("iso3166.tab")}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())


@cache
def _rows(table: str) -> tuple[list[str], ...]:
    rows = resources.files("tzdata.zoneinfo").joinpath(table).read_text(encoding="utf-8").splitlines()
    return tuple(row.split("\t") for row in rows if row and not row.startswith("#"))
