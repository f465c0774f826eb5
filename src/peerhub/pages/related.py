"""What belongs together: articles for topics, and listings for articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from peerhub.articles.kinds import Kind
from peerhub.directory.listing import Listing
from peerhub.hub import ArticlePage, Hub
from peerhub.shown.cards import cards, shown_by_topic
from peerhub.shown.facts import Card, Link

_TOPIC = re.compile(r"\]\(topic:([a-z0-9-]+)\)")
_CARDS_SHOWN = 3
_ARTICLES_SHOWN = 3
# Whether a listing is on a break, and whether it is for some people where anybody may read.
_TURNS = tuple(product((False, True), repeat=2))

# An article about no topic in particular leads to groups that welcome anybody, where it speaks of going to one.
_GENERAL = dict.fromkeys((Kind.BENEFIT, Kind.GUIDE), ("mental-health",))


def articles_for_topics(hub: Hub, topics: Iterable[str]) -> tuple[Link, ...]:
    """List the articles about any of these topics, then those that speak of them, each with the reason.

    Among articles of either sort, those that share most topics come first.
    """
    made: dict[frozenset[str], tuple[Link, ...]] = hub.once("articles for topics", lambda _: {})
    wanted = frozenset(topics)
    if wanted not in made:
        made[wanted] = _articles_for_topics(hub, wanted)
    return made[wanted]


def _articles_for_topics(hub: Hub, wanted: frozenset[str]) -> tuple[Link, ...]:
    about: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, set[str]] = defaultdict(set)
    for topic in wanted:
        for path in hub.once("articles about", _about).get(topic, ()):
            about[path].add(topic)
        for path in articles_that_speak_of(hub).get(topic, ()):
            spoken[path].add(topic)
    ranked = sorted({*about, *spoken}, key=lambda path: (-len(about[path]), -len(spoken[path]), path))
    return tuple(
        _link(hub, path, about[path] or spoken[path], "related.about" if about[path] else "related.speaks_of")
        for path in ranked[:_ARTICLES_SHOWN]
    )


def _about(hub: Hub) -> dict[str, list[str]]:
    """Give the articles about each topic."""
    return _by_topic((path, page.front.topics) for path, page in hub.readable.items() if not page.for_contributors)


def articles_that_speak_of(hub: Hub) -> dict[str, list[str]]:
    """Give the articles whose text leads to each topic; a landing leads everywhere and is about none of it."""
    return hub.once("articles that speak of", _speaking)


def _speaking(hub: Hub) -> dict[str, list[str]]:
    return _by_topic(
        (path, _TOPIC.findall(page.document.body))
        for path, page in hub.readable.items()
        if page.front.kind is not Kind.LANDING and not page.for_contributors
    )


def _by_topic(pages: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, topics in pages:
        for topic in topics:
            found[topic].append(path)
    return found


def listings_for_article(hub: Hub, article: ArticlePage) -> tuple[Card, ...]:
    """Choose a few listings on the topics of an article, each with the reason it was chosen."""
    known = hub.directory.vocabulary.topics
    chosen: list[Card] = []
    for topic in article.front.topics or _GENERAL.get(article.front.kind, ()):
        if topic not in known:
            continue
        if topic in article.front.topics:
            reason = hub.words.say("related.same_topic", topic=known[topic].label)
        else:
            reason = hub.words.say("related.any_topic")
        about = _varied(hub, topic, anybody=topic not in article.front.topics)
        taken = {card.id for card in chosen}
        chosen += [card for card in cards(hub, about, reason) if card.id not in taken]
    return tuple(chosen[:_CARDS_SHOWN])


def _varied(hub: Hub, topic: str, anybody: bool) -> list[Listing]:
    """Take one listing of each organisation, since three of one club help few; those on a break come last.

    With `anybody`, for readers of whom no topic is known, groups that are for some people come after the others.
    """

    def chosen(_: Hub) -> list[Listing]:
        listings = shown_by_topic(hub).get(topic, [])
        found: dict[str, Listing] = {}
        # In their turns, and otherwise as they stand: the first few of the first turn are nearly always enough.
        for listing in (listing for turn in _TURNS for listing in listings if later(listing) == turn):
            found.setdefault((listing.organisation or listing.name).casefold(), listing)
            if len(found) == _CARDS_SHOWN:
                break
        return list(found.values())

    def later(listing: Listing) -> tuple[bool, bool]:
        return listing.status == "paused", anybody and bool(listing.audience)

    return hub.once(f"varied listings of {topic}, {anybody}", chosen)


def _link(hub: Hub, path: str, shared: set[str], reason: str) -> Link:
    known, article = hub.directory.vocabulary.topics, hub.articles[path]
    labels = ", ".join(known[topic].label for topic in sorted(shared) if topic in known)
    return Link(article.front.title, article.address, hub.words.say(reason, topics=labels))
