"""At `on_config` and `on_files`: only what comes from docs/; the theme's files follow at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from peerhub.building.session import Session
from peerhub.pages.citation_words import mark_words
from peerhub.pages.rendered import Rendered
from peerhub.store.cache import digest

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig

    from peerhub.hub import Hub


def leave_theme_files(config: MkDocsConfig) -> MkDocsConfig:
    """Let nobody look for files in the base theme: it has fourteen thousand, and on_files would keep none."""
    config.theme.get_env = partial(_unlisted, config.theme.get_env)  # type: ignore[method-assign]  # MkDocs has no event here
    return config


def _unlisted(make: Callable[[], jinja2.Environment]) -> jinja2.Environment:
    env = make()
    env.list_templates = lambda *_, **__: []  # type: ignore[method-assign]  # all that MkDocs lists them for
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep what comes from docs/, without drafts; and forget the articles that this configuration leaves out."""
    docs, hub = Path(config.docs_dir), Session.of(config).build.hub
    kept = [
        file
        for file in files
        if file.src_dir is not None
        and Path(file.src_dir) == docs
        and (file.src_uri in hub.articles or not file.is_documentation_page())
    ]
    borrowed = {path: folder for path, folder in hub.borrowed.items() if path in hub.articles}
    for path, folder in borrowed.items():
        kept.append(File(path, str(folder), config.site_dir, config.use_directory_urls))
    included = {file.src_uri for file in kept if file.inclusion.value > InclusionLevel.DRAFT.value}
    hub.articles = {path: article for path, article in hub.articles.items() if path in included}
    build = Session.of(config).build
    for edition in build.editions[1:]:
        edition.articles = {path: article for path, article in edition.articles.items() if path in hub.articles}
        kept += list(_in_language(edition, tuple(kept), config))
    found = Files(kept)
    if (surroundings := _surroundings(config, found)) is not None:
        build.rendered = {
            edition.prefix: Rendered(edition, digest(surroundings, repr(mark_words(edition.words))))
            for edition in build.editions
        }
    return found


def _in_language(edition: Hub, files: tuple[File, ...], config: MkDocsConfig) -> Iterator[File]:
    """Give the pages of a language, as MkDocs would find them in its folder; other files are there once for all."""
    for file in files:
        path, article = edition.prefix + file.src_uri, edition.articles.get(file.src_uri)
        if article is not None:
            text = str(file.abs_src_path if article.file == article.path else edition.docs / article.file)
            yield File.generated(config, path, abs_src_path=text)
        elif not file.is_documentation_page() and not file.src_uri.startswith(edition.prefix):
            once = File(path, file.src_dir, config.site_dir, config.use_directory_urls, dest_uri=file.dest_uri)
            once.abs_src_path = file.abs_src_path
            yield once


def _surroundings(config: MkDocsConfig, files: Files) -> str | None:
    """Give a digest of what the Markdown of every article is rendered with, or None where that is not known.

    An extension that we do not know may read other files. And what MkDocs itself would say of a page's links, where
    a hub asks for it, it must say in each build.
    """
    names = [name for name in config.markdown_extensions if isinstance(name, str)]
    said = max(config.validation.links.values()) > logging.DEBUG
    if said or not _KNOWN_EXTENSIONS.issuperset(names) or len(names) + 1 != len(config.markdown_extensions):
        return None
    leads = [part for file in files for part in (file.src_uri, file.url, str(file.inclusion))]
    return digest(config.site_url or "", repr(names), repr(config.mdx_configs), *leads)


_KNOWN_EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists"),
    *("smarty", "tables", "toc"),
    *(f"pymdownx.{name}" for name in ("details", "highlight", "quotes", "superfences", "tasklist", "tilde")),
}
