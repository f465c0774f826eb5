"""Articles as they were rendered before: the Markdown of a page that did not change is not read again.

What a page's HTML rests on: its text with citations and generated parts filled in, the Markdown extensions and their
settings, the files that its links may lead to, and the hub's own links. All but the last are in the row's name; those
are looked up again, since a listing may have gone. What Markdown or the check of its HTML had to say something about
is rendered each time, and said each time.
"""

from __future__ import annotations

from peerhub.hub import ArticlePage, Hub
from peerhub.pages.article_links import own_address
from peerhub.store.cache import digest


class Rendered:
    """The rendered articles of a hub. `surroundings` are a digest of everything beyond the text itself."""

    def __init__(self, hub: Hub, surroundings: str) -> None:
        self._hub = hub
        self._surroundings = surroundings
        self._table = hub.cache.table("markdown")
        self._told: dict[str, int] = {}

    def find(self, article: ArticlePage, markdown: str) -> str | None:
        """Give an article's HTML as it was rendered from the same Markdown, and note its links; or None."""
        self._told[article.path] = len(self._hub.problems)
        row = self._table.get(self._key(article, markdown))
        if row is None:
            return None
        html, links, own = row
        if any(own_address(self._hub, article, written) != address for written, address in own):
            return None
        article.links = dict(links)
        return str(html)

    def keep(self, article: ArticlePage, markdown: str, html: str) -> None:
        """Keep an article's HTML, unless something was said of it since it was looked for."""
        if len(self._hub.problems) != self._told.get(article.path):
            return
        own = [[written, own_address(self._hub, article, written)] for written in article.links.values()]
        row = [html, [*map(list, article.links.items())], [pair for pair in own if pair[1] is not None]]
        self._table.put(self._key(article, markdown), row)

    def _key(self, article: ArticlePage, markdown: str) -> str:
        return digest(self._surroundings, self._hub.prefix + article.path, article.address, markdown)
