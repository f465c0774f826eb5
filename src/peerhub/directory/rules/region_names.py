"""Regions are spelt as ISO 3166-2 spells them, and belong to the listing's country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.regions import countries_with, misspelt, region_named
from peerhub.problems import Problem, Severity, shown

ID = "region-names"
DESCRIPTION = "A region that is nearly spelt like one of its country, or that another country has, is asked about."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield a warning for each region that is likely a slip."""
    for entry in directory.entries:
        part = "area" if entry.listing.place is None else "place"
        where = entry.listing.place or entry.listing.area
        if where is None or not where.region or region_named(where.country, where.region):
            continue
        if meant := misspelt(where.country, where.region):
            got, hint = f"is no region that is known: {shown(where.region)}", f"Did you mean '{meant}'?"
        elif elsewhere := [code for code in countries_with(where.region) if code != where.country]:
            got = f"is a region of {' and '.join(elsewhere)}, and the country here is {where.country}"
            hint = "Correct the country or the region."
        else:
            continue
        yield entry.problem(ID, got, hint, part, "region", severity=Severity.WARNING)
