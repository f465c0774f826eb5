"""Text holds no characters that hide, reorder or impersonate words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, texts
from peerhub.problems import Problem

ID = "text-characters"
DESCRIPTION = "No control, direction, zero-width or private-use character stands in any text."

# Private use includes U+E000 to U+F8FF, with which the site's pages mark the places that they fill.
# The two joiners are letters' business in Persian or Hindi, and in emoji; next to Latin letters they only hide.
_REFUSED = re.compile(
    "[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e"
    "\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff"
    "\\ud800-\\udfff\\ue000-\\uf8ff\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff]"
    "|(?<![^\\u0000-\\u024f])[\\u200c\\u200d]|[\\u200c\\u200d](?![^\\u0000-\\u024f])"
)
_FILES = ("vocabulary", "helplines", "references", "phrases")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each text with a character that a reader could not see."""
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        if _REFUSED.search(text):
            for path, value in texts(entry.source.data[entry.index]):
                if found := _REFUSED.search(value):
                    yield entry.problem(ID, _got(found), "Delete it and type the words again.", *path)
    for file in _FILES:
        source = directory.sources.get(file)
        for path, value in texts(None if source is None else source.data):
            if found := _REFUSED.search(value):
                yield directory.problem(file, ID, _got(found), "Delete it and type the words again.", *path)


def _got(found: re.Match[str]) -> str:
    name = unicodedata.name(found.group(), "").lower()
    return f"holds the hidden character U+{ord(found.group()):04X}{f' ({name})' if name else ''}"
