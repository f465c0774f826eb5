"""Triggers: letters that any match of a regular expression must hold, so that most need no search at all.

Searching a page for eighty expressions takes far longer than looking whether their letters occur in it.
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

SHORTEST = 3


def triggers(pattern: str) -> frozenset[str]:
    """Give lower-case strings of which every match holds at least one; none when that cannot be told.

    >>> sorted(triggers(r"\\b(?:cured|healed)\\s+by\\b"))
    ['cured', 'healed']
    """
    try:
        # Python has no public way to look into an expression; without this one every search is simply run.
        parsed = importlib.import_module("re._parser").parse(pattern, re.IGNORECASE)
        found = _of_sequence(list(parsed))
    except (ImportError, AttributeError, TypeError, ValueError, RecursionError, re.error):
        return frozenset()
    return found if found and min(map(len, found)) >= SHORTEST else frozenset()


def pieces_with(needed: frozenset[str], text: str, starts: Sequence[int]) -> Sequence[int]:
    """Number the pieces of a text, in lower case, that hold one of the triggers, or all when there are none to go by.

    A piece ends where the next one starts, after something that is in no trigger.

    >>> pieces_with(frozenset({"cake"}), "tea|cake|cakes", [0, 4, 9])
    [1, 2]
    """
    if not needed:
        return range(len(starts))
    found = set()
    for trigger in needed:
        at = text.find(trigger)
        while at >= 0:
            following = bisect_right(starts, at)
            found.add(following - 1)
            at = text.find(trigger, starts[following]) if following < len(starts) else -1
    return sorted(found)


def _of_sequence(items: list[Any]) -> frozenset[str]:
    """Choose the best of a sequence: its longest run of letters, or what one of its groups needs."""
    options: list[frozenset[str]] = []
    run = ""
    for operation, argument in [*items, (None, None)]:
        name = str(operation)
        # Outside ASCII a letter's other case can be another length; such a run is not relied on.
        if name == "LITERAL" and argument < 128:
            run += chr(argument).lower()
            continue
        if run:
            options.append(frozenset({run}))
            run = ""
        if name == "SUBPATTERN":
            options.append(_of_sequence(list(argument[3])))
        elif name == "BRANCH":
            branches = [_of_sequence(list(branch)) for branch in argument[1]]
            options.append(frozenset().union(*branches) if all(branches) else frozenset())
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] >= 1:
            options.append(_of_sequence(list(argument[2])))
    usable = [option for option in options if option]
    return max(usable, key=lambda option: min(map(len, option)), default=frozenset())
