"""Every country in use has its words in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.countries import country_name, country_zones, is_country, meant_country
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
                yield entry.problem(ID, _got(part.country), _hint(part.country, list(known)), name, "country")
    for code in directory.helplines.countries:
        if code not in known:
            yield directory.problem("helplines", ID, _got(code), _hint(code, list(known)), "countries", code)


def _got(code: str) -> str:
    return f"is {'not in the vocabulary' if is_country(code) else 'no country'}: {shown(code)}"


def _hint(code: str, known: list[str]) -> str:
    if meant := meant_country(code):
        return f"Did you mean '{meant}'?"
    if zones := country_zones(code):
        label = country_name(code)
        line = f'"{code}": {{label: {label}, zones: [{", ".join(zones[:3])}]}}'
        return f"Add below 'countries:' in data/vocabulary.yaml: {line}"
    return did_you_mean(code, known) or "Write the two capital letters of ISO 3166-1, such as ES for Spain."
