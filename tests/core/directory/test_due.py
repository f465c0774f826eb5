"""Who is to be asked: nobody is forgotten, nobody twice, and no week is heavy."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.directory.due import Contact, Due, due, due_on
from peerhub.directory.freshness import DEFAULT_LIMITS, Freshness
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.settings import FreshnessLimits
from peerhub.yaml.source import Source

TODAY = date(2026, 11, 24)  # a Tuesday
MONDAY = date(2026, 11, 23)


def listing(id_: str, checked: date | None = None, **more: Any) -> Listing:
    check = {"on": checked, "how": "phone", "by": "Directory editor"}
    return Listing.model_validate({"id": id_, "kind": "group", "name": id_, "checked": checked and check, **more})


def directory(*listings: Listing) -> Directory:
    source = Source("data/groups.yaml", [], "")
    return Directory(tuple(Entry(one, source, index) for index, one in enumerate(listings)))


def ids(found: list[Due]) -> list[str]:
    return [one.listing_id for one in found]


@given(st.text("abcdefghij-", min_size=1, max_size=20), st.integers(0, 900), st.integers(3, 900))
def test_a_check_falls_due_before_it_lapses(id_: str, ago: int, fresh: int) -> None:
    """A listing is asked in the last third of the days for which it is fresh, never after them."""
    on = TODAY - timedelta(days=ago)
    day = due_on(listing(id_, on), TODAY, FreshnessLimits(fresh=fresh, ageing=fresh + 1, stale=fresh + 2))
    assert on + timedelta(days=fresh - fresh // 3) < day <= on + timedelta(days=fresh)


@given(st.text("abcdefghij-", min_size=1, max_size=20))
def test_what_nobody_checked_has_its_week_of_the_year(id_: str) -> None:
    """In any 52 weeks in a row an unchecked listing comes up exactly once."""
    group = directory(listing(id_))
    weeks = [MONDAY + timedelta(weeks=number) for number in range(52)]
    assert sum(len(due(group, week)) for week in weeks) == 1


def test_no_month_and_no_week_is_heavy() -> None:
    """Ten thousand unchecked listings spread evenly, and so do ten thousand that were checked on one day."""
    unchecked = Counter(due_on(listing(f"group-{n}"), MONDAY).isocalendar()[:2] for n in range(10_000))
    assert len(unchecked) == 52
    assert max(unchecked.values()) < 10_000 / 52 * 1.3
    checked = Counter(due_on(listing(f"group-{n}", TODAY), MONDAY) for n in range(10_000))
    assert len(checked) == DEFAULT_LIMITS.fresh // 3
    assert max(checked.values()) < 10_000 / 61 * 1.4


def test_every_day_of_a_week_gives_the_same_list() -> None:
    """Volunteers who look on Thursday see what those saw who looked on Monday."""
    group = directory(*(listing(f"group-{n}") for n in range(500)))
    assert len({tuple(ids(due(group, MONDAY + timedelta(days=day)))) for day in range(7)}) == 1


def test_weeks_ahead_hold_what_the_single_weeks_hold() -> None:
    """Four weeks at once are the four weeks one by one, for what nobody has checked."""
    group = directory(*(listing(f"group-{n}") for n in range(500)))
    single = [id_ for week in range(4) for id_ in ids(due(group, MONDAY + timedelta(weeks=week)))]
    assert sorted(ids(due(group, TODAY, weeks=4))) == sorted(single)


def test_the_most_urgent_come_first_and_stay() -> None:
    """What is withheld leads, and an overdue check is asked for until it is done."""
    group = directory(
        listing("fresh", TODAY),
        listing("nearly", TODAY - timedelta(days=183)),
        listing("ageing", TODAY - timedelta(days=300)),
        listing("stale", TODAY - timedelta(days=400)),
        listing("withheld", TODAY - timedelta(days=900)),
        listing("future", date(2200, 12, 30)),
    )
    found = due(group, TODAY)
    assert ids(found) == ["withheld", "stale", "ageing", "nearly"]
    assert [one.reason for one in found] == [
        Freshness.WITHHELD,
        Freshness.STALE,
        Freshness.AGEING,
        Freshness.FRESH,
    ]


@pytest.mark.parametrize("end", [{"closed": MONDAY}, {"moved_to": "other"}, {"removed": MONDAY}])
def test_what_has_ended_is_not_asked(end: dict[str, Any]) -> None:
    """Nobody rings a group that has closed, moved or gone."""
    assert due(directory(listing("old", TODAY - timedelta(days=900), **end)), TODAY) == []


@pytest.mark.parametrize(
    ("fields", "contact"),
    [
        ({}, Contact()),
        ({"source": {"url": "https://a.example"}}, Contact("source", "https://a.example")),
        (
            {"website": "https://b.example", "source": {"url": "https://a.example"}},
            Contact("website", "https://b.example"),
        ),
        ({"join": {"phone": "01632 960 001"}, "website": "https://b.example"}, Contact("phone", "01632 960 001")),
        ({"join": {"phone": "01632 960 001", "email": "hello@c.example"}}, Contact("email", "hello@c.example")),
    ],
)
def test_the_quickest_public_way_to_ask(fields: dict[str, Any], contact: Contact) -> None:
    """The list says how to ask: by e-mail, else by phone, else where to look."""
    (found,) = due(directory(listing("one", TODAY - timedelta(days=900), **fields)), TODAY)
    assert found.contact == contact
