"""Regions: states, provinces and counties by ISO 3166-2, under the names that readers say.

A hub's entries may write the name, a code (`BC`, `CA-BC`), or what is usual (`Lancs`): all of them are one region.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from peerhub.engine_files import engine_folder
from peerhub.folding import fold

_TABLE = engine_folder() / "overrides" / "vendor" / "postal-codes" / "regions.tsv"
_NEARLY = 0.8


@dataclass(slots=True)
class _Country:
    """The regions of a country, by all that they are called; `wide` are its parts that hold several of them."""

    names: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    wide: set[str] = field(default_factory=set)


@cache
def region_named(country: str, said: str | None) -> str | None:
    """Give the name of the region that is meant, by its name or a code; None where it is not known.

    >>> region_named("CA", "BC"), region_named("GB", "Lancs"), region_named("IE", "Co. Cork")
    ('British Columbia', 'Lancashire', 'County Cork')
    """
    known = _countries().get(country)
    return known.called.get(_key(said)) if known and said else None


def regions_of(country: str) -> Collection[str]:
    """Give the names of the regions of a country; none where they are not known."""
    known = _countries().get(country)
    return known.names if known else ()


def is_wide(country: str, said: str) -> bool:
    """Tell whether a name is that of a part of the country which holds several regions, such as Wales."""
    known = _countries().get(country)
    return known is not None and _key(said) in known.wide


@cache
def countries_with(region: str) -> list[str]:
    """Give the countries that have a region of this name; codes mean nothing without a country."""
    return [code for code, known in _countries().items() if any(fold(name) == fold(region) for name in known.names)]


@cache
def misspelt(country: str, said: str) -> str:
    """Give the region for which one that is not known was meant; empty where none is spelt nearly so."""
    known = _countries().get(country)
    if known is None or _key(said) in known.called or _key(said) in known.wide:
        return ""
    near = get_close_matches(fold(said), [fold(name) for name in known.names], n=1, cutoff=_NEARLY)
    return next((name for name in known.names if [fold(name)] == near), "")


def _key(said: str) -> str:
    return " ".join(word for word in fold(said).split() if word not in ("county", "co")) or fold(said)


@cache
def _countries() -> dict[str, _Country]:
    found: dict[str, _Country] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        country, name, also, level = line.split("\t")
        known = found.setdefault(country, _Country())
        # A code stands with its country and without.
        keys = [_key(said) for said in (name, *also.split("|"), *(code[3:] for code in also.split("|")[:1]))]
        if level:
            known.wide.update(keys)
        else:
            known.names.append(name)
            known.called |= {key: name for key in keys if key not in known.called}
    return found
