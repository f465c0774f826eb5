"""The builders that the hub is held against: how each is installed, set up for the corpus, and run.

They come from PyPI and npm, at the versions named here, into a folder outside the project; with a search each, since
the hub has one. Where a builder has no theme of its own, the page round the text is the hub's: its head, help, menu
and footer, which a hub made with that builder would need as well. Articles and lists are Markdown; a group's text is
the hub's own, word for word, given ready to each of them: that they need not work out dates or what is near is in
their favour.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path

from bench.measured import Cost, run
from bench.pages import Page, pages, write_pages

PYTHON_PEERS = {
    "mkdocs": "1.6.1",
    "mkdocs-material": "9.8.1",
    "zensical": "0.0.73",
    "hugo": "0.168.0",
    "pagefind": "1.5.2",
    "pagefind-bin": "1.5.2",
}
NODE_PEERS = {"@11ty/eleventy": "3.1.8"}


class MissingError(Exception):
    """Occurs when a builder cannot be had on this machine; its message says why."""


class Tools:
    """The folder into which the peers are installed, each the first time it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bin = folder / "python" / ("Scripts" if os.name == "nt" else "bin")

    def python(self, *names: str) -> Path:
        """Install packages from PyPI, and give the interpreter that has them. Raises MissingError."""
        interpreter = self._bin / ("python.exe" if os.name == "nt" else "python")
        if not interpreter.exists():
            subprocess.run([sys.executable, "-m", "venv", self._folder / "python"], check=True)
        wanted = [f"{name}=={PYTHON_PEERS[name]}" for name in names]
        command = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise MissingError(f"{' and '.join(names)} could not be installed from PyPI")
        return interpreter

    def program(self, name: str) -> Path:
        """Install a package from PyPI, and give the program of the same name. Raises MissingError."""
        self.python(name)
        return self._bin / (f"{name}.exe" if os.name == "nt" else name)

    def node(self, package: str, program: str) -> Path:
        """Install a package from npm, and give one of its programs. Raises MissingError."""
        npm = shutil.which("npm")
        if npm is None:
            raise MissingError("it needs Node, which is not here")
        where = self._folder / "node"
        where.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--prefix", str(where), f"{package}@{NODE_PEERS[package]}"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise MissingError(f"{package} could not be installed from npm")
        return where / "node_modules" / ".bin" / program


class Peer(ABC):
    """A builder with a search: `write` sets a project up in a folder, `build` makes the site in `output`."""

    name: str
    output = "site"
    docs = "docs"
    warm = False  # whether it keeps anything from one build for the next

    @abstractmethod
    def __init__(self, tools: Tools) -> None:
        """Install what it needs. Raises MissingError."""

    def write(self, folder: Path, articles: int, groups: int, hub: Path) -> None:
        """Write the corpus and the configuration; `hub` is the site that the hub's own builder made of the same."""
        found = pages(articles, groups, self.link)
        write_pages(folder / self.docs, (_as_in(hub, page) for page in found))
        for name, text in self.files(hub).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    def edit_article(self, folder: Path) -> None:
        """Change one article."""
        self._add_line(folder / self.docs / "library" / "article-1.md")

    def edit_group(self, folder: Path) -> None:
        """Change one group."""
        self._add_line(min((folder / self.docs / "groups").glob("*.md")))

    @staticmethod
    def _add_line(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + "\nA line that was not here.\n", encoding="utf-8")

    @staticmethod
    def link(path: str) -> str:
        """Write a link to a page, as this builder wants it in Markdown."""
        return "/" if path == "index" else f"/{path}/"

    @abstractmethod
    def files(self, hub: Path) -> dict[str, str]:
        """Give the files of the project that are not content."""

    @abstractmethod
    def build(self, folder: Path) -> Cost:
        """Build the site. Raises FailedError."""


class Material(Peer):
    """MkDocs with Material and its search: every page in the menu, as a site is that names no menu of its own."""

    name = f"MkDocs {PYTHON_PEERS['mkdocs']} + Material {PYTHON_PEERS['mkdocs-material']}"

    def __init__(self, tools: Tools) -> None:
        self._python = tools.python("mkdocs", "mkdocs-material")

    @staticmethod
    def link(path: str) -> str:
        """MkDocs wants the other file, relative to the one that links; the corpus is two folders deep."""
        return f"../{path}.md"

    def write(self, folder: Path, articles: int, groups: int, hub: Path) -> None:
        """The home page links from one folder up."""
        super().write(folder, articles, groups, hub)
        home = folder / self.docs / "index.md"
        home.write_text(home.read_text(encoding="utf-8").replace("](../", "]("), encoding="utf-8")

    def files(self, hub: Path) -> dict[str, str]:
        """A name, the theme and its search."""
        return {"mkdocs.yml": "site_name: Example Hub\ntheme: {name: material, font: false}\nplugins: [search]\n"}

    def build(self, folder: Path) -> Cost:
        """Build the site."""
        return run([self._python, "-m", "mkdocs", "build", "-q"], folder, {"NO_MKDOCS_2_WARNING": "1"})


class Zensical(Material):
    """Zensical, which reads the same project as MkDocs and keeps a cache."""

    name = f"Zensical {PYTHON_PEERS['zensical']}"
    warm = True

    def __init__(self, tools: Tools) -> None:
        self._program = tools.program("zensical")

    def build(self, folder: Path) -> Cost:
        """Build the site."""
        return run([self._program, "build"], folder)


class Hugo(Peer):
    """Hugo with the hub's page as its layout, and Pagefind over the result."""

    name = f"Hugo {PYTHON_PEERS['hugo']} + Pagefind {PYTHON_PEERS['pagefind']}"
    output = "public"
    docs = "content"

    def __init__(self, tools: Tools) -> None:
        self._hugo = tools.program("hugo")
        self._pagefind = tools.python("pagefind", "pagefind-bin")

    def files(self, hub: Path) -> dict[str, str]:
        """A configuration, and one layout for every kind of page."""
        page = layout(hub, "{{ .Title }}", "{{ .Description }}", "{{ .Content }}")
        settings = 'baseURL = "/"\ntitle = "Example Hub"\ndisableKinds = ["taxonomy", "term", "section", "RSS"]\n'
        single = "\n[markup.goldmark.renderer]\nunsafe = true\n"
        return {"hugo.toml": settings + single, "layouts/_default/single.html": page, "layouts/index.html": page}

    def write(self, folder: Path, articles: int, groups: int, hub: Path) -> None:
        """Hugo's home page is called _index.md."""
        super().write(folder, articles, groups, hub)
        (folder / self.docs / "index.md").rename(folder / self.docs / "_index.md")

    def build(self, folder: Path) -> Cost:
        """Build the site, then its search."""
        made = run([self._hugo, "--cleanDestinationDir", "--quiet"], folder)
        return made + run([self._pagefind, "-m", "pagefind", "--site", self.output], folder)


class HugoMenu(Hugo):
    """The same with every article in a menu beside the text, as themes for documentation have."""

    name = f"{Hugo.name}, every article in its menu"

    def files(self, hub: Path) -> dict[str, str]:
        """Put the menu into each layout."""
        found = super().files(hub)
        menu = '<nav><ul>{{ range where site.RegularPages "Section" "library" }}'
        menu += '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>'
        return {name: text.replace("<main ", f"{menu}<main ") for name, text in found.items()}


class Eleventy(Peer):
    """Eleventy with the hub's page as its layout, and Pagefind over the result."""

    name = f"Eleventy {NODE_PEERS['@11ty/eleventy']} + Pagefind {PYTHON_PEERS['pagefind']}"
    output = "_site"

    def __init__(self, tools: Tools) -> None:
        self._eleventy = tools.node("@11ty/eleventy", "eleventy")
        self._pagefind = tools.python("pagefind", "pagefind-bin")

    def files(self, hub: Path) -> dict[str, str]:
        """One layout for every page."""
        page = layout(hub, "{{ title }}", "{{ description }}", "{{ content }}")
        return {"docs/_includes/page.liquid": page, "docs/docs.json": json.dumps({"layout": "page.liquid"})}

    def build(self, folder: Path) -> Cost:
        """Build the site, then its search."""
        shutil.rmtree(folder / self.output, ignore_errors=True)  # as a clean build begins
        made = run([self._eleventy, "--input=docs", "--quiet"], folder)
        return made + run([self._pagefind, "-m", "pagefind", "--site", self.output], folder)


def layout(hub: Path, title: str, description: str, content: str) -> str:
    """Turn a page of a built hub into a layout: the places that vary are filled with a template's own words."""
    page = next((hub / "groups").glob("example-*.html")).read_text(encoding="utf-8")
    page = re.sub(r'<script type="application/ld\+json">.*?</script>', "", page, flags=re.DOTALL)
    page = re.sub(r"<title>.*?</title>", lambda _: f"<title>{title}</title>", page, flags=re.DOTALL)
    page = re.sub(r'(name="description" content=)"[^"]*"', lambda found: f'{found[1]}"{description}"', page)
    main = f"<main data-pagefind-body><h1>{title}</h1>{content}</main>"
    page = re.sub(r"<main.*</main>", lambda _: main, page, flags=re.DOTALL)
    return re.sub(r'((?:href|src|data-root)=")\.\./', r"\1/", page)


def _as_in(hub: Path, page: Page) -> Page:
    """Give a group's page the text that it has in a built hub, word for word: its next dates, and groups near it."""
    path = hub / f"{page.path}.html"
    if not page.path.startswith("groups/") or not path.is_file():
        return page
    main = re.search(r"<main[^>]*>(.*)</main>", path.read_text(encoding="utf-8"), re.DOTALL)
    if main is None:
        return page
    html = re.sub(r'((?:href|src)=")\.\./([^"#]*?)(?:\.html)?(["#])', r"\1/\2\3", main[1])
    # One block of HTML, which Markdown leaves as it is: an empty line would end it.
    return replace(page, body="<div>\n" + re.sub(r"\n\s*\n", "\n", html) + "\n</div>\n")


PEERS: tuple[type[Peer], ...] = (Material, Zensical, Hugo, HugoMenu, Eleventy)
