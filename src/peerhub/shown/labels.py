"""Words for what a listing or a helpline names: its country, and whom it is for by age."""

from __future__ import annotations

from peerhub.directory.people import Ages
from peerhub.hub import Hub


def country_name(hub: Hub, code: str) -> str:
    """Give a country's name as readers know it."""
    known = hub.directory.vocabulary.countries.get(code)
    return known.label if known else code


def ages_words(hub: Hub, ages: Ages | None) -> str:
    """Put a range of ages into words."""
    if ages is None or (ages.from_ is None and ages.to is None):
        return ""
    if ages.to is None:
        return hub.words.say("ages.from", youngest=ages.from_)
    if ages.from_ is None:
        return hub.words.say("ages.to", oldest=ages.to)
    return hub.words.say("ages.between", youngest=ages.from_, oldest=ages.to)
