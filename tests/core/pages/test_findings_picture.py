"""The picture of the research shows each finding of the bibliography once, and says the same in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
from tests.core.feeds.hubs import make_hub

from peerhub.directory.references import Reference
from peerhub.hub import Hub
from peerhub.pages.article_html import clean_article
from peerhub.pages.findings_picture import PLACE, findings_picture, with_findings

POOLED = [
    {"about": "groups", "outcome": "Symptoms", "found": "no-difference", "how_sure": "Too <little> evidence"},
    {"about": "depression", "outcome": "Low mood", "found": "gain"},
]
WEIGHED = [{"about": "groups", "outcome": "Company", "found": "perhaps", "how_sure": "Few studies"}]


def hub_with_findings(folder: Path) -> Hub:
    def reference(key: str, kind: str, findings: list[dict[str, Any]]) -> Reference:
        return Reference.model_validate(
            {"key": key, "authors": [], "title": key, "type": kind, "finding": "verified", "findings": findings}
        )

    references = {
        "b-2008": reference("b-2008", "review", WEIGHED),
        "a-2021": reference("a-2021", "systematic-review-meta-analysis", POOLED),
        "c-2001": reference("c-2001", "theory", []),
    }
    hub = make_hub(folder)
    return replace(hub, directory=replace(hub.directory, references=references), _made={})


def test_each_finding_is_one_mark_in_its_column(tmp_path: Path) -> None:
    """Marks stand in the column of what was found; full ones come first, rings are studies weighed in words."""
    page = html5lib.parseFragment(findings_picture(hub_with_findings(tmp_path)), namespaceHTMLElements=False)
    marks = [element for element in page.iter() if str(element.tag).endswith("circle")]
    assert [(mark.get("class", "").rpartition("--")[2], mark.get("cx")) for mark in marks] == [
        ("pooled", "42.5"),
        ("weighed", "212.5"),
        ("pooled", "297.5"),
    ]


def test_the_words_say_what_the_picture_shows(tmp_path: Path) -> None:
    """Every outcome, what was found, how it was weighed and how sure anyone was stands in a list, as plain text."""
    page = html5lib.parseFragment(findings_picture(hub_with_findings(tmp_path)), namespaceHTMLElements=False)
    said = ["".join(item.itertext()) for item in page.iter("li")]
    assert said == [
        "Symptoms: no clear difference, with results put together by numbers. Too <little> evidence.",
        "Company: perhaps a gain, with studies weighed in words. Few studies.",
        "Low mood: a gain was seen, with results put together by numbers.",
    ]
    titles = ["".join(item.itertext()) for item in page.iter("strong")]
    assert titles == ["Groups", "Depression"], "a panel without findings is not drawn"


def test_the_picture_takes_its_place_after_cleaning(tmp_path: Path) -> None:
    """The place comes through cleaning, and a drawing that an author writes does not."""
    hub = hub_with_findings(tmp_path)
    assert clean_article(PLACE) == PLACE
    assert with_findings(hub, f"<p>One</p>\n{PLACE}").count("<svg") == 2
    assert with_findings(hub, "<p>One</p>") == "<p>One</p>"
    assert "<svg" not in clean_article(findings_picture(hub))
