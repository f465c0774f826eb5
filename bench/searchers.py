"""Three searches over the same pages of a built hub: the hub's own, Pagefind's, and Material's.

Pagefind and Material are given the hub's own pages, without menus and footers, so that all three know the same words.
The hub and Pagefind are asked through their programming interfaces, and show their first five results; Material's has
none, and is asked through its page. Each answers with addresses in its order, as the hub writes them.
"""

from __future__ import annotations

import json
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import yaml
from playwright.sync_api import Page

from bench.measured import run
from bench.peers import PYTHON_PEERS, Tools

SHOWN = 5


@dataclass(frozen=True)
class Text:
    """A page of a built hub: its file, its title and the HTML of its main part."""

    file: str
    title: str
    html: str


def texts(site: Path) -> Iterator[Text]:
    """Give the pages that the hub's own search knows: articles, listings, help, and the first page of each topic."""
    for path in sorted(site.rglob("*.html")):
        file = path.relative_to(site).as_posix()
        listed = re.match(r"groups/(places|days|upcoming|online|index)|groups/topics/.*-\d+\.html", file)
        if listed or file in ("404.html", "search/index.html"):
            continue
        page = path.read_text(encoding="utf-8")
        main = re.search(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
        if main is None or 'http-equiv="refresh"' in page:
            continue
        title = re.search(r"<h1[^>]*>(.*?)</h1>", main[1], re.DOTALL) or re.search(r"<title>(.*?)</title>", page)
        words = re.sub(r"<[^>]+>", "", title[1]) if title else file
        yield Text(file, " ".join(unescape(words).split()), main[1])


class Searcher(ABC):
    """One of the searches. `site` is what is served, `opens` the page on which it is asked."""

    name: str
    site: Path
    opens = ""
    parts: tuple[str, ...]  # where the files lie that only searching needs
    ask: str  # script: given root, text and how many, gives the addresses found, and the milliseconds until they were

    @abstractmethod
    def build(self, hub: Path, folder: Path) -> float:
        """Build over a hub's site, working in a folder; give the seconds of processor time that searching costs."""

    def is_own(self, path: str) -> bool:
        """Whether a file is there for searching alone."""
        return path.startswith(self.parts)

    def size(self) -> tuple[int, int]:
        """Give bytes and number of the files that are there for searching alone."""
        files = [path for path in self.site.rglob("*") if path.is_file()]
        own = [path for path in files if self.is_own(path.relative_to(self.site).as_posix())]
        return sum(path.stat().st_size for path in own), len(own)

    def results(self, page: Page, root: str, text: str) -> tuple[list[str], float]:
        """Ask, and give addresses below the root and the milliseconds that it took."""
        found, ms = page.evaluate(self.ask, [root, text, SHOWN])
        return [re.sub(r"^(https?://[^/]+)?/name/", "", address).lstrip("/") for address in found], ms


class Own(Searcher):
    """The hub's search: its parts of an index, and lunr."""

    name = "this hub"
    opens = "groups/"
    parts = ("search/", "components/search/", "vendor/lunr/")
    ask = """async ([root, text, shown]) => {
        const started = performance.now();
        const { load, search, describe } = await import(new URL("components/search/client.mjs", root));
        await load(root);
        const { results } = await search(text);
        const found = (await describe(results.slice(0, shown))).map((result) => result.href);
        return [found, performance.now() - started];
    }"""

    def build(self, hub: Path, folder: Path) -> float:
        """The hub's build made it; bench.search says what it cost."""
        self.site = hub
        return 0.0

    def is_own(self, path: str) -> bool:
        """The search page is a page like others."""
        return super().is_own(path) and not path.endswith(".html")


class Pagefind(Searcher):
    """Pagefind over the hub's pages, as its own program makes it."""

    name = f"Pagefind {PYTHON_PEERS['pagefind']}"
    parts = ("pagefind/",)
    ask = """async ([root, text, shown]) => {
        const started = performance.now();
        globalThis.asked ??= await import(new URL("pagefind/pagefind.js", root));
        const { results } = await globalThis.asked.search(text);
        const found = await Promise.all(results.slice(0, shown).map((result) => result.data()));
        return [found.map(({ url }) => url), performance.now() - started];
    }"""

    def __init__(self, tools: Tools) -> None:
        self._python = tools.python("pagefind", "pagefind-bin")

    def build(self, hub: Path, folder: Path) -> float:
        """Lay the pages out, and run Pagefind over them."""
        self.site = folder / "pagefind"
        for text in texts(hub):
            head = f"<!doctype html><html lang=en><title>{escape(text.title)}</title>"
            page = f"{head}<main data-pagefind-body>{text.html}</main></html>"
            _write(self.site / text.file, page)
        return run([self._python, "-m", "pagefind", "--site", self.site], folder).cpu


class Material(Searcher):
    """Material's search over the hub's pages, which stand outside the menu, so that only searching is measured."""

    name = f"Material {PYTHON_PEERS['mkdocs-material']}"
    parts = ("search/", "assets/javascripts/workers/search", "assets/javascripts/lunr/")
    ask = """async ([root, text]) => {
        const field = document.querySelector("[data-md-component=search-query]");
        const result = document.querySelector("[data-md-component=search-result]");
        const links = () => [...result.querySelectorAll(".md-search-result__item > a")].map((link) => link.href);
        const none = () => /^No /.test(result.querySelector(".md-search-result__meta").textContent.trim());
        const type = (words) => {
            field.value = words;
            field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        };
        const until = (holds) => new Promise((done) => {
            const settle = () => { watch.disconnect(); clearTimeout(late); requestAnimationFrame(done); };
            const watch = new MutationObserver(() => holds() && settle());
            const late = setTimeout(settle, 120000);
            watch.observe(result, { subtree: true, childList: true, characterData: true });
            if (holds()) settle();
        });
        field.focus();
        type("");
        await until(() => !links().length && !none());
        const started = performance.now();
        type(text);
        await until(() => links().length || none());
        return [links(), performance.now() - started];
    }"""

    def __init__(self, tools: Tools) -> None:
        self._python = tools.python("mkdocs", "mkdocs-material")

    def build(self, hub: Path, folder: Path) -> float:
        """Make a project of the pages, and build it with a watch on the plugin that makes the index.

        The plugin reads what Markdown made of a page and not the theme's frame round it. So only the page on which
        questions are asked has that frame: ten thousand of them would take minutes, and nobody opens them.
        """
        project = folder / "material"
        self.site = project / "site"
        shutil.rmtree(project, ignore_errors=True)
        for text in texts(hub):
            frame = {} if text.file == "index.html" else {"template": "bare.html"}
            front = yaml.safe_dump({"title": text.title, **frame}, width=1000, allow_unicode=True)
            # One block of HTML, which Markdown leaves as it is: an empty line would end it.
            html = re.sub(r"\n\s*\n", "\n", text.html)
            path = re.sub(r"(^|/)index\.html$", r"\1index.md", text.file).removesuffix(".html").removesuffix(".md")
            _write(project / "docs" / f"{path}.md", f"---\n{front}---\n<div>\n{html}\n</div>\n")
        _write(project / "mkdocs.yml", _MATERIAL_SETTINGS)
        _write(project / "watch_hook.py", _WATCH)
        _write(project / "bare" / "bare.html", "{{ page.title }}")
        run([self._python, "-m", "mkdocs", "build", "-q"], project, {"NO_MKDOCS_2_WARNING": "1"})
        cost: float = json.loads((project / "cost.json").read_text())
        return cost


_MATERIAL_SETTINGS = """site_name: Example Hub
theme: {name: material, font: false, custom_dir: bare}
plugins: [search]
nav: [index.md]
not_in_nav: "/**"
hooks: [watch_hook.py]
validation: {links: {not_found: ignore, unrecognized_links: ignore, absolute_links: ignore}}
"""

_WATCH = '''"""Counts the processor time that Material's search plugin takes, and writes it down at the end."""
import json, time
from pathlib import Path
from material.plugins.search.plugin import SearchPlugin

taken = 0.0

def watched(event):
    def counted(self, *args, **kwargs):
        global taken
        started = time.process_time()
        try:
            return event(self, *args, **kwargs)
        finally:
            taken += time.process_time() - started
    return counted

def on_config(config):
    events = config.plugins.events
    for name in ("page_context", "post_build"):
        for at, event in enumerate(events[name]):
            plugin = getattr(event, "__self__", None)
            if isinstance(plugin, SearchPlugin):
                events[name][at] = watched(event.__func__).__get__(plugin)

def on_shutdown():
    Path("cost.json").write_text(json.dumps(taken))
'''


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
