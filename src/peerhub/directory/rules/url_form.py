"""Links lead where a reader can go: web pages, telephone numbers and mail addresses, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, texts
from peerhub.problems import Problem, did_you_mean, shown
from peerhub.text import mixes_alphabets
from peerhub.yaml.source import DataPath

ID = "url-form"
DESCRIPTION = "A link begins with https:// or http:// and names a host; links in text may also be tel: or mailto:."

_FIELDS = frozenset({"url", "website", "chat"})
# [words](target), <target> and [name]: target, the three ways to write a link in Markdown.
_LINK = re.compile(r"\]\(\s*<?([^\s)>]*)|<([A-Za-z][\w+.-]{0,40}:[^\s<>]*)>|^ {0,3}\[[^\[\]]+\]:\s*<?(\S+)", re.M)
# A web address as nearly all are: for these nothing has to be taken apart.
_ORDINARY = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?:/[!-~]*)?\Z")
_SPACE = re.compile(r"[\s\x00-\x1f]")
_INSIDE = ("#", "./", "../", "?", "group:", "topic:", "help:", "directory:")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]\Z")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each link that could not be followed, or should not be."""
    for entry, text in zip(directory.entries, directory.entry_texts, strict=True):
        for path, address in _addresses(entry.listing):
            if wrong := wrong_address(address):
                yield entry.problem(ID, *wrong, *path)
        if "](" not in text and "]:" not in text and "<" not in text:
            continue
        for path, value in texts(entry.data):
            for wrong in _wrong_links(path, value):
                yield entry.problem(ID, *wrong, *path)
    for file in ("helplines", "references"):
        source = directory.sources.get(file)
        for path, value in texts(None if source is None else source.data):
            if path and path[-1] in _FIELDS and (wrong := wrong_address(value)):
                yield directory.problem(file, ID, *wrong, *path)


def _addresses(listing: Listing) -> Iterator[tuple[DataPath, str]]:
    if listing.website is not None:
        yield ("website",), listing.website
    for name, part in (("online", listing.online), ("join", listing.join), ("source", listing.source)):
        if part is not None and part.url is not None:
            yield (name, "url"), part.url


def _wrong_links(path: DataPath, value: str) -> Iterator[tuple[str, str]]:
    if path[-1] in _FIELDS:
        return
    for match in _LINK.finditer(value):
        target = next(group for group in match.groups() if group is not None)
        if not target or target.startswith(_INSIDE) or target.lower().startswith(("tel:", "mailto:")):
            continue
        if target.startswith("/") and not target.startswith("//"):
            got = f"leads from the top of a host, where this hub may not stand: {shown(target)}"
            yield got, "Write group:ID, topic:ID or directory: for a page of this hub."
        elif wrong := wrong_address(target):
            yield wrong


def wrong_address(address: str) -> tuple[str, str] | None:
    """Say what is wrong with the address of a web page, or None when it is fine."""
    if _ORDINARY.match(address):
        return None
    bare = address.strip("<>\"'()[] ")
    if bare != address and _ORDINARY.match(bare):
        return f"must be an address alone, found {shown(address)}", f"Did you mean '{bare[:80]}'?"
    # A tab or a line break inside is dropped by browsers, so `java<tab>script:` would run.
    if _SPACE.search(address):
        return f"holds a space or line break: {shown(address)}", "Write the address without spaces."
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f"is not an address: {shown(address)}", "Copy it from the browser's address line."
    if parts.scheme not in ("https", "http"):
        if not parts.scheme or "." in parts.scheme:
            bare = address.lstrip("/")
            whole = _HOST.match(bare.partition("/")[0])
            hint = (
                f"Did you mean 'https://{bare[:80]}'?" if whole else "Copy the page's address, or leave the line out."
            )
            return f"must begin with https://, found {shown(address)}", hint
        near = did_you_mean(parts.scheme, ["https", "http"]).removeprefix("Did you mean '").removesuffix("'?")
        hint = (
            f"Did you mean '{near}:{address[len(parts.scheme) + 1 :][:80]}'?" if near else "Link to a web page only."
        )
        return f"must begin with https://, found {shown(address)}", hint
    if parts.username is not None or parts.password is not None:
        return "holds a name or password before the host", "Take it out, up to the @."
    if any(mixes_alphabets(label) for label in host.split(".")):
        hint = "Copy it from the browser's address line, and make sure whose site it is."
        return f"names a host in letters of two alphabets that look alike: {shown(address)}", hint
    if not _HOST.match(host):
        return f"names no public host: {shown(address)}", "Copy it from the browser's address line."
    return None
