"""A preview that follows every change: the edited article at once, and the whole site behind it.

A whole build of a national directory takes seconds, and an author waits for one page. So an edited article is
rendered by itself with what the last good build left in memory, and is laid over that build's site until the next
one is done. What only a whole build can tell (menus, search, other pages) follows with it, and so does every error:
an article that has one is not shown early, and while a build fails nothing is.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub import addresses
from peerhub.articles.article import read_article
from peerhub.articles.article_check import check_all
from peerhub.articles.context import Context
from peerhub.building.linkcheck import LinkCheck
from peerhub.building.session import Session
from peerhub.cli import Place, engine
from peerhub.cli.fault import as_fault
from peerhub.hub import ArticlePage, Hub
from peerhub.problems import PeerHubError, Problems, format_text

if TYPE_CHECKING:
    from peerhub.cli.preview_server import PreviewServer

SETTLE_SECONDS = 0.05  # an editor writes a file in several steps


class Preview:
    """The state of a preview. `follow` runs beside the builds, in a thread of its own; `build` in one thread."""

    def __init__(self, place: Place, server: PreviewServer, say: Callable[[str], None]) -> None:
        self._place = place
        self._server = server
        self._say = say
        self._changed = threading.Condition()
        self._paths: set[Path] = set()
        self._edits = 0
        # What both threads change; an early page counts only while the build that it was made from stands.
        self._lock = threading.Lock()
        self._built: engine.Built | None = None
        self._early: dict[str, int] = {}
        self.due = threading.Event()

    def touched(self, paths: Iterable[Path]) -> None:
        """Note that files changed."""
        with self._changed:
            self._paths.update(paths)
            self._changed.notify()

    def follow(self) -> None:
        """For ever: show edited articles, then ask for a whole build."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._paths)
            time.sleep(SETTLE_SECONDS)
            with self._changed:
                paths, self._paths = self._paths, set()
            self._edits += 1
            with suppress(Exception):  # whatever an early page meets, the whole build says it in a line
                self._show_early(paths, self._edits)
            self.due.set()

    def _show_early(self, paths: set[Path], edit: int) -> None:
        built = self._built
        if built is None:
            return
        hub = built.hub
        for path in sorted(paths):
            article = hub.articles.get(path.relative_to(hub.docs).as_posix()) if hub.docs in path.parents else None
            if article is None or article.path in hub.borrowed:
                continue
            html = render_early(built, article, self._server.folder)
            if html is None:
                continue
            file = addresses.file_of(article.address)
            with self._lock:
                if self._built is built:
                    self._early[file] = edit
                    self._server.show(file, html.encode("utf-8", errors="xmlcharrefreplace"))

    def build(self) -> None:
        """Build the whole site once; what is wrong is said, and the last good site stays."""
        edit, started = self._edits, time.perf_counter()
        told: list[str] = []

        def tell(line: str) -> None:
            told.append(line)
            click.echo(line, err=True)

        try:
            config = engine.load(self._place, site_dir=str(self._server.folder))
            # Served from the top of this computer, and judged as the site that will be published.
            Session.of(config).published_at, config.site_url = config.site_url or "", ""
            built = engine.build(config, tell)
        except (SystemExit, Exception) as raised:
            error = raised if isinstance(raised, PeerHubError) else as_fault(raised, self._place.root)
            # A configuration that cannot be read is told line by line, as ./hub check tells it.
            for line in format_text(Problems(error.problems)).splitlines():
                tell(line)
            self._say(f"hub: {error}")
            self._stands(None, edit)
            self._server.stopped("\n".join([*told, str(error)]))
            return
        self._say(f"{built.summary.words()}, {time.perf_counter() - started:.1f} seconds")
        self._stands(built, edit)

    def _stands(self, built: engine.Built | None, edit: int) -> None:
        """Show what a build made, and of the early pages those alone that were edited after it began."""
        with self._lock:
            early = {file: shown for file, shown in self._early.items() if built is not None and shown > edit}
            if built is not None or self._early:
                self._server.built(early)
            self._built, self._early = built, early


def tidy() -> None:
    """Let go of all builds but the last: a hub is held in circles, where nobody looks for them until the next one."""
    gc.unfreeze()
    gc.collect()


def render_early(built: engine.Built, article: ArticlePage, site: Path) -> str | None:
    """Render an edited article with what a build left; None where it has an error, or any doubt.

    `site` is the folder of the last good site, which its links are held against.
    """
    hub = built.hub
    edited = _read_again(hub, article)
    if edited is None:
        return None
    before = len(hub.problems)
    hub.articles[article.path] = edited
    try:
        html = built.render(edited.path)
        wrong = Problems(list(hub.problems)[before:]).has_errors
        if not wrong and not _broken(addresses.file_of(edited.address), html, site):
            return html
    except Exception:  # noqa: S110 - whatever a page makes the engine raise, the whole build says it in a line
        pass
    hub.articles[article.path] = article
    return None


def _read_again(hub: Hub, article: ArticlePage) -> ArticlePage | None:
    """Read an article's file and hold it against the rules that look at nothing but itself."""
    folder, _, _ = article.document.name.removesuffix(article.path).rpartition("/")
    problems = Problems()
    try:
        text = (hub.docs / article.path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    read = read_article(text, article.path, folder, problems)
    if read.front is None or read.front.draft or problems.has_errors:
        return None
    context = Context(
        today=hub.today,
        topics=frozenset(hub.directory.vocabulary.topics),
        references=hub.directory.references,
        pages=frozenset(hub.articles),
        linked=frozenset({article.path}),
    )
    # That a required reference is cited nowhere is found too, and is about all articles.
    found = (problem for problem in check_all((read,), context) if problem.where.path == read.document.name)
    if Problems(found).has_errors:
        return None
    return ArticlePage(article.path, article.address, read.document, read.front)


def _broken(file: str, html: str, site: Path) -> bool:
    """Whether a page links to something that the last good site has not."""
    check = LinkCheck()
    check.add_page(file, html)
    for link in list(check.broken()):  # all that is not on the page itself: look for it on the disk
        target, _, _ = link.target.partition("#")
        if target == file or not (site / target).is_file():
            return True
        if "#" in link.href and target.endswith(".html"):
            check.add_page(target, (site / target).read_text(encoding="utf-8"))
        else:
            check.add_file(target)
    return any(link.file == file for link in check.broken())
