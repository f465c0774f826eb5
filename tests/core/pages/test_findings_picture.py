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


def claim(number: int, about: str, outcome: str, against: str, direction: str, **more: Any) -> dict[str, Any]:
    drawn = {"about": about, "outcome": outcome, "sure": "Too <little> evidence"}
    words = {"id": f"c-{number}", "says": "Words.", "against": against, "direction": direction}
    return {**words, "drawn": drawn, **more}


CLAIMS = [
    claim(1, "groups", "Symptoms", "usual-care", "no-difference", trials=4, people=1929),
    claim(2, "groups", "Company", "usual-care", "perhaps-better", trials=1),
    claim(3, "groups", "Calm", "usual-care", "mixed"),
    claim(4, "depression", "Low mood", "another-treatment", "no-difference"),
    claim(5, "depression", "Sleep", "another-treatment", "worse"),
    claim(6, "depression", "Rest", "nobody", "better"),
]


def hub_with_findings(folder: Path) -> Hub:
    known = {"key": "a-2021", "authors": [], "title": "A", "claims": [*CLAIMS, UNDRAWN]}
    hub = make_hub(folder)
    references = {"a-2021": Reference.model_validate(known)}
    return replace(hub, directory=replace(hub.directory, references=references), _made={})


UNDRAWN = {"id": "undrawn", "says": "Words.", "direction": "describes"}


def test_each_drawn_claim_is_one_mark_in_its_column(tmp_path: Path) -> None:
    """Marks stand where they say what was found beside what; a ring may be so, and differing studies lie between."""
    page = html5lib.parseFragment(findings_picture(hub_with_findings(tmp_path)), namespaceHTMLElements=False)
    marks = [element for element in page.iter() if str(element.tag).endswith("circle")]
    assert [(mark.get("class", "").rpartition("--")[2], mark.get("cx")) for mark in marks] == [
        ("found", "170"),
        ("perhaps", "56.67"),
        ("perhaps", "113.3"),
        ("found", "170"),
        ("found", "238"),
        ("found", "306"),
    ]


def test_the_words_say_what_the_picture_shows(tmp_path: Path) -> None:
    """Every outcome, what was found beside what, in how many and how sure anyone was stands in a list, as text."""
    page = html5lib.parseFragment(findings_picture(hub_with_findings(tmp_path)), namespaceHTMLElements=False)
    said = ["".join(item.itertext()) for item in page.iter("li")]
    assert said == [
        "Symptoms: no different from usual care. 4 studies, 1,929 people. Too <little> evidence.",
        "Company: perhaps better than usual care. 1 study. Too <little> evidence.",
        "Calm: better than usual care in some studies, and not in others. Too <little> evidence.",
        "Low mood: as good as another treatment. Too <little> evidence.",
        "Sleep: less good than another treatment. Too <little> evidence.",
        "Rest: better, but not compared. Too <little> evidence.",
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
