"""The editions of a hub: the same hub in each of its languages, each a site of its own below one root.

An edition differs from the first in its words, its articles and its data, and knows where its folder stands. All that
makes pages takes a hub, so it makes the pages of an edition too. A hub of one language has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from peerhub.articles.article import Article
from peerhub.articles.translations import original_of
from peerhub.assets import Assets
from peerhub.directory.model import Directory
from peerhub.hub import ArticlePage, Hub
from peerhub.problems import PeerHubError
from peerhub.settings import MenuEntry, SiteIn
from peerhub.words import load_words
from peerhub.words.script_strings import script_strings


def make_editions(hub: Hub, articles: Iterable[Article], assets: Assets) -> None:
    """Give a hub its editions; `articles` are those of docs/ with their translations."""
    others = hub.settings.other_languages
    if not others:
        return
    texts = {original_of(article.path, others): article for article in articles if article.language}
    made = [edition for tag in others if (edition := _edition(hub, tag, assets)) is not None]
    hub.editions = (hub, *made)
    for edition in hub.editions[1:]:
        edition.editions = hub.editions
        tag = edition.settings.language
        for path, original in hub.articles.items():
            edition.articles[path] = _in_language(hub, original, texts.get((path, tag)))


def _edition(hub: Hub, tag: str, assets: Assets) -> Hub | None:
    """Make an edition; without a catalogue there is none, and the problem is told."""
    try:
        words = load_words(tag)
    except PeerHubError as error:
        where = hub.config.locate(("extra", "hub", "languages", hub.settings.languages.index(tag)))
        hub.problems.extend(replace(problem, where=where) for problem in error.problems)
        return None
    menus = {name: tuple(_titled(entry, tag) for entry in getattr(hub.settings, name)) for name in ("menu", "footer")}
    said = hub.settings.translated.get(tag, SiteIn())
    settings = hub.settings.model_copy(update={"language": tag, **menus})
    below = f"{tag}/"
    return replace(
        hub,
        site_name=said.site_name or hub.site_name,
        settings=settings,
        words=words,
        directory=_directory_in(hub.directory, tag),
        assets=assets.filled(script_strings(settings, words)),
        site_url=hub.site_url and hub.site_url + below,
        published_at=hub.published_at and hub.published_at + below,
        prefix=below,
        articles={},
        _made={},
    )


def _directory_in(directory: Directory, tag: str) -> Directory:
    """Give the listings and the vocabulary in a language, as far as they are translated."""
    entries = (
        replace(entry, listing=entry.listing.in_language(tag)) if entry.listing.in_ else entry
        for entry in directory.entries
    )
    return replace(directory, vocabulary=directory.vocabulary.in_language(tag), entries=tuple(entries))


def _titled(entry: MenuEntry, tag: str) -> MenuEntry:
    return entry.model_copy(update={"title": entry.in_.get(tag, entry.title)})


def _in_language(hub: Hub, original: ArticlePage, text: Article | None) -> ArticlePage:
    """Give a page in a language: its translation, or the first language's text, which says so."""
    if text is None or text.front is None or text.front.draft:
        return replace(original, html="", links={}, language=hub.settings.language)
    return ArticlePage(original.path, original.address, text.document, text.front, file=text.path)
