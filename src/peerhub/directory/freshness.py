"""Freshness: how far a listing can still be relied on, from the day of its last check.

It is worked out, never written down, so that no listing goes stale in silence.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from peerhub.directory.provenance import Checked
from peerhub.settings import FreshnessLimits


class Freshness(Enum):
    """How far a listing can be relied on."""

    UNCHECKED = "unchecked"  # nobody has checked it yet: labelled, listed last, no calendar, no Event
    FRESH = "fresh"
    AGEING = "ageing"  # readers are asked to make sure before they go
    STALE = "stale"
    WITHHELD = "withheld"  # its details are not shown any more


# A date in somebody's calendar is a promise, so it rests on a check that is not too old.
RELIED_ON = (Freshness.FRESH, Freshness.AGEING)
# What may be shown, first to last: what somebody checked lately helps most, what nobody has checked comes last.
SHOWN = (*RELIED_ON, Freshness.STALE, Freshness.UNCHECKED)

DEFAULT_LIMITS = FreshnessLimits()


def freshness(checked: Checked | None, today: date, limits: FreshnessLimits = DEFAULT_LIMITS) -> Freshness:
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
