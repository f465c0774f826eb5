"""Catalogues in other languages: what is read, what is refused with its line, and what falls back to English."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import files

import pytest

from peerhub.problems import Problems
from peerhub.schedule.clock_words import date_text, hours_text
from peerhub.words import Words, load_words
from peerhub.words.catalogue import HELP, catalogue, english, languages, missing, texts, translation
from peerhub.words.cldr import calendar_words, list_words, plural_form, plural_forms
from peerhub.words.po import Read, read_catalogue, written
from peerhub.words.schedules import schedule_words

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
SHIPPED = [language for language in languages() if language != "en"]
_APART = dict.fromkeys((0x2068, 0x2069))
HEAD = 'msgid ""\nmsgstr ""\n"Language: cy\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
WELSH = HEAD + '"Plural-Forms: nplurals=6; plural=5;\\n"\n\n'
COUNT = 'msgctxt "search.count"\nmsgid "1 result"\nmsgid_plural "{n} results"\n'


def _message(key: str, english: str, said: str) -> str:
    return f'{WELSH}msgctxt "{key}"\nmsgid "{english}"\nmsgstr "{said}"\n'


@pytest.mark.parametrize(
    ("text", "rule", "line", "told"),
    [
        (_message("list.page", "Page {number}", "Tudalen"), "words-place", 8, "lacks {number}"),
        (_message("list.page", "Page {number}", "Tudalen {number} {rhif}"), "words-place", 8, "has {rhif}"),
        (_message("list.page", "Page {number}", "<b>Tudalen</b> {number}"), "words-markup", 8, "differs in < >"),
        (_message("exit.short", "Exit* this page*", "Gadael"), "words-markup", 8, "differs in *"),
        (_message("list.pagee", "Page {number}", "Tudalen {number}"), "words-unknown", 8, "'list.pagee'"),
        (_message("help.title", "Get help now", "Help"), "words-help", 8, "'help.title' is translated"),
        (
            WELSH + COUNT + "".join(f'msgstr[{at}] "{{n}} x"\n' for at in range(5)) + 'msgstr[5] ""\n',
            "words-plural",
            8,
            "no words for: other",
        ),
        (
            WELSH.replace("6", "2") + _message("list.page", "a", "b")[len(WELSH) :],
            "words-plural",
            5,
            "2 plural forms",
        ),
        (
            WELSH + 'msgctxt "list.page"\nmsgid "Page {number}"\nmsgstr "Tudalen\n',
            "words-file",
            9,
            "cannot be read here",
        ),
        (WELSH + 'msgctxt "list.page"\nTudalen\n', "words-file", 8, "cannot be read here: 'Tudalen'"),
    ],
)
def test_a_fault_in_a_catalogue_is_told_with_its_line(text: str, rule: str, line: int, told: str) -> None:
    """A missing place, a wrong plural form, markup, an unknown key or a broken file: file, line, and what to do."""
    problems = Problems()
    read_catalogue(text.encode(), "cy", problems)
    assert [(problem.rule, problem.where.line) for problem in problems] == [(rule, line)]
    [problem] = problems
    assert told in problem.got
    assert problem.where.path == "words/cy.po"
    assert problem.hint


def test_a_language_that_nobody_knows_is_refused() -> None:
    """A tag that CLDR does not know has no plurals, no dates and no name."""
    problems = Problems()
    read_catalogue(WELSH.encode(), "xq", problems)
    assert [problem.rule for problem in problems] == ["words-language"]


def test_what_has_changed_in_english_is_not_said() -> None:
    """A translation of an earlier English waits for its translator, and English is said until then."""
    text = _message("footer.label", "About the hub that was", "Am yr hyb a fu")
    read = read_catalogue(text.encode(), "cy", Problems())
    assert read.said == {}
    assert read.stale == {"footer.label": "Am yr hyb a fu"}


def test_a_new_catalogue_has_every_text_and_is_kept_when_it_is_written_anew() -> None:
    """What was said stays, a note of the translator's too; what has changed is marked for another look."""
    problems = Problems()
    old = Read(
        said={"footer.label": "Am yr hyb hwn"}, stale={"exit.link": "Gadael"}, notes={"footer.label": ["short"]}
    )
    raw = written("cy", old, NOW)
    again = read_catalogue(raw, "cy", problems)
    assert list(problems) == []
    assert again == old
    asked = {text.key for text in texts() if not HELP.match(text.key)}
    assert raw.decode().count("msgctxt") == len(asked)
    assert "On a phone only a screen reader hears what stands between stars." in " ".join(raw.decode().split("\n#. "))
    assert written("cy", again, NOW) == raw


@pytest.mark.parametrize("language", SHIPPED)
def test_a_catalogue_that_ships_is_whole_in_what_it_says(language: str) -> None:
    """Each is read without a fault, says most of the interface, and none of the help."""
    problems = Problems()
    file = files("peerhub.words").joinpath(f"{language}.po")
    read = read_catalogue(file.read_bytes(), language, problems)
    assert list(problems) == []
    assert read.stale == {}
    assert not [key for key in read.said if HELP.match(key)]
    assert len(missing(language)) < 150
    assert "Not checked by a native speaker." in file.read_text("utf-8").partition("msgid")[0]


@pytest.mark.parametrize("language", SHIPPED)
def test_every_plural_form_of_a_language_is_said(language: str) -> None:
    """For each number up to a hundred and some there are words, and they hold the number or are a word for it."""
    words = load_words(language)
    for number in (*range(101), 111, 1000, 1_000_000):
        said = words.say("list.count", n=number, count=words.number(number))
        assert said
        assert "{" not in said
    forms = {plural_form(language, number) for number in range(200)}
    assert forms <= set(plural_forms(language))


def test_welsh_and_arabic_have_six_forms() -> None:
    """Welsh mutates after two, three and six; Arabic has a dual and counts ten otherwise than eleven."""
    welsh, arabic = load_words("cy"), load_words("ar")
    said = [welsh.say("search.count", n=number) for number in (0, 1, 2, 3, 6, 7)]
    assert said == ["0 canlyniad", "1 canlyniad", "2 ganlyniad", "3 chanlyniad", "6 chanlyniad", "7 canlyniad"]
    # A value stands apart, so that its digits keep their place in the line.
    said = [arabic.say("search.count", n=number).translate(_APART) for number in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا نتائج", "نتيجة واحدة", "نتيجتان", "3 نتائج", "11 نتيجة", "100 نتيجة"]


def test_what_a_language_lacks_is_said_in_english() -> None:
    """Help and advice are English in each language, and so is what nobody has translated; both are known."""
    welsh, english_words = load_words("cy"), load_words("en")
    assert welsh.say("danger.soft") == english_words.say("danger.soft")
    assert welsh.advice.say("help.call", number="999") == "Call 999"
    lacking = {text.key for text in texts()} - translation("cy").keys()
    assert set(missing("cy")) == {key for key in lacking if not HELP.match(key)}
    assert set(Words("cy", catalogue("cy")[""]).known_keys()) == set(english_words.known_keys())


def test_english_is_what_it_was() -> None:
    """The catalogue of English is the files as they stand, with the calendar of CLDR."""
    assert english()[""]["dates"]["weekdays"][0] == "Monday"
    assert schedule_words().listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("language", "long", "weekday"),
    [
        ("en", "24 November 2026", "Tuesday 24 November 2026"),
        ("cy", "24 Tachwedd 2026", "Dydd Mawrth, 24 Tachwedd 2026"),
        ("es", "24 de noviembre de 2026", "martes, 24 de noviembre de 2026"),
        ("ar", "24 نوفمبر 2026", "الثلاثاء، 24 نوفمبر 2026"),
        ("de", "24. November 2026", "Dienstag, 24. November 2026"),
    ],
)
def test_dates_are_said_as_the_language_says_them(language: str, long: str, weekday: str) -> None:
    """By CLDR, with Latin digits."""
    assert load_words(language).date_words(DAY) == long
    assert date_text(DAY, schedule_words(language), weekday=True) == weekday


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "7 to 8.30 pm"), ("de", "19:00 bis 20:30 Uhr"), ("es", "de 19:00 a 20:30"), ("ar", "من 7 إلى 8:30 م")],
)
def test_hours_are_said_as_the_language_says_them(language: str, said: str) -> None:
    """On a clock of 12 or of 24 hours, as CLDR says of each."""
    assert hours_text(time(19), time(20, 30), schedule_words(language)) == said


def test_every_language_of_cldr_has_dates_and_lists() -> None:
    """A catalogue can be begun in any: no language lacks a pattern that the schedules need."""
    for language in ("ja", "he", "fa", "hi", "th", "ko", "pl", "zh-Hant", "pt-BR", "sr-Latn", "gd", "eu", "km"):
        said = calendar_words(language)
        assert all("{day}" in said[name] and "{month}" in said[name] for name in ("long", "weekday", "weekday_date"))
        assert not [name for name in said["months"] if not name]
        assert list_words(language, "or").keys() == list_words(language).keys() == {"start", "middle", "end", "2"}
