"""Addresses on one line, taken apart: `1555 Oak Ave, Los Altos, CA 94024, USA`.

Most feeds hold what a map service writes. What cannot be told apart for sure stays together as the street.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerhub.directory.countries import country_code

_STATE_AND_CODE = re.compile(r"([A-Z]{2,3})\s+(\d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\Z")
_CODE = re.compile(
    r"\d{4,6}(?:-\d{3,4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d{2}\s?[A-Z\d]{4}"
)
_CODE_AT_END = re.compile(r"(.*\S)\s+([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\Z")
_CODE_FIRST = re.compile(r"(\d{4,5})\s+(\D.*)\Z")
_STATE = re.compile(r"[A-Z]{2,3}\Z")
_UNITED_STATES_CODE = re.compile(r"\d{5}(?:-\d{4})?\Z")
# Where an address names the state or province before the country.
_WITH_REGION = frozenset({"US", "CA", "AU", "MX", "BR"})


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that are known."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str | None = None


def parse_address(text: str, country: str | None = None) -> Address:
    """Take an address apart; `country` is the one that is meant where it names none.

    >>> parse_address("1555 Oak Ave, Los Altos, CA 94024, USA")
    Address(street='1555 Oak Ave', city='Los Altos', region='CA', postcode='94024', country='US')
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return Address(country=country)
    named = country_code(parts[-1])
    # Two letters at the end are a state where a city stands before them: `Portland, ME`.
    if named and not (len(parts) > 1 and _STATE.match(parts[-1]) and country in ("US", "CA") and named != country):
        parts.pop()
    else:
        named = None
    region, postcode = "", ""
    if parts and (both := _STATE_AND_CODE.match(parts[-1])):
        region, postcode = both[1], both[2]
        parts.pop()
        named = named or ("US" if _UNITED_STATES_CODE.match(postcode) and len(region) == 2 else None)
    elif parts and _CODE.fullmatch(parts[-1]):
        postcode = parts.pop()
    elif parts and (end := _CODE_AT_END.match(parts[-1])):
        parts[-1], postcode = end[1], end[2]
    elif len(parts) > 1 and (begin := _CODE_FIRST.match(parts[-1])):
        parts[-1], postcode = begin[2], begin[1]
    found = named or country
    if not region and found in _WITH_REGION and len(parts) > 1:
        region = parts.pop()
    city = parts.pop() if parts else ""
    return Address(", ".join(parts), city, region, postcode, found)
