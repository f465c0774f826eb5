"""The map of a place: an outline and dots that lead to lists, and nothing that must not be known."""

from __future__ import annotations

import gzip
import re

from tests.core.pages.test_lists import at, in_towns
from tests.core.pages.theme import Theme

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.pages.lists import list_pages

_MOST = 25_000


def leads(picture: str) -> list[str]:
    """List where the dots of a map lead."""
    return re.findall(r'<a class="hub-map__dot" href="([^"]*)"', picture)


def test_each_dot_leads_to_its_list(tiny: Theme) -> None:
    """On a country's map to regions, on a region's to towns, with how many groups are there."""
    pages = in_towns(tiny, ("Leeds", 2), ("Halifax", 1), ("Plymouth", 1))
    country = str(pages[addresses.country("GB")].view.map)
    ways = [addresses.region("GB", name) for name in ("West Yorkshire", "Devon")]
    assert sorted(leads(country)) == sorted(f"../../{way}" for way in ways)
    assert 'aria-label="West Yorkshire: 3 listings"' in country
    region = str(pages[addresses.region("GB", "West Yorkshire")].view.map)
    towns = [addresses.town("GB", "West Yorkshire", name) for name in ("Leeds", "Halifax")]
    assert sorted(leads(region)) == sorted(f"../../../{way}" for way in towns)


def test_dots_that_crowd_are_one(tiny: Theme) -> None:
    """A fingertip cannot tell them apart, so one dot leads to the list on the page."""
    towns = (
        "Leeds",
        "Bradford",
        "Halifax",
        "Wakefield",
        "Horsforth",
        "Pudsey",
        "Farsley",
        "Calverley",
        "Bramley",
        "Yeadon",
        "Guiseley",
    )
    pages = in_towns(tiny, *((town, 1) for town in towns))
    region = str(pages[addresses.region("GB", "West Yorkshire")].view.map)
    assert "#listings" in leads(region)
    assert len(leads(region)) < len(towns)


def test_a_private_place_is_on_no_map(tiny: Theme) -> None:
    """Where people learn the address only after contact, no dot tells of it, whatever its town."""
    one = at(0, "West Yorkshire")
    assert one.place is not None
    place = one.place.model_copy(update={"city": "Leeds", "address": "after-contact"})
    private = Listing.model_validate({**one.model_dump(exclude_defaults=True), "place": place.model_dump()})
    pages = {page.address: page.view for page in list_pages(tiny.with_listings([private]))}
    assert pages[addresses.country("GB")].map == ""
    assert pages[addresses.region("GB", "West Yorkshire")].map == ""


def test_a_map_is_light_and_plain(tiny: Theme) -> None:
    """No style, no script, no other origin; and at most 25 KB packed, of the country with the longest coast too."""
    for code, city in (("GB", "Leeds"), ("CA", "Vancouver"), ("US", "Juneau"), ("NZ", "Wellington")):
        one = at(0, "Alaska" if code == "US" else "")
        assert one.place is not None
        place = one.place.model_copy(update={"city": city, "country": code})
        hub = tiny.with_listings([one.model_copy(update={"place": place})])
        picture = str(next(page for page in list_pages(hub) if page.address == addresses.country(code)).view.map)
        assert leads(picture), code
        assert len(gzip.compress(picture.encode())) < _MOST
        where = [int(number) for number in re.findall(r'c[xy]="([^"]*)"', picture)]
        assert all(0 < number < 720 for number in where), code
        assert not re.search("style=|<script|http|<style|<image", picture)
