"""Links to places of the hub that data names: pages and their headings, topics, listings, lines, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from peerhub import addresses
from peerhub.directory.helplines import Helpline
from peerhub.hub import Hub
from peerhub.shown.cards import by_topic, shown_listings
from peerhub.shown.facts import Link
from peerhub.shown.labels import country_name
from peerhub.text import plain_text

Way = tuple[str, str]
"""What a link says, and its address."""

_HEADING = re.compile(r'<h[23] id="([^"<>]+)"[^<>]*>((?:(?!<h[23] ).)*?)</h[23]>', re.DOTALL)

# Addresses of the site that are no article, by the words that name them.
_NAMED = {
    addresses.DIRECTORY: "search.groups",
    f"{addresses.DIRECTORY}#places": "search.by_place",
    addresses.ONLINE: "near.online",
    addresses.UPCOMING: "upcoming.title",
    addresses.SUGGEST: "directory.add",
}


def lines(hub: Hub) -> Iterator[tuple[str, Helpline]]:
    """Give each helpline with its country, those of the hub's own country first."""
    for code in dict.fromkeys((hub.settings.country, *hub.settings.help_countries)):
        country = hub.directory.helplines.countries.get(code)
        yield from ((code, line) for line in (country.lines if country else ()))


def popular_questions(hub: Hub) -> tuple[Link, ...]:
    """Link to the answers of the questions that are asked most, if the hub has them."""
    found = []
    for question in hub.directory.answers.questions.values():
        page, _, anchor = question.to.partition("#")
        if question.popular and page in hub.articles:
            address = hub.articles[page].address
            found.append(Link(question.asks, f"{address}#{anchor}" if anchor else address))
    return tuple(found)


class Ways:
    """Makes links of what answers lead to; what a hub does not have, it leaves out, and the check tells it."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._lines = {line.id: line.name for _, line in lines(hub)}
        self._listings = {listing.id: listing.name for listing in shown_listings(hub)}
        self._topics = {topic for topic, found in by_topic(hub).items() if found}

    def all(self, refs: Iterable[str]) -> Iterator[Way]:
        """Give the links of several."""
        yield from filter(None, map(self.way, refs))

    def way(self, ref: str, name: str = "") -> Way | None:
        """Give the link of one; `name` is for an address that has no name of its own."""
        kind, _, id_ = ref.rpartition(":")
        if kind == "topic":
            label = self._hub.directory.vocabulary.topics[id_].label if id_ in self._topics else ""
            return (label, addresses.topic(id_)) if label else None
        if kind == "group":
            return (self._listings[id_], addresses.listing(id_)) if id_ in self._listings else None
        if kind == "line":
            return (self._lines[id_], f"{addresses.HELP}#{id_}") if id_ in self._lines else None
        path, _, anchor = ref.partition("#")
        if not path.endswith(".md"):
            return self._named(ref, name), ref
        article = self._hub.readable.get(path)
        if article is None:
            return None
        if not anchor:
            return article.front.title, article.address
        headings = {id_: plain_text(text) for id_, text in _HEADING.findall(article.html)}
        title = f"{article.front.title}: {headings[anchor]}" if anchor in headings else article.front.title
        return title, f"{article.address}#{anchor}" if anchor in headings else article.address

    def _named(self, ref: str, name: str) -> str:
        say = self._hub.words.say
        need = re.fullmatch(f"{addresses.HELP}([a-z-]+)/", ref)
        if need:
            return say(f"danger.{need[1]}.route")
        country = re.fullmatch(r"groups/places/([a-z]{2})\.html", ref)
        if country:
            return say("list.in_place", place=country_name(self._hub, country[1].upper()))
        day = re.fullmatch(r"groups/days/(\w+)\.html", ref)
        if day:
            return name or say(f"list.on_day.{day[1]}")
        return say(_NAMED[ref]) if ref in _NAMED else name or ref
