"""Private means absent: what lets strangers into a meeting or finds a person never comes in with a feed.

Where a text holds something private the whole sentence goes. Too much is lost rather than too little: a lost
sentence can be written again, and a published passcode cannot be taken back.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from peerhub.directory.rules.passcodes import holds_secret
from peerhub.directory.rules.personal_contacts import ADDRESS, looks_personal
from peerhub.directory.rules.url_form import wrong_address

PASSCODE = "a passcode or a meeting's number is never taken over"
PHONE = "a telephone number may be a person's"
PERSON = "a person's contact is never taken over"

_SECRET_WORD = re.compile(
    r"\bpass\s?-?(?:code|word|phrase)|\bpwd\b|\bkennwort|\bmot de passe|\bcontrase[nñ]a|\bcodice di accesso"
    r"|\b(?:meeting|zoom|webinar|room|conference)\s*(?:id\b|number|no\b|\#)|\b(?:access|host|entry|participant)\s(?:code|pin|key)"
    r"|\bpin\s*(?:code|number|:|\#)|\bID\s*[:#]?\s*\d",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/=.-])[+(]{0,2}\d(?:[\s().\-\u2010-\u2013]{0,3}\d){6,}(?![\w-])")
_DAY = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b")
_NAMED = re.compile(
    r"\b(?:[Cc]ontact|[Cc]all|[Tt]ext|[Rr]ing|[Ee]-?mail|[Ww]rite to|[Aa]sk for)(?:\s+is)?:?\s+(?!The\b|Us\b|Our\b"
    r"|Your\b|This\b|For\b|Info\b|Group\b|Zoom\b|Local\b|Meeting\b)[A-Z][a-z]+\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SECRET_PARAMETERS = frozenset({"pwd", "passwd", "password", "pass", "passcode", "pin", "tk", "zak"})
_NO_SCHEME = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]|\Z)")
_LONGEST_LINK = 2000


def open_text(text: str, phones: bool = False) -> tuple[str, set[str]]:
    """Take every sentence out that holds something private, and say why sentences went.

    `phones` lets telephone numbers stay, for texts that editors of a hub have already been through.
    """
    if text.isalpha():  # one word alone
        return text, set()
    why: set[str] = set()
    lines = []
    for line in text.split("\n"):
        parts = _SENTENCE.split(line)
        kept = [part for part in parts if not _private(part, phones, why)]
        if kept or not line:
            lines.append(line if len(kept) == len(parts) else " ".join(kept))
    left = "\n".join(lines).strip()
    # A secret may reach over a line's end.
    if holds_secret(left):
        return "", why | {PASSCODE}
    return left, why


def open_email(address: str) -> tuple[str | None, str]:
    """Give the address of an organisation; else nothing, and why."""
    address = address.removeprefix("mailto:").strip()
    if not ADDRESS.fullmatch(address):
        return None, "it is no mail address"
    return (None, PERSON) if looks_personal(address) else (address, "")


def open_link(address: str) -> tuple[str | None, str]:
    """Give the address of a page or a room without any passcode in it; and what was lost of it, if anything."""
    if "://" not in address and _NO_SCHEME.match(address):
        address = f"https://{address}"
    if len(address) > _LONGEST_LINK or wrong_address(address):
        return None, "it is no address of a web page"
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if name.lower() not in _SECRET_PARAMETERS]
    # Behind a passcode the fragment is only the program's way to say that it was right.
    fragment = "" if len(kept) < len(query) or holds_secret(f"#{parts.fragment}") else parts.fragment
    if len(kept) == len(query) and fragment == parts.fragment:
        return (None, PASSCODE) if holds_secret(address) else (address, "")
    open_ = urlunsplit(parts._replace(query=urlencode(kept), fragment=fragment))
    return (None, PASSCODE) if holds_secret(open_) else (open_, PASSCODE)


def _private(part: str, phones: bool, why: set[str]) -> bool:
    if _SECRET_WORD.search(part) or holds_secret(part):
        why.add(PASSCODE)
        return True
    if not phones and _PHONE.search(_DAY.sub("", part)):
        why.add(PHONE)
        return True
    if _NAMED.search(part) or ("@" in part and any(map(looks_personal, ADDRESS.findall(part)))):
        why.add(PERSON)
        return True
    return False
