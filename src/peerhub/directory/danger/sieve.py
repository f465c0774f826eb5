"""A sieve (Bloom filter): tells whether a word is one of many, from a byte for each instead of the words themselves.

A word of the list is always known; of others about one in twenty is taken for one. The browser's twin is in
overrides/components/search/typed.mjs.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator

# Bits for each word, and how many of them a word sets.
BITS, SET = 6, 4
# How many sizes are tried, a byte apart.
SIZES = 9


def sieve(words: Collection[str], not_held: Collection[str] = ()) -> str:
    """Make the sieve of some words, as base64, of the size at which it takes the fewest of `not_held` for one.

    For danger, of 334 slips the least size takes 21 for ordinary words and the best of nine 11, for 6 bytes more.
    """
    least = len(words) * BITS // 8
    made = [_made(words, least + more) for more in range(SIZES if not_held else 1)]
    return min(made, key=lambda text: sum(map(Sieve(text).holds, not_held)))


def _made(words: Collection[str], size: int) -> str:
    found = bytearray(size)
    for word in words:
        for place in _places(word, size * 8):
            found[place >> 3] |= 1 << (place & 7)
    return b64encode(found).decode()


class Sieve:
    """A sieve, ready to be asked.

    >>> Sieve(sieve(["grape", "draped"])).holds("grape"), Sieve(sieve(["grape", "draped"])).holds("suicde")
    (True, False)
    """

    def __init__(self, text: str) -> None:
        self._bytes = b64decode(text)

    def holds(self, word: str) -> bool:
        """Tell whether a word is one of those that made the sieve, or is taken for one."""
        size = len(self._bytes) * 8
        return size > 0 and all(self._bytes[place >> 3] >> (place & 7) & 1 for place in _places(word, size))


def _places(word: str, size: int) -> Iterator[int]:
    found = 2166136261  # FNV-1a
    for letter in word:
        found = (found ^ ord(letter)) * 16777619 & 0xFFFFFFFF
    for turn in range(SET):
        yield ((found & 0xFFFF) + turn * (found >> 16)) % size
