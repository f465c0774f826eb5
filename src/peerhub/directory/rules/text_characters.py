"""Text holds no characters that hide, reorder or impersonate words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, texts
from peerhub.problems import Problem, Severity, shown
from peerhub.text import HIDDEN_OR_TAB, hidden_name, mixes_alphabets

ID = "text-characters"
DESCRIPTION = "No control, direction, zero-width or private-use character stands in any text."

_WORD = re.compile(r"[^\W\d_]+")
_FILES = ("vocabulary", "helplines", "references", "phrases", "hazards")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each text with a character that a reader could not see."""
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        # Letters of ASCII are seen when they can be printed, and that is told many times faster.
        if text.isascii() and text.replace("\n", " ").isprintable():
            continue
        if any(map(mixes_alphabets, _WORD.findall(text))):
            for path, value in texts(entry.data):
                if mixed := next(filter(mixes_alphabets, _WORD.findall(value)), None):
                    got = f"has letters of another alphabet in a word: {shown(mixed)}"
                    yield entry.problem(ID, got, "Type the word again.", *path, severity=Severity.WARNING)
        if HIDDEN_OR_TAB.search(text):
            for path, value in texts(entry.data):
                if found := HIDDEN_OR_TAB.search(value):
                    yield entry.problem(ID, _got(found), "Delete it and type the words again.", *path)
    for file in _FILES:
        source = directory.sources.get(file)
        for path, value in texts(None if source is None else source.data):
            if found := HIDDEN_OR_TAB.search(value):
                yield directory.problem(file, ID, _got(found), "Delete it and type the words again.", *path)


def _got(found: re.Match[str]) -> str:
    return f"holds the hidden character {hidden_name(found.group())}"
