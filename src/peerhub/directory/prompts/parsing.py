"""Reading an answer as people type it into the value that the data holds.

A reader gives a value or, when it cannot, the text as it is: the model then says what is wrong with it, in the same
words as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from peerhub.addresses import slug
from peerhub.directory.vocabulary import Term, Vocabulary
from peerhub.schedule.meeting import MONTHS
from peerhub.schedule.stated.clock import UnsureHourError
from peerhub.schedule.stated.clock import clock as read_clock
from peerhub.schedule.stated.reader import days_in, interval_in, weeks_in

Reader = Callable[[str, Vocabulary], object]

_YES, _NO = frozenset({"yes", "y", "true"}), frozenset({"no", "n", "false"})


def text(answer: str, vocabulary: Vocabulary) -> object:
    """Take the words as they are."""
    return answer


def word(answer: str, vocabulary: Vocabulary) -> object:
    """Take one of the model's own words, however it is capitalised."""
    return answer.lower().replace(" ", "-")


def words(answer: str, vocabulary: Vocabulary) -> object:
    """Take a list with commas."""
    return _parts(answer)


def topics(answer: str, vocabulary: Vocabulary) -> object:
    """Take topics by id or label."""
    return [_id_of(part, vocabulary.topics) for part in _parts(answer)]


def audiences(answer: str, vocabulary: Vocabulary) -> object:
    """Take audiences by id or label."""
    return [_id_of(part, vocabulary.audiences) for part in _parts(answer)]


def country(answer: str, vocabulary: Vocabulary) -> object:
    """Take a country by code or name."""
    by_name = {term.label.casefold(): code for code, term in vocabulary.countries.items()}
    return by_name.get(answer.casefold(), answer.upper() if len(answer) == 2 else answer)


def yes_or_no(answer: str, vocabulary: Vocabulary) -> object:
    """Take yes or no."""
    low = answer.lower()
    return True if low in _YES else False if low in _NO else answer


def number(answer: str, vocabulary: Vocabulary) -> object:
    """Take a whole number."""
    return int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 10 else answer


def days(answer: str, vocabulary: Vocabulary) -> object:
    """Take weekdays, shortened or in the plural: `Tue, Thursdays`, `Mon to Fri`."""
    found = days_in(answer)
    return found if found else _parts(answer)


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
    return [part.strip() for part in answer.split(",") if part.strip()]


def _id_of(part: str, terms: Mapping[str, Term]) -> str:
    by_label = {term.label.casefold(): id_ for id_, term in terms.items()}
    return by_label.get(part.casefold(), part if part in terms else slug(part))


def _named(part: str, names: tuple[str, ...]) -> str:
    low = part.lower().removesuffix("s") if part.lower() not in names else part.lower()
    found = [name for name in names if len(low) >= 3 and name.startswith(low)]
    return found[0] if len(found) == 1 else part.lower()
