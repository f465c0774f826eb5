"""Which parts of an entry are people's words, in which something private may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from peerhub.directory.model import texts
from peerhub.directory.private.links import link_holds_secret
from peerhub.directory.private.reader import Private, private_in
from peerhub.yaml.source import DataPath

# Values with a form of their own: addresses, numbers to call, tags and ids.
_NO_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        id kind url website email phone records postcode topics audience languages country led_by format days every
        starts ends timezone how link address moved_to status licence quality weeks not_in holiday_subdivision
        part_of_day
        """,
    )
)
_LINKS = frozenset({"url", "website"})
_NO_PHONE = frozenset({"street"})
_NOT_DIGITS = re.compile(r"\D")


def words_in(entry: Any) -> Iterator[tuple[DataPath, str]]:
    """Walk the texts of an entry that people wrote, each with its path."""
    for path, value in texts(entry):
        if _field(path) not in _NO_WORDS:
            yield path, value


def private_parts(entry: Any) -> Iterator[tuple[DataPath, frozenset[Private]]]:
    """Find every part of an entry that holds something private, and what."""
    if not isinstance(entry, Mapping):
        return
    own, own_numbers = own_names(entry), _own_numbers(entry)
    for path, value in texts(entry):
        field = _field(path)
        if field in _LINKS:
            if link_holds_secret(value):
                yield path, frozenset({Private.CODE})
        elif field not in _NO_WORDS:
            found = private_in(value, own)
            if found and Private.PHONE in found and (field in _NO_PHONE or _is_own(value, own_numbers)):
                found -= {Private.PHONE}
            if found:
                yield path, found


def own_names(entry: Mapping[str, Any]) -> str:
    """Give the words by which a group and who runs it are called."""
    return " ".join(str(entry.get(name) or "") for name in ("name", "organisation"))


def _field(path: DataPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _own_numbers(entry: Mapping[str, Any]) -> list[str]:
    join = entry.get("join")
    number = join.get("phone") if isinstance(join, Mapping) else None
    return [_NOT_DIGITS.sub("", number)] if isinstance(number, str) else []


def _is_own(text: str, numbers: list[str]) -> bool:
    """Whether the only number in a text is the one that the listing gives to call."""
    digits = _NOT_DIGITS.sub("", text).lstrip("0")
    return any(digits and number.endswith(digits) for number in numbers)
