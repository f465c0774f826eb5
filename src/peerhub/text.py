"""Plain text: out of HTML that our own renderers wrote, and without characters that readers cannot see."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Mapping, Sequence

# Private use includes U+E000 to U+F8FF, with which the site's pages mark the places that they fill.
# The two joiners are letters' business in Persian or Hindi, and in emoji; next to Latin letters they only hide.
_NEVER_SEEN = (
    "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e"
    "\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff"
    "\\ud800-\\udfff\\ue000-\\uf8ff\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff"
)
_LONELY_JOINER = "(?<![^\\u0000-\\u024f])[\\u200c\\u200d]|[\\u200c\\u200d](?![^\\u0000-\\u024f])"
# A tab may stand in Markdown and in settings, and hides words in data.
HIDDEN = re.compile(f"[{_NEVER_SEEN}]|{_LONELY_JOINER}")
HIDDEN_OR_TAB = re.compile(f"[\\t{_NEVER_SEEN}]|{_LONELY_JOINER}")

# Names that Windows keeps for its devices, whatever ending stands behind them.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
# An e-mail address as every program takes it; what a mailto link would read as more than one has no place in it.
MAIL_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")

_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")


def mixes_alphabets(word: str) -> bool:
    """Tell whether letters of Latin, Greek and Cyrillic meet in one word, or one part of a host.

    Unicode Technical Standard 39, section 5.1: these are the scripts whose letters pass for each other's. No registry
    sells such a host in good faith, and no search finds such a word.

    >>> mixes_alphabets("\u0415vening"), mixes_alphabets("\u0412\u0435\u0447\u0435\u0440")
    (True, False)
    """
    if word.isascii():
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1


def is_windows_device(name: str) -> bool:
    """Tell whether Windows can hold no file of this name.

    >>> is_windows_device("aux.md"), is_windows_device("console.md")
    (True, False)
    """
    return _DEVICE.match(name) is not None


def plain_text(markup: str) -> str:
    """Take the tags out of rendered HTML, and fold its white space."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def hidden_name(char: str) -> str:
    """Name a character that nobody can see: its number, and its name where it has one."""
    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}{f' ({name})' if name else ''}"


def hash_of(text: str) -> str:
    """Name a text by its SHA-256, however its letters are composed."""
    return "sha256:" + hashlib.sha256(unicodedata.normalize("NFC", text).encode(errors="replace")).hexdigest()


def joined(patterns: Mapping[str, str], items: Sequence[str]) -> str:
    """Join words as a language joins them, by CLDR's patterns for two, and for the start, middle and end of more.

    >>> joined({"2": "{0} and {1}", "start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0} and {1}"}, ["a", "b", "c"])
    'a, b and c'
    """
    said = "".join(items[:1])
    for at, item in enumerate(items[1:], 2):
        name = "2" if len(items) == 2 else "start" if at == 2 else "end" if at == len(items) else "middle"
        # CLDR leaves open which of the two Welsh words for "and" it is: ac stands before a vowel.
        pattern = patterns[name].replace("a(c)", "ac" if item[:1].lower() in "aeiouwyâêîôûŵŷ" else "a")
        before, _, after = pattern.partition("{0}")
        said = f"{before}{said}{after.replace('{1}', item)}"
    return said
