"""Names of zones in words: Windows', CLDR's and people's, and silence where they are not sure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from peerhub.schedule.zone_words import zone_named

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "zone-words.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", [*CASES["known"], *CASES["apart"]], ids=lambda case: str(case["said"]))
def test_a_name_means_the_zone_that_people_mean(case: dict[str, Any]) -> None:
    """A wrong zone sends people at a wrong hour, so an unsure name gives none."""
    assert zone_named(case["said"]) == case["is"]
    for country, zone in case.get("in", {}).items():
        assert zone_named(case["said"], country) == zone, country
