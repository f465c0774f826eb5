"""Reuse: what one file rests on is hashed, and where the site before still has it, it is not made again.

What is noted of a file is a hash and its stamp, never its bytes. So the previous site is not trusted: a file of it is
taken only when it is the very one that was made then, or has the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeVar, get_args

from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import coming_dates
from peerhub.hub import Hub
from peerhub.store.cache import CacheTable, digest
from peerhub.store.previous_site import UNCHANGED, Content, Manifest

T = TypeVar("T")

# Each kind of work whose results rest on what every page made from data rests on.
Kind = Literal[
    "cards", "coming", "coming in words", "finder", "finder cards", "forms", "lists", "meets again", "regions",
    "search", "shown", "soon",
]  # fmt: skip


def basis(hub: Hub) -> str:
    """Give a digest of all that every page made from data rests on beside its own listings."""
    return hub.memo("basis", _basis)


def listing_digests(hub: Hub) -> dict[str, str]:
    """Give digests of what is to be said of each listing at the moment of the build, by id."""
    return hub.memo("listing digests", _listing_digests)


def _basis(hub: Hub) -> str:
    directory, assets = hub.directory, hub.assets
    return digest(
        hub.site_name,
        hub.site_url,
        hub.today.isoformat(),
        hub.stage,  # every page says so when checks have lapsed
        hub.settings.model_dump_json(),
        hub.theme,
        repr(hub.parts),
        directory.vocabulary.model_dump_json(),
        directory.helplines.model_dump_json(),
        directory.phrases.model_dump_json(),
        *(assets.href(path) for path in sorted(assets.files)),
        "articles",
        *sorted(hub.articles),
    )


def cache_table(hub: Hub, kind: Kind) -> CacheTable:
    """Give the table of a kind of work that rests on what every page made from data rests on."""
    return hub.memo(f"table of {kind}", lambda hub: hub.cache.table(kind, basis(hub)))


def by_listing(hub: Hub, kind: Kind, listing: Listing, make: Callable[[], T]) -> T:
    """Give plain data, never None, that rests on one listing: as an earlier build made it, or made now."""
    table, key = cache_table(hub, kind), listing_digests(hub)[listing.id]
    found: T | None = table.get(key)
    if found is None:
        found = make()
        table.put(key, found)
    return found


def text_by_listing(hub: Hub, kind: Kind, listing: Listing, make: Callable[[], str]) -> str:
    """Give a line of text that rests on one listing: as an earlier build made it, or made now."""
    table, key = cache_table(hub, kind), listing_digests(hub)[listing.id]
    found = table.get_text(key)
    if found is None:
        found = make()
        table.put_text(key, found)
    return found


def coming_starts(hub: Hub, listing: Listing) -> list[tuple[int, int | None]]:
    """Give the meetings of the next days from the midnight of the build's day on.

    Each is how many days from then it is, and its start as POSIX time, None where nobody knows the hour.
    """
    return _coming(hub).get(listing.id, [])


def _coming(hub: Hub) -> dict[str, list[tuple[int, int | None]]]:
    return hub.memo("coming", lambda hub: dict(_each_coming(hub)))


def _each_coming(hub: Hub) -> Iterator[tuple[str, list[tuple[int, int | None]]]]:
    table, limits = cache_table(hub, "coming"), hub.settings.freshness
    for entry in hub.directory.entries:
        if not entry.listing.meetings:
            continue
        found = table.get(entry.digest)
        if found is None:
            dates = coming_dates(entry.listing, hub.today, limits)
            starts = [int(one.starts.timestamp()) if one.starts else None for one in dates]
            found = [((one.on - hub.today).days, begins) for one, begins in zip(dates, starts, strict=True)]
            table.put(entry.digest, found)
        yield entry.listing.id, found


def _listing_digests(hub: Hub) -> dict[str, str]:
    now, coming = int(hub.now.timestamp()), _coming(hub)
    found: dict[str, str] = {}
    for entry in hub.directory.entries:
        # What is shown of a listing also rests on how many meetings of the day have begun by now.
        begun = sum(1 for _, starts in coming.get(entry.listing.id, ()) if starts and starts < now)
        found.setdefault(entry.listing.id, f"{entry.digest}{begun}" if begun else entry.digest)
    return found


def directory_key(hub: Hub, kind: str) -> str:
    """Give the key of something that rests on every listing of the directory."""
    return cache_key(hub, kind, hub.memo("all listings", lambda hub: digest(*listing_digests(hub).values())))


def reused_files(hub: Hub) -> ReusedFiles:
    """Give the files that an earlier build made, for pages and feeds alike."""
    return hub.memo("kept files", ReusedFiles)


class ReusedFiles:
    """The files that an earlier build made and the previous site still has."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._previous_site = hub.previous_site
        self.manifest: Manifest = Manifest() if hub.first is hub else reused_files(hub.first).manifest

    def take(self, path: str, key: str, make: Callable[[], bytes]) -> Content:
        """Give the file that was made for a key, or make it."""
        content = self.find(path, key)
        if content is None:
            content = make()
            self.keep(path, key, content)
        return content

    def find(self, path: str, key: str) -> Content | None:
        """Give the file that was made for a key, or None where it must be made again."""
        path = self._hub.prefix + path
        note = self._previous_site.note(path)
        if note is None or note.cache_key != key:
            return None
        if self._previous_site.is_as_noted(path):
            return UNCHANGED
        content = self._previous_site.read(path)
        if content is None or digest(content) != note.made:
            return None
        self.manifest.kept[path] = key, note.made
        return content

    def keep(self, path: str, key: str, content: bytes) -> None:
        """Note what was made for a key."""
        self.manifest.kept[self._hub.prefix + path] = key, digest(content)

    def job(
        self, name: str, key: str, make: Callable[[], Iterable[tuple[str, Content]]]
    ) -> Iterator[tuple[str, Content]]:
        """Give all files of a job that rests on the same as before, or make those that must be made again."""
        prefix = self._hub.prefix
        name = prefix + name
        paths = self._previous_site.job(name, key)
        if paths is not None:
            # What would have been asked for stands too, for a build that asks again.
            for kind in get_args(Kind):
                self._hub.cache.leave(kind, basis(self._hub))
            yield from ((path.removeprefix(prefix), UNCHANGED) for path in paths)
        else:
            paths = []
            for path, content in make():
                paths.append(prefix + path)
                yield path, content
        self.manifest.jobs[name] = key, paths


def cache_key(hub: Hub, *parts: Any) -> str:
    """Give the key of a page from what it shows; anything whose `repr` says all that it holds may be a part."""
    return digest(basis(hub), *(part if isinstance(part, str) else repr(part) for part in parts))
