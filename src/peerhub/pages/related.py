"""What belongs together: articles for topics, and listings for articles."""

from __future__ import annotations

from collections.abc import Iterable

from peerhub.articles.kinds import Kind
from peerhub.hub import ArticlePage, Hub
from peerhub.pages.cards import cards, shown_by_topic
from peerhub.pages.views import Card, Link

_CARDS_SHOWN = 3
_ARTICLES_SHOWN = 3

# An article about no topic in particular leads to groups that welcome anybody, where it speaks of going to one.
_GENERAL = dict.fromkeys((Kind.BENEFIT, Kind.GUIDE, Kind.EVIDENCE), ("mental-health",))


def articles_for_topics(hub: Hub, topics: Iterable[str]) -> tuple[Link, ...]:
    """List the articles about any of these topics, those that share most topics first, each with the reason."""
    made: dict[frozenset[str], tuple[Link, ...]] = hub.once("articles for topics", lambda _: {})
    wanted = frozenset(topics)
    if wanted not in made:
        made[wanted] = _articles_for_topics(hub, wanted)
    return made[wanted]


def _articles_for_topics(hub: Hub, wanted: frozenset[str]) -> tuple[Link, ...]:
    ranked = sorted(
        (-len(shared), article.path, article, shared)
        for article in hub.articles.values()
        if (shared := wanted & set(article.front.topics))
    )
    return tuple(_link(hub, article, shared) for _, _, article, shared in ranked[:_ARTICLES_SHOWN])


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
        about = shown_by_topic(hub).get(topic, [])
        taken = {card.id for card in chosen}
        chosen += [card for card in cards(hub, about[:_CARDS_SHOWN], reason) if card.id not in taken]
    return tuple(chosen[:_CARDS_SHOWN])


def _link(hub: Hub, article: ArticlePage, shared: frozenset[str]) -> Link:
    known = hub.directory.vocabulary.topics
    labels = ", ".join(known[topic].label for topic in sorted(shared) if topic in known)
    return Link(article.front.title, article.address, hub.words.say("related.about", topics=labels))
