"""The articles as an Atom feed: what each promises, or its content note first and nothing else."""

from __future__ import annotations

from peerhub import addresses
from peerhub.articles.kinds import Kind
from peerhub.feeds.atom import Entry, atom_feed
from peerhub.feeds.open_record import stable_id
from peerhub.hub import ArticlePage, Hub


def articles_feed(hub: Hub) -> bytes:
    """Write every article for readers, dated by its last change or review.

    There is no full text: a feed reader shows no content note.
    """
    entries = [
        Entry(
            stable_id(hub, "article", article.path),
            article.front.title,
            article.front.dated,
            article.address,
            _summary(hub, article),
        )
        for article in hub.articles.values()
        if article.front.dated is not None
        and not article.for_contributors
        and article.front.template is None
        and article.front.kind is not Kind.LANDING
    ]
    return atom_feed(hub, addresses.ARTICLES_FEED, hub.words.say("feeds.articles", name=hub.site_name), entries)


def _summary(hub: Hub, article: ArticlePage) -> str:
    front = article.front
    if hub.withheld(article):
        return hub.words.say("article.withheld_short")
    if front.content_note:
        return hub.words.say("feeds.noted", note=front.content_note)
    return " ".join((front.description, *front.in_brief))
