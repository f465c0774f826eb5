"""Folding: how text and what readers type are made alike before lunr sees them.

"Can't", "can’t" and "cant" are one word, "café" is "cafe", and every mark but a letter or figure parts words. The
browser's twin is `fold` in overrides/components/search/words.mjs; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘ʼ＇]")
# Accents that keyboards of other countries give for an apostrophe; they part words once they are taken apart.
_STANDING_ACCENTS = re.compile("[´`′｀]")
# What NFKD leaves whole and keyboards of other countries lack.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "þ": "th",
        # Arabic letters that are typed one for the other, and the stroke that only stretches a word.
        "ى": "ي",
        "ة": "ه",
        "ـ": "",
    }
)
# The marks of Arabic vowels, which few people type, are accents too.
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
# Initials with full stops are one word: "a.a." is AA.
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_BETWEEN = re.compile(r"[\W_]+")
# The same for plain text, of which most is, in a third of the time.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {
    ord("'"): None,
    ord("`"): None,
}


def fold(text: str) -> str:
    """Give the words of a text, lower-case, without accents and apostrophes, joined by single spaces.

    >>> fold("Can’t sleep? Café – self-harm")
    'cant sleep cafe self harm'
    """
    if "." in text:
        text = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", text)
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", _STANDING_ACCENTS.sub("", text)).lower())
    plain = _ACCENTS.sub("", plain).translate(_LETTERS)
    return _BETWEEN.sub(" ", plain).strip()
