"""Redirects: an article or a list that moved is still found where it was, with and without JavaScript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from peerhub import addresses
from peerhub.hub import ArticlePage, Hub
from peerhub.pages.lists import by_place
from peerhub.shown.cards import shown_listings
from peerhub.shown.facts import Link
from peerhub.shown.labels import country_name
from peerhub.shown.places import region_of


def redirects(hub: Hub) -> Iterator[tuple[str, ArticlePage]]:
    """Give each former address with the article that left it; a former address in use again is reported."""
    taken: dict[str, str] = {article.address: path for path, article in hub.articles.items()}
    for path, article in hub.articles.items():
        for number, former in enumerate(article.front.redirects_from):
            address = addresses.article(former)
            if address in taken:
                where = article.document.at("redirects_from", number)
                got = f"names '{former}', where '{taken[address]}' is"
                hub.problems.error(
                    where, "redirect", got, "Remove it: an address leads to one page.", "redirects_from"
                )
                continue
            taken[address] = f"the redirect to {path}"
            yield address, article


def regions_elsewhere(hub: Hub) -> Iterator[tuple[str, Link]]:
    """Give the addresses of regions under other names than their lists have, and where those lists are.

    A name whose listings are in several regions ("Yorkshire") leads to the country.
    """
    meant: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for listing in shown_listings(hub):
        where = listing.place or listing.area
        if where is not None and where.region:
            meant[addresses.region(where.country, where.region)].add((where.country, region_of(hub, listing)))
    lists = {addresses.region(code, name) for code, regions in by_place(hub).items() for name in regions if name}
    for address, found in sorted(meant.items()):
        if address not in lists:
            (code, region), *others = sorted(found)
            to_country = Link(hub.words.say("list.in_place", place=country_name(hub, code)), addresses.country(code))
            to_region = Link(hub.words.say("list.in_place", place=region), addresses.region(code, region))
            yield address, to_country if others else to_region
