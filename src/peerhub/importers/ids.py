"""Ids for groups that come from a feed: readable, and the same at every import.

An id is made once. Its last part comes from the record's name in the feed, so even a listing that was removed, and
keeps nothing but its id, is known again when the feed still holds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

_LONGEST = 48
_MARK = 6
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def record_name(feed: str, record: str) -> str:
    """Name a record so that no other feed's is meant; it fits on a line of the data."""
    name = f"{feed}/{record}"
    return name if len(name) <= 160 else f"{name[:140]}…{_mark(name)}"


def new_id(entry: Mapping[str, Any], record: str) -> str:
    """Make an id of a group's name and town, and of its record's name.

    >>> new_id({"name": "Evening Circle", "place": {"city": "Leeds"}}, "neighbour/12")
    'evening-circle-leeds-2bmkaa'
    """
    name = _slug(str(entry.get("name", "")))
    town = _slug(str(entry.get("place", {}).get("city", "")))
    words = f"{name}-{town}" if town and town not in name else name
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return "-".join(filter(None, (words, id_mark(record))))


def id_mark(record: str) -> str:
    """Give the last part of an id, by which a record is known again."""
    return _mark(record)


def _mark(record: str) -> str:
    number = int.from_bytes(blake2b(record.encode(errors="replace"), digest_size=8).digest(), "big")
    digits = []
    for _ in range(_MARK):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(digits)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
