"""Opening a hub for a build: its data read, its articles checked beside it, and everything wrong with either told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from peerhub import addresses
from peerhub.articles.article import Article, read_article
from peerhub.building.editions import make_editions
from peerhub.building.processes import Processes, paying
from peerhub.check import articles_known, check_articles_alone, check_hub, drop_what_follows, tell_withheld
from peerhub.directory.load import listing_bytes
from peerhub.engine_files import code_folders
from peerhub.hub import STANDARD_PAGES, ArticlePage, Hub, HubConfig, open_hub
from peerhub.opening.gate import hold_gate
from peerhub.pages.article_targets import check_targets
from peerhub.problems import Location, Problems
from peerhub.stages import Stage, Stages
from peerhub.store.cache import Cache, TableUse, digest
from peerhub.store.trust import why_doubted

_LISTING_BYTES = 1000  # what one takes, about, in a file that was not read yet


def open_checked(config: HubConfig, problems: Problems) -> Hub | None:
    """Open a hub and check its data and articles; problems are added, and None is given where nothing can go on.

    Where nothing is kept of the articles, another process judges them while this one reads the data.
    """
    if not config.docs.is_relative_to(config.root):
        where = Location(config.config_file.name)
        problems.error(where, "settings", "is outside the hub's folder", "Move it beside mkdocs.yml.", "docs_dir")
        return None
    cache = _cache(config, code_version(), config.report)
    with _articles_beside(config, cache) as found:
        hub = open_hub(config, cache, problems)
        if hub is None:
            return None
        articles = check_hub(hub, config.linked, found)
    translations = tuple(article for article in articles if article.language)
    articles = tuple(article for article in articles if not article.language)
    for article in (*articles, *borrowed_pages(hub, config.standard_pages)):
        if article.front is not None and not article.front.draft:
            address = addresses.article(article.path)
            hub.articles[article.path] = ArticlePage(article.path, address, article.document, article.front)
    make_editions(hub, translations, config.assets)
    check_targets(hub, articles)
    drop_what_follows(hub)
    tell_withheld(hub)
    hold_gate(hub)
    return hub


def _cache(config: HubConfig, version: str, report: Callable[[str], None]) -> Cache:
    folder = config.root / ".cache" / "results"
    return Cache(folder, version, report, why_doubted(folder, config.root))


class _Found(NamedTuple):
    """What another process found in the articles."""

    articles: TableUse | None
    said: list[str]
    stages: tuple[Stage, ...]


@contextmanager
def _articles_beside(config: HubConfig, cache: Cache) -> Iterator[Callable[[], TableUse | None]]:
    """Let another process check the articles meanwhile, where nothing is kept of them and the hub is large.

    What is given waits for the other process, and gives what that found: None where there is none, or where its end
    came too early, and the articles must be checked here.
    """
    stages = config.stages

    def check() -> _Found:
        own, said = Stages(stages.clock), list[str]()
        own.begin("read and check")
        hub = open_hub(config, _cache(config, cache.version, said.append), Problems(), listings=False)
        return _Found(check_articles_alone(hub, config.linked) if hub is not None else None, said, own.taken())

    pays = 1 if articles_known(cache) else config.processes or paying(listing_bytes(config.root) // _LISTING_BYTES)
    others = Processes(1, lambda numbers: [check() for _ in numbers], pays)

    def found() -> TableUse | None:
        with suppress(Exception):  # whatever stood in its way is met here too, and told
            for there in (found for report in others.reports() for found in report):
                stages.take_over(there.stages)
                for line in there.said:
                    cache.say(line)
                return there.articles
        return None

    try:
        yield found
    finally:
        others.end()


def borrowed_pages(hub: Hub, standard_pages: Path) -> Iterator[Article]:
    """Give the pages that no hub may be without and that this one does not write itself.

    They come from `standard_pages`, the engine's docs/, and were checked there.
    """
    for path in STANDARD_PAGES:
        if not (hub.docs / path).is_file() and (standard_pages / path).is_file():
            hub.borrowed[path] = standard_pages
            yield read_article((standard_pages / path).read_text(encoding="utf-8"), path, "docs", Problems())


def code_version() -> str:
    """Name the code that a cached result depends on: this package, its hooks, and every library in its version."""
    code: list[str | bytes] = []
    for folder in code_folders():
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".yaml", ".po")):
            code += [path.relative_to(folder).as_posix(), path.read_bytes()]
    # A library's folder is named by its version: nothing in it need be read.
    libraries = sorted(path.name for folder in sys.path for path in Path(folder).glob("*-info"))
    return digest(sys.version, *code, *libraries)
