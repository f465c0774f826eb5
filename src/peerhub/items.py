"""A long list in YAML, read item by item: after an edit only the edited items are parsed again.

Items that begin at the left margin are documents of their own. A file that is written otherwise, or in which anything
is wrong, is left to the whole reader, which knows every rule and names every line.
"""

from __future__ import annotations

import re

from peerhub.cache import Shelf, digest
from peerhub.problems import Problems
from peerhub.sources import RefusedError, Source, decode, no_collecting, parse_yaml

_START = re.compile(r"^-(?=[ \r\n]|\Z)", re.MULTILINE)
# Anything else at the left margin than an item, a comment or nothing; and what ends a line for YAML alone.
_OTHERWISE = re.compile(r"^[^-\s#]|^-(?![ \r\n]|\Z)|\r(?!\n)|[\x85\u2028\u2029]", re.MULTILINE)
_BEFORE = re.compile(r"(?:#.*\r?\n|[ \r\n]+)*")


def read_items(raw: bytes, name: str, shelf: Shelf) -> Source | None:
    """Read a list of items; None where the whole reader must read it. `shelf` holds the items read before."""
    try:
        text = decode(raw)
    except RefusedError:
        return None
    items = cut(text)
    if items is None:
        return None
    data: list[object] = []
    with no_collecting():
        for item in items:
            key = digest(item)
            found = shelf.get(key)
            if found is None:
                found = _item(item, name)
                if found is None:
                    return None
                shelf.put(key, found)
            data += found
    return Source(name, data, text)


def cut(text: str) -> list[str] | None:
    """Cut a list at its items; None where it is not written with every item at the left margin."""
    starts = [match.start() for match in _START.finditer(text)]
    if not starts or _OTHERWISE.search(text) or not _BEFORE.fullmatch(text, 0, starts[0]):
        return None
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _item(text: str, name: str) -> list[object] | None:
    problems = Problems()
    source = parse_yaml(text.encode("utf-8"), name, problems)
    if source is None or len(problems) or not isinstance(source.data, list) or len(source.data) != 1:
        return None
    return source.data
