"""Parts of pages that are made from data, so that a page cannot say what is no longer so.

An author writes `<!-- generated: NAME -->` on a line of its own; the build puts Markdown in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from peerhub.problems import Location, Problems, did_you_mean, shown

_PLACE = re.compile(r"^<!-- generated: ([a-z-]+) -->$", re.MULTILINE)


def expand(markdown: str, parts: Mapping[str, Callable[[], str]], where: Location, problems: Problems) -> str:
    """Put each named part in its place; `where` is the line on which the Markdown starts."""

    def part(match: re.Match[str]) -> str:
        name = match[1]
        if name in parts:
            return parts[name]()
        line = (where.line or 1) + markdown.count("\n", 0, match.start())
        hint = did_you_mean(name, parts) or f"Use one of {', '.join(parts)}."
        problems.error(Location(where.path, line), "generated-part", f"asks for the unknown part {shown(name)}", hint)
        return ""

    return _PLACE.sub(part, markdown)
