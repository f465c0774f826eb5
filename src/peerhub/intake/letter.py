"""A letter: the plain text of an e-mail as a mail program saves it (RFC 5322), or of a text file."""

from __future__ import annotations

import email
import email.policy
import re

from peerhub.intake.answers import MAX_CHARACTERS
from peerhub.problems import Location, Problems

MAX_BYTES = 1024 * 1024
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+\r?\n")
_OF_MAIL = re.compile(rb"^(?:From|Subject|MIME-Version|Date|Received):", re.MULTILINE | re.IGNORECASE)


def letter_text(raw: bytes, name: str, problems: Problems) -> str | None:
    """Give the text of a letter; what cannot be read becomes a problem, and the answer is then None."""
    if len(raw) > MAX_BYTES:
        got, hint = f"is {len(raw):,} bytes long", "Save the text alone, without attachments."
        problems.error(Location(name), "intake-file", got, hint)
        return None
    head = _HEADERS.match(raw)
    text = _mail_text(raw) if head and _OF_MAIL.search(head[0]) else _decoded(raw)
    if text is None:
        hint = "Copy the text into a new file and save that."
        problems.error(Location(name), "intake-file", "has no plain text in UTF-8", hint)
    elif len(text) > MAX_CHARACTERS:
        problems.error(Location(name), "intake-file", f"is {len(text):,} characters long", "Keep only the answers.")
        text = None
    return text


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _mail_text(raw: bytes) -> str | None:
    """Find the plain part of a mail, and join the lines that its program broke (RFC 3676)."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        part = message.get_body(("plain",))
        text = str(part.get_content()) if part is not None else None
    except (LookupError, ValueError, AttributeError, RecursionError):  # an unknown encoding, or no mail at all
        return None
    if text is not None and part is not None and part.get_param("format", "", "content-type") == "flowed":
        text = re.sub(r"(?<!^--) \r?\n", " ", text, flags=re.MULTILINE)
    return text
