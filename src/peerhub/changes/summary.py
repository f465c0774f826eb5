"""A pull request in plain words, as Markdown: first what could hurt if it were wrong, then how listings will look.

Everything that the data says stands as code, so that nobody's words format, link or call anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from peerhub.changes.difference import Difference, FieldChange, field_changes, plain
from peerhub.directory.listing import Listing
from peerhub.directory.model import Entry, named
from peerhub.hub import Hub
from peerhub.intake.quoting import code
from peerhub.shown.cards import badge, place_words
from peerhub.shown.meeting_times import timing_note, when_words

# A summary is read by a person: what is longer is counted.
_MOST_LISTINGS = 100
_MOST_LINES = 200
_LONGEST_VALUE = 200


def summary(hub: Hub, difference: Difference, documents: Mapping[str, str]) -> str:
    """Write the summary; `documents` are the articles that differ, each with "new", "changed" or "gone"."""
    lines = [*_first(difference), *_listings(hub, difference), *_documents(hub, documents)]
    if not lines:
        lines = ["No listing, helpline or article changes.", ""]
    return "\n".join(["# What changes for readers", "", *lines])


def counts(difference: Difference) -> str:
    """Count the listings in one line: "2 groups added, 1 changed"."""
    ended = sum(entry.listing.ended and not was.listing.ended for was, entry in difference.changed)
    numbers = {
        "added": len(difference.added),
        "changed": len(difference.changed) - ended,
        "ended": ended,
        "gone": len(difference.gone),
    }
    parts = [f"{number:,} {word}" for word, number in numbers.items() if number]
    if not parts:
        return ""
    first, _, rest = parts[0].partition(" ")
    return ", ".join([f"{first} {'listing' if first == '1' else 'listings'} {rest}", *parts[1:]])


def _first(difference: Difference) -> Iterator[str]:
    """Name what decides which help a reader is shown and where a reader is led."""
    rows = [
        *(f"- Helpline {_at(change)}" for change in difference.helplines),
        *(f"- Danger phrase {_phrase(change)}" for change in difference.phrases),
        *(
            f"- To join {code(entry.listing.id)}: {_at(change)}"
            for entry, change in difference.ways_to_join()
            if not entry.listing.removed
        ),
        *(
            f"- The id {code(id_)} has gone. An id is for ever: mark the listing as closed."
            for id_ in difference.gone
        ),
    ]
    if not rows:
        return
    yield from ("## Look at these first", "")
    yield "Call each number and open each link before you approve. Two people look at helplines and phrases."
    yield ""
    yield from rows[:_MOST_LINES]
    if len(rows) > _MOST_LINES:
        yield f"- and {len(rows) - _MOST_LINES:,} more"
    yield ""


def _at(change: FieldChange) -> str:
    place = code(named("", change.path).lstrip("."))
    if change.old is None:
        return f"{place}: {_value(change.new)} is new"
    if change.new is None:
        return f"{place}: {_value(change.old)} is gone"
    return f"{place}: {_value(change.old)} becomes {_value(change.new)}"


def _phrase(change: FieldChange) -> str:
    danger, *_, phrase = (str(step) for step in change.path)
    return f"{code(phrase)} ({code(danger)}) {'no longer brings help first' if change.new is None else 'is new'}"


def _listings(hub: Hub, difference: Difference) -> Iterator[str]:
    if not difference.added and not difference.changed:
        return
    yield from (f"## {counts(difference)}: they will look so", "")
    shown = 0
    for entry in difference.added[:_MOST_LISTINGS]:
        yield from (f"### New: {_title(entry)}", "", *_looks(hub, entry.listing), "")
        shown += 1
    for was, entry in difference.changed[: _MOST_LISTINGS - shown]:
        yield from (f"### Changed: {_title(entry)}", "", *_changes(hub, was, entry), "")
        shown += 1
    left = len(difference.added) + len(difference.changed) - shown
    if left:
        yield from (f"And {left:,} more listings.", "")


def _title(entry: Entry) -> str:
    name = "" if entry.listing.removed else entry.listing.name
    return f"{code(name or entry.listing.id)} ({code(str(entry.where()))})"


def _looks(hub: Hub, listing: Listing) -> Iterator[str]:
    """Say a listing in the sentences that readers will see."""
    say = hub.words.say
    form = hub.directory.vocabulary.formats.get(listing.format) if listing.format else None
    how = say(f"listing.how.{(listing.join and listing.join.how) or 'unknown'}")
    where = " · ".join(part for part in (form.label if form else "", place_words(hub, listing)) if part)
    for words in (listing.summary, *when_words(hub, listing), timing_note(hub, listing), where, how):
        if words:
            yield f"- {code(words)}"
    yield f"- {code(badge(hub, listing).text)}"


def _changes(hub: Hub, was: Entry, entry: Entry) -> Iterator[str]:
    """Say what is different: when it meets in readers' words, and every field as it stands in the file.

    Of what is taken down nothing is repeated: a summary is public, and stays.
    """
    if entry.listing.removed:
        yield "- It is taken down. Its page will say only that it is no longer here."
        return
    old, new = " ".join(when_words(hub, was.listing)), " ".join(when_words(hub, entry.listing))
    if old != new and new:
        yield f"- It will say {code(new)}" + (f", instead of {code(old)}" if old else "")
    if entry.listing.ended and not was.listing.ended:
        yield "- Readers will be told that it has ended."
    for change in field_changes(plain(was), plain(entry)):
        yield f"- {_at(change)}"


def _documents(hub: Hub, documents: Mapping[str, str]) -> Iterator[str]:
    if not documents:
        return
    yield from ("## Articles", "")
    titles = {f"docs/{path}": article.front.title for path, article in hub.articles.items()}
    for path, state in sorted(documents.items())[:_MOST_LINES]:
        title = f" {code(titles[path])}" if path in titles else ""
        yield f"- {state.capitalize()}:{title} {code(path)}"
    yield ""


def _value(value: Any) -> str:
    dumped = "" if isinstance(value, str) else yaml.safe_dump(value, default_flow_style=True, sort_keys=False)
    text = " ".join(dumped.removesuffix("\n...\n").split()) or str(value)
    return code(text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…")
