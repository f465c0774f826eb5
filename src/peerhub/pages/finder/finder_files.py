"""The finder's files, in a folder named by their content, so that a page never meets another build's data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from peerhub.hub import Hub
from peerhub.pages.finder import card_files as cards
from peerhub.pages.finder.facets import facets
from peerhub.pages.finder.finder_rows import finder_rows
from peerhub.pages.finder.place_files import places_folder
from peerhub.reuse import cache_table, directory_key


def finder_folder(hub: Hub) -> str:
    """Name the folder of the finder's files; the directory's page names it, so no manifest is fetched."""
    return hub.memo("finder files", _files)[0]


def finder_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Give the finder's files; a directory that shows nothing has none."""
    folder, found = hub.memo("finder files", _files)
    for name, content in found.items():
        yield f"{folder}/{name}.json", content


def has_places(hub: Hub) -> bool:
    """Whether the finder knows of any listing where it is."""
    return "places" in hub.memo("finder files", _files)[1]


def finder_facets(hub: Hub) -> dict[str, Any]:
    """Give the facets as the finder's modules are given them; the finder must have files."""
    _, found = hub.memo("finder files", _files)
    return cast(dict[str, Any], json.loads(found["facets"]))


def _files(hub: Hub) -> tuple[str, dict[str, bytes]]:
    """Take the files out of the previous site when they would be the same, or make them."""
    table = cache_table(hub, "finder")
    key = directory_key(hub, f"finder {places_folder(hub)}")
    folder, names = table.get(key) or ("", [])
    previous_site = {name: hub.previous_site.read(f"{folder}/{name}.json") or b"" for name in names}
    if previous_site and _folder(previous_site) == folder:
        return folder, previous_site
    found = _made(hub) if finder_rows(hub) else {}
    folder = _folder(found) if found else ""
    table.put(key, [folder, list(found)])
    return folder, found


def _made(hub: Hub) -> dict[str, bytes]:
    count = len(finder_rows(hub))
    how = {"chunk": cards.CHUNK, "ids": cards.id_files(count), "first": cards.first_rows(hub)}
    found = {"facets": cards.encode({**facets(hub), **how}), "first": cards.first(hub)}
    found |= {"soon": cards.encode(cards.soon(hub)), "names": cards.encode(cards.names(hub))}
    if cards.has_places(hub):
        found["places"] = cards.encode(cards.places(hub))
    found |= {f"c{number}": chunk for number, chunk in enumerate(cards.chunks(hub))}
    found |= {f"i{number}": cards.encode(shard) for number, shard in enumerate(cards.ids(hub))}
    return {name: content.encode("utf-8", "surrogatepass") for name, content in found.items()}


def _folder(files: Mapping[str, bytes]) -> str:
    """Name the folder of files by what is in them."""
    state = hashlib.blake2b(digest_size=6)
    for name, content in files.items():
        state.update(hashlib.blake2b(name.encode() + b"\0" + content).digest())
    return f"finder/{state.hexdigest()}"
