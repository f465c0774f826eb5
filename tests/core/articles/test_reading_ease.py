"""The reading ease of Spanish and German: syllables as people count them, and the formulas with their own numbers."""

from __future__ import annotations

import pytest

from peerhub.articles.reading_ease import FORMULAS, reading_ease

# Counted by hand, by the rules of each language's spelling.
COUNTED = {
    "es": "sol:1 po-e-ta:3 dí-a:2 oí-do:3 muy:1 rey:1 gue-rra:2 que:1 a-gua:2 tiem-po:2 ai-re:2 ha-cia:2 "
    "cons-truir:2 pin-güi-no:3 ciu-dad:2 y:1 cre-er:2",
    "de": "Haus:1 Häu-ser:2 Lie-be:2 Tee:1 Schu-le:2 Frei-heit:2 Un-ter-stüt-zung:4 ruhig:2 Boot:1 neu:1",
}


@pytest.mark.parametrize("language", sorted(COUNTED))
def test_syllables_are_counted_as_people_count_them(language: str) -> None:
    """Vowels that are said as one are one."""
    wanted = {
        word.replace("-", ""): int(count)
        for word, _, count in (pair.partition(":") for pair in COUNTED[language].split())
    }
    assert {word: FORMULAS[language].syllables(word) for word in wanted} == wanted


def test_the_formulas_are_those_of_their_sources() -> None:
    """Two sentences of three words with one syllable each: the numbers of the sources and no others."""
    assert reading_ease(["Yo no sé.", "Tú no vas."], FORMULAS["es"]) == pytest.approx(206.835 - 3 - 62.3)
    assert reading_ease(["Ich bin da.", "Du bist hier."], FORMULAS["de"]) == pytest.approx(180 - 3 - 58.5)
