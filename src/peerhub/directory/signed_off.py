"""The parts of the data that somebody signs off: helplines, danger phrases, other words for things, hazards.

Each part is named by the hash of what readers would notice if it changed: the day of a helpline's check and the page
where it was read are no such thing, and so a new check does not undo a review.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from peerhub.directory.danger.compiling import ASKED_FOR
from peerhub.directory.danger.reading import classes_in
from peerhub.directory.model import Directory
from peerhub.directory.phrases import Phrases
from peerhub.text import hash_of

# In the order in which people look through them.
KINDS = ("helplines", "phrases", "synonyms", "hazards")

_NO_MATTER = {
    # Cases that a test tries are not shown to anybody.
    "phrases": {"shows", "silent"},
    "helplines": {"checked", "source"},
    "synonyms": {"zones", "box"},
    # A test may be renamed; what it proves is what was read.
    "hazards": {"tests"},
}
# Lists of words in which the order says nothing; of helplines the first is the one that every page shows.
_SETS = {"phrases", "synonyms"}


def parts_to_sign(directory: Directory) -> dict[str, dict[str, str]]:
    """Give the hash of each part by kind and name: `phrases.suicide`, `synonyms.topics`, `helplines.GB`."""
    vocabulary = directory.vocabulary
    parts: dict[str, Mapping[Any, Any]] = {
        "helplines": directory.helplines.countries,
        "phrases": _phrases(directory.phrases),
        "synonyms": {name: getattr(vocabulary, name) for name in type(vocabulary).model_fields},
        # The dangers are weighed against one another, and so the log is signed as a whole.
        "hazards": {"log": directory.hazards},
    }
    return {
        kind: {str(name): _hash(kind, part) for name, part in found.items() if part} for kind, found in parts.items()
    }


def _phrases(phrases: Phrases) -> dict[str, Any]:
    """Give each danger with all that decides about it: its phrases, the classes that they name, what all share."""
    signs = {"innocent": phrases.innocent, "young": phrases.young, "family": phrases.family, "adult": phrases.adult}
    lines = [line for by_language in signs.values() for lines in by_language.values() for line in lines]
    always = (*(f"<{name}>" for name in ASKED_FOR), *lines)
    return {
        danger: {
            "danger": found,
            "words": classes_in(phrases, (*always, *(line for lines in found.phrases.values() for line in lines))),
            **signs,
            "guarded": phrases.guarded,
        }
        for danger, found in phrases.dangers.items()
    }


def _hash(kind: str, part: Any) -> str:
    return hash_of(json.dumps(_plain(kind, part), ensure_ascii=False, sort_keys=True))


def _plain(kind: str, part: Any) -> Any:
    """Turn a part into plain data; a field that has its default is the same as one that is left out."""
    if isinstance(part, BaseModel):
        return _plain(kind, part.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    if isinstance(part, dict):
        return {str(key): _plain(kind, value) for key, value in part.items() if key not in _NO_MATTER[kind]}
    if isinstance(part, list | tuple):
        plain = [_plain(kind, item) for item in part]
        return sorted(plain, key=str) if kind in _SETS else plain
    return part
