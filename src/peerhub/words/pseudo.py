"""A language made by machine, to find what stays English: letters get accents, and texts grow by a third.

Its tag is CLDR's own for accented English. A hub may be looked at in it, and never opens in it. Its sister says the
English words as they are, on pages whose lines run from right to left.
"""

from __future__ import annotations

import re

PSEUDO = "en-XA"
BIDI = "ar-XB"
_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
)
# Places in braces, marks of Markdown that lead somewhere, and addresses.
_KEPT = re.compile(r"(\{[^}]*\}|\]\([^)]*\)|https://\S*)")


def pseudo(text: str) -> str:
    """Accent and lengthen a text; its places stay.

    >>> pseudo("Call {number}")
    'Çåļļ {number} ẋẋẋ'
    """
    said = "".join(part if at % 2 else part.translate(_ACCENTED) for at, part in enumerate(_KEPT.split(text)))
    letters = sum(map(str.isalpha, _KEPT.sub("", text)))
    return said if letters < 3 else f"{said.rstrip()} {'ẋ' * (letters // 3 + 2)}{text[len(text.rstrip()) :]}"
