"""What people write for a time, a day or a choice, in the form that the data wants; what is in doubt is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from peerhub.intake.forms import Question
from peerhub.problems import did_you_mean, shown
from peerhub.schedule.days import MONTHS
from peerhub.schedule.stated.clock import UnsureHourError, clock
from peerhub.schedule.stated.reader import amended

# No label holds more commas than this less one.
_COMMAS = 4
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_IN_WORDS = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9}),? (\d{4})\Z", re.IGNORECASE)


class DoubtError(ValueError):
    """Occurs when an answer can be read in two ways or none; it says what was found and what to do."""

    def __init__(self, got: str, hint: str) -> None:
        super().__init__(got)
        self.got, self.hint = got, hint


def clock_time(text: str) -> str:
    """Read a time of day: "7.30 pm" and "19:30" are `19:30`, and "7:30" alone may be morning or evening.

    Raises DoubtError when it is not sure.
    """
    try:
        found = clock(text)
    except UnsureHourError as unsure:
        raise DoubtError(f"may be morning or evening: {shown(text)}", f"Write {unsure}.") from None
    if found is None:
        raise DoubtError(f"must be a time such as 7 pm or 19:00, found {shown(text)}", "Ask when.")
    return found


def calendar_day(text: str) -> date:
    """Read a date: 2026-10-31, or 31 October 2026. Raises DoubtError for any other form: 3/4 is two dates."""
    plain = " ".join(text.split())
    iso, words = _ISO.match(plain), _IN_WORDS.match(plain)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if words:
            months = [month for month in MONTHS if month.startswith(words[2].lower())]
            if len(months) == 1:
                return date(int(words[3]), MONTHS.index(months[0]) + 1, int(words[1]))
    except ValueError:
        raise DoubtError(f"is no day of the calendar: {shown(text)}", "Ask which day.") from None
    raise DoubtError(f"must be a date such as 2026-10-31, found {shown(text)}", "Ask which day.")


def one_choice(question: Question, text: str) -> str:
    """Find the id of the answer that was chosen. Raises DoubtError when it is none of the answers."""
    found = _choice(question, text)
    if found is None:
        labels = list(question.options.values())
        # One word less makes a week of a fortnight: of how often, nothing is guessed by letters.
        hint = "" if question.id == "often" else did_you_mean(text, labels)
        if not hint:
            hint = (
                f"Choose one of: {'; '.join(labels)}." if len(labels) <= 12 else "Choose one of the form's answers."
            )
        raise DoubtError(f"is none of the answers: {shown(text)}", hint)
    return found


def several_choices(question: Question, text: str) -> list[str]:
    """Find the ids of all answers that were chosen, though a label may hold a comma; each is named once.

    Raises DoubtError at the first that is none of the answers.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    found: list[str] = []
    while parts:
        for size in range(min(len(parts), _COMMAS), 0, -1):
            id_ = _choice(question, ", ".join(parts[:size]))
            if id_ is not None:
                found.append(id_)
                parts = parts[size:]
                break
        else:
            one_choice(question, parts[0])
    return list(dict.fromkeys(found))


def _choice(question: Question, text: str) -> str | None:
    plain = " ".join(text.split()).casefold().rstrip(".")
    for id_, label in question.options.items():
        if plain in (id_.casefold(), label.casefold().rstrip(".")):
            return id_
    if question.id == "often":
        (slot,), unsure = amended([{"days": ["monday"]}], "", [text])
        every = str(slot.get("every", ""))
        return every if not unsure and len(slot) == 2 and every in question.options else None
    return question.also.get(plain)


def plain_value(question: Question, text: str) -> Any:
    """Read an answer by the kind of its question: text, an id, or a list of ids. Raises DoubtError."""
    if question.kind == "one":
        return one_choice(question, text)
    return several_choices(question, text) if question.kind == "several" else text
