"""Which listing is meant: people name it, or give the address of its page."""

from __future__ import annotations

import re

from peerhub.directory.model import Directory, Entry
from peerhub.intake.answers import Answers
from peerhub.problems import Problems, did_you_mean, shown

_PAGE = re.compile(r"groups/([a-z0-9-]+)(?:\.html)?/?(?:[?#]\S*)?\Z")


def find_entry(answers: Answers, directory: Directory, problems: Problems) -> Entry | None:
    """Find the listing that a form is about; when it is not sure, a problem says so."""
    question = answers.form.questions[0]
    said = answers.text(question.id)
    if not said:
        return None  # the reader of answers has said that it is needed
    page = _PAGE.search(said)
    id_ = page[1] if page else said
    entries = [entry for entry in directory.entries if entry.listing.id == id_]
    if not entries and not page:
        plain = said.casefold().strip(" .\"'“”")
        entries = [entry for entry in directory.entries if entry.listing.name.casefold() == plain]
    got = hint = ""
    if not entries or entries[0].listing.removed:
        names = [name for entry in directory.entries for name in (entry.listing.id, entry.listing.name) if name]
        got, hint = (
            f"no listing is called {shown(said)}",
            did_you_mean(said, names) or "Find its id and edit it by hand.",
        )
    elif len(entries) > 1:
        ids = ", ".join(entry.listing.id for entry in entries)
        got, hint = (
            f"several listings are called {shown(said)}",
            f"They are {ids}. Edit the one that is meant by hand.",
        )
    elif entries[0].listing.ended:
        got, hint = f"{shown(entries[0].listing.id)} has ended already", "If it is open again, edit it by hand."
    if got:
        answers.refuse(question.id, got, hint, problems)
        return None
    return entries[0]
