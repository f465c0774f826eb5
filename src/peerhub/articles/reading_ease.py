"""Reading ease by the formulas of other languages than English; the higher, the easier."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from peerhub.articles.sentences import words_of


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula by its name and source: start - sentence * words a sentence - word * syllables a word.

    `least` is where its own scale begins to call a text plain.
    """

    name: str
    start: float
    sentence: float
    word: float
    least: int
    syllables: Callable[[str], int]


# Two strong vowels beside one another, or a weak one with an accent, are two syllables: po-e-ta, dí-a.
_SPANISH = re.compile(r"[íú]|[iuü]?[aeoáéó][iuüy]?|[iuü]+y?|y\b")
_GERMAN = re.compile(r"aa|ai|au|äu|ee|ei|eu|ie|oo|[aeiouäöüy]")


def _spanish(word: str) -> int:
    # The u of gue, gui, que and qui is not heard.
    heard = re.sub(r"([gq])u(?=[eiéí])", r"\1", word.lower())
    return max(1, len(_SPANISH.findall(heard)))


def _german(word: str) -> int:
    return max(1, len(_GERMAN.findall(word.lower())))


FORMULAS = {
    # Szigriszt Pazos, 1993: Sistemas predictivos de legibilidad del mensaje escrito. By the scale of Barrio-Cantalejo
    # and others, 2008 (INFLESZ), 55 to 65 is normal.
    "es": Formula("Szigriszt-Pazos (1993)", 206.835, 1.0, 62.3, 55, _spanish),
    # Amstad, 1978: Wie verständlich sind unsere Zeitungen? It is Flesch's formula fitted to German.
    "de": Formula("Flesch-Amstad (1978)", 180.0, 1.0, 58.5, 60, _german),
}


def reading_ease(sentences: list[str], formula: Formula) -> float:
    """Give the reading ease of some sentences."""
    counts = [found for sentence in sentences if (found := words_of(sentence))]
    words = sum(map(len, counts))
    if not words:
        return 100.0
    syllables = sum(formula.syllables(word) for found in counts for word in found)
    return formula.start - formula.sentence * words / len(counts) - formula.word * syllables / words
