"""The report counts what is there, says the same in every format, and its page stands alone and is safe."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest
from tests.core.feeds.hubs import TODAY, add_article, listing, make_hub

from peerhub.report.figures import Report, make_report
from peerhub.report.page import report_page
from peerhub.report.report_formats import report_json, report_text

HOSTILE = "</td><script>alert(1)</script>"


def check(day: date) -> dict[str, Any]:
    return {"on": day, "how": "phone", "by": "Directory editor"}


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Report on one listing of each state, and one that has closed."""
    hub = make_hub(
        tmp_path,
        listing(id="fresh"),
        listing(id="ageing", checked=check(date(2026, 4, 1)), topics=["anxiety", "voices"]),
        listing(id="withheld", checked=check(date(2020, 1, 1)), meetings=None),
        listing(
            id="unchecked", checked=None, place={"city": "X", "region": HOSTILE, "country": "GB"}, cost={"free": True}
        ),
        listing(id="closed", closed=date(2026, 1, 1)),
    )
    return make_report(hub)


def counts(report: Report, table: str) -> dict[str, tuple[int, ...]]:
    (found,) = [one for one in report.tables if one.id == table]
    return {row.label: row.counts for row in found.rows}


def test_states_are_counted(report: Report) -> None:
    """Each live listing is in one state; ended ones are counted apart and nowhere else."""
    states = counts(report, "states")
    assert [states[name] for name in ("Unchecked", "Fresh", "Ageing", "Stale", "Withheld")] == [
        (1,),
        (1,),
        (1,),
        (0,),
        (1,),
    ]
    assert (states["Closed"], states["Moved"], report.listings) == ((1,), (0,), 4)


def test_months_hold_every_listing(report: Report) -> None:
    """Checks and days of asking are counted by month, and what lies outside has its own line."""
    checks = counts(report, "checks")
    assert (checks["2026-11"], checks["2026-04"], checks["Earlier"]) == ((1,), (1,), (1,))
    assert sum(count for (count,) in counts(report, "due").values()) == 4
    assert counts(report, "due")["Overdue"] == (2,)


def test_coverage_is_counted(report: Report) -> None:
    """By topic, place and day: how many listings, and how many of them were checked lately."""
    assert counts(report, "topics") == {"Anxiety": (4, 2), "Hearing voices": (1, 1), "Domestic abuse": (0, 0)}
    places = counts(report, "places")
    assert places["United Kingdom: West Yorkshire"] == (3, 2)
    days = counts(report, "weekdays")
    assert next(iter(days)) == "Monday"
    assert (days["Tuesday"], days["Monday"], days["Groups without a known day"]) == ((3, 2), (0, 0), (1, 0))


def test_completeness_is_counted(report: Report) -> None:
    """Of each question of a newcomer the report says how many listings answer it."""
    fields = counts(report, "fields")
    assert (fields["When it meets"], fields["What it costs"], fields["What stays private"]) == ((3,), (1,), (0,))
    (line,) = [line for line in report_text(report).splitlines() if "What it costs" in line]
    assert line.split()[-3:] == ["1", "25", "%"]


def test_articles_are_measured(tmp_path: Path) -> None:
    """Each article has its grade, length, dates and sources; one past its review is called overdue."""
    hub = make_hub(tmp_path)
    front = "title: Empathy\ndescription: D\nkind: guide\nlast_updated: 2024-01-01\nnext_review: 2026-01-01\n"
    add_article(hub, "why/empathy.md", front)
    (article,) = make_report(hub).articles
    assert (article.path, article.words, article.sources, article.overdue) == ("why/empathy.md", 5, 0, True)
    assert article.grade is None, "five words are too few for a grade"
    assert "2026-01-01 (overdue)" in report_text(make_report(hub))
    assert "Empathy (why/empathy.md)" in report_page(make_report(hub))


def test_every_format_says_the_same(report: Report) -> None:
    """Text, JSON and page hold each label and number."""
    told = json.loads(report_json(report))
    assert told["on"] == TODAY.isoformat()
    assert [row["label"] for row in told["tables"][0]["rows"]] == [row.label for row in report.tables[0].rows]
    text, page = report_text(report), html5lib.parse(report_page(report), namespaceHTMLElements=False)
    words = "".join(page.itertext())
    for table in report.tables:
        for row in table.rows:
            assert row.label in text
            assert row.label in words


def test_the_page_stands_alone(report: Report) -> None:
    """The page has no script, no style but its one, no address, and no label becomes markup; pictures have words."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(report_page(report))
    tags = [element for element in page.iter() if isinstance(element.tag, str)]
    assert [element.tag for element in tags if element.tag in ("script", "link", "img", "iframe", "a")] == []
    assert len([element for element in tags if element.tag == "style"]) == 1
    attributes = {name for element in tags for name in element.attrib}
    assert not {name for name in attributes if name in ("style", "src", "href") or name.startswith("on")}
    pictures = [element for element in tags if element.tag.endswith("svg")]
    assert len(pictures) == len(report.tables)
    assert all(element.get("role") == "img" and element.get("aria-label") for element in pictures)
    assert len([element for element in tags if element.tag == "table"]) == len(report.tables)


def test_an_empty_hub_has_a_report(tmp_path: Path) -> None:
    """With nothing to count the report says so, in every format."""
    report = make_report(make_hub(tmp_path))
    assert "0 listings" in report_text(report)
    assert json.loads(report_json(report))["listings"] == 0
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(report_page(report))
