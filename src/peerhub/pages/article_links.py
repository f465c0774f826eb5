"""The hub's own links in articles: `group:ID`, `topic:ID`, `help:`, `help:NEED`, `directory:` and `sources:`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from peerhub import addresses
from peerhub.articles.markdown_links import SCHEMES, Resolve
from peerhub.directory.needs import NEEDS
from peerhub.hub import ArticlePage, Hub
from peerhub.problems import Location, did_you_mean, shown


def link_resolver(hub: Hub, article: ArticlePage) -> Resolve:
    """Make the function that turns the hub's own links of one article into addresses as seen from its page.

    A link to something unknown is reported with its line.
    """
    root = addresses.root_of(article.address)

    def resolve(href: str) -> str | None:
        scheme, colon, rest = href.partition(":")
        if not colon or scheme not in SCHEMES:
            return None
        target = _target(hub, scheme, rest)
        if target is not None:
            return f"{root}/{target}"
        wrong = unknown_of(hub, scheme, rest)
        got, hint = f"links to {wrong[0]}" if wrong else "", wrong[1] if wrong else ""
        hub.problems.error(Location(article.document.name, line_with(article, href)), "unknown-link", got, hint)
        return f"{root}/"  # anything that exists: the problem is told, and told once

    return resolve


def unknown_of(hub: Hub, scheme: str, rest: str) -> tuple[str, str] | None:
    """Say what one of the hub's own links names that nobody knows, and what to do; None where it holds."""
    if _target(hub, scheme, rest) is not None:
        return None
    choices: dict[str, tuple[Iterable[str], str]] = {
        "group": (hub.directory.listings, "Use an id from data/groups.yaml."),
        "topic": (hub.directory.vocabulary.topics, "Use an id from data/vocabulary.yaml."),
        "help": (NEEDS, f"Use one of {', '.join(NEEDS)}, or none."),
    }
    known, hint = choices[scheme]
    return f"the unknown {scheme} {shown(rest)}", did_you_mean(rest, known) or hint


def own_address(hub: Hub, article: ArticlePage, href: str) -> str | None:
    """Give where one of the hub's own links leads, as seen from an article; None of another link or a lost one."""
    scheme, colon, rest = href.partition(":")
    target = _target(hub, scheme, rest) if colon and scheme in SCHEMES else None
    return None if target is None else f"{addresses.root_of(article.address)}/{target}"


def line_with(article: ArticlePage, written: str) -> int | None:
    """Find the line of an article's file on which a link was written."""
    body = article.document.body
    # Not inside a longer target: "a.md" also ends "other/a.md".
    found = re.search(rf"(?<![\w./#:-]){re.escape(written)}(?![\w./#:-])", body)
    at = found.start() if found else body.find(written)
    return None if at < 0 else article.document.first_line + body.count("\n", 0, at)


_PAGES = {"directory": addresses.DIRECTORY, "sources": addresses.BIBLIOGRAPHY}


def _target(hub: Hub, scheme: str, rest: str) -> str | None:
    if scheme == "help" and rest in ("", *NEEDS):
        return addresses.help_page(rest) if rest else addresses.HELP
    if scheme in _PAGES:
        return _PAGES[scheme]
    name, hash_, anchor = rest.partition("#")
    if scheme == "group" and name in hub.directory.listings:
        return addresses.listing(name) + hash_ + anchor
    if scheme == "topic" and name in hub.directory.vocabulary.topics:
        return addresses.topic(name) + hash_ + anchor
    return None
