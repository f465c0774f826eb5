"""The interface's words: every key that is asked for is there, every key that is there is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from peerhub.problems import PeerHubError
from peerhub.words import Words, load_words
from peerhub.words.pseudo import BIDI

ROOT = Path(__file__).resolve().parents[2]
# Reached by name inside peerhub.words: date and language helpers.
BY_HELPERS = ("dates.", "languages.")

_LITERAL = re.compile(r"""\b(?:say|several)\(\s*"([a-z_.-]+)"\s*[,)]""")
# A key that is put together: say("danger." ~ danger ~ ".title") in a template, say(f"badge.{state}") in a module.
_BUILT = re.compile(r"""\b(?:say|several)\(\s*(?:f"([a-z_.-]+)\{|"([a-z_.-]+)"\s*~)""")
_QUOTED = re.compile(r'"([a-z_-]+(?:\.[a-z_-]+)+)"')


def _sources() -> Iterator[Path]:
    yield from (ROOT / "overrides").rglob("*.html")
    yield from (path for folder in ("src", "hooks") for path in (ROOT / folder).rglob("*.py"))


def _texts() -> list[str]:
    return [path.read_text("utf-8") for path in _sources()]


@pytest.fixture(scope="module")
def english() -> Words:
    return load_words("en")


def test_every_key_that_is_asked_for_is_there(english: Words) -> None:
    """A key in a template or a module that the catalogue lacks would only fail when that page is built."""
    asked = {key for text in _texts() for key in _LITERAL.findall(text)}
    assert asked, "no key was found: the pattern no longer fits the templates"
    assert sorted(asked - set(english.known_keys())) == []


def test_every_built_key_has_words(english: Words) -> None:
    """A key that is put together from a part and a value begins like at least one key."""
    begins = {one or two for text in _texts() for one, two in _BUILT.findall(text)}
    keys = list(english.known_keys())
    assert sorted(begin for begin in begins if not any(key.startswith(begin) for key in keys)) == []


def test_every_key_is_asked_for(english: Words) -> None:
    """Words that nothing says any more are taken out, so that a translator does no work in vain."""
    texts = _texts()
    named = {key for text in texts for key in (*_LITERAL.findall(text), *_QUOTED.findall(text))}
    begins = tuple({one or two for text in texts for one, two in _BUILT.findall(text)}) + BY_HELPERS
    assert [key for key in english.known_keys() if key not in named and not key.startswith(begins)] == []


def test_no_template_holds_words_of_its_own() -> None:
    """What readers read stands in the catalogue: between the tags of a template there is no English."""
    found = {}
    for path in (ROOT / "overrides").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL)
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text))
        if words:
            found[path.name] = words
    assert found == {}


def test_sentences_are_short(english: Words) -> None:
    """No sentence of the interface is longer than twenty words."""
    said = [text for key in english.known_keys() for text in _all_text(english, key)]
    long = [text for text in said for part in re.split(r"(?<=[.!?:])\s", text) if len(part.split()) > 20]
    assert long == []


def test_words_take_values(english: Words) -> None:
    """Places in braces are filled, and a value is text like any other."""
    assert english.say("footer.published", publisher="<b>") == "Published by <b>."


def test_one_and_other(english: Words) -> None:
    """The number chooses between the singular and the plural."""
    assert english.say("search.count", n=1) == "1 result"
    assert english.say("search.count", n=0) == "0 results"


@pytest.mark.parametrize("key", ["nothing.here", "search", "search.open.more", "dates.months"])
def test_an_unknown_key_is_named(english: Words, key: str) -> None:
    """A key without words raises a KeyError that says which."""
    with pytest.raises(KeyError, match=re.escape(key)):
        english.say(key)


def test_a_missing_value_is_named(english: Words) -> None:
    """A place that nobody filled is an error, never a brace on a page."""
    with pytest.raises(KeyError, match="publisher"):
        english.say("footer.published")
    with pytest.raises(KeyError, match="give n"):
        english.say("search.count")


def test_a_language_without_words_is_a_problem() -> None:
    """A hub in a language that nobody wrote is told which there are."""
    with pytest.raises(PeerHubError) as caught:
        load_words("xx")
    assert [problem.rule for problem in caught.value.problems] == ["language-unknown"]
    assert "en" in caught.value.problems[0].hint


def test_what_is_filled_in_stands_apart_where_lines_run_from_right_to_left() -> None:
    """Among words from right to left a number of two parts would be read from its end, so it is isolated.

    English words that stand in for others keep their own order too.
    """
    arabic = Words("ar", {"call": "اتصل بالرقم {number}"})
    assert arabic.say("call", number="116 123") == "اتصل بالرقم \u2068116 123\u2069"
    assert load_words(BIDI).say("help.call", number="999") == "\u2066Call \u2068999\u2069\u2069"
    assert Words("en", {"call": "Call {number} now."}).say("call", number="999") == "Call 999 now."


def test_dates_in_words(english: Words) -> None:
    """Dates are said in full, and with their weekday."""
    day = date(2026, 11, 24)
    assert english.date_words(day) == "24 November 2026"
    assert english.weekday_date(day) == "Tuesday 24 November"


def test_languages_are_named(english: Words) -> None:
    """A language is named from its tag, a regional one by its language, an unknown one by its tag."""
    assert [english.language_name(tag) for tag in ("cy", "pt-BR", "bfi", "qaa")] == [
        "Welsh",
        "Brazilian Portuguese",
        "British Sign Language",
        "qaa",
    ]


def _all_text(words: Words, key: str) -> list[str]:
    found = words.catalogue
    for step in key.split("."):
        found = found[step]
    if isinstance(found, str):
        return [found]
    return [str(text) for text in (found.values() if hasattr(found, "values") else found)]
