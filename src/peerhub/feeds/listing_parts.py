"""A feed with a part for each listing: what an edit did not touch is cut out of the previous file, not made again.

The cache holds only what the parts rest on and how long they are. So the previous file is not trusted: parts are
taken from it only when it is, byte for byte, the one that was made then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.reuse import cache_key, cache_table, listing_digests
from peerhub.store.cache import digest


class ListingParts:
    """The parts of one file of the site, in the order of their listings. A listing may have an empty part."""

    def __init__(self, hub: Hub, path: str, listings: Iterable[Listing], make: Callable[[Listing], str]) -> None:
        self._table = cache_table(hub, "lists")
        self._name = cache_key(hub, "list", path)
        self._row: dict[str, Any] = self._table.get(self._name) or {}
        previous_site = _cut(hub.previous_site.read(path) if self._row else None, self._row)
        self._parts: dict[str, str] = {}
        digests = listing_digests(hub)
        for listing in listings:
            key = digests[listing.id]
            part = previous_site.get(key)
            self._parts[key] = make(listing) if part is None else part

    @property
    def parts(self) -> list[str]:
        """The part of each listing."""
        return list(self._parts.values())

    def file(self, before: str, between: str, after: str) -> bytes:
        """Write the file, and keep what its parts rest on."""
        text = f"{before}{between.join(filter(None, self._parts.values()))}{after}"
        content = text.encode()
        made = digest(content)
        if self._row.get("file") != made:
            lengths = [len(part) for part in self._parts.values()]
            row = {"file": made, "start": len(before), "between": len(between), "lengths": lengths}
            self._table.put(self._name, {**row, "keys": list(self._parts)})
        return content


def _cut(content: bytes | None, row: dict[str, Any]) -> dict[str, str]:
    """Cut a previous file into its parts, each under the digest of its listing; nothing where it is another file."""
    if content is None or digest(content) != row["file"]:
        return {}
    text, at = content.decode(), row["start"]
    found: dict[str, str] = {}
    for key, length in zip(row["keys"], row["lengths"], strict=True):
        found[key] = text[at : at + length]
        at += length + row["between"] if length else 0
    return found
