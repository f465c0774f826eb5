"""The words by which something private is known: classes of words, read from `words/private.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from peerhub.problems import Problems
from peerhub.yaml.source import parse_yaml

# What NFKD leaves whole.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i"})
# "Password" and "passcode" as people shorten them: the letters that stay are these.
_SHORTENED = re.compile(r"p[aswc]\w*\Z")
_SKELETONS = frozenset(
    {"pswrd", "pswd", "pwrd", "pwd", "pwrt", "pswrt", "pw", "psw", "pscd", "pcd", "psphrs", "pscds", "pswrds"}
)
_VOWELS = re.compile(r"[aeiou]")
_TWICE = re.compile(r"(\w)\1+")
# Scripts that put no space between words.
UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Write a word in small letters and without accents.

    >>> folded("Hasło"), folded("CONTRASEÑA")
    ('haslo', 'contrasena')
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


class Vocabulary:
    """Classes of words and of phrases, to be asked for what a word begins."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._classes: dict[str, frozenset[str]] = {
            name: frozenset(" ".join(re.findall(r"\w+", folded(word))) for word in _flat(said))
            for name, said in lists.items()
        }
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, words in self._classes.items():
            for phrase in words:
                first, *rest = phrase.split()
                self._phrases.setdefault(first, []).append((tuple(rest), name))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        self._unspaced = [
            (phrase, name) for name in ("password", "code", "door", "device", "room", "numbered")
            for phrase in self._classes[name] if UNSPACED.search(phrase)
        ]  # fmt: skip
        self._endings = tuple(self._classes["code_endings"])

    def words(self, name: str) -> frozenset[str]:
        """Give the words of a class."""
        return self._classes[name]

    def phrases(self, first: str) -> list[tuple[tuple[str, ...], str]]:
        """Give the phrases that a word begins: the words that must follow, and the class; the longest first."""
        return self._phrases.get(first, [])

    @lru_cache(maxsize=65536)  # noqa: B019 (there is one vocabulary)
    def by_shape(self, word: str) -> frozenset[str]:
        """Give the classes of a word by its shape: a shortened password, a compound, a script without spaces."""
        if not word.isascii() and UNSPACED.search(word):
            return frozenset(name for phrase, name in self._unspaced if phrase in word)
        short = len(word) < 12 and _SHORTENED.match(word)
        if short and _TWICE.sub(r"\1", _VOWELS.sub("", word)) in _SKELETONS:
            return frozenset({"password"})
        ending = next((end for end in self._endings if word.endswith(end) and len(word) > len(end) + 1), "")
        if ending and word[: -len(ending)].rstrip("s") not in self._classes["harmless_before"]:
            return frozenset({"code"})
        return frozenset()


@cache
def vocabulary() -> Vocabulary:
    """Read the words that come with the engine."""
    problems = Problems()
    raw = resources.files("peerhub.words").joinpath("private.yaml").read_bytes()
    source = parse_yaml(raw, "words/private.yaml", problems)
    if source is None or problems.has_errors:
        raise ValueError("\n".join(map(str, problems)))
    return Vocabulary(source.data)


def _flat(said: Any) -> Iterable[str]:
    for part in said:
        if isinstance(part, list):
            yield from map(str, part)
        else:
            yield str(part)
