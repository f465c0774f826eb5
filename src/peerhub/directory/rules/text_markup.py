"""Text is plain or Markdown, never HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, texts
from peerhub.problems import Problem, shown

ID = "text-markup"
DESCRIPTION = "No HTML stands in any text of a listing, and no picture."

# An address in angle brackets is Markdown's own way to write a link.
_TAG = re.compile(r"<(?!https?://|mailto:|tel:)[A-Za-z/!?][^>\n]{0,40}")
_PICTURE = re.compile(r"!\[[^\]\n]{0,100}\]\(")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each text with a tag or a picture in it."""
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        if "<" not in text and "![" not in text:
            continue
        for path, value in texts(entry.data):
            if found := _TAG.search(value):
                got = f"holds HTML: {shown(found.group(), 30)}"
                yield entry.problem(ID, got, "Write plain words, or Markdown in description.", *path)
            elif _PICTURE.search(value):
                yield entry.problem(ID, "holds a picture", "Listings have no pictures: say it in words.", *path)
