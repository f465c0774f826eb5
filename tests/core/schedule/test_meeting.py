"""A meeting slot is checked as a whole, and every problem is told in its field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from tests.core.schedule.schedule_strategies import meetings
from tests.core.schedule.test_sentences import cases

from peerhub.schedule.meeting import Meeting
from peerhub.schedule.zones import zone, zone_names


@pytest.mark.parametrize("case", cases("meeting-problems.yaml"), ids=lambda case: case["problems"][0][:60])
def test_problems(case: dict[str, Any]) -> None:
    """A slot that cannot be right gets the problems of its case, all at once."""
    with pytest.raises(ValidationError) as caught:
        Meeting.model_validate(case["meeting"])
    found = [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in caught.value.errors()]
    assert found == case["problems"]


@given(meetings())
def test_a_slot_survives_json(meeting: Meeting) -> None:
    """A slot written as JSON is read back as the same slot."""
    assert Meeting.model_validate_json(meeting.model_dump_json(exclude_defaults=True)) == meeting


def test_a_zone_is_an_iana_name_and_never_a_path() -> None:
    """Every name of the package is known, and nothing else is read from the disk."""
    assert len(zone_names()) > 400
    assert zone("Europe/London").key == "Europe/London"
    with pytest.raises(ValueError, match="must be an IANA time zone"):
        zone("../etc/passwd")
