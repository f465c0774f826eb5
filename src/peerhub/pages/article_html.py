"""What an article's rendered Markdown may hold: a letter with headings, tables and notes, and nothing that runs.

The editorial check reads an author's Markdown, and no pattern foresees everything that Markdown makes of it
(`{: onclick=... }`, entities in an address, tags of odd shape). So the finished HTML is read by a browser's own
rules (nh3), only what is listed here comes out, and an article of which something was taken away is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import nh3
from markdown import Markdown

from peerhub.articles.rules.raw_html import KEPT as TAGS
from peerhub.hub import ArticlePage, Hub
from peerhub.problems import Location, Problems, shown
from peerhub.store.cache import digest

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"aria-label", "href", "rel"},
    "details": {"open"},
    "div": {"aria-label", "role", "tabindex"},
    "img": {"alt", "height", "src", "width"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "span": {"aria-label", "role"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = frozenset({"http", "https", "mailto", "sms", "tel"})
# The theme's own classes move things about a page; these are the ones that we write into articles ourselves.
_OUR_CLASSES = frozenset({"hub-citation", "hub-citations", "hub-findings", "hub-table", "hub-task"})
_DROPPED_BY_BROWSERS = re.compile(r"[\x00-\x20]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# What these found would be found once more, in a machine's words.
_TOLD_IN_WORDS = frozenset({"file-size", "raw-html", "remote-image", "broken-link", "unknown-link"})
_TAG = re.compile(r"<([^<>]+)>")


def clean_article(rendered: str) -> str:
    """Keep of an article's HTML what may stand in a page; every tag that opens is closed."""
    return nh3.clean(
        rendered,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_filtered,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def removed(rendered: str, cleaned: str) -> list[str]:
    """Name what cleaning took away, each thing once: `<script>`, `</main>` or `onclick="..."`."""
    if _rough(rendered) == _rough(cleaned):
        return []  # nearly always, and ten times as fast
    before, after = _parts(rendered), _parts(cleaned)
    # A tag that only the cleaned HTML has was hidden from Python's parser, and a browser would have seen it.
    found = [*(before - after), *(part for part in after - before if re.match("<[a-z]", part))]
    return list(dict.fromkeys(found))


def publish(article: ArticlePage, rendered: str, problems: Problems) -> str:
    """Give the HTML of an article as it may be published; what had to go is an error, with its line where known."""
    cleaned = clean_article(rendered)
    for part in removed(rendered, cleaned):
        where = Location(article.document.name, _line(article, part))
        hint = "Remove it: pages run and load nothing of their own, and leave the page round them alone."
        problems.error(where, "unsafe-html", f"would hold {shown(part)}", hint)
    return cleaned


def check_letters(hub: Hub, markdown: Callable[[], Markdown]) -> None:
    """Tell of each article what its page may not hold, without building the site.

    `markdown` makes the hub's own Markdown, with our links in it; it is asked for only when a text is new. What has
    not changed since it was last found sound is not rendered again. A build says the same.
    """
    table, made = hub.cache.table("letters"), None
    told = {problem.where.path for problem in hub.problems.errors if problem.rule in _TOLD_IN_WORDS}
    for article in hub.articles.values():
        body = article.document.body
        key = digest(hub.config.text, body)
        if article.path in hub.borrowed or article.document.name in told or table.get(key):
            continue
        made = made or markdown()
        before = len(hub.problems)
        publish(article, made.reset().convert(body), hub.problems)
        if len(hub.problems) == before:
            table.put(key, True)
    hub.cache.put_back()


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Let pictures come from this site only, and no class that belongs to the theme's own parts."""
    if name == "src":
        plain = _DROPPED_BY_BROWSERS.sub("", value)
        return None if "\\" in plain or _ELSEWHERE.match(plain) else value
    if name == "class":
        kept = [word for word in value.split() if not word.startswith("hub-") or word in _OUR_CLASSES]
        return " ".join(kept) or None
    return value


def _rough(html: str) -> list[str]:
    return [tag.rstrip(" /") for tag in _TAG.findall(html)]


def _parts(html: str) -> Counter[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


class _Reader(HTMLParser):
    """Lists the tags and the attributes of a text; comments say nothing to readers."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts[f"<{tag}>"] += 1
        for name, value in attrs:
            words = " ".join((value or "").split())
            self.parts[f'{name}="{words}"' if words else name] += 1

    def handle_endtag(self, tag: str) -> None:
        self.parts[f"</{tag}>"] += 1

    def handle_decl(self, decl: str) -> None:
        self.parts[f"<!{decl}>"] += 1

    def handle_pi(self, data: str) -> None:
        self.parts[f"<?{data}>"] += 1


def _line(article: ArticlePage, part: str) -> int | None:
    """Find the line on which something was written, by its tag, its attribute's value or its name."""
    body = unescape(article.document.body).lower()
    name, _, value = part.strip("<>").lower().partition("=")
    for written in (value.strip('"'), f"<{name}", f"{name}="):
        if written and written in body:
            return article.document.first_line + body.count("\n", 0, body.index(written))
    return None
