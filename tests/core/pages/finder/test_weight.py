"""Light at size: what a reader waits for before the first filtered result, at ten thousand groups."""

from __future__ import annotations

import gzip
import json

import pytest
from bench.corpus import listings
from tests.core.pages.theme import Theme
from tests.sites.hubs import ENGINE

from peerhub.assets import read_assets
from peerhub.directory.listing import Listing
from peerhub.pages.finder.facets import facets

KB = 1024
MOST = 60 * KB
# The modules that stand between the press and the first card; the rest comes after it.
MODULES = ("app", "work", "cards", "form", "filter", "facets", "order", "store", "saved")
FIRST_CARDS = 1 * KB


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


@pytest.mark.long
def test_before_the_first_result(shipped: Theme) -> None:
    """Facets, modules and the first cards stay within 60 KB as a host sends them."""
    hub = shipped.with_listings(map(Listing.model_validate, listings(10_000)))
    facet_file = packed(json.dumps(facets(hub), ensure_ascii=False, separators=(",", ":")).encode())
    assets = read_assets([ENGINE / "overrides"])
    scripts = sum(packed(assets.files[f"components/finder/{name}.mjs"]) for name in MODULES)
    assert facet_file + scripts + FIRST_CARDS <= MOST, f"{facet_file} bytes of facets and {scripts} of modules"
