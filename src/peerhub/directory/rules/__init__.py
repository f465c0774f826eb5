"""The rules of the data: one check a file, each with an id and a description.

A rule looks at what the model already accepted, so it can rely on types. It never raises; it yields problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

from peerhub.directory.model import Directory, Entry
from peerhub.directory.rules import (
    ages,
    checked_dates,
    coordinates,
    dialable_numbers,
    emergency_numbers,
    end_states,
    format_fields,
    helpline_ids,
    helpline_reach,
    id_form,
    known_countries,
    known_words,
    languages,
    meeting_length,
    one_line,
    passcodes,
    personal_contacts,
    phrase_examples,
    phrase_width,
    phrase_words,
    private_address,
    private_link,
    protected_contacts,
    public_holidays,
    read_claims,
    removed_means_gone,
    required_fields,
    reserved_ids,
    text_characters,
    text_markup,
    time_zones,
    unique_ids,
    url_form,
    vocabulary_countries,
)
from peerhub.problems import Problem, Problems


class Rule(Protocol):
    """What a rule's module offers."""

    ID: str
    DESCRIPTION: str

    def check(self, directory: Directory, today: date) -> Iterator[Problem]:
        """Yield what breaks the rule."""


RULES: tuple[Rule, ...] = (
    unique_ids,
    id_form,
    reserved_ids,
    end_states,
    removed_means_gone,
    required_fields,
    known_words,
    known_countries,
    vocabulary_countries,
    format_fields,
    coordinates,
    time_zones,
    meeting_length,
    public_holidays,
    url_form,
    passcodes,
    private_address,
    private_link,
    protected_contacts,
    personal_contacts,
    ages,
    languages,
    text_characters,
    text_markup,
    one_line,
    checked_dates,
    emergency_numbers,
    dialable_numbers,
    helpline_ids,
    helpline_reach,
    phrase_examples,
    phrase_width,
    phrase_words,
    read_claims,
)


# These look from one listing to another; all others judge an entry by itself, or a file beside the listings.
_BETWEEN_LISTINGS: tuple[Rule, ...] = (unique_ids, end_states)


def check_directory(
    directory: Directory, today: date, problems: Problems, known: Callable[[Entry], bool] = lambda entry: False
) -> None:
    """Hold the data against every rule; what is wrong becomes problems.

    Of entries that are `known` to be sound by themselves, only what lies between listings is looked at.
    """
    unknown = replace(directory, entries=tuple(entry for entry in directory.entries if not known(entry)))
    for rule in RULES:
        problems.extend(rule.check(directory if rule in _BETWEEN_LISTINGS else unknown, today))
