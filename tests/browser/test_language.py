"""Numbers, plurals, lists and dates are the same in Python and in the browser, in six kinds of grammar."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.browser.server import SiteServer
from tests.browser.sites import ROOT

from peerhub.schedule.clock_words import date_text
from peerhub.schedule.occurrence_words import browser_words
from peerhub.schedule.schedule_words import ScheduleWords
from peerhub.text import joined
from peerhub.words.catalogue import catalogue, languages
from peerhub.words.cldr import calendar_words, clock_words, list_words, number_words, plural_form
from peerhub.words.schedules import schedule_words

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "cy", "es", "ar", "de", "ja")
NUMBERS = [*range(120), 1234, 1_000_000, 1_234_567]
WORDS = ["1", "2", "3", "4"]
DAYS = [date(2026, 1, 1) + timedelta(days=17 * step) for step in range(25)]
_ASK = """async ([language, numbers, words, days, said, lists]) => {
  document.documentElement.lang = language;
  const own = await import(`/name/components/language.mjs?${language}`);
  const { dateText } = await import("/name/components/next-meeting/next-meeting.mjs");
  const forms = Object.fromEntries(["zero", "one", "two", "few", "many", "other"].map((form) => [form, form]));
  const full = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { dateStyle: "full", timeZone: "UTC" });
  return {
    forms: numbers.map((n) => own.counted(forms, n)),
    numbers: numbers.map((n) => own.numbers().format(n)),
    lists: [1, 2, 3, 4].map((most) => own.listed(words.slice(0, most), lists[0])),
    plain: own.listed(words, lists[1]),
    days: days.map((day) => dateText(Date.parse(day), said)),
    own: days.map((day) => full.format(Date.parse(day))),
    known: Intl.DateTimeFormat.supportedLocalesOf(language).length > 0,
  };
}"""


def _words(language: str) -> ScheduleWords:
    """Give the words of a language, with the calendar of one that has no catalogue."""
    if language in languages():
        return schedule_words(language)
    said = {**catalogue("en")["schedule"], "joining": list_words(language)}
    calendar = calendar_words(language)
    said |= {
        "months": calendar["months"],
        "weekdays": calendar["weekdays"],
        "clock": {**said["clock"], **clock_words(language)},
    }
    said |= {"date": calendar["long"], "day_date": calendar["weekday"], "weekday_date": calendar["weekday_date"]}
    weeks = {int(week) if week.isdigit() else week: words for week, words in said["weeks"].items()}
    return ScheduleWords.from_mapping({**said, "weeks": weeks})


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_and_the_browser_agree(
    browser: Browser, site_server: Callable[..., SiteServer], language: str
) -> None:
    """The same plural form, number, list and date on both sides, and the browser's own date where ours is CLDR's."""
    words = _words(language)
    page = browser.new_page()
    page.goto(site_server(ROOT / "overrides", "name").url + "404.html")
    asked = [language, NUMBERS, WORDS, [day.isoformat() for day in DAYS], json.loads(browser_words(words))]
    asked.append([list_words(language), list_words(language, "plain")])
    found: dict[str, Any] = page.evaluate(_ASK, asked)
    page.close()
    assert found["forms"] == [plural_form(language, number) for number in NUMBERS]
    assert found["numbers"] == [number_words(language, number) for number in NUMBERS]
    lists = [joined(list_words(language), WORDS[:most]) for most in range(1, 5)]
    assert found["lists"] == lists
    assert found["plain"] == joined(list_words(language, "plain"), WORDS)
    assert found["days"] == [date_text(day, words, weekday=True) for day in DAYS]
    # The house's English has no comma, and a browser need not know every language.
    if language != "en" and found["known"]:
        assert found["own"] == found["days"]
