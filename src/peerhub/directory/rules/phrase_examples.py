"""The searches beside the danger phrases bring what they should, and every language has some."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.danger.compiling import compile_phrases
from peerhub.directory.danger.matching import Recogniser
from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "phrase-examples"
DESCRIPTION = "Each search under shows brings its danger, none under silent does, and each language has examples."

_HINT = "Change the phrases, or the example if it is wrong; `./hub bench danger --explain` shows what was found."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each example that fails, and each language whose phrases nobody tries."""
    recogniser = Recogniser(compile_phrases(directory.phrases))
    for danger, found in directory.phrases.dangers.items():
        for language, phrases in found.phrases.items():
            if phrases and not found.shows.get(language):
                got = f"has phrases in '{language}' and no example of them"
                hint = f"Write searches under shows: {language}: that must bring this danger."
                yield directory.problem("phrases", ID, got, hint, "dangers", danger, "phrases", language)
        for language, searches in found.shows.items():
            for position, search in enumerate(searches):
                met = recogniser.dangers(search)
                if danger not in met:
                    got = f"must bring '{danger}', and {shown(search)} brings {_told(met)}"
                    yield directory.problem("phrases", ID, got, _HINT, "dangers", danger, "shows", language, position)
        for position, search in enumerate(found.silent):
            if danger in recogniser.dangers(search):
                got = f"must not bring '{danger}', and {shown(search)} does"
                yield directory.problem("phrases", ID, got, _HINT, "dangers", danger, "silent", position)


def _told(dangers: list[str]) -> str:
    return " and ".join(f"'{danger}'" for danger in dangers) or "nothing"
