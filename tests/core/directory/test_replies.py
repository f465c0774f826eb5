"""Tables of checks: a right row becomes a check, and all that is wrong is told at once with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.directory.listing import Listing
from peerhub.directory.provenance import Checked
from peerhub.directory.replies import read_replies
from peerhub.problems import Problems

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "replies.yaml").read_text("utf-8"))
TODAY = date(2026, 11, 23)
LISTINGS = {
    "evening-circle": Listing(
        id="evening-circle", kind="group", checked=Checked(on=date(2026, 11, 1), how="phone", by="Directory editor")
    ),
    "night-room": Listing(id="night-room", kind="group"),
    "old-circle": Listing(id="old-circle", kind="group", closed=date(2026, 1, 1)),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_table_is_judged_whole(case: dict[str, Any]) -> None:
    """The golden cases: which problems a table has, each with its line, its rule and its column."""
    problems = Problems()
    read_replies(case["table"].encode(), "replies.csv", LISTINGS, TODAY, problems)
    by_line = sorted(problems, key=lambda found: found.where.line or 0)
    assert [f"{found.where.line} {found.rule} {found.at}".strip() for found in by_line] == case["problems"]
    assert all(found.where.path == "replies.csv" and found.hint for found in problems)


def test_rows_become_checks() -> None:
    """What a row says is what is written down, whatever its separators."""
    problems = Problems()
    table = "id;on;how;by;closed\nnight-room; 2026-11-20 ;Phone; Directory editor ;2026-11-19\n"
    (check,) = read_replies(table.encode(), "replies.csv", LISTINGS, TODAY, problems)
    assert check.checked == Checked(on=date(2026, 11, 20), how="phone", by="Directory editor")
    assert (check.listing_id, check.closed) == ("night-room", date(2026, 11, 19))


def test_slips_are_met_with_the_right_word() -> None:
    """A mistyped id or way of checking is answered with the nearest one that exists."""
    problems = Problems()
    table = "id,how,by,on\nevening-circel,fone,Directory editor,2026-11-20\n"
    read_replies(table.encode(), "replies.csv", LISTINGS, TODAY, problems)
    assert [found.hint for found in problems] == ["Did you mean 'evening-circle'?", "Did you mean 'phone'?"]


@given(st.binary(max_size=80) | st.text(',;"\n\r\tid how by on night-room 2026-11', max_size=80).map(str.encode))
def test_no_table_is_a_traceback(raw: bytes) -> None:
    """Whatever stands in the file, the answer is checks or problems that have a line."""
    problems = Problems()
    read_replies(b"id,how,by,on\n" + raw, "replies.csv", LISTINGS, TODAY, problems)
    assert all(found.where.line for found in problems)
