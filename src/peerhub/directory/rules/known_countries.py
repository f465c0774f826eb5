"""Every country in use has its words in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.countries import country_name, country_zones
from peerhub.directory.model import Directory
from peerhub.problems import Problem, did_you_mean, shown

ID = "known-countries"
DESCRIPTION = "The countries of places, areas and helplines stand in vocabulary.yaml."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each country that the vocabulary does not know."""
    known = directory.vocabulary.countries
    for entry in directory.entries:
        for name in ("place", "area"):
            part = getattr(entry.listing, name)
            if part is not None and part.country not in known:
                got = f"is not in the vocabulary: {shown(part.country)}"
                yield entry.problem(ID, got, _hint(part.country, list(known)), name, "country")
    for code in directory.helplines.countries:
        if code not in known:
            got = f"is not in the vocabulary: {shown(code)}"
            yield directory.problem("helplines", ID, got, _hint(code, list(known)), "countries", code)


def _hint(code: str, known: list[str]) -> str:
    # The code of the United Kingdom is GB, and nearly everybody writes UK first.
    if code == "UK" and "GB" in known:
        return "Did you mean 'GB'?"
    if zones := country_zones(code):
        label = country_name(code)
        line = f'"{code}": {{label: {label}, zones: [{", ".join(zones[:3])}]}}'
        return f"Add below 'countries:' in data/vocabulary.yaml: {line}"
    return did_you_mean(code, known) or "Add it to 'countries:' in data/vocabulary.yaml."
