"""The stemmer of each language: lunr's own for English, Snowball's where the browser has it too, and none elsewhere.

The browser's are overrides/vendor/snowball, of the same version; a test holds the two together over many words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from peerhub.search.stemmer import stem

_ENGLISH = "english"
_SNOWBALL = MappingProxyType({"ar": "arabic", "de": "german", "es": "spanish"})
# Folding took what Snowball knows these words by: "estación" and "estaciones" are one.
_ENDINGS = MappingProxyType({"arabic": ("ه", "ة"), "spanish": ("ion", "ión")})


def stemmer_name(language: str) -> str:
    """Name the stemmer of a language, or give "" where it has none.

    >>> stemmer_name("es-MX"), stemmer_name("cy")
    ('spanish', '')
    """
    base = language.partition("-")[0]
    return _ENGLISH if base == "en" else _SNOWBALL.get(base, "")


@cache
def stemmer(name: str) -> Callable[[str], str]:
    """Give what stems a folded word."""
    if name == _ENGLISH:
        return stem
    if not name:
        return str
    from snowballstemmer import stemmer as snowball  # no hub in English needs it

    found: Callable[[str], str] = snowball(name).stemWord
    folded, written = _ENDINGS.get(name, ("", ""))
    if not folded:
        return found
    return lambda word: found(word.removesuffix(folded) + written if word.endswith(folded) else word)
