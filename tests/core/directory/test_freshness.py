"""Freshness follows from the day of the last check and from nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from peerhub.directory.freshness import Freshness, freshness
from peerhub.directory.provenance import Checked
from peerhub.settings import FreshnessLimits

TODAY = date(2026, 11, 23)


def checked(days_ago: int) -> Checked:
    return Checked(on=TODAY - timedelta(days=days_ago), how="phone", by="Directory editor")


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, Freshness.FRESH),
        (0, Freshness.FRESH),
        (183, Freshness.FRESH),
        (184, Freshness.AGEING),
        (365, Freshness.AGEING),
        (366, Freshness.STALE),
        (545, Freshness.STALE),
        (546, Freshness.WITHHELD),
    ],
)
def test_a_limit_is_the_last_day_of_its_state(days: int, state: Freshness) -> None:
    """A listing changes its state on the day after a limit, not on it."""
    assert freshness(checked(days), TODAY) is state


def test_what_nobody_checked_is_never_fresh() -> None:
    """Without a check there is no age."""
    assert freshness(None, TODAY) is Freshness.UNCHECKED


def test_limits_are_settings_and_must_rise() -> None:
    """A hub may choose its limits, but not limits that leave no room for a state in the wrong order."""
    assert freshness(checked(10), TODAY, FreshnessLimits(fresh=5, ageing=20, stale=30)) is Freshness.AGEING
    with pytest.raises(ValueError, match="must rise"):
        FreshnessLimits(fresh=30, ageing=20, stale=40)
