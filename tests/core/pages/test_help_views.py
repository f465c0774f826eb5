"""Helplines are shown as what they are: as checked only while the check lasts, and dialled as the data says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from tests.core.pages.theme import Theme

from peerhub.directory.helplines import HelplineCheck, Helplines, HelplineSource
from peerhub.directory.load import load_directory
from peerhub.directory.needs import NEEDS
from peerhub.hub import Hub
from peerhub.pages.help_views import country_help, help_bar, telephone, text_message
from peerhub.problems import Problems

ROOT = Path(__file__).parents[3]
SHIPPED = load_directory(ROOT, Problems())


def with_line(hub: Hub, **changes: Any) -> Hub:
    """The hub whose first line is another."""
    country = hub.directory.helplines.countries["GB"]
    line = country.lines[0].model_copy(update=changes)
    helplines = Helplines(countries={"GB": country.model_copy(update={"lines": (line, *country.lines[1:])})})
    return replace(hub, directory=replace(hub.directory, helplines=helplines), _made={})


@pytest.mark.parametrize(
    ("days", "recently", "words"),
    [
        (None, False, "Not checked by us yet."),
        (0, True, "Checked on 1 December 2026 by Safety editor"),
        (90, True, "Checked on 2 September 2026 by Safety editor"),
        (91, False, "too long ago"),
    ],
)
def test_a_check_is_called_one_only_while_it_lasts(tiny: Theme, days: int | None, recently: bool, words: str) -> None:
    """On the 91st day it is no longer called checked, and without a check nobody says that there was one."""
    hub = tiny.hub
    checked = None if days is None else HelplineCheck(on=hub.today - timedelta(days=days), by="Safety editor")
    country = country_help(with_line(hub, checked=checked), "GB")
    assert country is not None
    line = country.lines[0]
    assert line.checked_recently is recently
    assert words in line.checked
    assert line.checked.startswith("Checked on") == recently


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (None, ("The page where we read it has no date.",)),
        (2023, ("The page where we read it is of 2023.",)),
        (2024, ()),
        (2026, ()),
    ],
)
def test_readers_are_told_how_old_a_page_is(tiny: Theme, year: int | None, said: tuple[str, ...]) -> None:
    """A line that rests on an old page, or on one without a date, says so until somebody has checked it."""
    source = HelplineSource(url="https://example.org", kind="official", year=year)
    country = country_help(with_line(tiny.hub, source=source, checked=None), "GB")
    assert country is not None
    assert country.lines[0].doubts == said
    checked = HelplineCheck(on=tiny.hub.today, by="Safety editor")
    country = country_help(with_line(tiny.hub, source=source, checked=checked, doubt="Nights are not sure."), "GB")
    assert country is not None
    assert country.lines[0].doubts == ("Nights are not sure.",)


def test_unknown_hours_are_said_to_be_unknown(tiny: Theme) -> None:
    """A reader who finds nothing about hours might take it for day and night."""
    country = country_help(with_line(tiny.hub, hours=None), "GB")
    assert country is not None
    assert country.lines[0].hours == "We do not know the hours"


def test_every_british_line_leads_to_its_own_site() -> None:
    """The service's own page is the first place to look when a number fails."""
    country = SHIPPED.helplines.countries["GB"]
    assert [line.id for line in country.lines if line.url is None] == []
    reached = {need for line in country.lines for need in line.dangers}
    assert reached == set(NEEDS)


def test_a_link_dials_what_the_data_says() -> None:
    """Of every shipped line the call and the text have the very digits and the word of the data."""
    lines = [(line.phone, line.text) for country in SHIPPED.helplines.countries.values() for line in country.lines]
    assert len(lines) > 30
    for phone, text in lines:
        if phone is not None:
            assert telephone(phone.number).removeprefix("tel:") == re.sub(r"[^0-9+]", "", phone.number)
        if text is not None:
            number, _, body = text_message(text.number, text.body).removeprefix("sms:").partition("?body=")
            assert number == re.sub(r"[^0-9+]", "", text.number)
            assert unquote(body) == (text.body or "")


def test_the_bar_names_what_the_data_names(tiny: Theme) -> None:
    """Above every page stand the emergency number and the first line that always answers, with their own digits."""
    bar = help_bar(with_line(tiny.hub, name="Another", phone=None, text=None))
    assert bar.emergency.href == "tel:999"
    assert bar.call is None
    bar = help_bar(tiny.hub)
    assert bar.call is not None
    assert (bar.call.href, bar.text) == ("tel:116123", None)


def test_a_number_without_a_source_is_refused(tmp_path: Path) -> None:
    """A line and an emergency number say on which page they were read, or they are not taken."""
    data = yaml.safe_load((ROOT / "tests/sites/tiny/data/helplines.yaml").read_text(encoding="utf-8"))
    del data["countries"]["GB"]["emergency"]["source"]
    del data["countries"]["GB"]["lines"][0]["source"]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "helplines.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    problems = Problems()
    load_directory(tmp_path, problems)
    said = [str(problem) for problem in problems if "source" in str(problem)]
    assert any("countries.GB.emergency" in line for line in said)
    assert any("countries.GB.lines[0]" in line for line in said)


def test_no_shipped_line_claims_a_check() -> None:
    """What comes with the engine was checked by nobody, and must not say otherwise."""
    countries = SHIPPED.helplines.countries.values()
    assert [line.id for country in countries for line in country.lines if line.checked] == []
    assert [country.emergency.number for country in countries if country.emergency.checked] == []


def test_a_zero_in_brackets_is_dialled_inside_the_country_only() -> None:
    """Behind the country's code it would make a number that nobody answers."""
    assert telephone("+44 (0)113 496 0123") == "tel:+441134960123"
    assert telephone("(0113) 496 0123") == "tel:01134960123"
