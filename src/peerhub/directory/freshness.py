"""Freshness: how far a listing can still be relied on, from the day of its last check.

It is worked out, never written down, so that no listing goes stale in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from peerhub.directory.provenance import Checked


class Freshness(Enum):
    """How far a listing can be relied on."""

    UNCHECKED = "unchecked"  # nobody has checked it yet: labelled, listed last, no calendar, no Event
    FRESH = "fresh"
    AGEING = "ageing"  # readers are asked to make sure before they go
    STALE = "stale"
    WITHHELD = "withheld"  # its details are not shown any more


@dataclass(frozen=True, slots=True)
class Limits:
    """The last day of each state, counted from the check."""

    fresh: int = 183
    ageing: int = 365
    stale: int = 545

    def __post_init__(self) -> None:
        if not 0 <= self.fresh <= self.ageing <= self.stale:
            raise ValueError("The limits must not be negative and must rise from fresh over ageing to stale.")


DEFAULT_LIMITS = Limits()


def freshness(checked: Checked | None, today: date, limits: Limits = DEFAULT_LIMITS) -> Freshness:
    """Work out how far a listing can be relied on today."""
    if checked is None:
        return Freshness.UNCHECKED
    # A check in the future is broken data, which the rule `checked-date` reports; here it counts as new.
    days = (today - checked.on).days
    if days <= limits.fresh:
        return Freshness.FRESH
    if days <= limits.ageing:
        return Freshness.AGEING
    return Freshness.STALE if days <= limits.stale else Freshness.WITHHELD


def next_change(checked: Checked | None, today: date, limits: Limits = DEFAULT_LIMITS) -> date | None:
    """Give the first day on which the state will be another, or None when it will stay."""
    if checked is None:
        return None
    for days in (limits.fresh, limits.ageing, limits.stale):
        try:
            changes = checked.on + timedelta(days=days + 1)
        except OverflowError:  # a check near the year 9999 is broken data and reported as such
            return None
        if changes > today:
            return changes
    return None
