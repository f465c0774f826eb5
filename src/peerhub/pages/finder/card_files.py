"""What the finder shows of a listing, in chunks; and the lists that it brings only when a reader asks for them."""

from __future__ import annotations

import heapq
import json
from datetime import UTC, datetime, time
from typing import Any

from peerhub.directory.freshness import RELIED_ON, SHOWN
from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.finder.columns import column, planes
from peerhub.pages.finder.finder_rows import days_since_check, finder_rows
from peerhub.pages.finder.place_files import near_point
from peerhub.reuse import text_by_listing
from peerhub.shown.cards import audience_words, card, freshness, unchecked
from peerhub.shown.meeting_times import schedule_form, upcoming_in

# Listings in a chunk. Results lie scattered, so a result costs about one chunk.
CHUNK = 5
# Listings that stand first while nothing is chosen: a file of their own spares the first result a round trip.
FIRST = 4
# Listings in a file that leads from an id to its row.
IDS = 150
_SOON_STEP = 300
_DAY = 86_400
# A hundredth of a degree is about a kilometre: near enough to sort by, and small.
_FINE = 100


def chunks(hub: Hub) -> list[str]:
    """Give the cards in chunks, in the order of the rows, each chunk as JSON."""
    shown = [_kept(hub, listing) for listing in finder_rows(hub)]
    return [_array(shown[start : start + CHUNK]) for start in range(0, len(shown), CHUNK)]


def first_rows(hub: Hub) -> list[int]:
    """Give the rows that stand first on the build day while nothing is chosen; order.mjs sorts the same way."""
    return hub.memo("first rows", _first_rows)


def _first_rows(hub: Hub) -> list[int]:
    own = hub.settings.country

    def place(numbered: tuple[int, Listing]) -> tuple[int, ...]:
        row, listing = numbered
        country = listing.country or ""
        far = 0 if country == own else 1 if not country else 2
        return SHOWN.index(freshness(hub, listing)), far, days_since_check(hub, listing), row

    numbered = enumerate(finder_rows(hub))
    return [row for row, _ in heapq.nsmallest(FIRST, numbered, key=place)]


def first(hub: Hub) -> str:
    """Give the cards of the rows that stand first, as JSON."""
    listings = finder_rows(hub)
    return _array([_kept(hub, listings[row]) for row in first_rows(hub)])


def _array(parts: list[str]) -> str:
    return f"[{','.join(parts)}]"


def _kept(hub: Hub, listing: Listing) -> str:
    return text_by_listing(hub, "finder cards", listing, lambda: encode(_shown(hub, listing)))


def encode(value: Any) -> str:
    """Write JSON as small as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shown(hub: Hub, listing: Listing) -> list[Any]:
    """Give what a card shows beside its facets: the words of its place, its times and its people, and its schedule.

    The schedule is given whatever the check: the reader's clock decides whether it may be relied on.
    """
    found = card(hub, listing)
    # Nobody has checked: then no date is promised, in the browser either.
    form = schedule_form(hub, listing) if listing.checked else ""
    langs = [found.name_lang, found.summary_lang] if found.name_lang or found.summary_lang else []
    return [
        listing.id,
        listing.name,
        listing.summary,
        found.place,
        found.when,
        list(audience_words(hub, listing)),
        listing.eligibility or "",
        listing.checked.how if listing.checked else unchecked(hub, listing).removeprefix("unchecked"),
        json.loads(form) if form else None,
        found.format_label,
        _join_words(hub, listing),
        *langs,
    ]


def _join_words(hub: Hub, listing: Listing) -> str:
    """Say how to join, and the phone or e-mail where the listing publishes one."""
    join = listing.join
    if join is None:
        return ""
    parts = [hub.words.say(f"listing.how.{join.how}") if join.how else "", join.phone or "", join.email or ""]
    return " ".join(part for part in parts if part)


def soon(hub: Hub) -> dict[str, Any]:
    """Say when what can be relied on meets in the two weeks after the build, in steps of five minutes."""
    listings = finder_rows(hub)
    midnight = int(datetime.combine(hub.today, time(), UTC).timestamp())
    place = {listing.id: row for row, listing in enumerate(listings)}
    found: list[list[int]] = [[] for _ in listings]
    relied_on = [listing for listing in listings if freshness(hub, listing) in RELIED_ON]
    for listing, day, starts, _ in upcoming_in(hub, relied_on):
        # A day whose hour nobody knows counts as its end: it is not over before.
        seconds = (day + 1) * _DAY if starts is None else starts - midnight
        found[place[listing.id]].append(seconds // _SOON_STEP)
    return {
        "start": midnight,
        "step": _SOON_STEP,
        "starts": column([tuple(sorted(set(starts))) for starts in found]),
    }


def names(hub: Hub) -> dict[str, Any]:
    """Give the place of each row in the order of names."""
    listings = finder_rows(hub)
    order = sorted(range(len(listings)), key=lambda row: (listings[row].name.casefold(), listings[row].id))
    place = [0] * len(order)
    for number, row in enumerate(order):
        place[row] = number
    return {"codes": planes(place)}


def places(hub: Hub) -> dict[str, Any]:
    """Give where each listing is, counted from the south-west corner of the world.

    `how` is 1 where that is only nearly so, and 2 more where the group takes a break.
    """
    points, how = [], []
    for listing in finder_rows(hub):
        point = near_point(hub, listing)
        points.append(point)
        how.append(int(point[2]) + 2 * (listing.status == "paused") if point else 0)
    return {
        "fine": _FINE,
        "latitude": planes([round((point[0] + 90) * _FINE) + 1 if point else 0 for point in points]),
        "longitude": planes([round((point[1] + 180) * _FINE) + 1 if point else 0 for point in points]),
        "how": planes(how),
    }


def has_places(hub: Hub) -> bool:
    """Whether it is known of any listing where it is."""
    return any(near_point(hub, listing) for listing in finder_rows(hub))


def ids(hub: Hub) -> list[dict[str, int]]:
    """Give the row of each id, in files that `shard_of` chooses."""
    listings = finder_rows(hub)
    count = id_files(len(listings))
    found: list[dict[str, int]] = [{} for _ in range(count)]
    for row, listing in enumerate(listings):
        found[shard_of(listing.id, count)][listing.id] = row
    return found


def id_files(count: int) -> int:
    """Tell in how many files the ids of so many listings stand."""
    return max(1, -(-count // IDS))


def shard_of(listing_id: str, count: int) -> int:
    """Choose the file of an id: FNV-1a, as the browser works it out too."""
    state = 0x811C9DC5
    for byte in listing_id.encode():
        state = ((state ^ byte) * 0x01000193) & 0xFFFFFFFF
    return state % count
