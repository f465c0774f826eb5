"""The pages that are made from data: a hub goes in, addresses and bytes come out.

Nothing here knows who renders templates or where bytes are kept: `render` is given, and the answer is an iterator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import Any

from markupsafe import Markup

from peerhub import addresses
from peerhub.assets import SCRIPTS
from peerhub.directory.needs import NEEDS
from peerhub.feeds.calendar import calendar_files
from peerhub.feeds.feed_files import (
    article_feed_files,
    list_alternates,
    listing_alternates,
    open_data_files,
)
from peerhub.hub import Hub
from peerhub.pages.bibliography_page import bibliography_view
from peerhub.pages.chrome import Chrome, head_for, make_chrome, page_context
from peerhub.pages.danger_page import danger_help
from peerhub.pages.directory_page import directory_view, upcoming_view
from peerhub.pages.finder.finder_files import finder_files
from peerhub.pages.finder.place_files import place_files
from peerhub.pages.finder.view import is_sensitive
from peerhub.pages.host_files import host_files
from peerhub.pages.html import trusted
from peerhub.pages.json_ld import listing_json_ld
from peerhub.pages.listing_page import listing_key, listing_view
from peerhub.pages.listing_sections import LISTING_SECTIONS
from peerhub.pages.lists import list_key, list_pages
from peerhub.pages.read_next import hub_paths
from peerhub.pages.redirects import redirects, regions_elsewhere
from peerhub.pages.related import articles_that_speak_of
from peerhub.pages.sections import Sections
from peerhub.pages.sitemap import sitemap_files
from peerhub.pages.social import listing_picture, social_files
from peerhub.pages.stencil import Render, Stencils, mark
from peerhub.pages.suggest_page import suggest_view
from peerhub.pages.views import Head
from peerhub.reuse import directory_key, reused_files
from peerhub.search.search_files import search_files
from peerhub.shown.facts import Link
from peerhub.store.cache import digest
from peerhub.store.previous_site import Content
from peerhub.words.script_strings import schedule_words_file

TEMPLATE = "data_page.html"
_LISTING_JOBS = 8


class DataPages:
    """Writes the pages made from data through the theme: bodies one by one, and the chrome through stencils."""

    def __init__(self, hub: Hub, render: Render, chrome: Chrome) -> None:
        self.hub = hub
        self.render = render
        self.stencils = Stencils(render, TEMPLATE)
        self._chrome = chrome
        self._contexts: dict[tuple[str, bool], dict[str, Any]] = {}
        self._kept = reused_files(hub)
        self.sections = {"bodies/listing.html": Sections(render, LISTING_SECTIONS)}
        self._sectioned: dict[str, bool] = {}

    def context(self, address: str) -> dict[str, Any]:
        """Give the context of every page as deep as this address."""
        root, inside = addresses.root_of(address), address.startswith(addresses.DIRECTORY)
        if (root, inside) not in self._contexts:
            self._contexts[root, inside] = page_context(self.hub, self._chrome, root, inside=inside)
        return self._contexts[root, inside]

    def page(self, address: str, head: Head, body_template: str, view: object) -> tuple[str, bytes]:
        """Make one page: its file and its bytes."""
        context = self.context(address)
        body = self._body(body_template, {**context, "view": view, "head": head}, view)
        return addresses.file_of(address), self.stencils.page(head, body, context).encode("utf-8")

    def _body(self, template: str, context: dict[str, Any], view: object) -> Markup:
        """Render a body, or fill in its sections where its template is made of them."""
        sections = self.sections.get(template)
        if sections is not None:
            if template not in self._sectioned:
                # A hub's own template may say something else: then it is rendered whole each time.
                frame = self.render(template, {**context, "sections": trusted(mark("sections"))})
                self._sectioned[template] = frame.strip() == mark("sections")
            if self._sectioned[template]:
                return sections.body(view, context)
        return trusted(self.render(template, context))

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Give every page made from data."""
        pages = chain(self.directory(), self.front_pages(), self.lists(), self.listings())
        return self.hub.previous_site.whole(pages)

    def directory(self) -> Iterator[tuple[str, bytes]]:
        """Give the directory's own front pages: all of it, what comes up, and how to add to it."""
        hub = self.hub
        say = hub.words.say
        title, lead = say("directory.title"), say("directory.lead")
        head = head_for(hub, title, lead, addresses.DIRECTORY, kind="directory", sensitive=is_sensitive(hub))
        yield self.page(addresses.DIRECTORY, head, "bodies/directory.html", directory_view(hub))
        head = head_for(hub, say("upcoming.title"), say("upcoming.intro"), addresses.UPCOMING, kind="list")
        yield self.page(addresses.UPCOMING, head, "bodies/upcoming.html", upcoming_view(hub))
        title, lead = say("suggest.title"), say("suggest.lead")
        head = head_for(hub, title, lead, addresses.SUGGEST, kind="suggest", sensitive=is_sensitive(hub))
        yield self.page(addresses.SUGGEST, head, "bodies/suggest.html", suggest_view(hub))

    def front_pages(self) -> Iterator[tuple[str, bytes]]:
        """Give the other front pages: bibliography, help in danger, and old addresses."""
        hub = self.hub
        say = hub.words.say
        head = head_for(
            hub, say("bibliography.title"), say("bibliography.lead"), addresses.BIBLIOGRAPHY, kind="bibliography"
        )
        yield self.page(addresses.BIBLIOGRAPHY, head, "bodies/bibliography.html", bibliography_view(hub))
        yield from self._dangers()
        yield from self._redirects()

    def _dangers(self) -> Iterator[tuple[str, bytes]]:
        # Rendered whole: they have the help page's own chrome, without script, and there are few of them.
        for need in NEEDS:
            view = danger_help(self.hub, need)
            address = addresses.help_page(need)
            head = head_for(self.hub, view.title, view.text, address, kind="help", sensitive=True)
            html = self.render("danger.html", {**self.context(address), "head": head, "view": view})
            yield addresses.file_of(address), html.encode("utf-8")

    def _redirects(self) -> Iterator[tuple[str, bytes]]:
        articles = (
            (address, Link(article.front.title, article.address, article.front.description, article.language))
            for address, article in redirects(self.hub)
        )
        for address, target in chain(articles, regions_elsewhere(self.hub)):
            head = head_for(self.hub, target.title, target.note, target.href, kind="redirect")
            html = self.render("redirect.html", {**self.context(address), "head": head, "target": target})
            yield addresses.file_of(address), html.encode("utf-8")

    def lists(self) -> Iterator[tuple[str, Content]]:
        """Give every page of every list."""
        hub = self.hub
        for found in list_pages(hub):
            title, number = found.frame.title, found.frame.page
            if number > 1:
                title = hub.words.say("list.title_page", title=title, page=number)
            head = head_for(hub, title, found.description, found.address, kind="list", sensitive=found.sensitive)
            alternates = (*list_alternates(hub, found.address), *head.alternates)
            head = replace(head, alternates=alternates, image=found.picture)
            key = list_key(hub, found, head)
            kept = self._kept.find(found.address, key)
            if kept is not None:
                yield found.address, kept
                continue
            path, content = self.page(found.address, head, "bodies/list.html", found.view)
            self._kept.keep(path, key, content)
            yield path, content

    def listings(self, part: int = 0, parts: int = 1) -> Iterator[tuple[str, Content]]:
        """Give the page of every listing of one part of them all."""
        hub, say = self.hub, self.hub.words.say
        for listing in islice(hub.directory.listings.values(), part, None, parts):
            address, key = addresses.listing(listing.id), listing_key(hub, listing)
            kept = self._kept.find(address, key)
            if kept is not None:
                yield address, kept
                continue
            view = listing_view(hub, listing)
            title = say("listing.removed_title") if listing.removed else listing.name
            description = say("listing.removed_title") if listing.removed else listing.summary or listing.name
            head = head_for(hub, title, description, address, kind="listing", sensitive=view.card.sensitive)
            alternates = listing_alternates(hub, listing.id)
            picture = listing_picture(hub, listing)
            head = replace(head, alternates=alternates, json_ld=listing_json_ld(hub, listing), image=picture)
            path, content = self.page(address, head, "bodies/listing.html", view)
            self._kept.keep(path, key, content)
            yield path, content


@dataclass(frozen=True)
class Job:
    """Some files of the site, made by one process: the stage that the work belongs to, and what makes them."""

    stage: str
    files: Callable[[], Iterable[tuple[str, Content]]]


def listing_jobs(hub: Hub, render: Render) -> list[Job]:
    """Share out every file that shows listings, and of articles no more than they say of themselves.

    No job needs what another one made. The longest come first, so that no process waits long for the last.
    """
    made = _data_pages(hub, render)
    jobs = [
        _of_listings(hub, "directory", partial(_directory_files, made)),
        _of_listings(hub, "open data", partial(open_data_files, hub)),
        _of_listings(hub, "lists", made.lists),
        _of_listings(hub, "calendars", partial(calendar_files, hub)),
        *(
            _of_listings(hub, "listings", partial(made.listings, part, _LISTING_JOBS), part)
            for part in range(_LISTING_JOBS)
        ),
    ]
    return [_below(hub, job) for job in jobs]


def article_jobs(hub: Hub, render: Render) -> list[Job]:
    """Share out every other file that does not come from docs/; what articles say must be known."""
    jobs = [
        Job("search", partial(search_files, hub)),
        Job("front pages", _data_pages(hub, render).front_pages),
        Job("other files", partial(_other_files, hub)),
    ]
    return [_below(hub, job) for job in jobs]


def _below(hub: Hub, job: Job) -> Job:
    """Put the files of a job below the folder of the hub's language."""
    if not hub.prefix:
        return job
    return Job(job.stage, lambda: ((hub.prefix + path, content) for path, content in job.files()))


def _data_pages(hub: Hub, render: Render) -> DataPages:
    return DataPages(hub, render, hub.memo("chrome", make_chrome))


def _of_listings(hub: Hub, stage: str, files: Callable[[], Iterable[tuple[str, Content]]], part: int = 0) -> Job:
    """Give a job whose files stand as before until a listing changes, or something that they take from articles."""
    name = f"{stage} {part}"

    def kept() -> Iterator[tuple[str, Content]]:
        return reused_files(hub).job(name, hub.memo("listing jobs", _listings_key), files)

    return Job(stage, kept)


def _listings_key(hub: Hub) -> str:
    """Give a digest of every listing, and of all that pages which show listings take from articles."""
    articles = [
        part
        for article in hub.articles.values()
        for part in (article.address, article.front.model_dump_json(), str(hub.withheld(article)))
    ]
    speak_of, paths = articles_that_speak_of(hub), hub_paths(hub)
    return digest(directory_key(hub, "jobs"), *articles, repr(speak_of), repr(paths))


def _directory_files(made: DataPages) -> Iterator[tuple[str, bytes]]:
    yield from made.directory()
    yield from finder_files(made.hub)


def _other_files(hub: Hub) -> Iterator[tuple[str, Content]]:
    yield from article_feed_files(hub)
    yield from sitemap_files(hub)
    yield from social_files(hub)
    if hub.first is hub:
        yield from hub.assets.files.items()
        yield from place_files(hub)
        yield from host_files(hub)
    else:
        yield from ((path, content) for path, content in hub.assets.files.items() if path.endswith(SCRIPTS))
    yield schedule_words_file(hub.settings.language)
