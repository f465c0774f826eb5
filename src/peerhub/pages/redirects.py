"""Redirects: an article that moved is still found at its former addresses, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

from peerhub import addresses
from peerhub.hub import ArticlePage, Hub


def redirects(hub: Hub) -> Iterator[tuple[str, ArticlePage]]:
    """Give each former address with the article that left it; a former address in use again is reported."""
    taken: dict[str, str] = {article.address: path for path, article in hub.articles.items()}
    for path, article in hub.articles.items():
        for number, former in enumerate(article.front.redirects_from):
            address = addresses.article(former)
            if address in taken:
                where = article.document.at("redirects_from", number)
                got = f"names '{former}', where '{taken[address]}' is"
                hub.problems.error(
                    where, "redirect", got, "Remove it: an address leads to one page.", "redirects_from"
                )
                continue
            taken[address] = f"the redirect to {path}"
            yield address, article
