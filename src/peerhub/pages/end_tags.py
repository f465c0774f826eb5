"""End tags that HTML does not need: a page of a long list has four hundred, and a browser reads it the same without.

The end of a paragraph and of an entry of a list is where the next one begins, or where what they stand in ends
(https://html.spec.whatwg.org/multipage/syntax.html#optional-tags). What begins with no block, a link or a text, might
belong inside, so there the tag stays.
"""

from __future__ import annotations

import re

_BLOCKS = "address|article|aside|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|section|ul"
_AROUND = "article|aside|body|details|div|fieldset|footer|form|header|li|main|nav|section"
_NEEDLESS = re.compile(rf"</p>(?=<(?:{_BLOCKS})\b|</(?:{_AROUND})>)|</li>(?=<li\b|</[ou]l>)")


def without_end_tags(html: str) -> str:
    """Leave out each end tag of a paragraph or an entry that a reader of HTML puts back.

    >>> without_end_tags("<ul><li><p>one</p></li><li>two</li></ul><p>three</p>four")
    '<ul><li><p>one<li>two</ul><p>three</p>four'
    """
    return _NEEDLESS.sub("", html)
