"""What the policy pages say of the product is held by a test that is there, or by a role that has to do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def test_every_policy_is_named() -> None:
    """A new policy page is named here too."""
    policies = {f"about/{path.name}" for path in (ROOT / "docs" / "about").glob("*.md")} - ELSEWHERE
    assert {page["page"] for page in PAGES} == policies


def lines(page: str) -> Iterator[str]:
    """Give the sentences of a page, one a line; a question, a lead or a cited finding has nothing to be held."""
    for part in sections(page):
        for line in part.splitlines()[1:]:
            words = re.sub(r"^\s*(?:- |> |\d+\. )?", "", line)
            if words.endswith(".") and "[@" not in words:
                yield words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["page"])
def test_every_sentence_of_a_policy_is_held(page: dict[str, Any]) -> None:
    """Each is a promise that a test or a role holds, or is known to promise nothing; none is named in vain."""
    said, told = [promise["says"] for promise in page["promises"]], set(page["told"])
    there = list(lines(page["page"]))
    assert [line for line in there if line not in told and not any(words in line for words in said)] == []
    assert told - set(there) == set()
