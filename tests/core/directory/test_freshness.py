"""Freshness follows from the day of the last check and from nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.directory.freshness import DEFAULT_LIMITS, Freshness, freshness, next_change
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
    """Without a check there is no age, and no day on which the state changes."""
    assert freshness(None, TODAY) is Freshness.UNCHECKED
    assert next_change(None, TODAY) is None


def test_limits_are_settings_and_must_rise() -> None:
    """A hub may choose its limits, but not limits that leave no room for a state in the wrong order."""
    assert freshness(checked(10), TODAY, FreshnessLimits(fresh=5, ageing=20, stale=30)) is Freshness.AGEING
    with pytest.raises(ValueError, match="must rise"):
        FreshnessLimits(fresh=30, ageing=20, stale=40)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_the_state_changes_on_the_day_that_is_foretold(on: date, today: date) -> None:
    """Until the foretold day the state stays; on it, it is another."""
    check = Checked(on=on, how="phone", by="Directory editor")
    changes = next_change(check, today)
    if changes is None:
        return
    assert changes > today
    assert freshness(check, changes - timedelta(days=1)) is freshness(check, today)
    assert freshness(check, changes, DEFAULT_LIMITS) is not freshness(check, today)
