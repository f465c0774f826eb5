"""Walks through data/phrases.yaml: every phrase with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from peerhub.directory.phrases import DANGERS, ByLanguage, Phrases

Path = tuple[str | int, ...]

_CLASS = re.compile(r"<([a-z-]+)>")


def lines_of(phrases: Phrases) -> Iterator[tuple[Path, str]]:
    """Give each phrase with its path in the order of compiling: by language, since what is alike packs better."""
    groups: list[tuple[Path, ByLanguage]] = [
        (("innocent",), phrases.innocent),
        (("young",), phrases.young),
        (("family",), phrases.family),
        (("adult",), phrases.adult),
    ]
    dangers = sorted(phrases.dangers.items(), key=lambda item: DANGERS.index(item[0]))
    groups += [(("dangers", danger, "phrases"), found.phrases) for danger, found in dangers]
    by_path = [(path, language, lines) for path, by_language in groups for language, lines in by_language.items()]
    for path, language, lines in sorted(by_path, key=lambda group: (group[1] != "en", group[1])):
        for position, line in enumerate(lines):
            yield (*path, language, position), line


def classes_in(phrases: Phrases, lines: Iterable[str]) -> dict[str, str]:
    """Give the classes that some phrases name, with those inside them."""
    found: dict[str, str] = {}
    left = [name for line in lines for name in _CLASS.findall(line)]
    while left:
        name = left.pop()
        if name not in found and name in phrases.words:
            found[name] = phrases.words[name]
            left += _CLASS.findall(found[name])
    return found
