"""A listing as it stands in a list: a card, its badge, and the words for where and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pydantic import TypeAdapter

from peerhub import addresses
from peerhub.directory.due import reachable
from peerhub.directory.freshness import SHOWN, Freshness
from peerhub.directory.freshness import freshness as freshness_on
from peerhub.directory.listing import Listing
from peerhub.directory.meeting_dates import schedule_of
from peerhub.hub import Hub
from peerhub.reuse import cache_table, directory_key, text_by_listing
from peerhub.shown.facts import Badge, Card, Link
from peerhub.shown.labels import ages_words, country_name
from peerhub.shown.meeting_times import next_meeting, when_words


def freshness(hub: Hub, listing: Listing) -> Freshness:
    """Tell how fresh a listing is on the build's day, by the hub's own limits."""
    known: dict[object, Freshness] = hub.memo("freshness by check", lambda _: {})
    on = listing.checked and listing.checked.on  # thousands were checked on the same few hundred days
    found = known.get(on)
    if found is None:
        found = known[on] = freshness_on(listing.checked, hub.today, hub.settings.freshness)
    return found


def shown_listings(hub: Hub) -> list[Listing]:
    """List what may stand in lists: the freshest first, then what is in the hub's country, then by name."""
    return hub.memo("shown listings", _shown_listings)


def shown_by_topic(hub: Hub) -> dict[str, list[Listing]]:
    """Sort what may stand in lists by every topic that any of it names, known or not."""
    return hub.memo("shown by topic", _shown_by_topic)


def _shown_by_topic(hub: Hub) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = {}
    for listing in shown_listings(hub):
        for topic in dict.fromkeys(listing.topics):
            found.setdefault(topic, []).append(listing)
    return found


def by_topic(hub: Hub) -> dict[str, list[Listing]]:
    """Sort the listings that may be shown by topic; every known topic is there, in the vocabulary's order."""
    return hub.memo("by topic", _by_topic)


def _by_topic(hub: Hub) -> dict[str, list[Listing]]:
    found = shown_by_topic(hub)
    return {topic: found.get(topic, []) for topic in hub.directory.vocabulary.topics}


def _shown_listings(hub: Hub) -> list[Listing]:
    # When no listing changed since an earlier build of the same day, they stand in the same order.
    table, key, listings = cache_table(hub, "shown"), directory_key(hub, "shown"), hub.directory.listings
    ids = table.get(key)
    if ids is None or not listings.keys() >= set(ids):
        ids = [listing.id for listing in _in_order(hub)]
        table.put(key, ids)
    return [listings[id_] for id_ in ids]


def _in_order(hub: Hub) -> list[Listing]:
    # Readers come from the hub's own country more often than not; what serves anywhere comes next.
    order = {hub.settings.country: 0, None: 1}
    rank = {state: number for number, state in enumerate(SHOWN)}
    found = [
        (rank[state], order.get(listing.country, 2), listing.name.casefold(), listing)
        for listing in hub.directory.listings.values()
        if not listing.ended and (state := freshness(hub, listing)) in rank
    ]
    return [listing for *_, listing in sorted(found, key=lambda row: (*row[:3], row[3].id))]


def card(hub: Hub, listing: Listing, reason: str = "") -> Card:
    """Give the card of a listing, made once a build: most stand in many lists."""
    made: dict[str, Card] = hub.memo("cards", lambda _: {})
    found = made.get(listing.id)
    if found is None:
        found = made[listing.id] = _kept_card(hub, listing)
    return replace(found, reason=reason) if reason else found


def _kept_card(hub: Hub, listing: Listing) -> Card:
    """Return the card that an earlier build made of the same listing, or make it."""
    made: list[Card] = []

    def text() -> str:
        made.append(_card(hub, listing))
        return _CARDS.dump_json(made[0], exclude_defaults=True).decode()

    kept = text_by_listing(hub, "cards", listing, text)
    return made[0] if made else _CARDS.validate_json(kept)


_CARDS = TypeAdapter(Card)


def _card(hub: Hub, listing: Listing) -> Card:
    vocabulary = hub.directory.vocabulary
    kind = vocabulary.kinds.get(listing.kind)
    form = vocabulary.formats.get(listing.format) if listing.format else None
    schedule = schedule_of(listing)
    return Card(
        id=listing.id,
        name=listing.name,
        href=addresses.listing(listing.id),
        summary=listing.summary,
        kind=listing.kind,
        kind_label=kind.label if kind else listing.kind,
        format=listing.format or "",
        format_label=form.label if form else "",
        place=place_words(hub, listing),
        when=" ".join(_when(hub, listing)),
        next=next_meeting(hub, listing),
        topics=tuple(topic_link(hub, topic) for topic in listing.topics if topic in vocabulary.topics),
        audiences=audience_words(hub, listing),
        badge=badge(hub, listing),
        sensitive=hub.directory.is_sensitive(listing),
        hours=",".join("{} {} {}".format(*hour) for hour in schedule.hours_elsewhere) if schedule else "",
        zone=schedule.venue_zone if schedule else "",
        name_lang=hub.language_of(listing, "name"),
        summary_lang=hub.language_of(listing, "summary"),
    )


def _when(hub: Hub, listing: Listing) -> tuple[str, ...]:
    """Say when it meets; a line in two languages could be read in neither, so that only the page has such a note."""
    words = when_words(hub, listing)
    paused = listing.status == "paused"
    return words[:1] if paused and hub.language_of(listing, "status_note") else words


def cards(hub: Hub, listings: Iterable[Listing], reason: str = "") -> tuple[Card, ...]:
    """Make the cards of several listings."""
    return tuple(card(hub, listing, reason) for listing in listings)


def badge(hub: Hub, listing: Listing) -> Badge:
    """Say in words how fresh a listing is."""
    state = freshness(hub, listing)
    if listing.checked is None:
        return Badge(state.value, hub.words.say(f"badge.{unchecked(hub, listing)}"))
    day = listing.checked.on
    how = hub.words.say(f"badge.how.{listing.checked.how}")
    text = hub.words.say(f"badge.{state.value}", date=hub.words.date_words(day), how=how)
    return Badge(state.value, text, day.isoformat())


def unchecked(hub: Hub, listing: Listing) -> str:
    """Name what is so without a check: it changed since, nobody can be asked either, or neither of these."""
    if listing.id in hub.directory.lapsed:
        return "changed"
    return "unchecked" if reachable(listing) else "alone"


def place_words(hub: Hub, listing: Listing) -> str:
    """Say where a listing is, or whom it serves, from the near to the far."""
    place, area = listing.place, listing.area
    if place is not None:
        parts = [place.city, place.region, country_name(hub, place.country)]
    elif area is not None:
        parts = [area.city, area.region, country_name(hub, area.country)]
    else:
        return hub.words.say("place.anywhere")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def audience_words(hub: Hub, listing: Listing) -> tuple[str, ...]:
    """Say whom a listing is for."""
    known = hub.directory.vocabulary.audiences
    words = [known[audience].label for audience in listing.audience if audience in known]
    ages = ages_words(hub, listing.ages)
    return tuple([*words, ages] if ages else words)


def topic_link(hub: Hub, topic_id: str, note: str = "") -> Link:
    """Link to the list of a topic."""
    return Link(hub.directory.vocabulary.topics[topic_id].label, addresses.topic(topic_id), note)
