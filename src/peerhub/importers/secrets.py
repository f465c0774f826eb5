"""Private means absent: what lets strangers into a meeting or finds a person never comes in with a feed.

What is private is told by the one reader that forms and `./hub check` ask too. Too much is lost rather than too
little: a lost paragraph can be written again, and a published passcode cannot be taken back.
"""

from __future__ import annotations

import re
from typing import Any

from peerhub.directory.private.links import link_holds_secret, without_secrets
from peerhub.directory.private.listing_texts import own_for, own_names, private_parts
from peerhub.directory.private.persons import looks_personal
from peerhub.directory.private.reader import Private, open_text, private_in
from peerhub.directory.private.tokens import tokens_of
from peerhub.directory.rules.url_form import wrong_address
from peerhub.feeds.losses import Losses
from peerhub.text import MAIL_ADDRESS

PASSCODE = Private.CODE.value
PHONE = Private.PHONE.value
PERSON = Private.PERSON.value
GIFT = Private.GIFT.value

_NO_SCHEME = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]|\Z)")
_LONGEST_LINK = 2000
_LABELS = frozenset(
    {
        "password",
        "short",
        "code",
        "room",
        "numbered",
        "door",
        "device",
        "contact",
        "role",
        "honorific",
        "given",
        "gift",
    }
)
# What parts a name from what editors write behind it.
_BEHIND = re.compile(r"\s{1,20}[-–—|/:]{1,20}\s*|\s{0,20}[-–—|/:]{1,20}\s+|\s{0,20}[(\[,;]\s*")


def open_email(address: str) -> tuple[str | None, str]:
    """Give the address of an organisation; else nothing, and why."""
    address = address.removeprefix("mailto:").strip()
    if not MAIL_ADDRESS.fullmatch(address):
        return None, "it is no mail address"
    return (None, PERSON) if looks_personal(address) else (address, "")


def open_link(address: str) -> tuple[str | None, str]:
    """Give the address of a page or a room without any passcode in it; and what was lost of it, if anything."""
    if "://" not in address and _NO_SCHEME.match(address):
        address = f"https://{address}"
    if len(address) > _LONGEST_LINK or wrong_address(address):
        return None, "it is no address of a web page"
    open_, had = without_secrets(address)
    if had and (link_holds_secret(open_) or wrong_address(open_)):
        return None, PASSCODE
    return open_, PASSCODE if had else ""


def open_name(name: str) -> str:
    """Give a name without what is private behind it: of `Serenity - PW 1234`, `Serenity`; empty when none is left."""
    if not private_in(name):
        return name
    parts = _BEHIND.split(name)
    for length in range(len(parts) - 1, 0, -1):
        start = name[: sum(map(len, parts[:length])) + sum(map(len, _BEHIND.findall(name)[: length - 1]))].strip()
        if start and not private_in(start):
            return start
    return _before_labels(name)


def _before_labels(name: str) -> str:
    """Give the words before the first that has to do with a secret or a person: of `Tea with Joan Hart`, `Tea`."""
    words: list[str] = []
    for word in name.split():
        if any(token.digits or token.kind == "email" or token.classes & _LABELS for token in tokens_of(word)):
            break
        words.append(word)
    while words and not (words[-1][0].isupper() and words[-1][-1].isalnum()):
        words.pop()
    start = " ".join(words)
    return "" if private_in(start) else start


def open_entry(entry: dict[str, Any], record: str, losses: Losses, allowed: frozenset[Private]) -> bool:
    """Take out of a group's entry what is private in any of its fields, each a loss.

    The answer is False when nothing is left of its name: then the record is told and cannot be taken.
    """
    name = str(entry.get("name", ""))
    own = own_names(entry)
    for path, found in list(private_parts(entry)):
        why = found - allowed
        if not why:
            continue
        if path == ("name",):
            entry["name"] = open_name(name)
        else:
            _open_at(entry, path, own, allowed)
        field = ".".join(step for step in path if isinstance(step, str))
        for reason in sorted(reason.value for reason in why):
            losses.lose(record, field, why=reason)
    if name and not entry["name"]:
        losses.listing(record, "its name holds something private and nothing else")
        return False
    return True


def _open_at(entry: dict[str, Any], path: tuple[str | int, ...], own: str, allowed: frozenset[Private]) -> None:
    *above, last = path
    parts: list[Any] = [entry]
    for step in above:
        parts.append(parts[-1][step])
    value = parts[-1][last]
    left = (
        open_link(value)[0] if last in ("url", "website") else open_text(value, own_for(str(last), own), allowed)[0]
    )
    parts[-1][last] = left or ""
    # What holds nothing any more goes too.
    for part, step in zip(reversed(parts), reversed(path), strict=True):
        if isinstance(part, dict) and part[step] in ("", {}, None):
            del part[step]
