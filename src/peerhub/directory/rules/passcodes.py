"""Passcodes never stand in the data: the file is public, and so is its history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory, texts
from peerhub.problems import Problem

ID = "passcodes"
DESCRIPTION = "No passcode, PIN, password or meeting number stands in any link or text."

_IN_URL = re.compile(r"[?&#;](?:pwd|passwd|password|pass|passcode|pin|tk|zak)=", re.IGNORECASE)
# A secret has a digit, a sign or mixed case, or is one quoted or lonely word; "passcode: we send it" is none.
_IN_TEXT = re.compile(
    r"""\b(?:
        (?:pass\s?-?(?:code|word|phrase)|pwd|kennwort|mot\ de\ passe|contraseña)\s*(?:is\b|are\b|:|=|-|–|\#)*\s*
          (?: ["'“‘`]\s?[^\s"'”’`]{2,}
            | (?=\S*\d | \S*[@\#$%^&*] | (?-i:\S*[a-z]\S*[A-Z]))[^\s,;()]{3,}
            | (?<=[:=]\ )(?!required|sent|none|needed|provided|ask|on\b)\w{3,}\s*(?:[.,;)]|$)
          )
      | pin(?:\s(?:code|number))?\s*(?:is\b|:|=|\#)?\s*\d{3,}
      | (?:access|entry|security|host|participant)\s(?:code|key|pin)\s*(?:is\b|:|=|\#)?\s*(?=\w*\d)\w{3,}
      | (?:(?:zoom|meeting|webinar|conference|room|teams)\s){1,2}
          (?:id|number|no\.?|code)\s*(?:is\b|:|=|\#)?\s*\d[\d\ -]{5,}
      | zoom\s*(?::|\#)?\s*\d{3}[\ -]?\d{3,4}[\ -]?\d{3,4}
    )""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_TELLING = (
    "pass", "pwd", "pin", "kennwort", "contrase", " code", " key", "zoom", "tk=", "zak=", " id", " number",
    " no ", " no.",
)  # fmt: skip
_HINT = "Take it out, and out of git's history. Say instead how people get it, such as 'We send the link by e-mail.'"


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each text with a secret in it; the message never repeats the secret."""
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        lower = text.lower()
        # Most entries hold none of these, and a look for fixed words is many times cheaper than the pattern.
        if not any(word in lower for word in _TELLING) or not (_IN_URL.search(text) or _IN_TEXT.search(text)):
            continue
        for path, value in texts(entry.data):
            if _IN_URL.search(value):
                yield entry.problem(ID, "holds a passcode in a link", _HINT, *path)
            elif _IN_TEXT.search(value):
                yield entry.problem(ID, "holds a passcode or a meeting's number", _HINT, *path)


def holds_secret(text: str) -> bool:
    """Tell whether a text holds a passcode or a meeting's number, in a link or in words."""
    return _IN_URL.search(text) is not None or _IN_TEXT.search(text) is not None
