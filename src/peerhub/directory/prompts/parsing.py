"""Reading an answer as people type it into the value that the data holds.

A reader gives a value or, when it cannot, the text as it is: the model then says what is wrong with it, in the same
words as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from peerhub.addresses import slug
from peerhub.directory.countries import country_code
from peerhub.directory.rules.languages import is_tag
from peerhub.directory.vocabulary import Term, Vocabulary
from peerhub.schedule.days import MONTHS
from peerhub.schedule.stated.clock import UnsureHourError
from peerhub.schedule.stated.clock import clock as read_clock
from peerhub.schedule.stated.reader import days_in, interval_in, plain_days, weeks_in
from peerhub.words.language_names import tag_of

Reader = Callable[[str, Vocabulary], object]

_YES = frozenset({"yes", "y", "true", "yes please", "of course", "sure"})
_NO = frozenset({"no", "n", "false", "no way"})
_UNSURE = frozenset({"not sure", "unsure", "don't know", "do not know", "dont know", "no idea", "maybe", "unknown"})
# What people say for the model's own words.
_SAID = {
    **dict.fromkeys(("just turn up", "turn up", "drop in", "walk in", "just come", "come along"), "drop-in"),
    **dict.fromkeys(
        ("get in touch", "contact", "ring first", "call first", "email first", "ask first"), "contact-first"
    ),
    **dict.fromkeys(("book", "sign up", "sign up first", "register first", "booking"), "register"),
    **dict.fromkeys(("referred", "a referral", "through a doctor", "by referral"), "referral"),
    **dict.fromkeys(("face to face", "face-to-face", "in a room", "in the room"), "in-person"),
    **dict.fromkeys(("both", "in person and online", "online and in person"), "hybrid"),
    **dict.fromkeys(("zoom", "on zoom", "on the internet", "virtual"), "online"),
    **dict.fromkeys(("telephone", "by phone", "on the phone"), "phone"),
    **dict.fromkeys(("members", "people with lived experience"), "peers"),
}
_ANYBODY = frozenset({"everyone", "everybody", "anyone", "anybody", "all", "any", "all adults", "adults"})
_NO_LIMIT = _NO | {"none", "any", "any age", "all", "all ages", "no limit"}
_AGE = re.compile(r"(?:from |age )?(\d{1,3})(?: ?\+| years?(?: old)?| and (?:over|up|older)| or (?:over|older))?")
HINTS = {
    "yes_or_no": "Answer yes, no or not sure.",
    "disclosed": "Answer yes or no.",
    "own_page": "Answer yes or no.",
    "clock": "Write an hour, such as 7 pm, 7.30 pm or 19:00.",
    "every": "Write weekly, fortnightly, every 3 weeks or monthly.",
    "days": "Write weekdays, such as Tuesday, or Mon and Thu.",
    "months": "Write months, such as August, or July and August.",
    "country": "Write its name in English, or its two letters such as GB.",
    "zone": "Write a city of that time, such as London, or a name such as Europe/London.",
    "day": "Write the year first, such as 2026-11-24, or the month in words, such as 24 November 2026.",
    "doubts": "Say in a few words what is not sure, or leave it empty.",
    "number": "Write a number, such as 18.",
    "word": "Choose one of the words in the question.",
    "topics": "Choose ids or words from the list that ? shows.",
    "audiences": "Choose from the list that ? shows. For adults leave it empty, and say 18 at the age.",
    "languages": "Write names in English such as Spanish, or tags such as es, with commas.",
}
"""What to write instead, by the name of the reader, where the model's own words speak of YAML."""
_HALVES = {"morning": "am", "am": "am", "afternoon": "pm", "evening": "pm", "pm": "pm", "night": "pm"}


def half_told(hour: str, answer: str) -> str:
    """Join an hour that may be of the morning or the evening with the answer that says which."""
    half = _HALVES.get(answer.lower().removeprefix("in the ").removeprefix("at "))
    return f"{hour} {half}" if half and re.fullmatch(r"\d{1,2}(?:[.:]?\d{2})?", hour) else answer


def unsure_hour(answer: str) -> bool:
    """Tell whether an answer is an hour of the clock's face, such as 7 or 9.30."""
    found = re.fullmatch(r"(\d{1,2})(?:[.:]?([0-5]\d))?", answer)
    return found is not None and 0 < int(found[1]) <= 12


def text(answer: str, vocabulary: Vocabulary) -> object:
    """Take the words as they are."""
    return answer


def word(answer: str, vocabulary: Vocabulary) -> object:
    """Take one of the model's own words, however it is capitalised, or what people say for it."""
    return said_word(answer)


def said_word(answer: str) -> str:
    """Give the model's own word for what people say."""
    said = " ".join(answer.lower().split())
    return _SAID.get(said, said.replace(" ", "-"))


def words(answer: str, vocabulary: Vocabulary) -> object:
    """Take a list with commas."""
    return _parts(answer)


def topics(answer: str, vocabulary: Vocabulary) -> object:
    """Take topics by id or label."""
    return [_id_of(part, vocabulary.topics) for part in _parts(answer)]


def audiences(answer: str, vocabulary: Vocabulary) -> object:
    """Take audiences by id or label; nobody in particular is no audience."""
    if answer.lower() in _ANYBODY:
        return None
    return [_id_of(part, vocabulary.audiences) for part in _parts(answer)]


def country(answer: str, vocabulary: Vocabulary) -> object:
    """Take a country by code or name."""
    named = {
        name.casefold(): code for code, term in vocabulary.countries.items() for name in (term.label, *term.words)
    }
    code = named.get(answer.casefold()) or country_code(answer.upper() if len(answer) == 2 else answer)
    return code or (answer.upper() if len(answer) == 2 else answer)


def zone(answer: str, vocabulary: Vocabulary) -> object:
    """Take a time zone by its city, and British time by its usual names: GMT alone would be wrong all summer."""
    known = {zone for term in vocabulary.countries.values() for zone in term.zones}
    by_city = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in sorted(known)}
    said = answer.casefold().removesuffix(" time")
    return by_city.get("london" if said in ("gmt", "bst", "uk", "british") else said, answer)


def yes_or_no(answer: str, vocabulary: Vocabulary) -> object:
    """Take yes or no; who is not sure says nothing."""
    low = answer.lower().rstrip(".!")
    if gift(low):
        return True
    return True if low in _YES else False if low in _NO else None if low in _UNSURE else answer


def unsure(answer: str) -> bool:
    """Tell whether somebody says that they do not know."""
    return answer.lower().rstrip(".!") in _UNSURE


def gift(answer: str) -> bool:
    """Tell whether nothing has to be paid, though something may be given."""
    return re.search(r"\b(?:donat|volunt|gift|whatever you|what you can)", answer.lower()) is not None


def languages(answer: str, vocabulary: Vocabulary) -> object:
    """Take languages by tag or by their English names: `es`, `Spanish and Catalan`."""
    return [part if is_tag(part) else tag_of(part) or part for part in _parts(answer)]


def day(answer: str, vocabulary: Vocabulary) -> object:
    """Take a date with the year first, the day first between full stops, or a month in words: `24 November 2026`.

    Between slashes the day is told from the month only where it is above 12, as in `24/11/2026`.
    """
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", answer)
    if slashed and (int(slashed[1]) > 12 or slashed[1] == slashed[2]):
        answer = answer.replace("/", ".")
    if (said := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9}),? (\d{4})", answer.lower())) and (
        month := _named(said[2], MONTHS)
    ) in MONTHS:
        answer = f"{said[1]}.{MONTHS.index(month) + 1}.{said[3]}"
    numbers = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", answer)
    if numbers is None:
        return answer
    year, month, number = numbers.groups()[:3] if numbers[1] else numbers.groups()[:2:-1]
    with suppress(ValueError):
        return date(int(year), int(month), int(number))
    return answer


def doubts(answer: str, vocabulary: Vocabulary) -> object:
    """Take the words as they are, and no for none; a mere yes names no doubt."""
    low = answer.lower().rstrip(".!")
    return None if low in _NO or low in ("none", "nothing") else True if low in _YES | _UNSURE else answer


def number(answer: str, vocabulary: Vocabulary) -> object:
    """Take an age: `18`, `18+`, `65 and over`; and nothing where there is no limit."""
    low = answer.lower().rstrip(".!")
    found = _AGE.fullmatch(low)
    return int(found[1]) if found else None if low in _NO_LIMIT else 18 if low == "adults" else answer


def days(answer: str, vocabulary: Vocabulary) -> object:
    """Take weekdays, shortened or in the plural: `Tue, Thursdays`, `Mon to Fri`; with anything more it is none."""
    return plain_days(answer) or ([answer] if days_in(answer) else _parts(answer))


def months(answer: str, vocabulary: Vocabulary) -> object:
    """Take months, shortened or not."""
    return [_named(part, MONTHS) for part in _parts(answer)]


def weeks(answer: str, vocabulary: Vocabulary) -> object:
    """Take weeks of a month: `2, 4`, `2nd`, `last`."""
    found = weeks_in(answer)
    return found if found else _parts(answer)


def every(answer: str, vocabulary: Vocabulary) -> object:
    """Take how often: `weekly`, `2 weeks`, `fortnightly`, `month`."""
    low = answer.lower()
    said = {"weekly": "week", "monthly": "month"}.get(low, low.removeprefix("every "))
    return interval_in(answer) or said


def clock(answer: str, vocabulary: Vocabulary) -> object:
    """Take a time of day: `19:00`, `7 pm`, `7.30pm`."""
    with suppress(UnsureHourError):
        return read_clock(answer) or answer
    return answer


def disclosed(answer: str, vocabulary: Vocabulary) -> object:
    """Take yes for what anybody may see, no for what people learn only after contact."""
    value = yes_or_no(answer, vocabulary)
    return {True: "public", False: "after-contact"}[value] if isinstance(value, bool) else value


def own_page(answer: str, vocabulary: Vocabulary) -> object:
    """Take yes for a page of the group's own, no for one that others wrote."""
    value = yes_or_no(answer, vocabulary)
    return {True: "official", False: "secondary"}[value] if isinstance(value, bool) else value


def _parts(answer: str) -> list[str]:
    return [part.strip() for part in re.split(r",|;|&| and ", answer) if part.strip()]


def _id_of(part: str, terms: Mapping[str, Term]) -> str:
    by_label = {term.label.casefold(): id_ for id_, term in terms.items()}
    return by_label.get(part.casefold(), part if part in terms else slug(part))


def _named(part: str, names: tuple[str, ...]) -> str:
    low = part.lower().removesuffix("s") if part.lower() not in names else part.lower()
    found = [name for name in names if len(low) >= 3 and name.startswith(low)]
    return found[0] if len(found) == 1 else part.lower()
