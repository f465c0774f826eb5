"""Pages that need not be made again: what a page rests on is hashed, and the former site still has it.

The shelf holds a hash of each finished page, never the page. So the former site is not trusted: a file of it is
taken only when its bytes are the ones that were made then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peerhub.cache import digest
from peerhub.directory.listing import Listing
from peerhub.hub import Hub

Former = Callable[[str], bytes | None]


def basis(hub: Hub) -> str:
    """Give a digest of all that every page made from data rests on beside its own listings."""
    return hub.once("basis", _basis)


def listing_digest(hub: Hub, listing: Listing) -> str:
    """Give a digest of what the data says of a listing."""
    return hub.once("listing digests", _listing_digests)[listing.id]


def _basis(hub: Hub) -> str:
    directory, assets = hub.directory, hub.assets
    return digest(
        hub.site_name,
        hub.site_url,
        hub.today.isoformat(),
        hub.stage,  # every page says so when checks have lapsed
        hub.settings.model_dump_json(),
        hub.theme,
        directory.vocabulary.model_dump_json(),
        directory.helplines.model_dump_json(),
        directory.phrases.model_dump_json(),
        *(assets.href(path) for path in sorted(assets.files)),
        "articles",
        *sorted(hub.articles),
    )


def _listing_digests(hub: Hub) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in hub.directory.entries:
        found.setdefault(entry.listing.id, entry.digest)
    return found


def directory_rests_on(hub: Hub, kind: str) -> str:
    """Give the key of something that rests on every listing of the directory."""
    return rests_on(hub, kind, *hub.once("listing digests", _listing_digests).values())


def kept_files(hub: Hub) -> KeptPages:
    """Give the files that an earlier build made, for pages and feeds alike."""
    return hub.once("kept files", KeptPages)


class KeptPages:
    """The pages that an earlier build made and the former site still has."""

    def __init__(self, hub: Hub) -> None:
        self._shelf = hub.cache.shelf("pages")
        self._former = hub.former

    def take(self, path: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Give the bytes of the file that was made for a key, or make them."""
        content = self.find(path, key)
        if content is None:
            content = make()
            self.keep(key, content)
        return content

    def find(self, path: str, key: str) -> bytes | None:
        """Give the bytes of the page that was made for a key, or None where it must be made again."""
        made = self._shelf.get(key)
        content = self._former(path) if made is not None else None
        return content if content is not None and digest(content) == made else None

    def keep(self, key: str, content: bytes) -> None:
        """Note what was made for a key."""
        self._shelf.put(key, digest(content))


def rests_on(hub: Hub, *parts: Any) -> str:
    """Give the key of a page from what it shows; anything whose `repr` says all that it holds may be a part."""
    return digest(basis(hub), *(part if isinstance(part, str) else repr(part) for part in parts))
