"""What belongs together: articles for topics, and listings for articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from peerhub.articles.front_matter import FrontMatter
from peerhub.articles.kinds import Kind
from peerhub.directory.listing import Listing
from peerhub.hub import ArticlePage, Hub
from peerhub.shown.cards import cards, shown_by_topic, shown_listings
from peerhub.shown.facts import Card, Link

_TOPIC = re.compile(r"\]\(topic:([a-z0-9-]+)\)")
_CARDS_SHOWN = 3
_ARTICLES_SHOWN = 3
# Pages for readers who may look for a group; others state, weigh or lead.
_OFFERING = (Kind.BENEFIT, Kind.GUIDE)


def articles_for_topics(hub: Hub, topics: Iterable[str]) -> tuple[Link, ...]:
    """List the articles about any of these topics, then those that speak of them, each with the reason.

    Among articles of either sort, those that share most topics come first.
    """
    made: dict[frozenset[str], tuple[Link, ...]] = hub.memo("articles for topics", lambda _: {})
    wanted = frozenset(topics)
    if wanted not in made:
        made[wanted] = _articles_for_topics(hub, wanted)
    return made[wanted]


def _articles_for_topics(hub: Hub, wanted: frozenset[str]) -> tuple[Link, ...]:
    about: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, set[str]] = defaultdict(set)
    for topic in wanted:
        for path in hub.memo("articles about", _about).get(topic, ()):
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
    return hub.memo("articles that speak of", _speaking)


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
    """Choose a few listings at home by an article's topics and audience, each with the reason, or none.

    A page for readers under 18 offers only what says that it welcomes them: an age that is not said is an adult's.
    """
    front = article.front
    if front.kind not in _OFFERING or article.for_contributors:
        return ()
    made: dict[object, tuple[Card, ...]] = hub.memo("listings for articles", lambda _: {})
    key = front.topics, front.audience, front.under_18
    if key not in made:
        made[key] = _listings_for(hub, front)
    return made[key]


def _listings_for(hub: Hub, front: FrontMatter) -> tuple[Card, ...]:
    chosen: list[Card] = []
    for label, listings in _fitting(hub, front.topics, front.audience):
        welcome = [one for one in listings if not front.under_18 or (one.ages and one.ages.welcome_minors)]
        reason = hub.words.say("related.same_topic", topic=label)
        taken = {card.id for card in chosen}
        chosen += [card for card in cards(hub, _varied(welcome), reason) if card.id not in taken]
    return tuple(chosen[:_CARDS_SHOWN])


def _fitting(hub: Hub, topics: Iterable[str], audience: Iterable[str]) -> Iterator[tuple[str, list[Listing]]]:
    """Give the listings of each topic for this audience, or those of the audience where there is no topic."""
    known, wanted = hub.directory.vocabulary, set(audience)
    at_home = hub.settings.country, None  # nobody can go to what serves another country alone
    for topic in (topic for topic in topics if topic in known.topics):
        about = [one for one in shown_by_topic(hub).get(topic, []) if one.country in at_home]
        yield known.topics[topic].label, [one for one in about if not wanted or wanted.intersection(one.audience)]
    if not topics:
        for name in (name for name in audience if name in known.audiences):
            yield (
                known.audiences[name].label,
                [one for one in shown_listings(hub) if name in one.audience and one.country in at_home],
            )


def _varied(listings: Iterable[Listing]) -> list[Listing]:
    """Take one listing of each organisation, since three of one club help few; those on a break come last."""
    found: dict[str, Listing] = {}
    for listing in sorted(listings, key=lambda one: one.status == "paused"):
        found.setdefault((listing.organisation or listing.name).casefold(), listing)
        if len(found) == _CARDS_SHOWN:
            break
    return list(found.values())


def _link(hub: Hub, path: str, shared: set[str], reason: str) -> Link:
    known, article = hub.directory.vocabulary.topics, hub.articles[path]
    labels = hub.words.listed([known[topic].label for topic in sorted(shared) if topic in known], "plain")
    return Link(article.front.title, article.address, hub.words.say(reason, topics=labels), article.language)
