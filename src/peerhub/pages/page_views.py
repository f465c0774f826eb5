"""The contexts of pages that come from docs/: articles, the home page, help, search and the error page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from peerhub import addresses
from peerhub.articles.citations import cite
from peerhub.hub import ArticlePage, Hub
from peerhub.languages import script_of
from peerhub.pages.article_page import article_view, is_sensitive
from peerhub.pages.chrome import Chrome, head_for, make_chrome, page_context
from peerhub.pages.citation_words import citation_words
from peerhub.pages.danger_page import danger_links, need_pages
from peerhub.pages.directory_page import meeting_soon
from peerhub.pages.finder.view import finder_places
from peerhub.pages.help_views import help_countries, international_finders
from peerhub.pages.json_ld import article_json_ld
from peerhub.pages.lists import by_place, count_words
from peerhub.pages.social import article_picture
from peerhub.shown.cards import by_topic, shown_listings
from peerhub.shown.facts import Link
from peerhub.shown.ways import popular_questions

_KINDS = {"home.html": "home", "help.html": "help", "search.html": "search", "leaflet.html": "leaflet"}


def article_context(hub: Hub, path: str, previous: str | None, following: str | None) -> dict[str, Any]:
    """Give what the template of a page of docs/ is given; `previous` and `following` are its neighbours' paths."""
    article = hub.articles[path]
    document = article.document
    citations = cite(document.body, hub.directory.references, document.first_line, citation_words(hub.words))
    chrome = hub.memo("chrome", make_chrome)
    template = article.front.template or ""
    kind = _KINDS.get(template, "article")
    sensitive = is_sensitive(hub, article)
    title = hub.words.say("search.title") if kind == "search" else article.front.title
    head = head_for(hub, title, article.front.description, article.address, kind=kind, sensitive=sensitive)
    context = page_context(hub, chrome, addresses.root_of(article.address))
    if hub.withheld(article):
        head = replace(head, description=hub.words.say("article.withheld_short"), robots="noindex")
    else:
        picture = article_picture(hub, article, sensitive)
        head = replace(head, json_ld=article_json_ld(hub, article), image=picture)
    if hub.editions:
        there = tuple(edition.settings.language for edition in hub.editions if not edition.articles[path].language)
        head = replace(head, languages=there if len(there) < len(hub.editions) else ())
        if article.language and head.canonical:
            head = replace(head, canonical=f"{hub.first.site_url}{article.address}")
    context["head"] = head
    context["text_lang"] = _text_lang(hub, article, chrome)
    context["article"] = article_view(hub, article, citations, _beside(hub, previous), _beside(hub, following))
    if kind == "home":
        context["home"] = _home(hub)
    elif kind == "help":
        context["help"] = {
            "countries": help_countries(hub),
            "international": international_finders(hub),
            "dangers": danger_links(hub),
        }
    elif kind == "search":
        context["search"] = _search(hub)
    return context


def _text_lang(hub: Hub, article: ArticlePage, chrome: Chrome) -> Markup:
    """Give the language and the direction of an article's own words, as attributes."""
    if article.language:
        direction = script_of(article.language).direction
        return Markup(' lang="{}" dir="{}"').format(article.language, direction)
    if hub.prefix:  # among advice in English, a translation says what it is
        return Markup(' lang="{}" dir="auto"').format(hub.settings.language)
    # The pages that an engine lends are in English, and help is too.
    return (chrome.advice if article.path in hub.borrowed else Markup()) or Markup(' dir="auto"')


def error_context(hub: Hub, base_url: str) -> dict[str, Any]:
    """Give what the error page is given; its links are absolute since it is served at any depth."""
    say = hub.words.say
    context = page_context(hub, hub.memo("chrome", make_chrome), base_url.rstrip("/"))
    head = head_for(hub, say("not_found.title"), say("not_found.text"), "", kind="error")
    head = replace(head, canonical="")  # it stands at every address that leads nowhere, and is none of them
    others = [
        {
            "tag": edition.settings.language,
            "direction": script_of(edition.settings.language).direction,
            "prefix": edition.prefix,
            "say": edition.words.say,
        }
        for edition in hub.editions[1:]
    ]
    return {**context, "head": head, "others": others}


def _beside(hub: Hub, path: str | None) -> Link | None:
    """Link to a neighbour that is an article; the home page and its like are no next read."""
    article = hub.articles.get(path or "")
    if article is None or article.front.template or hub.withheld(article):
        return None
    return Link(article.front.title, article.address, lang=article.language)


def _home(hub: Hub) -> dict[str, Any]:
    order = {path: number for number, path in enumerate(hub.reading_order)}
    benefits = [article for article in hub.readable.values() if article.front.kind.value == "benefit"]
    benefits.sort(key=lambda article: order.get(article.path, len(order)))
    return {
        "soon": meeting_soon(hub),
        "has_places": bool(by_place(hub)),
        "near": finder_places(hub),
        "country": hub.settings.country,
        "topics": _topic_links(hub),
        "benefits": tuple(_benefit(article) for article in benefits),
        "count_text": count_words(hub, len(shown_listings(hub))),
    }


def _benefit(article: ArticlePage) -> Link:
    return Link(article.front.title, article.address, article.front.description, article.language)


def _topic_links(hub: Hub) -> tuple[Link, ...]:
    topics = hub.directory.vocabulary.topics
    return tuple(
        Link(topics[topic].label, addresses.topic(topic), str(len(found)))
        for topic, found in by_topic(hub).items()
        if found
    )


def _search(hub: Hub) -> dict[str, Any]:
    """Give the topics that results can be narrowed to, and what search must know about loss (see help-first.mjs)."""
    known = hub.directory.vocabulary.topics
    topics = hub.directory.vocabulary.topics_for("loss")
    return {
        "contributors": addresses.FOR_CONTRIBUTORS,
        "places": finder_places(hub),
        "home": hub.settings.country,
        "popular": popular_questions(hub),
        "topics": _search_topics(hub),
        "loss_topics": topics,
        "loss_words": tuple(word for topic in topics for word in (known[topic].label, *known[topic].words)),
        "loss_pages": need_pages(hub, "loss"),
    }


def _search_topics(hub: Hub) -> tuple[tuple[str, str], ...]:
    """Give the topics that search results can be narrowed to, as ids and labels: those that anything is about."""
    met = {topic for article in hub.articles.values() for topic in article.front.topics}
    met |= {topic for topic, found in by_topic(hub).items() if found}
    topics = hub.directory.vocabulary.topics
    return tuple((topic, term.label) for topic, term in topics.items() if topic in met)
