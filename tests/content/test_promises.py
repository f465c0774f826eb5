"""What the policy pages say of the product is held by a test that is there, or by a role that has to do it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.content.named_tests import assert_it_proves

ROOT = Path(__file__).parents[2]
PAGES = yaml.safe_load((Path(__file__).parent / "promises.yaml").read_text(encoding="utf-8"))
PROMISES = [(page["page"], promise) for page in PAGES for promise in page["promises"]]
# The first stands in data/hazards.yaml, with what holds each control; the second is held by the tests of the feeds.
ELSEWHERE = {"about/clinical-safety.md", "about/use-our-data.md"}


@cache
def sections(page: str) -> list[str]:
    """Give the parts of a page, heading by heading."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").partition("\n---\n")[2]
    return re.split(r"^## ", text, flags=re.MULTILINE)[1:]


@pytest.mark.parametrize(("page", "promise"), PROMISES)
def test_a_promise_is_made_and_held(page: str, promise: dict[str, Any]) -> None:
    """The words stand on the page, and either a test that runs holds them or a role is named."""
    assert any(promise["says"] in part for part in sections(page)), "the page says it no more, or otherwise"
    assert ("tests" in promise) != ("by" in promise)
    for test in promise.get("tests", ()):
        assert_it_proves(test)


def test_every_part_of_every_policy_is_held() -> None:
    """No part of a policy promises something that nothing holds; a new policy page is named here too."""
    policies = {f"about/{path.name}" for path in (ROOT / "docs" / "about").glob("*.md")} - ELSEWHERE
    assert {page["page"] for page in PAGES} == policies
    for page in PAGES:
        said = [promise["says"] for promise in page["promises"]]
        for part in sections(page["page"]):
            assert any(words in part for words in said), f"{page['page']}: {part.splitlines()[0]}"
