"""Which place a listing belongs to: its region by name, code or town, and the towns that are known."""

from __future__ import annotations

from peerhub.directory.listing import Listing
from peerhub.directory.places import Places, places_digest, read_places
from peerhub.directory.regions import is_wide, region_named, regions_of
from peerhub.hub import Hub
from peerhub.reuse import cache_table
from peerhub.shown.cards import shown_listings
from peerhub.store.cache import digest


def countries_shown(hub: Hub) -> list[str]:
    """Name the countries in which there are listings, and the hub's own."""
    return sorted({listing.country or "" for listing in shown_listings(hub)} | {hub.settings.country})


def known_places(hub: Hub) -> Places:
    """Give the towns and postcodes of these countries, read once."""
    return hub.memo("places", lambda hub: read_places(hub.root, countries_shown(hub)))


def places_key(hub: Hub) -> str:
    """Give a digest of these places."""
    return hub.memo("places key", lambda hub: digest(places_digest(hub.root), *countries_shown(hub)))


def region_of(hub: Hub, listing: Listing) -> str:
    """Give the region under which a listing is found; empty where nothing tells which it is.

    It is the one that is meant by what the entry says. Where the entry says none, or one that ISO 3166-2 does not
    have, its town tells; only then do the entry's own words stand.
    """
    where = listing.place or listing.area
    if where is None:
        return ""
    asked = (where.country, where.region or "", where.city or "")
    made: dict[tuple[str, str, str], str] = hub.memo("regions", lambda _: {})
    if asked not in made:
        made[asked] = region_named(where.country, where.region) or _by_town(hub, *asked) or asked[1]
    return made[asked]


def _by_town(hub: Hub, country: str, region: str, city: str) -> str:
    if not city or not regions_of(country):
        return ""
    table, key = cache_table(hub, "regions"), digest(places_key(hub), country, region, city)
    found = table.get_text(key)
    if found is None:
        town = known_places(hub).town(city.rpartition(",")[2].strip(), country, region)
        town = town or known_places(hub).town(city.partition(",")[0], country, region)
        name = town[1].partition(", near ")[0] if town else ""
        found = "" if is_wide(country, name) else name
        table.put_text(key, found)
    return found
