"""The chrome: what every page of a hub shows round its own content, and the functions its templates call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from peerhub import addresses
from peerhub.assets import SCRIPTS
from peerhub.directory.danger.compiling import compile_phrases
from peerhub.directory.needs import NEEDS
from peerhub.hub import Hub
from peerhub.languages import Direction, script_of
from peerhub.pages.help_views import country_help, help_bar
from peerhub.pages.html import safe_line, script_json, trusted
from peerhub.pages.views import Head, HelpBar
from peerhub.settings import FreshnessLimits, MenuEntry
from peerhub.shown.facts import Link
from peerhub.words.language_names import language_name
from peerhub.words.script_strings import schedule_words_file

_BESIDE = "example/"  # where an example hub stands, below the address of the real one
_SCHEMES = ("http:", "https:", "tel:", "sms:", "mailto:", "webcal:", "#")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language of the hub: its tag, what it calls itself, and where its pages stand, as seen from these.

    `base` is the whole address of its home page, or empty where nobody has said where the hub is published.
    """

    tag: str
    name: str
    prefix: str
    base: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Chrome:
    """The parts of the chrome that are the same on every page of one build; templates know it as `hub`."""

    name: str
    tagline: str
    language: str
    direction: Direction
    latin: bool
    stage: str
    publisher: str
    contact: str
    built: str
    built_text: str
    limits: FreshnessLimits
    help_bar: HelpBar
    advice: Markup
    in_english: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    copyright: Markup
    logo: str
    sheets: tuple[str, ...]
    social: tuple[Link, ...]
    exit_url: str
    noindex: bool
    social_image: str
    danger_phrases: Markup
    schedule_words: str
    danger_lines: dict[str, Any]
    country: str
    real: str
    prefix: str
    data_lang: Markup
    languages: tuple[LanguageLink, ...]


def make_chrome(hub: Hub) -> Chrome:
    """Work out the chrome of a hub."""
    settings = hub.settings
    in_english = "" if hub.words.advice is hub.words else hub.words.say("help_bar.in_english")
    return Chrome(
        name=hub.site_name,
        tagline=settings.tagline,
        language=settings.language,
        direction=script_of(settings.language).direction,
        latin=script_of(settings.language).latin,
        stage=hub.stage,
        publisher=settings.publisher,
        contact=settings.contact,
        built=hub.today.isoformat(),
        built_text=hub.words.date_words(hub.today),
        limits=settings.freshness,
        help_bar=help_bar(hub),
        advice=Markup(' lang="en" dir="ltr"') if in_english else Markup(),
        in_english=in_english,
        menu=_links(settings.menu),
        footer=_links(settings.footer),
        copyright=safe_line(hub.parts.copyright),
        logo=hub.parts.logo and _up(hub) + hub.parts.logo,
        sheets=tuple(_up(hub) + sheet for sheet in hub.parts.sheets),
        social=tuple(Link(name, href) for name, href in hub.parts.social),
        exit_url=settings.exit_url if settings.quick_exit != "off" else "",
        noindex=hub.noindex,
        social_image=f"{hub.first.site_url}assets/social.png" if hub.site_url else "",
        danger_phrases=script_json(compile_phrases(hub.directory.phrases)),
        schedule_words=schedule_words_file(settings.language)[0],
        danger_lines=_danger_lines(hub),
        country=settings.country,
        real=hub.site_url.removesuffix(_BESIDE)
        if hub.stage == "example" and hub.site_url.endswith(f"/{_BESIDE}")
        else "",
        prefix=hub.prefix,
        data_lang=_data_lang(hub),
        languages=tuple(_language_link(hub, edition) for edition in hub.editions),
    )


def _language_link(hub: Hub, edition: Hub) -> LanguageLink:
    tag = edition.settings.language
    name = language_name(tag, tag) or tag
    prefix, direction = _up(hub) + edition.prefix, script_of(tag).direction
    return LanguageLink(tag, name[:1].upper() + name[1:], prefix, edition.site_url, direction)


def _data_lang(hub: Hub) -> Markup:
    """Give the language and the direction of what listings and lines say of themselves, as attributes."""
    own = Markup(' lang="{}"').format(hub.first.settings.language) if hub.prefix else Markup()
    return own + Markup(" dir=auto")


def _up(hub: Hub) -> str:
    """The way from the first page of a language to that of the first one."""
    return "../" * hub.prefix.count("/")


def page_context(hub: Hub, chrome: Chrome, root: str, *, inside: bool = False) -> dict[str, Any]:
    """Give what every template is given, for a page whose way back to the site's root is `root`.

    `inside` says that the page is one of the directory's, whose links to each other are shorter.
    """
    return {
        "hub": chrome,
        "root": root,
        "inside": inside,
        "to": address_function(root, inside=inside),
        "has": hub.articles.__contains__,
        "asset": asset_function(hub, root),
        "say": hub.words.say,
        "forms": hub.words.forms,
        "joining": hub.words.joining,
        "in_lang": in_lang,
        "icon": icon,
        "today": hub.today.isoformat(),
    }


def in_lang(tag: str) -> Markup:
    """Give the attributes of what people wrote: its language where that is not the page's, and its own direction."""
    return Markup(' lang="{}" dir=auto').format(tag) if tag else Markup(" dir=auto")


def address_function(root: str, *, inside: bool = False) -> Callable[[str], str]:
    """Make `to(href)`: an address of the site as seen from a page, or an address elsewhere unchanged."""
    up = root.removesuffix("..")  # from a page of the directory to its folder

    def to(href: str) -> str:
        if href.startswith(_SCHEMES):
            return href
        if inside and addresses.within_directory(href):
            return up + href.removeprefix(addresses.DIRECTORY)
        return f"{root}/{href}"

    return to


def asset_function(hub: Hub, root: str) -> Callable[[str], str]:
    """Make `asset(path)`: the address of a published theme file, with its version."""

    def asset(path: str) -> str:
        return f"{root}/{'' if path.endswith(SCRIPTS) else _up(hub)}{hub.assets.href(path)}"

    return asset


@cache
def icon(name: str) -> Markup:
    """A decorative outline of assets/icons.svg, which the sheet draws: it stands beside words that say the same."""
    return trusted(f'<span class="hub-icon hub-icon--{name}"></span>')


def head_for(hub: Hub, title: str, description: str, address: str, *, kind: str, sensitive: bool = False) -> Head:
    """Make the head of a page of the site from what is particular to it."""
    quick_exit = hub.settings.quick_exit
    # What is looked for there may be as sensitive as anything.
    sensitive = sensitive or kind in ("search", "directory")
    return Head(
        title=title,
        description=description,
        canonical=f"{hub.site_url}{address}" if hub.site_url else "",
        robots="noindex" if hub.noindex else "",
        kind=kind,
        exit=quick_exit == "everywhere" or (quick_exit == "sensitive" and sensitive),
        alternates=_feeds(hub) if kind in ("home", "directory", "list") else (),
        address=address if hub.editions else "",
    )


def _feeds(hub: Hub) -> tuple[tuple[str, str, str], ...]:
    """Announce the feeds of the whole hub."""
    say = hub.words.say
    return (
        ("application/json", say("feeds.groups"), addresses.GROUPS_JSON),
        # This very title is what finders of meetings look for.
        ("application/json", say("feeds.meetings"), addresses.MEETING_GUIDE),
        ("text/csv", say("feeds.table"), addresses.GROUPS_CSV),
        ("text/calendar", say("feeds.calendar", name=hub.site_name), addresses.CALENDAR),
        ("application/atom+xml", say("feeds.changes", name=hub.site_name), addresses.CHANGES),
        ("application/atom+xml", say("feeds.articles", name=hub.site_name), addresses.ARTICLES_FEED),
    )


def _links(entries: tuple[MenuEntry, ...]) -> tuple[Link, ...]:
    return tuple(
        Link(entry.title, addresses.article(entry.to) if entry.to.endswith(".md") else entry.to) for entry in entries
    )


def _danger_lines(hub: Hub) -> dict[str, Any]:
    """Give each need its own lines of the default country."""
    country = country_help(hub, hub.settings.country)
    lines = country.lines if country else ()
    return {need: tuple(line for line in lines if need in line.dangers) for need in NEEDS}
