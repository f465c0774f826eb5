"""A text that holds ' #' is cut there: YAML takes the rest of the line for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.fields import value_of
from peerhub.directory.model import Directory, Entry, texts
from peerhub.problems import Location, Problem, Severity, shown
from peerhub.yaml.source import DataPath, comments_after

ID = "cut-text"
DESCRIPTION = "No text ends where a ' #' without quotes begins a comment."

_SHORTEST = 80  # a field that holds less than this is a word from a list, not a text
_ADDRESS = re.compile(r"://|@")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each text of a listing behind which a comment stands on the same line."""
    cuts: dict[str, list[str] | None] = {}
    for entry in directory.entries:
        source = entry.source
        if source.name not in cuts:
            cut = source.cut() if " #" in source.text else None
            cuts[source.name] = None if cut is None else cut[1]
        pieces = cuts[source.name]
        if pieces is None or entry.index >= len(pieces) or " #" not in pieces[entry.index]:
            continue
        start = entry.where().line or 1
        for line, value, comment in comments_after(pieces[entry.index]):
            if _is_text(entry, value):
                got = f"reads {shown(value)} alone: {shown(comment)} behind it is a comment"
                hint = "Put quotes round the whole text, or the comment on a line of its own."
                where = Location(source.name, start + line)
                yield Problem(where, ID, got, hint, Severity.WARNING, entry.at(), entry.listing.id)


def _is_text(entry: Entry, value: str) -> bool:
    """Whether a value without quotes is one that a person wrote freely."""
    paths = [path for path, text in texts(entry.data) if text == value]
    return not _ADDRESS.search(value) and any(_longest(path) >= _SHORTEST for path in paths)


def _longest(path: DataPath) -> int:
    named = ".".join(step for step in path if isinstance(step, str))
    try:
        limits = value_of(named)
    except StopIteration:  # a field that is not known is told elsewhere
        return 0
    if limits.type is not str or limits.choices or limits.several:
        return 0
    return max((getattr(limit, "max_length", None) or 0 for limit in _limits(limits.info)), default=0)


def _limits(info: object) -> Iterator[object]:
    yield from getattr(info, "metadata", ())
    for part in getattr(getattr(info, "annotation", None), "__args__", ()):
        yield from getattr(part, "__metadata__", ())
