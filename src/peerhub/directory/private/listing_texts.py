"""Which parts of an entry are people's words, in which something private may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

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
# What these say is a name of its own field alone: a person in it is one.
_NAMES = frozenset({"name", "organisation", "venue"})
_LINKS = frozenset({"url", "website"})
_NO_PHONE = frozenset({"street"})
_NOT_DIGITS = re.compile(r"\D")


def private_parts(entry: Any) -> Iterator[tuple[DataPath, frozenset[Private]]]:
    """Find every part of an entry that holds something private, and what."""
    if isinstance(entry, dict):
        yield from _parts(entry, (), own_names(entry), _own_numbers(entry))


def _parts(
    part: dict[str, Any], above: DataPath, own: str, own_numbers: list[str]
) -> Iterator[tuple[DataPath, frozenset[Private]]]:
    """Walk what is no address and no tag; most texts are passed over here, so paths are made for the others alone."""
    for field, value in part.items():
        for at, item in enumerate(value) if isinstance(value, list) else ((None, value),):
            found: frozenset[Private] = frozenset()
            if isinstance(item, dict):
                path = (*above, field) if at is None else (*above, field, at)
                yield from _parts(item, path, own, own_numbers)
            elif not isinstance(item, str):
                continue
            elif field in _LINKS:
                found = frozenset({Private.CODE}) if link_holds_secret(item) else found
            elif field not in _NO_WORDS:
                found = private_in(item, own_for(field, own))
                if found and Private.PHONE in found and (field in _NO_PHONE or _is_own(item, own_numbers)):
                    found -= {Private.PHONE}
            if found:
                yield ((*above, field) if at is None else (*above, field, at)), found


def own_names(entry: Mapping[str, Any]) -> str:
    """Give the words by which a group, who runs it and where it is are called: they are no person's name."""
    said = [entry.get(name) for name in ("name", "organisation")]
    for where in (entry.get("place"), entry.get("area")):
        if isinstance(where, dict):
            said += [where.get(name) for name in ("venue", "street", "city", "region")]
    return " ".join(part for part in said if isinstance(part, str))


def own_for(field: str, own: str) -> str:
    """Give the words that are no person's in a field: a name does not make itself one of a house."""
    return "" if field in _NAMES else own


def _field(path: DataPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _own_numbers(entry: Mapping[str, Any]) -> list[str]:
    join = entry.get("join")
    number = join.get("phone") if isinstance(join, dict) else None
    return [_NOT_DIGITS.sub("", number)] if isinstance(number, str) else []


def _is_own(text: str, numbers: list[str]) -> bool:
    """Whether the only number in a text is the one that the listing gives to call."""
    digits = _NOT_DIGITS.sub("", text).lstrip("0")
    return any(digits and number.endswith(digits) for number in numbers)
