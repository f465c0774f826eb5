"""The problems of one change: what it did not touch is not told again, and lateness counts only where it edits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from peerhub.changes.difference import Difference
from peerhub.directory.checked_facts import facts_digest
from peerhub.directory.freshness import Freshness
from peerhub.hub import Hub
from peerhub.problems import Problem, Problems, Severity
from peerhub.shown.cards import freshness

RULE = "late-check"
GONE_RULE = "listing-gone"
FACTS_RULE = "change-unchecked"
# Time makes these warnings; whoever edits the page or the entry has it in hand.
_LATE = frozenset({"overdue-review"})
_ENTRY = re.compile(r"groups\[(\d+)\]")


def narrowed(hub: Hub, problems: Problems, difference: Difference, documents: Collection[str]) -> Problems:
    """Give the problems that a change has to answer for.

    `documents` are the articles that it touches, as problems name them (`docs/a/b.md`). Errors stay wherever they
    are: they stop a build. Warnings stay where the change is. What is late is an error in what the change edits.
    """
    found = Problems()
    for problem in problems:
        if problem.where.path.endswith(".md"):
            if problem.where.path in documents:
                found.add(replace(problem, severity=Severity.ERROR) if problem.rule in _LATE else problem)
            elif problem.severity is Severity.ERROR:
                found.add(problem)
        elif problem.severity is Severity.ERROR or _touches(problem, difference):
            found.add(problem)
    found.extend(_late_listings(hub, difference))
    found.extend(_late_helplines(hub, difference))
    found.extend(_unchecked_facts(difference))
    found.extend(_gone(difference))
    return found


def _gone(difference: Difference) -> Iterator[Problem]:
    """Yield each listing that was deleted: links and copies lead to its id for ever."""
    for id_ in difference.gone:
        where = replace(difference.before.where(id_), line=None)
        hint = (
            "Bring it back and write closed: and the day. For somebody's safety: id, kind and removed: and the day."
        )
        yield Problem(where, GONE_RULE, "is no longer there, and an id is for ever", hint, listing=id_)


def _touches(problem: Problem, difference: Difference) -> bool:
    entry = _ENTRY.match(problem.at)
    return entry is None or (problem.where.path, int(entry[1])) in difference.edited


def _late_listings(hub: Hub, difference: Difference) -> Iterator[Problem]:
    for _, entry in difference.changed:
        listing = entry.listing
        if listing.ended or listing.checked is None or freshness(hub, listing) is Freshness.FRESH:
            continue
        got = f"was last checked {_ago(listing.checked.on, hub.today)}, and this change edits it"
        hint = f"Ask the group, then: ./hub verify {listing.id} --how phone --by 'Directory editor'"
        yield entry.problem(RULE, got, hint, "checked")


def _unchecked_facts(difference: Difference) -> Iterator[Problem]:
    """Yield each listing that says another time, place or way to join by the same check, where that does not tell."""
    for was, entry in difference.changed:
        before, after = was.listing, entry.listing
        if after.ended or after.checked is None or before.checked != after.checked:
            continue
        if facts_digest(before) != facts_digest(after):
            got = "has another time, place or way to join than before, and nobody is said to have checked that"
            hint = f"Ask the group, then: ./hub verify {after.id} --how phone --by 'Directory editor'"
            yield entry.problem(FACTS_RULE, got, hint, "checked", severity=Severity.WARNING)


def _late_helplines(hub: Hub, difference: Difference) -> Iterator[Problem]:
    edited = {(str(change.path[0]), str(change.path[1])) for change in difference.helplines if len(change.path) > 2}
    for code, country in hub.directory.helplines.countries.items():
        for line in country.lines:
            checked = line.checked
            if checked is None or (code, line.id) not in edited:
                continue
            if (hub.today - checked.on).days > hub.settings.helplines_checked_within:
                got = f"was last checked {_ago(checked.on, hub.today)}, and this change edits it"
                hint = "Read the number on the service's own page, or call it. Then write the day and your role."
                path = ("countries", code, "lines", line.id, "checked")
                yield hub.directory.problem("helplines", RULE, got, hint, *path)


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    return f"on {day}, {days} day{'' if days == 1 else 's'} ago"
