"""The stemmer of lunr.js 2.3.9, step by step: the index must hold the stems that the browser will ask for.

lunr.py's own Porter stemmer departs from it ("lay", "try"), so that a word indexed one way and asked for the other
would never be found. The patterns are those of lunr.js, which works on UTF-16 code units; a test compares the two
over a large list of words in a real browser.
"""

from __future__ import annotations

import re
from functools import cache

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
    "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_MEASURE_OVER_0 = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_MEASURE_OVER_1 = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_MEASURE_IS_1 = re.compile(rf"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}({_VOWELS})?\Z")
_HAS_VOWEL = re.compile(f"({_CONSONANTS})?[aeiouy]")

_ES = re.compile(r"\A(.+?)(ss|i)es\Z")
_S = re.compile(r"\A(.+?)([^s])s\Z")
_EED = re.compile(r"\A(.+?)eed\Z")
_ED_ING = re.compile(r"\A(.+?)(ed|ing)\Z")
_AT_BL_IZ = re.compile(r"(at|bl|iz)\Z")
_DOUBLE = re.compile(r"([^aeiouylsz])\1\Z")
_SHORT = re.compile(rf"{_CONSONANTS}[aeiouy][^aeiouwxy]\Z")
_Y = re.compile(r"\A(.+?[^aeiou])y\Z")
_SUFFIX_2 = re.compile(
    r"\A(.+?)(ational|tional|enci|anci|izer|bli|alli|entli|eli|ousli|ization|ation|ator|alism|iveness|fulness|ousness"
    r"|aliti|iviti|biliti|logi)\Z"
)
_SUFFIX_3 = re.compile(r"\A(.+?)(icate|ative|alize|iciti|ical|ful|ness)\Z")
_SUFFIX_4 = re.compile(r"\A(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)\Z")
_ION = re.compile(r"\A(.+?)(s|t)(ion)\Z")
_E = re.compile(r"\A(.+?)e\Z")


@cache
def stem(word: str) -> str:
    """Give the stem that lunr.js gives a word; a word is stemmed once a run, however often it stands."""
    # Every rule looks for an ending in plain letters, so that figures and other scripts stay as they are.
    if len(word) < 3 or not "a" <= word[-1] <= "z":
        return word
    if max(word) > "\uffff":
        return _from_units(_stem(_to_units(word)))
    return _stem(word)


def _stem(word: str) -> str:
    first_y = word[0] == "y"
    if first_y:
        word = "Y" + word[1:]
    word = _step_1b(_step_1a(word))
    if found := _Y.match(word):
        word = found[1] + "i"
    word = _replace(_SUFFIX_2, _STEP_2, word)
    word = _replace(_SUFFIX_3, _STEP_3, word)
    word = _step_5(_step_4(word))
    return "y" + word[1:] if first_y else word


def _step_1a(word: str) -> str:
    found = _ES.match(word) or _S.match(word)
    return found[1] + found[2] if found else word


def _step_1b(word: str) -> str:
    if found := _EED.match(word):
        return word[:-1] if _MEASURE_OVER_0.match(found[1]) else word
    found = _ED_ING.match(word)
    if not found or not _HAS_VOWEL.match(found[1]):
        return word
    word = found[1]
    if _AT_BL_IZ.search(word):
        return word + "e"
    if _DOUBLE.search(word):
        return word[:-1]
    return word + "e" if _SHORT.match(word) else word


def _replace(pattern: re.Pattern[str], endings: dict[str, str], word: str) -> str:
    found = pattern.match(word)
    return found[1] + endings[found[2]] if found and _MEASURE_OVER_0.match(found[1]) else word


def _step_4(word: str) -> str:
    if found := _SUFFIX_4.match(word):
        return found[1] if _MEASURE_OVER_1.match(found[1]) else word
    if found := _ION.match(word):
        shorter = found[1] + found[2]
        return shorter if _MEASURE_OVER_1.match(shorter) else word
    return word


def _step_5(word: str) -> str:
    if found := _E.match(word):
        shorter = found[1]
        if _MEASURE_OVER_1.match(shorter) or (_MEASURE_IS_1.match(shorter) and not _SHORT.match(shorter)):
            word = shorter
    return word[:-1] if word.endswith("ll") and _MEASURE_OVER_1.match(word) else word


def _to_units(word: str) -> str:
    """Spell characters beyond the first plane as JavaScript does, with two code units each."""
    raw = word.encode("utf-16-le", "surrogatepass")
    return "".join(chr(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw), 2))


def _from_units(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
