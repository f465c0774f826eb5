"""The safety report says what stands against each danger, what proves it, and what is open; and it can be signed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.core.pages.elements import elements
from tests.sites.hubs import ENGINE, TinyHub, make_hub, open_doors

LOG = """
- id: wrong-number
  title: A wrong <b>number</b>
  could: Nobody answers.
  controls:
    - {says: "It is [compared](learn/helping.md).", tests: [tests/a.py::test_a]}
    - {says: Two people look., by: people}
  open:
    - {says: It can fail tonight.}
    - {says: Nobody has checked it., until: [numbers]}
    - {says: Nobody answers for it., until: [contact, owner]}
"""
PAGE = """---
title: Clinical safety
description: How this hub could harm a reader, what limits each danger, and what is open today.
kind: landing
---
<!-- generated: hazards-signed -->

<!-- generated: hazards -->

<!-- generated: safety-contact -->

<!-- generated: safety-owner -->
"""


@pytest.fixture
def hub(tmp_path: Path) -> TinyHub:
    """A tiny hub with a log of one danger and a page made from it."""
    return make_hub(tmp_path, {"data/hazards.yaml": LOG, "docs/safety.md": PAGE})


def test_the_log_and_the_sheet(hub: TinyHub) -> None:
    """Each control has its test or its people, each open risk stands there, and there is room for a name."""
    text = hub.hub("report", "--safety").out
    for line in (
        "1 dangers, 2 controls, 3 open risks.",
        "   + It is compared.",
        "       proven by tests/a.py::test_a",
        "       kept by people",
        "   - open: Nobody has checked it.",
        "Answers for safety: nobody yet. Signed by: nobody, as it stands.",
    ):
        assert line in text.splitlines()
    found = json.loads(hub.hub("report", "--safety", "--format", "json").out)
    assert found["hazards"][0]["controls"][0]["tests"] == ["tests/a.py::test_a"]
    assert found["hash"] in text
    page = hub.hub("report", "--safety", "--format", "html").out
    assert ("b", ()) not in elements(page)
    assert "Signature" in page
    assert found["hash"] in page


def test_what_is_done_closes_its_risk(hub: TinyHub) -> None:
    """Once the numbers are checked and somebody answers, the page and the report no longer say that nobody does."""
    hub.hub("build")
    page = (hub.site / "safety/index.html").read_text(encoding="utf-8")
    assert "no safety officer has signed it" in page
    assert "Nobody has checked it." in page
    assert "Nobody has been named yet" in page
    assert "no such address" in page
    assert "A wrong <b>number</b>" in page  # an article is Markdown: a letter's HTML may stand in it

    open_doors(hub)
    done = hub.hub("build")
    assert done.code == 0, done.err
    page = (hub.site / "safety/index.html").read_text(encoding="utf-8")
    assert "Nobody has checked it." not in page
    assert "It can fail tonight." in page
    assert "Safety lead answers for the safety of readers." in page
    assert 'href="mailto:safety@hub.example"' in page
    assert "Example reviewer read this list and signed it on 20 November 2026." in page
    found = json.loads(hub.hub("report", "--safety", "--format", "json").out)
    assert found["hazards"][0]["open"] == ["It can fail tonight."]
    assert (found["signed"], found["undone"], found["unreviewed"]) == ("Example reviewer on 2026-11-20", [], 0)


def test_a_change_of_the_log_undoes_its_signature(hub: TinyHub) -> None:
    """A new danger is a new text to sign; a test that was renamed is not."""
    open_doors(hub)
    hub.replace("data/hazards.yaml", "tests/a.py::test_a", "tests/a.py::test_b")
    assert json.loads(hub.hub("report", "--safety", "--format", "json").out)["signed"]
    hub.replace("data/hazards.yaml", "It can fail tonight", "It can fail any night")
    assert not json.loads(hub.hub("report", "--safety", "--format", "json").out)["signed"]
    assert "[review-lapsed]" in hub.hub("check").out


def test_a_hub_without_a_log_is_held_against_the_engines(tmp_path: Path) -> None:
    """The dangers are the engine's, and the command says so."""
    done = make_hub(tmp_path).hub("report", "--safety", "--format", "json")
    assert done.code == 0
    assert "these are the engine's" in done.err
    assert len(json.loads(done.out)["hazards"]) == (ENGINE / "data/hazards.yaml").read_text("utf-8").count("- id: ")


def test_slips_in_the_log(hub: TinyHub) -> None:
    """A control without a proof, one with two, and an id that stands twice are errors with their lines."""
    hub.replace("data/hazards.yaml", ", tests: [tests/a.py::test_a]", "")
    hub.replace("data/hazards.yaml", "by: people}", "by: people, tests: [x]}")
    text = (hub.root / "data/hazards.yaml").read_text(encoding="utf-8")
    hub.write("data/hazards.yaml", f"{text}- {{id: wrong-number, title: Again, could: It could., controls: []}}\n")
    assert hub.hub("check").out.splitlines() == [
        "data/hazards.yaml:6: error: hazards[0].controls[0] is proven by no test. "
        "Name its tests, or write by: people, but not both. [hazard-log]",
        "data/hazards.yaml:7: error: hazards[0].controls[1] is done by people and names a test. "
        "Name its tests, or write by: people, but not both. [hazard-log]",
        "data/hazards.yaml:12: error: hazards[1].id is used a second time: 'wrong-number'. "
        "Give each hazard its own id. [hazard-log]",
    ]
