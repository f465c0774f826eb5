"""Coordinates come in pairs and lie in the listing's country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.directory.outlines import on_land
from peerhub.directory.points import inside
from peerhub.problems import Problem, Severity

ID = "coordinates"
DESCRIPTION = "Latitude and longitude stand together and lie inside the box of the place's country."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each half pair and each point that lies in another country."""
    countries = directory.vocabulary.countries
    for entry in directory.entries:
        place = entry.listing.place
        if place is None or (place.latitude is None and place.longitude is None):
            continue
        if place.latitude is None or place.longitude is None:
            there, missing = ("longitude", "latitude") if place.latitude is None else ("latitude", "longitude")
            yield entry.problem(ID, f"stands without {missing}", f"Add {missing}, or delete both.", "place", there)
            continue
        country = countries.get(place.country)
        if country is None or country.box is None:
            continue
        if not inside(country.box, place.latitude, place.longitude):
            got = f"lies outside {country.label}: {place.latitude}, {place.longitude}"
            hint = "Look for a wrong sign or swapped numbers."
            if inside(country.box, place.longitude, place.latitude):
                hint = "Latitude and longitude are swapped."
            elif inside(country.box, place.latitude, -place.longitude):
                hint = f"The sign is wrong. Did you mean longitude '{-place.longitude}'?"
            yield entry.problem(ID, got, hint, "place", "latitude")
        elif not on_land(place.country, place.latitude, place.longitude):
            got = f"lies in the sea or outside {country.label}: {place.latitude}, {place.longitude}"
            hint = "Look for a wrong figure, or correct the country."
            yield entry.problem(ID, got, hint, "place", "latitude", severity=Severity.WARNING)
