"""A feed's parts are taken out of the previous file when it is the one that was made, and made again when not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.feeds.hubs import listing, make_hub

from peerhub.directory.listing import Listing
from peerhub.feeds.listing_parts import ListingParts
from peerhub.store.previous_site import PreviousSite

PATH = "feeds/names.txt"


def written(root: Path, names: list[str], previous_site: bytes | None) -> tuple[bytes, list[str]]:
    """Write a feed of names beside what an earlier build left, and tell which names were put into words."""
    hub = make_hub(root, *(listing(id=f"group-{name.lower() or 'none'}", name=name or None) for name in names))
    if previous_site is not None:
        (root / "site" / PATH).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / PATH).write_bytes(previous_site)
        hub.previous_site = PreviousSite(root / "site")
    said = []

    def make(one: Listing) -> str:
        said.append(one.name)
        return one.name

    content = ListingParts(hub, PATH, hub.directory.listings.values(), make).file("[", ", ", "]\n")
    hub.cache.put_back()
    return content, said


def test_only_what_was_edited_is_made_again(tmp_path: Path) -> None:
    """Parts are found wherever their listings stand now, letters of any width and empty parts among them."""
    first, said = written(tmp_path, ["Tea", "", "Café", "茶"], None)
    assert first.decode() == "[Tea, Café, 茶]\n"
    assert len(said) == 4
    second, said = written(tmp_path, ["茶", "Cake", "", "Tea"], first)
    assert second.decode() == "[茶, Cake, Tea]\n"
    assert said == ["Cake"]
    again, said = written(tmp_path, ["茶", "Cake", "", "Tea"], second)
    assert (again, said) == (second, [])


@pytest.mark.parametrize("previous_site", [None, b"", "[Tea, Cafe, 茶]\n".encode()])
def test_a_file_that_somebody_changed_is_not_trusted(previous_site: bytes | None, tmp_path: Path) -> None:
    """A previous site that is gone or was edited by hand costs time and nothing else."""
    first, _ = written(tmp_path, ["Tea", "Café", "茶"], None)
    assert written(tmp_path, ["Tea", "Café", "茶"], previous_site) == (first, ["Tea", "Café", "茶"])
