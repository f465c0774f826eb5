"""Links inside articles: `group:ID`, `topic:ID`, `help:NEED` and their like become addresses, and tables lose styles.

What a task or a note is called is said in the words of the page.

This is a Python-Markdown extension. One instance serves a whole build; `page` is set before each page is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# MkDocs rewrites links to Markdown files at priority 0: ours see the author's words before, the result after.
_BEFORE_MKDOCS = 5
_AFTER_MKDOCS = -5

_ALIGN = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")

# The hub's own kinds of link: to a listing, to the list of a topic, to help, to the directory.
SCHEMES = frozenset({"group", "topic", "help", "directory", "sources"})

# A task and a note of GitHub's, and the mark of a task: a box that nobody can tick would look broken.
MARKS = ("done", "open", "note", "tip", "important", "warning", "caution")
_TASKS = {
    '<input type="checkbox" disabled checked/> ': ("done", "☑"),
    '<input type="checkbox" disabled/> ': ("open", "☐"),
}

Resolve = Callable[[str], str | None]


class HubLinks(Extension):
    """Resolves the hub's own link schemes, and remembers what each address was in the author's words."""

    def __init__(self) -> None:
        super().__init__()
        self.resolve: Resolve = lambda href: None
        self.links: dict[str, str] = {}
        self.marks: Mapping[str, str] = {}

    def begin_page(self, resolve: Resolve, marks: Mapping[str, str] | None = None) -> dict[str, str]:
        """Set how a page's links are resolved and its marks called; the answer fills while it is rendered."""
        self.resolve, self.marks = resolve, marks or {}
        self.links = {}
        return self.links

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        """Register both passes over the rendered tree."""
        before = _Before(self)
        md.treeprocessors.register(before, "hub_links_before", _BEFORE_MKDOCS)
        md.treeprocessors.register(_After(md, self, before), "hub_links_after", _AFTER_MKDOCS)


class _Before(Treeprocessor):
    def __init__(self, extension: HubLinks) -> None:
        super().__init__()
        self.extension = extension
        self.seen: list[tuple[Element, str]] = []

    def run(self, root: Element) -> None:
        """Note every link as it was written, and resolve the hub's own schemes."""
        self.seen = []
        for element in root.iter():
            written = element.get("href") if element.tag == "a" else element.get("src")
            if not written:
                continue
            self.seen.append((element, written))
            resolved = self.extension.resolve(written)
            if resolved is not None:
                element.set("href", resolved)


class _After(Treeprocessor):
    def __init__(self, md: Markdown, extension: HubLinks, before: _Before) -> None:
        super().__init__(md)
        self.extension = extension
        self.before = before

    def run(self, root: Element) -> None:
        """Note where every link leads now, keep referrers home, and turn table styles into classes."""
        for element, written in self.before.seen:
            address = element.get("href") or element.get("src") or ""
            self.extension.links.setdefault(address, written)
            if element.tag == "a" and address.startswith(("http://", "https://")):
                element.set("rel", "noreferrer")
        for cell in root.iter():
            if cell.tag in ("td", "th") and (style := cell.get("style")):
                align = _ALIGN.fullmatch(style)
                del cell.attrib["style"]
                if align:
                    cell.set("class", f"align-{align[1]}")
        _let_wide_tables_scroll(root)
        self._say_marks(root)

    def _say_marks(self, root: Element) -> None:
        """Say in the page's words whether a task is done, and what kind of note this is where it has no title."""
        stash, words = self.md.htmlStash.rawHtmlBlocks, self.extension.marks
        for number, html in enumerate(stash):
            if isinstance(html, str) and (task := _TASKS.get(html)):
                label = escape(words.get(task[0], task[0]))
                stash[number] = f'<span class="hub-task" role="img" aria-label="{label}">{task[1]}</span> '
        for title in root.iter("p"):
            if title.get("class") == "admonition-title" and (word := (title.text or "").lower()) in words:
                title.text = words[word]


def _let_wide_tables_scroll(root: Element) -> None:
    """Put each table into a box that scrolls sideways, which the keyboard can reach and which names its columns."""
    for parent in list(root.iter()):
        for place, table in enumerate(list(parent)):
            if table.tag != "table" or parent.get("class") == "hub-table":
                continue
            heads = (" ".join("".join(head.itertext()).split()) for head in table.iter("th"))
            columns = ", ".join(filter(None, heads))
            box = Element("div", {"class": "hub-table", "role": "group", "tabindex": "0"})
            if columns:
                box.set("aria-label", columns)
            box.append(table)
            box.tail, table.tail = table.tail, None
            parent[place] = box
